//! What the knowledge base answers with: plain data for the front ends.

use super::marks::Marks;
use super::snippet::Snippet;
use crate::corpus::{NO_FOLDER, OUTSIDE};
use crate::model::tag::TagEntry;
use crate::model::{Diagnostic, Item, Recap, Tag, Topic};
use std::fmt;

/// An answer with what has to be said beside it.
#[derive(Debug, Clone)]
pub struct Answered<T> {
    /// The answer.
    pub value: T,
    /// What the answer was read from.
    pub index: IndexState,
    /// Filter values that name nothing in any note.
    pub unknown: Vec<Unknown>,
}

impl<T> Answered<T> {
    /// The same beside another value.
    pub fn map<U>(self, other: impl FnOnce(T) -> U) -> Answered<U> {
        Answered {
            value: other(self.value),
            index: self.index,
            unknown: self.unknown,
        }
    }
}

/// What answers are read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexState {
    /// The index on disk, as new as the notes.
    Fresh,
    /// An index in memory, as new as the notes; why the one on disk could not be written.
    InMemory(String),
    /// The index on disk, maybe older than the notes; why it could not be brought up to date.
    Stale(String),
    /// The index on disk as it is: nobody wanted it compared with the notes.
    Unchecked,
}

impl IndexState {
    /// Why the index on disk could not be brought up to date, or was not.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Fresh => None,
            Self::InMemory(reason) | Self::Stale(reason) => Some(reason),
            Self::Unchecked => Some("it was not compared with the notes (`--no-sync`)"),
        }
    }

    /// What a user should know about it, if anything.
    #[must_use]
    pub fn notice(&self) -> Option<String> {
        match self {
            // Who asks for it knows.
            Self::Fresh | Self::Unchecked => None,
            Self::InMemory(reason) => Some(format!(
                "{reason}; this answer comes from an index in memory"
            )),
            Self::Stale(reason) => {
                Some(format!("{reason}; this answer may be older than the notes"))
            }
        }
    }
}

/// A well-formed name that no note has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What it names: `tag`, `release`, ...
    pub what: &'static str,
    /// The name.
    pub value: String,
    /// The nearest name that some note has.
    pub nearest: Option<String>,
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no note has {} `{}`", self.what, self.value)?;
        match &self.nearest {
            Some(near) => write!(f, "; the nearest is `{near}`"),
            None => Ok(()),
        }
    }
}

/// The answer to a search.
#[derive(Debug, Clone, Default)]
pub struct SearchAnswer {
    /// The query as it was asked.
    pub query: String,
    /// How it was understood.
    pub understood: String,
    /// All hits there are.
    pub total: usize,
    /// In how many recaps.
    pub recaps: usize,
    /// Those asked for, best first.
    pub hits: Vec<SearchHit>,
    /// What else was looked for: other names of what the query names.
    pub also: Vec<String>,
    /// Where no record has all that is wanted: what to know of the hits, which have a part of it.
    pub partial: Option<String>,
    /// Counts of all matches, where they were asked for.
    pub facets: Option<Facets>,
    /// Why the query can find nothing at all, if that is so.
    pub nothing: Option<String>,
    /// What to try where nothing was found.
    pub hints: Vec<String>,
    /// Where its words stand in other text.
    pub marks: Marks,
}

/// A hit.
#[derive(Debug, Clone)]
pub struct SearchHit {
    /// From 1, over all hits.
    pub rank: usize,
    /// Its score; comparable within one answer only.
    pub score: f32,
    /// The topic, or that of the item.
    pub topic: Topic,
    /// The item, where `kind:` asked for such.
    pub item: Option<Item>,
    /// The topic's priorities, decisions, actions and questions that match.
    pub matching: Vec<Item>,
    /// Where it matched.
    pub snippet: Snippet,
    /// Other topics with the very same title and text.
    pub repeats: Vec<Spot>,
    /// With one hit a recap: how many other hits its recap has.
    pub more_in_recap: usize,
    /// Why it scored as it did, where that was asked for.
    pub explanation: Option<Vec<Reason>>,
}

/// Counts of all matches by the values they have, the most frequent first, then by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By tag.
    pub tags: Vec<(String, u64)>,
    /// By release, in the order of releases.
    pub releases: Vec<(String, u64)>,
    /// By project.
    pub projects: Vec<(String, u64)>,
    /// By year, the newest first.
    pub years: Vec<(String, u64)>,
}

/// A record and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Its id.
    pub id: String,
    /// Path of its note.
    pub path: String,
    /// Its first line.
    pub line: u32,
}

/// One reason for a hit's score.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// What it is, such as `flatMap in the title`.
    pub what: String,
    /// What it adds to the score, or the factor it multiplies it by.
    pub value: f32,
    /// Whether it multiplies.
    pub factor: bool,
}

/// A recap with how many topics it has.
#[derive(Debug, Clone)]
pub struct RecapCount {
    /// The recap.
    pub recap: Recap,
    /// Its topics.
    pub topics: u32,
}

/// A tag with how much it is used.
#[derive(Debug, Clone)]
pub struct TagCount {
    /// The tag.
    pub tag: Tag,
    /// What the vocabulary says of it.
    pub entry: Option<TagEntry>,
    /// Topics that have it.
    pub topics: u64,
    /// Recaps with such a topic.
    pub recaps: u64,
}

/// What a part of an id fits.
#[derive(Debug, Clone)]
pub enum Found<T> {
    /// One topic.
    One(Box<T>),
    /// Several: their ids and titles.
    Several(Vec<(String, String)>),
    /// None; the nearest id, if one is near.
    None(Option<String>),
}

/// A topic, whole.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The topic.
    pub topic: Topic,
    /// Its recap.
    pub recap: Recap,
    /// Its own range as it stands in the note.
    pub markdown: String,
    /// The same without markup.
    pub text: String,
    /// Ids and titles of the topics right below it.
    pub below: Vec<(String, String)>,
    /// Its priorities, decisions, actions and questions, by line.
    pub items: Vec<Item>,
    /// The item that was asked for, where its id was given.
    pub item: Option<Item>,
    /// Its links to other notes, with where they lead.
    pub links: Vec<super::LinkRow>,
}

/// A diagnostic about a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The note's path.
    pub path: String,
    /// What was found.
    pub diagnostic: Diagnostic,
}

impl Finding {
    /// Whether it is about a whole folder of notes, which is said whenever the knowledge base is opened.
    #[must_use]
    pub fn is_of_folder(&self) -> bool {
        matches!(self.diagnostic.code.as_str(), NO_FOLDER | OUTSIDE)
    }
}

/// What bringing the index up to date changed.
#[derive(Debug, Clone, Default)]
pub struct IndexReport {
    /// Notes that are new.
    pub added: u64,
    /// Notes that were read again.
    pub changed: u64,
    /// Notes that are gone.
    pub removed: u64,
    /// Notes that are as they were.
    pub unchanged: u64,
    /// Recaps now in the index.
    pub recaps: u64,
    /// Topics now in the index.
    pub topics: u64,
    /// Why all of it was built anew, if it was.
    pub rebuilt: Option<String>,
    /// Notes that could not be read.
    pub problems: Vec<Finding>,
}

/// A setting's name, value and origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its name.
    pub key: String,
    /// Its value.
    pub value: String,
    /// Where it comes from.
    pub source: String,
}

/// How many files below the notes folders are no notes, by reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Skipped {
    /// Hidden files.
    pub hidden: u64,
    /// Files that git ignores.
    pub ignored: u64,
    /// Files that `kb.toml` excludes.
    pub excluded: u64,
    /// Symbolic links, which are not followed.
    pub links: u64,
    /// Files of other kinds.
    pub not_notes: u64,
}
