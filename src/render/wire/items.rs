//! What topics lay down: priorities, decisions, actions, questions.

use super::{Source, tags};
use crate::kb::reports;
use crate::model::{Detail, Item, Outcome, Strength};
use schemars::JsonSchema;
use serde::Serialize;

/// The topic that an item stands in.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TopicRef<'a> {
    id: &'a str,
    title: &'a str,
}

impl<'a> From<&'a Item> for TopicRef<'a> {
    fn from(item: &'a Item) -> Self {
        Self {
            id: &item.topic,
            title: &item.topic_title,
        }
    }
}

/// A sentence or list item with its line.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Sentence<'a> {
    text: &'a str,
    line: u32,
}

impl<'a> From<&'a reports::Said> for Sentence<'a> {
    fn from(said: &'a reports::Said) -> Self {
        Self {
            text: &said.text,
            line: said.line,
        }
    }
}

/// The first release that an item is about.
fn release(item: &Item) -> Option<&str> {
    item.releases.first().map(|r| r.as_str())
}

fn date(item: &Item) -> Option<String> {
    item.date.map(|d| d.to_string())
}

fn source(item: &Item) -> Source<'_> {
    Source::new(&item.path, item.lines())
}

/// An item of any kind, in a topic. `outcome` is a decision's, `rank` a priority's; `null` for others.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ItemRow<'a> {
    id: &'a str,
    kind: &'static str,
    text: &'a str,
    strength: Strength,
    rule: &'a str,
    outcome: Option<Outcome>,
    rank: Option<u32>,
    owners: &'a [String],
    source: Source<'a>,
}

impl<'a> From<&'a Item> for ItemRow<'a> {
    fn from(item: &'a Item) -> Self {
        Self {
            id: &item.id,
            kind: item.kind().name(),
            text: &item.text,
            strength: item.strength,
            rule: &item.rule,
            outcome: matches!(item.detail, Detail::Decision { .. }).then(|| item.outcome()),
            rank: Some(item.rank()).filter(|rank| *rank > 0),
            owners: &item.owners,
            source: source(item),
        }
    }
}

/// A priority with what became of it. `status` is `new`, `carried`, `dropped` or `null`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PriorityRow<'a> {
    id: &'a str,
    release: Option<&'a str>,
    project: Option<&'a str>,
    rank: u32,
    text: &'a str,
    tags: Vec<&'a str>,
    owners: &'a [String],
    status: Option<String>,
    carried_from: Option<CarriedFrom<'a>>,
    dropped_in: Option<&'a str>,
    ordered: bool,
    source: Source<'a>,
}

/// The priority of the release before that one goes on from, and why the two are taken for one.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CarriedFrom<'a> {
    release: &'a str,
    rank: u32,
    id: &'a str,
    reason: &'a str,
}

impl<'a> From<&'a reports::PriorityRow> for PriorityRow<'a> {
    fn from(row: &'a reports::PriorityRow) -> Self {
        let item = &row.item;
        let from = |from: &'a reports::CarriedFrom| CarriedFrom {
            release: from.release.as_str(),
            rank: from.rank,
            id: &from.id,
            reason: &from.reason,
        };
        Self {
            id: &item.id,
            release: row.release.as_ref().map(|r| r.as_str()),
            project: item.project.as_deref(),
            rank: item.rank(),
            text: &item.text,
            tags: tags(&item.tags),
            owners: &item.owners,
            status: row.status.map(|s| s.to_string()),
            carried_from: row.carried_from.as_ref().map(from),
            dropped_in: row.dropped_in.as_ref().map(|r| r.as_str()),
            ordered: matches!(item.detail, Detail::Priority { ordered: true, .. }),
            source: source(item),
        }
    }
}

/// A decision. `strength` is `strong` or `weak`; `outcome` is `agreed`, `deferred`, `rejected` or `unknown`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DecisionRow<'a> {
    id: &'a str,
    text: &'a str,
    strength: Strength,
    rule: &'a str,
    outcome: Outcome,
    topic: TopicRef<'a>,
    release: Option<&'a str>,
    project: Option<&'a str>,
    date: Option<String>,
    tags: Vec<&'a str>,
    source: Source<'a>,
}

impl<'a> From<&'a Item> for DecisionRow<'a> {
    fn from(item: &'a Item) -> Self {
        Self {
            id: &item.id,
            text: &item.text,
            strength: item.strength,
            rule: &item.rule,
            outcome: item.outcome(),
            topic: TopicRef::from(item),
            release: release(item),
            project: item.project.as_deref(),
            date: date(item),
            tags: tags(&item.tags),
            source: source(item),
        }
    }
}

/// An action. `due` is a date or `null`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ActionRow<'a> {
    id: &'a str,
    text: &'a str,
    strength: Strength,
    rule: &'a str,
    owners: &'a [String],
    done: bool,
    due: Option<String>,
    topic: TopicRef<'a>,
    release: Option<&'a str>,
    project: Option<&'a str>,
    date: Option<String>,
    tags: Vec<&'a str>,
    source: Source<'a>,
}

impl<'a> From<&'a Item> for ActionRow<'a> {
    fn from(item: &'a Item) -> Self {
        Self {
            id: &item.id,
            text: &item.text,
            strength: item.strength,
            rule: &item.rule,
            owners: &item.owners,
            done: item.is_done(),
            due: item.due().map(|d| d.to_string()),
            topic: TopicRef::from(item),
            release: release(item),
            project: item.project.as_deref(),
            date: date(item),
            tags: tags(&item.tags),
            source: source(item),
        }
    }
}

/// An open question.
#[derive(Debug, Serialize, JsonSchema)]
pub struct QuestionRow<'a> {
    id: &'a str,
    text: &'a str,
    rule: &'a str,
    topic: TopicRef<'a>,
    release: Option<&'a str>,
    project: Option<&'a str>,
    date: Option<String>,
    source: Source<'a>,
}

impl<'a> From<&'a Item> for QuestionRow<'a> {
    fn from(item: &'a Item) -> Self {
        Self {
            id: &item.id,
            text: &item.text,
            rule: &item.rule,
            topic: TopicRef::from(item),
            release: release(item),
            project: item.project.as_deref(),
            date: date(item),
            source: source(item),
        }
    }
}

/// A recap's own word that nothing was decided.
#[derive(Debug, Serialize, JsonSchema)]
pub struct UndecidedRow<'a> {
    id: &'a str,
    text: &'a str,
    topic: TopicRef<'a>,
    release: Option<&'a str>,
    project: Option<&'a str>,
    date: Option<String>,
    source: Source<'a>,
}

impl<'a> From<&'a Item> for UndecidedRow<'a> {
    fn from(item: &'a Item) -> Self {
        Self {
            id: &item.id,
            text: &item.text,
            topic: TopicRef::from(item),
            release: release(item),
            project: item.project.as_deref(),
            date: date(item),
            source: source(item),
        }
    }
}
