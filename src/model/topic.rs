//! A topic: one section of a recap with its heading, place, tags and people.

use super::date::PartialDate;
use super::link::NoteLink;
use super::place::{Extent, Lines};
use super::recap::recap_key;
use super::release::Release;
use super::tag::Tagged;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What sort of record a topic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TopicKind {
    /// A section under a heading, or a whole file without any heading.
    Topic,
    /// The text before the first heading.
    Preamble,
}

impl fmt::Display for TopicKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TopicKind::Topic => "topic",
            TopicKind::Preamble => "preamble",
        })
    }
}

/// What a part heading announces. Parts stay inside the topic they follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PartKind {
    /// Conclusion, Resolution, Decision, Consensus, Outcome, ...
    Outcome,
    /// A summary of what was said before.
    Summary,
    /// Action items, next steps, ...
    Actions,
    /// Attendees, participants, meeting roles, ...
    People,
    /// Agenda.
    Agenda,
    /// Links, references, next meeting, ...
    Reference,
}

/// A part heading inside a topic, with the lines it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What it announces.
    pub kind: PartKind,
    /// Its heading's text.
    pub title: String,
    /// From its heading to its last non-blank line.
    pub extent: Extent,
}

/// One topic of a recap.
///
/// Ids are `<path without extension>#<anchor>`, with GitHub's anchor rule; a preamble's anchor is `_`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// The stable id.
    pub id: String,
    /// Topic or preamble.
    pub kind: TopicKind,
    /// The heading's text without markup, or the recap's title.
    pub title: String,
    /// Titles of the topics above it, outermost first.
    pub breadcrumb: Vec<String>,
    /// Id of the topic above it.
    pub parent: Option<String>,
    /// Heading level 1 to 6 (a pseudo-heading may reach 7), 0 where there is no heading.
    pub level: u8,
    /// Its own range: the heading to the last non-blank line before the next topic.
    pub own: Extent,
    /// Its own range and that of all topics below it.
    pub tree: Extent,
    /// Part headings inside its own range, in order.
    pub parts: Vec<Part>,
    /// Its tags, each with the reason for it.
    pub tags: Vec<Tagged>,
    /// People named by a label, list or handle in its own range.
    pub people: Vec<String>,
    /// Link targets in its own range, in order, each once.
    pub links: Vec<String>,
    /// Its links that could lead to notes, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub note_links: Vec<NoteLink>,
    /// Names beside its own anchor that a link may have for a place in its own range: those of its parts, and given ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub anchors: Vec<String>,
    /// Inline code in its own range, in order, each once.
    pub code: Vec<String>,
    /// The section's own date, else the recap's.
    pub date: Option<PartialDate>,
    /// Project, from the recap.
    pub project: Option<String>,
    /// Releases, from the recap.
    pub releases: Vec<Release>,
    /// Event, from the recap.
    pub event: Option<String>,
    /// Path of its note, relative to the root, with `/`.
    pub path: String,
    /// First line of its recap, where the file holds several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recap_line: Option<u32>,
}

impl Topic {
    /// What tells its recap from all others.
    #[must_use]
    pub fn recap_key(&self) -> String {
        recap_key(&self.path, self.recap_line)
    }

    /// The lines of its own range.
    #[must_use]
    pub fn lines(&self) -> Lines {
        self.own.lines
    }
}
