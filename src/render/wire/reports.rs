//! Answers put together from many records.

use super::{DecisionRow, Index, PriorityRow, Sentence, Source};
use crate::kb::reports;
use schemars::JsonSchema;
use serde::Serialize;

/// `kb priorities --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Priorities<'a> {
    /// [`super::SCHEMA`].
    pub schema: u32,
    /// How many there are in all.
    pub total: usize,
    /// The priorities by release, project, note and rank.
    pub priorities: Vec<PriorityRow<'a>>,
    /// The state of the index.
    pub index: Index,
}

/// `kb releases --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Releases<'a> {
    /// [`super::SCHEMA`].
    pub schema: u32,
    /// How many there are in all.
    pub total: usize,
    /// The releases in their order.
    pub releases: Vec<ReleaseRow<'a>>,
    /// The state of the index.
    pub index: Index,
}

/// A release with how many recaps and topics are about it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReleaseRow<'a> {
    release: &'a str,
    aliases: &'a [String],
    date: Option<String>,
    known: bool,
    recaps: u64,
    topics: u64,
}

impl<'a> From<&'a reports::ReleaseCount> for ReleaseRow<'a> {
    fn from(count: &'a reports::ReleaseCount) -> Self {
        Self {
            release: count.release.as_str(),
            aliases: &count.aliases,
            date: count.date.map(|d| d.to_string()),
            known: count.known,
            recaps: count.recaps,
            topics: count.topics,
        }
    }
}

/// `kb history --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct History<'a> {
    /// [`super::SCHEMA`].
    pub schema: u32,
    /// What was asked for.
    pub query: &'a str,
    /// How it was understood.
    pub understood: &'a str,
    /// The entries, oldest first.
    pub entries: Vec<HistoryRow<'a>>,
    /// The state of the index.
    pub index: Index,
}

/// What one topic said about the thing asked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HistoryRow<'a> {
    release: Option<&'a str>,
    date: Option<String>,
    topic: TopicName<'a>,
    project: Option<&'a str>,
    summary: String,
    sentences: Vec<Sentence<'a>>,
    decisions: Vec<DecisionRow<'a>>,
    priority: Option<Ranked<'a>>,
    source: Source<'a>,
}

/// A topic by its id and title.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TopicName<'a> {
    id: &'a str,
    title: &'a str,
}

/// A priority by its id, place and words.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Ranked<'a> {
    id: &'a str,
    rank: u32,
    text: &'a str,
}

impl<'a> From<&'a reports::HistoryEntry> for HistoryRow<'a> {
    fn from(entry: &'a reports::HistoryEntry) -> Self {
        let said: Vec<&str> = entry.summary.iter().map(|s| s.text.as_str()).collect();
        Self {
            release: entry.release.as_ref().map(|r| r.as_str()),
            date: entry.date.map(|d| d.to_string()),
            topic: TopicName {
                id: &entry.topic.id,
                title: &entry.topic.title,
            },
            project: entry.topic.project.as_deref(),
            summary: said.join(" "),
            sentences: entry.summary.iter().map(Sentence::from).collect(),
            decisions: entry.decisions.iter().map(DecisionRow::from).collect(),
            priority: entry.priority.as_ref().map(|item| Ranked {
                id: &item.id,
                rank: item.rank(),
                text: &item.text,
            }),
            source: Source::new(&entry.topic.path, entry.topic.lines()),
        }
    }
}
