//! The topics most like a topic.

use super::{candidates, document, lines};
use crate::kb::{Answered, Found, Related, RelatedTopic};
use crate::render::wire::{self, SCHEMA};
use std::io::{self, Write};

/// The document of `kb related`.
pub fn related(
    out: &mut dyn Write,
    page: &[RelatedTopic],
    answered: &Answered<Found<Related>>,
) -> io::Result<()> {
    let mut found = wire::Related {
        schema: SCHEMA,
        topic: None,
        total: 0,
        related: page.iter().map(wire::RelatedRow::from).collect(),
        candidates: Vec::new(),
        index: wire::Index::of(answered),
    };
    match &answered.value {
        Found::One(related) => {
            found.topic = Some(wire::TopicRow::from(&related.topic));
            found.total = related.others.len();
        }
        Found::Several(ids) => found.candidates = candidates(ids),
        Found::None(_) => {}
    }
    document(out, &found)
}

/// The topics, one a line.
pub fn related_lines(out: &mut dyn Write, page: &[RelatedTopic]) -> io::Result<()> {
    lines(out, page.iter().map(wire::RelatedRow::from))
}
