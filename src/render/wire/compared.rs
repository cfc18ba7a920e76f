//! The document of `kb compare`.

use super::{Index, Source};
use crate::kb::reports::Comparison;
use crate::model::{Item, Topic};
use schemars::JsonSchema;
use serde::Serialize;

/// `kb compare --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Compared<'a> {
    /// [`super::SCHEMA`].
    pub schema: u32,
    /// What each side is.
    pub sides: &'a [String; 2],
    /// Topics of both sides, and of one alone.
    pub topics: Shared<'a>,
    /// Priorities of both sides, and of one alone.
    pub priorities: Shared<'a>,
    /// The state of the index.
    pub index: Index,
}

/// What both sides have, and what only one has.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Shared<'a> {
    both: Vec<Pair<'a>>,
    only_a: Vec<Thing<'a>>,
    only_b: Vec<Thing<'a>>,
}

/// A thing of the first side and one of the second that are about the same, and why.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Pair<'a> {
    a: Thing<'a>,
    b: Thing<'a>,
    reason: &'a str,
}

/// A topic, or a priority with its words as the title.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Thing<'a> {
    id: &'a str,
    title: &'a str,
    source: Source<'a>,
}

/// A line of `kb compare --format jsonl`. `in` is `both`, `a` or `b`; without `both`, the other side is `null`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ComparedLine<'a> {
    kind: &'static str,
    r#in: &'static str,
    a: Option<Thing<'a>>,
    b: Option<Thing<'a>>,
    reason: Option<&'a str>,
}

impl<'a> From<&'a Topic> for Thing<'a> {
    fn from(topic: &'a Topic) -> Self {
        Self {
            id: &topic.id,
            title: &topic.title,
            source: Source::new(&topic.path, topic.lines()),
        }
    }
}

impl<'a> From<&'a Item> for Thing<'a> {
    fn from(item: &'a Item) -> Self {
        Self {
            id: &item.id,
            title: &item.text,
            source: Source::new(&item.path, item.lines()),
        }
    }
}

impl<'a> Shared<'a> {
    /// The topics of a comparison.
    #[must_use]
    pub fn topics(comparison: &'a Comparison) -> Self {
        Self::new(&comparison.topics_in_both, &comparison.topics_only)
    }

    /// The priorities of a comparison.
    #[must_use]
    pub fn priorities(comparison: &'a Comparison) -> Self {
        Self::new(&comparison.priorities_in_both, &comparison.priorities_only)
    }

    fn new<T>(both: &'a [(T, T, String)], [a, b]: &'a [Vec<T>; 2]) -> Self
    where
        Thing<'a>: From<&'a T>,
    {
        let pair = |(a, b, reason): &'a (T, T, String)| Pair {
            a: Thing::from(a),
            b: Thing::from(b),
            reason,
        };
        Self {
            both: both.iter().map(pair).collect(),
            only_a: a.iter().map(Thing::from).collect(),
            only_b: b.iter().map(Thing::from).collect(),
        }
    }

    /// Each pair, and each thing without another, as a line.
    pub(in crate::render) fn lines(self, kind: &'static str) -> Vec<ComparedLine<'a>> {
        let line = |r#in, a, b, reason| ComparedLine {
            kind,
            r#in,
            a,
            b,
            reason,
        };
        let both = self.both.into_iter();
        let both = both.map(|pair| line("both", Some(pair.a), Some(pair.b), Some(pair.reason)));
        let a = self
            .only_a
            .into_iter()
            .map(|a| line("a", Some(a), None, None));
        let b = self
            .only_b
            .into_iter()
            .map(|b| line("b", None, Some(b), None));
        both.chain(a).chain(b).collect()
    }
}
