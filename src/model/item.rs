//! What a recap lays down inside its topics: priorities, decisions, actions and open questions.

use super::date::PartialDate;
use super::place::{Extent, Lines};
use super::recap::recap_key;
use super::release::Release;
use super::tag::Tagged;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What sort of record an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ItemKind {
    /// Something a release puts first.
    Priority,
    /// Something that was decided, or put off, or turned down.
    Decision,
    /// Something somebody is to do.
    Action,
    /// Something left open, where the recap marks it so.
    Question,
    /// The recap's own word that nothing was decided.
    Undecided,
}

impl ItemKind {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [ItemKind; 5] = [
        ItemKind::Priority,
        ItemKind::Decision,
        ItemKind::Action,
        ItemKind::Question,
        ItemKind::Undecided,
    ];

    /// Its name, as `kind:` takes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ItemKind::Priority => "priority",
            ItemKind::Decision => "decision",
            ItemKind::Action => "action",
            ItemKind::Question => "question",
            ItemKind::Undecided => "undecided",
        }
    }

    /// The kind of this name, whatever its case.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.name().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for ItemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How sure it is that an item is what it is taken for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// The recap marks it: a label, a heading, an introducing line, a table.
    Strong,
    /// Words of a sentence say so.
    Weak,
}

impl fmt::Display for Strength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Strength::Strong => "strong",
            Strength::Weak => "weak",
        })
    }
}

/// What a decision comes to, as far as its words say.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It is to be so.
    Agreed,
    /// It is put off.
    Deferred,
    /// It is not to be.
    Rejected,
    /// The words do not say.
    Unknown,
}

impl Outcome {
    /// It, where the words say it: a decision without one is as good as any, and readers are not told of it.
    #[must_use]
    pub fn known(self) -> Option<Self> {
        (self != Self::Unknown).then_some(self)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Outcome::Agreed => "agreed",
            Outcome::Deferred => "deferred",
            Outcome::Rejected => "rejected",
            Outcome::Unknown => "unknown",
        })
    }
}

/// What only items of one kind have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Detail {
    /// Of a priority.
    Priority {
        /// Its place in its list, from 1.
        rank: u32,
        /// Whether the list is a numbered one, or says that its order counts.
        ordered: bool,
    },
    /// Of a decision.
    Decision {
        /// What it comes to.
        outcome: Outcome,
    },
    /// Of an action.
    Action {
        /// Whether it is marked as done.
        done: bool,
        /// When it is due.
        due: Option<PartialDate>,
    },
    /// Of a question: nothing more.
    Question,
    /// Of a word that nothing was decided: nothing more.
    Undecided,
}

/// One priority, decision, action or question of a recap.
///
/// Ids are `<topic's id>/<kind>-<n>`, counted within the topic from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The stable id.
    pub id: String,
    /// Id of the topic it stands in.
    pub topic: String,
    /// Title of that topic.
    pub topic_title: String,
    /// Path of its note, relative to the root, with `/`.
    pub path: String,
    /// First line of its recap, where the file holds several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recap_line: Option<u32>,
    /// Where it stands.
    pub extent: Extent,
    /// Its words without markup; lines of a list below it follow on lines of their own.
    pub text: String,
    /// How sure it is.
    pub strength: Strength,
    /// The rule that found it, in words: ``label `Decision` ``, ``under `Conclusion` ``, `says "was agreed"`.
    pub rule: String,
    /// Who is named for it.
    pub owners: Vec<String>,
    /// A priority's own tags; else its own and those of its topic.
    pub tags: Vec<Tagged>,
    /// The topic's date.
    pub date: Option<PartialDate>,
    /// The recap's project.
    pub project: Option<String>,
    /// The releases it is about: those its heading or introducing line names, else the recap's.
    pub releases: Vec<Release>,
    /// The recap's event.
    pub event: Option<String>,
    /// What only its kind has.
    pub detail: Detail,
}

impl Item {
    /// What sort of record it is.
    #[must_use]
    pub fn kind(&self) -> ItemKind {
        match self.detail {
            Detail::Priority { .. } => ItemKind::Priority,
            Detail::Decision { .. } => ItemKind::Decision,
            Detail::Action { .. } => ItemKind::Action,
            Detail::Question => ItemKind::Question,
            Detail::Undecided => ItemKind::Undecided,
        }
    }

    /// What tells its recap from all others.
    #[must_use]
    pub fn recap_key(&self) -> String {
        recap_key(&self.path, self.recap_line)
    }

    /// Its lines.
    #[must_use]
    pub fn lines(&self) -> Lines {
        self.extent.lines
    }

    /// A priority's place in its list, from 1; 0 for other kinds.
    #[must_use]
    pub fn rank(&self) -> u32 {
        match self.detail {
            Detail::Priority { rank, .. } => rank,
            _ => 0,
        }
    }

    /// What a decision comes to; unknown for other kinds.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self.detail {
            Detail::Decision { outcome } => outcome,
            _ => Outcome::Unknown,
        }
    }

    /// Whether an action is marked as done; other kinds never are.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self.detail, Detail::Action { done: true, .. })
    }

    /// When an action is due.
    #[must_use]
    pub fn due(&self) -> Option<PartialDate> {
        match self.detail {
            Detail::Action { due, .. } => due,
            _ => None,
        }
    }
}
