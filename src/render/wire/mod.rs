//! The JSON that programs read. `docs/json.md` describes it; a test holds real output to it.
//!
//! Every document has `schema`, raised when a key goes or changes its meaning; keys may be added. Keys are
//! always there, `null` for unknown. Paths are relative to the root with `/`; lines count from 1, both
//! ends included; dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

mod compared;
mod counts;
mod doctor;
mod export;
mod items;
mod links;
mod mended;
mod outcomes;
mod place;
mod related;
mod reports;
mod search;
mod watch;

pub use compared::{Compared, ComparedLine, Pair, Shared, Thing};
pub use counts::{Counts, Heat, HeatRow, Stats, TallyRow};
pub use doctor::{CheckRow, Doctor};
pub use export::{Export, ExportRecap, ExportRelease, ExportTopic};
pub use items::{
    ActionRow, CarriedFrom, DecisionRow, ItemRow, PriorityRow, QuestionRow, Sentence, TopicRef,
    UndecidedRow,
};
pub use links::{LeadsRow, LinkRow, LinkedTopic, Links, leads_kind};
pub use mended::{LeftRow, MendRow, MendState, Mended, MendedRow, RuleCount};
pub use outcomes::{Actions, Decisions};
pub use place::QueryPlace;
pub use related::{Related, RelatedRow, WhyRow};
pub use reports::{History, HistoryRow, Priorities, Ranked, ReleaseRow, Releases, TopicName};
pub use search::{FacetRow, Facets, Hit, ReasonRow, RepeatRow, Search, Snippet};
pub use watch::ChangeRow;

use crate::kb::{Answered, Finding, IndexState, Shown, TagCount};
use crate::model::{Diagnostic, Fact, Recap, Tagged, Topic};
use schemars::JsonSchema;
use serde::Serialize;

/// The number of this format.
pub const SCHEMA: u32 = 1;

/// Whether the answer is as new as the notes, and why the index on disk could not be brought up to date, or was not.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Index {
    /// Whether the index was up to date with the notes.
    pub fresh: bool,
    /// Why the index on disk was not brought up to date; with `fresh` the answer came from one in memory.
    pub reason: Option<String>,
}

impl Index {
    /// The state that an answer was given in.
    #[must_use]
    pub fn of<T>(answered: &Answered<T>) -> Self {
        Self {
            fresh: !matches!(answered.index, IndexState::Stale(_) | IndexState::Unchecked),
            reason: answered.index.reason().map(str::to_owned),
        }
    }
}

/// Where a record stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Source<'a> {
    path: &'a str,
    line_start: u32,
    line_end: u32,
}

/// A topic, as a line of `kb topics --format jsonl` and in the list of `kb topics --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TopicRow<'a> {
    id: &'a str,
    kind: String,
    title: &'a str,
    breadcrumb: &'a [String],
    parent: Option<&'a str>,
    level: u8,
    project: Option<&'a str>,
    release: Option<&'a str>,
    releases: Vec<&'a str>,
    event: Option<&'a str>,
    date: Option<String>,
    tags: Vec<&'a str>,
    people: &'a [String],
    source: Source<'a>,
    tree_end: u32,
}

impl<'a> From<&'a Topic> for TopicRow<'a> {
    fn from(topic: &'a Topic) -> Self {
        Self {
            id: &topic.id,
            kind: topic.kind.to_string(),
            title: &topic.title,
            breadcrumb: &topic.breadcrumb,
            parent: topic.parent.as_deref(),
            level: topic.level,
            project: topic.project.as_deref(),
            release: topic.releases.first().map(|r| r.as_str()),
            releases: topic.releases.iter().map(|r| r.as_str()).collect(),
            event: topic.event.as_deref(),
            date: topic.date.map(|d| d.to_string()),
            tags: tags(&topic.tags),
            people: &topic.people,
            source: source(topic),
            tree_end: topic.tree.lines.end,
        }
    }
}

/// `kb topics --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Topics<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// How many there are in all.
    pub total: usize,
    /// The topics, by path and line.
    pub topics: Vec<TopicRow<'a>>,
    /// The state of the index.
    pub index: Index,
}

/// `kb recaps --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Recaps<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// How many there are in all.
    pub total: usize,
    /// The recaps, by path.
    pub recaps: Vec<RecapRow<'a>>,
    /// The state of the index.
    pub index: Index,
}

/// A recap. `line_start` and `line_end` are its lines where its note holds several. `date_source` and `release_source` say where the fact was found; `topics` is a count.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RecapRow<'a> {
    path: &'a str,
    line_start: Option<u32>,
    line_end: Option<u32>,
    title: &'a str,
    project: Option<&'a str>,
    release: Option<&'a str>,
    releases: Vec<&'a str>,
    event: Option<&'a str>,
    location: Option<&'a str>,
    date: Option<String>,
    event_date: Option<String>,
    date_source: Option<String>,
    release_source: Option<String>,
    authors: &'a [String],
    attendees: &'a [String],
    tags: Vec<&'a str>,
    topics: u32,
}

impl<'a> RecapRow<'a> {
    /// The row of a recap with so many topics.
    #[must_use]
    pub fn new(recap: &'a Recap, topics: u32) -> Self {
        let text = |fact: &'a Option<Fact<String>>| fact.as_ref().map(|f| f.value.as_str());
        let first = recap.releases.first();
        Self {
            path: &recap.path,
            line_start: recap.lines.map(|lines| lines.start),
            line_end: recap.lines.map(|lines| lines.end),
            title: &recap.title.value,
            project: text(&recap.project),
            release: first.map(|r| r.value.as_str()),
            releases: recap.releases.iter().map(|r| r.value.as_str()).collect(),
            event: text(&recap.event),
            location: text(&recap.location),
            date: recap.date.as_ref().map(|d| d.value.to_string()),
            event_date: recap.event_date.as_ref().map(|d| d.value.to_string()),
            date_source: recap.date.as_ref().map(|d| d.source.to_string()),
            release_source: first.map(|r| r.source.to_string()),
            authors: &recap.authors,
            attendees: &recap.attendees,
            tags: recap.tags.iter().map(|t| t.as_str()).collect(),
            topics,
        }
    }
}

/// `kb tags --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Tags<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// How many there are in all.
    pub total: usize,
    /// The tags, the most used first.
    pub tags: Vec<TagRow<'a>>,
    /// The state of the index.
    pub index: Index,
}

/// A tag with what the vocabulary says of it and how many topics and recaps have it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TagRow<'a> {
    tag: &'a str,
    name: Option<&'a str>,
    aliases: &'a [String],
    parent: Option<&'a str>,
    topics: u64,
    recaps: u64,
}

impl<'a> From<&'a TagCount> for TagRow<'a> {
    fn from(count: &'a TagCount) -> Self {
        let entry = count.entry.as_ref();
        Self {
            tag: count.tag.as_str(),
            name: entry.map(|e| e.name.as_str()),
            aliases: entry.map_or(&[], |e| &e.aliases),
            parent: entry.and_then(|e| e.parent.as_ref()).map(|p| p.as_str()),
            topics: count.topics,
            recaps: count.recaps,
        }
    }
}

/// `kb show --format json`: the topic, or `null` and the ids that the part fits.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Show<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The topic.
    pub topic: Option<ShownTopic<'a>>,
    /// The ids that the part fits, where it fits several.
    pub candidates: Vec<&'a str>,
    /// The state of the index.
    pub index: Index,
}

/// A topic with its text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ShownTopic<'a> {
    #[serde(flatten)]
    row: TopicRow<'a>,
    tag_reasons: Vec<TagReason<'a>>,
    links: &'a [String],
    note_links: Vec<LinkRow<'a>>,
    code: &'a [String],
    parts: Vec<Part<'a>>,
    items: Vec<ItemRow<'a>>,
    item: Option<&'a str>,
    text: &'a str,
    markdown: &'a str,
}

/// Why a topic has a tag.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TagReason<'a> {
    tag: &'a str,
    reason: String,
}

/// A part heading inside a topic.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Part<'a> {
    kind: crate::model::PartKind,
    title: &'a str,
    line_start: u32,
    line_end: u32,
}

impl<'a> From<&'a Shown> for ShownTopic<'a> {
    fn from(shown: &'a Shown) -> Self {
        let reason = |t: &'a Tagged| TagReason {
            tag: t.tag.as_str(),
            reason: t.reason.to_string(),
        };
        let part = |p: &'a crate::model::Part| Part {
            kind: p.kind,
            title: &p.title,
            line_start: p.extent.lines.start,
            line_end: p.extent.lines.end,
        };
        Self {
            row: TopicRow::from(&shown.topic),
            tag_reasons: shown.topic.tags.iter().map(reason).collect(),
            links: &shown.topic.links,
            note_links: shown.links.iter().map(LinkRow::from).collect(),
            code: &shown.topic.code,
            parts: shown.topic.parts.iter().map(part).collect(),
            items: shown.items.iter().map(ItemRow::from).collect(),
            item: shown.item.as_ref().map(|item| item.id.as_str()),
            text: &shown.text,
            markdown: &shown.markdown,
        }
    }
}

/// `kb check --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Check<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// How many there are in all.
    pub total: usize,
    /// The findings, by path and line.
    pub findings: Vec<FindingRow<'a>>,
    /// The state of the index.
    pub index: Index,
}

/// A finding; `line` and `column` are `null` where it is about a whole file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FindingRow<'a> {
    path: &'a str,
    line: Option<u32>,
    column: Option<u32>,
    severity: crate::model::Severity,
    code: &'a str,
    message: &'a str,
    hint: Option<&'a str>,
}

impl<'a> FindingRow<'a> {
    /// The row of a diagnostic about the note at `path`.
    #[must_use]
    pub fn new(path: &'a str, diagnostic: &'a Diagnostic) -> Self {
        Self {
            path,
            line: Some(diagnostic.line).filter(|l| *l > 0),
            column: Some(diagnostic.column).filter(|c| *c > 0),
            severity: diagnostic.severity,
            code: &diagnostic.code,
            message: &diagnostic.message,
            hint: diagnostic.hint.as_deref(),
        }
    }
}

impl<'a> From<&'a Finding> for FindingRow<'a> {
    fn from(finding: &'a Finding) -> Self {
        Self::new(&finding.path, &finding.diagnostic)
    }
}

/// `kb index --format json`: what the run changed, and what is there now.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Indexed<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Notes that were new, changed, gone, and as before.
    pub added: u64,
    /// Notes read again.
    pub changed: u64,
    /// Notes that are gone.
    pub removed: u64,
    /// Notes that are as they were.
    pub unchanged: u64,
    /// Recaps now in the index.
    pub recaps: u64,
    /// Topics now in the index.
    pub topics: u64,
    /// Why the whole index was built anew, if it was.
    pub rebuilt: Option<&'a str>,
    /// Notes that could not be read.
    pub problems: Vec<FindingRow<'a>>,
    /// The state of the index.
    pub index: Index,
}

/// `kb config show --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Settings<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The values with where each comes from.
    pub values: Vec<Setting<'a>>,
}

/// A setting.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Setting<'a> {
    /// Its name.
    pub key: &'a str,
    /// Its value.
    pub value: &'a str,
    /// Where it comes from.
    pub source: &'a str,
}

impl<'a> From<&'a crate::kb::Setting> for Setting<'a> {
    fn from(setting: &'a crate::kb::Setting) -> Self {
        Self {
            key: &setting.key,
            value: &setting.value,
            source: &setting.source,
        }
    }
}

impl<'a> Source<'a> {
    fn new(path: &'a str, lines: crate::model::Lines) -> Self {
        Self {
            path,
            line_start: lines.start,
            line_end: lines.end,
        }
    }
}

fn source(topic: &Topic) -> Source<'_> {
    Source::new(&topic.path, topic.lines())
}

fn tags(tagged: &[Tagged]) -> Vec<&str> {
    tagged.iter().map(|t| t.tag.as_str()).collect()
}
