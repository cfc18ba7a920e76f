//! Links between notes.

use super::{candidates, document, lines};
use crate::kb::{Answered, Found, LinkRow, Links};
use crate::render::wire::{self, SCHEMA};
use std::io::{self, Write};

/// The document of `kb links`.
pub fn links(
    out: &mut dyn Write,
    page: &[LinkRow],
    answered: &Answered<Found<Links>>,
) -> io::Result<()> {
    let mut found = wire::Links {
        schema: SCHEMA,
        topics: Vec::new(),
        total: 0,
        links: page.iter().map(wire::LinkRow::from).collect(),
        candidates: Vec::new(),
        index: wire::Index::of(answered),
    };
    match &answered.value {
        Found::One(links) => {
            found.topics = links.topics.iter().map(wire::LinkedTopic::from).collect();
            found.total = links.rows.len();
        }
        Found::Several(ids) => found.candidates = candidates(ids),
        Found::None(_) => {}
    }
    document(out, &found)
}

/// The links, one a line.
pub fn link_lines(out: &mut dyn Write, page: &[LinkRow]) -> io::Result<()> {
    lines(out, page.iter().map(wire::LinkRow::from))
}
