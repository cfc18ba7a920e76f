//! Answers put together from many records: priorities over releases, histories, comparisons, counts, exports.

use crate::model::{Item, PartialDate, Recap, Release, Topic};
use std::fmt;

/// What became of a priority from one release to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// The release before did not have it.
    New,
    /// The release before had it, or the note says that it was carried over.
    Carried,
    /// The release after does not have it.
    Dropped,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Status::New => "new",
            Status::Carried => "carried",
            Status::Dropped => "dropped",
        })
    }
}

/// The priority of the release before that one goes on from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedFrom {
    /// The release before.
    pub release: Release,
    /// Its place there, from 1.
    pub rank: u32,
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// Why the two are taken for one: ``by tag `replication` ``, ``by the words `cells`, `v2` ``.
    pub reason: String,
}

/// A priority of a release, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriorityRow {
    /// The priority.
    pub item: Item,
    /// The release that it is listed under; `None` where its recap names none.
    pub release: Option<Release>,
    /// Its standing to the release before, or, where there is none, whether the one after has it.
    pub status: Option<Status>,
    /// The priority of the release before that it goes on from; `None` where only its note says that it is carried over.
    pub carried_from: Option<CarriedFrom>,
    /// The release after, where that has priorities and this is not one of them.
    pub dropped_in: Option<Release>,
}

/// Priorities release by release.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Priorities {
    /// The releases asked for that list any, in order; `None` stands for recaps that name no release.
    pub releases: Vec<Option<Release>>,
    /// Their priorities, and those that they dropped from the release before, by release, project, note and rank.
    pub rows: Vec<PriorityRow>,
}

impl Priorities {
    /// The priorities that a release lists.
    pub fn of<'p>(&'p self, release: &'p Option<Release>) -> impl Iterator<Item = &'p PriorityRow> {
        let listed = self.releases.contains(release);
        self.rows
            .iter()
            .filter(move |row| listed && row.release == *release)
    }

    /// How many there are in the releases' lists.
    #[must_use]
    pub fn listed(&self) -> usize {
        self.releases.iter().map(|r| self.of(r).count()).sum()
    }

    /// Keeps these rows alone, and the releases that list one of them.
    pub fn keep(&mut self, rows: Vec<PriorityRow>) {
        self.rows = rows;
        let rows = &self.rows;
        self.releases
            .retain(|release| rows.iter().any(|row| row.release == *release));
    }

    /// The priorities of the release before that a release dropped.
    pub fn dropped_in<'p>(
        &'p self,
        release: &'p Option<Release>,
    ) -> impl Iterator<Item = &'p PriorityRow> {
        let rows = self.rows.iter();
        rows.filter(move |row| release.is_some() && row.dropped_in == *release)
    }
}

/// Priorities as rows, releases as columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matrix {
    /// The releases in their order.
    pub releases: Vec<Release>,
    /// A row for each priority and all that goes on from it, in the order in which they first come up.
    pub rows: Vec<MatrixRow>,
}

/// A row of a matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRow {
    /// The words that most of them have, of equals the last.
    pub text: String,
    /// Its project.
    pub project: Option<String>,
    /// A cell for each release of the matrix.
    pub cells: Vec<Option<MatrixCell>>,
}

/// A priority's place in one release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixCell {
    /// Its place in that release's list, from 1.
    pub rank: u32,
    /// Its words there.
    pub text: String,
    /// Its id.
    pub id: String,
    /// Its status there.
    pub status: Option<Status>,
}

/// Counts as a table of numbers: a heat map.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heat {
    /// What is counted, such as `topics`.
    pub thing: String,
    /// What the columns are.
    pub by: HeatBy,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Names of the rows, each with a count for every column.
    pub rows: Vec<(String, Vec<u64>)>,
}

impl Heat {
    /// What a picture of tags is called: `Tags by release`.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self.by {
            HeatBy::Release => "Tags by release",
            HeatBy::Year => "Tags by year",
        }
    }

    /// Whether it has no count at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() || self.columns.is_empty()
    }
}

/// What the columns of a heat map are: years where no topic has a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HeatBy {
    /// Releases, in their order.
    #[default]
    Release,
    /// Years, oldest first.
    Year,
}

/// A sentence or list item of a recap, with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Its words without markup, on one line.
    pub text: String,
    /// Its first line in the note.
    pub line: u32,
}

/// What a topic comes to, for people who were not there.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The topic.
    pub topic: Topic,
    /// Its first sentences, where it has no decision.
    pub lead: Vec<Said>,
    /// Its decisions.
    pub decisions: Vec<Item>,
    /// Its actions.
    pub actions: Vec<Item>,
    /// Its questions.
    pub questions: Vec<Item>,
    /// Its whole text as Markdown, where that was asked for.
    pub markdown: Option<String>,
}

/// Summaries by release.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Export {
    /// What was asked for, in words: `release Newton, project cinder`; empty for everything.
    pub scope: String,
    /// The releases in their order; what belongs to none comes last.
    pub releases: Vec<ExportRelease>,
    /// All priorities within the scope.
    pub matrix: Matrix,
    /// Tags by release, or by year where there is none.
    pub heat: Heat,
    /// What links to sources begin with, such as `https://example.org/notes/blob/main/`.
    pub link_base: Option<String>,
}

/// What one release's recaps come to.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportRelease {
    /// The release; `None` for recaps that name none.
    pub release: Option<Release>,
    /// Its recaps, by date and path.
    pub recaps: Vec<Recap>,
    /// Its priorities, and those dropped from the release before.
    pub priorities: Vec<PriorityRow>,
    /// Its topics, by date, path and line.
    pub topics: Vec<Summary>,
}

/// How something got to where it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    /// What was asked for.
    pub query: String,
    /// How it was understood: ``tag `replication` ``, or the words.
    pub understood: String,
    /// Oldest first.
    pub entries: Vec<HistoryEntry>,
}

/// What one topic said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryEntry {
    /// The release that the topic is about.
    pub release: Option<Release>,
    /// The topic's date.
    pub date: Option<PartialDate>,
    /// The topic.
    pub topic: Topic,
    /// One or two sentences of its own about the thing asked, outcome first.
    pub summary: Vec<Said>,
    /// Its decisions about the thing asked.
    pub decisions: Vec<Item>,
    /// The priority it was there, if it was one.
    pub priority: Option<Item>,
}

/// Two releases, or two projects, side by side.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// What each side is, such as `release Mitaka`.
    pub sides: [String; 2],
    /// Topics of both: pairs that share a tag of their titles, or their titles' words, with the reason.
    pub topics_in_both: Vec<(Topic, Topic, String)>,
    /// Topics that only one side has.
    pub topics_only: [Vec<Topic>; 2],
    /// Priorities of both, with the reason.
    pub priorities_in_both: Vec<(Item, Item, String)>,
    /// Priorities that only one side has.
    pub priorities_only: [Vec<Item>; 2],
}

/// A name with its counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// The name: a release, project, tag, or month.
    pub name: String,
    /// Recaps.
    pub recaps: u64,
    /// Topics.
    pub topics: u64,
    /// Strong decisions.
    pub decisions: u64,
    /// Actions.
    pub actions: u64,
}

/// How much there is of everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stats {
    /// All of it.
    pub total: Tally,
    /// By release, in order.
    pub releases: Vec<Tally>,
    /// By project, the largest first.
    pub projects: Vec<Tally>,
    /// By tag, the most used first.
    pub tags: Vec<Tally>,
    /// By year, oldest first.
    pub years: Vec<Tally>,
    /// Tags by release, or by year where there is none.
    pub heat: Heat,
}

/// A release with how much there is about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseCount {
    /// The release.
    pub release: Release,
    /// Other names, such as `Antelope`.
    pub aliases: Vec<String>,
    /// The day it came out, where the catalogue says.
    pub date: Option<PartialDate>,
    /// Whether a catalogue knows it.
    pub known: bool,
    /// Recaps about it.
    pub recaps: u64,
    /// Topics about it.
    pub topics: u64,
}
