//! A place in a query, for faults that programs are told.

use crate::model::Excerpt;
use schemars::JsonSchema;
use serde::Serialize;

/// A place in a query.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QueryPlace {
    /// The query.
    pub text: String,
    /// Its first character that is meant, from 0, in Unicode scalar values.
    pub start: usize,
    /// The character after the last that is meant.
    pub end: usize,
}

impl From<Excerpt> for QueryPlace {
    fn from(excerpt: Excerpt) -> Self {
        let count = |byte| {
            let before = excerpt.text.get(..byte);
            before.map_or(0, |text| text.chars().count())
        };
        Self {
            start: count(excerpt.start),
            end: count(excerpt.end),
            text: excerpt.text,
        }
    }
}
