//! The topics most like a topic.

use super::{Index, TopicRow};
use crate::kb::{RelatedTopic, Why};
use schemars::JsonSchema;
use serde::Serialize;

/// `kb related --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Related<'a> {
    /// [`super::SCHEMA`].
    pub schema: u32,
    /// The topic that was asked for.
    pub topic: Option<TopicRow<'a>>,
    /// How many there are in all.
    pub total: usize,
    /// Those asked for, the most alike first.
    pub related: Vec<RelatedRow<'a>>,
    /// The ids that the part fits, where it fits several.
    pub candidates: Vec<&'a str>,
    /// The state of the index.
    pub index: Index,
}

/// A topic that is like another one.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RelatedRow<'a> {
    rank: usize,
    score: f32,
    #[serde(flatten)]
    topic: TopicRow<'a>,
    why: WhyRow<'a>,
}

/// What both have in common.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WhyRow<'a> {
    text: String,
    tags: Vec<&'a str>,
    words: &'a [String],
    link: Option<&'static str>,
    same_text: bool,
}

impl<'a> From<&'a RelatedTopic> for RelatedRow<'a> {
    fn from(related: &'a RelatedTopic) -> Self {
        Self {
            rank: related.rank,
            score: related.score,
            topic: TopicRow::from(&related.topic),
            why: WhyRow::from(&related.why),
        }
    }
}

impl<'a> From<&'a Why> for WhyRow<'a> {
    fn from(why: &'a Why) -> Self {
        Self {
            text: why.to_string(),
            tags: why.tags.iter().map(|tag| tag.as_str()).collect(),
            words: &why.words,
            link: why.link.map(|link| link.name()),
            same_text: why.same_text,
        }
    }
}
