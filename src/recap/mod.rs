//! Reading a recap: bytes in, records and diagnostics out.
//!
//! Pure and total: no I/O, never an error, linear time. The passes, each in its own file: bytes to lines
//! (`source`), `metadata`, Markdown events to `blocks`, `headings`, `outline`, `people`,
//! `facts`, and at last topics with their `tags`. Spans are bytes of the file, lines count from 1.

mod anchors;
mod blocks;
mod check;
mod dates;
mod facts;
mod headings;
mod html;
mod items;
mod labels;
mod metadata;
mod names;
mod outline;
mod parts;
mod people;
mod plain;
mod pseudo;
mod said;
mod sentences;
mod source;
mod speakers;
mod tags;
mod topics;
mod units;
pub mod vocabulary;

pub use html::{defused, html};
pub use metadata::values as metadata_values;
pub use plain::{Plain, plain};
pub use said::{Statement, said};

use crate::model::{Catalogue, Diagnostic, Given, Item, Recap, Severity, Topic, Vocabulary};
use source::Source;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// One note to read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'i> {
    /// Path relative to the root, with `/`.
    pub path: &'i str,
    /// What ids begin with: the path without its extension, or with it where two files share a stem.
    pub id_base: &'i str,
    /// The file's bytes.
    pub bytes: &'i [u8],
    /// What `kb.toml` says of this path.
    pub given: &'i Given,
}

/// What one note says.
#[derive(Debug)]
pub struct Reading {
    /// What holds for all of it.
    pub recap: Recap,
    /// Its topics, top to bottom. Together with the metadata they cover every line that is not blank.
    pub topics: Vec<Topic>,
    /// Priorities, decisions, actions and questions, topic by topic.
    pub items: Vec<Item>,
    /// What was found wanting, by line.
    pub diagnostics: Vec<Diagnostic>,
    /// Its text; the spans of the topics are bytes of it.
    pub text: String,
}

impl Reading {
    /// The raw text of the metadata, marks included.
    #[must_use]
    pub fn metadata(&self) -> &str {
        let end = self.recap.metadata.map_or(0, |lines| lines.end as usize);
        let lines = self.text.split_inclusive('\n').take(end);
        &self.text[..lines.map(str::len).sum()]
    }
}

/// The rules that notes are read by, made ready once for many notes.
#[derive(Debug)]
pub struct Reader<'r> {
    tags: tags::Matcher<'r>,
    catalogue: &'r Catalogue,
}

impl<'r> Reader<'r> {
    /// A reader with this vocabulary and these known releases.
    #[must_use]
    pub fn new(vocabulary: &'r Vocabulary, catalogue: &'r Catalogue) -> Self {
        Self {
            tags: tags::Matcher::new(vocabulary),
            catalogue,
        }
    }

    /// Reads a note. The same bytes give the same records.
    #[must_use]
    pub fn read(&self, input: &Input<'_>) -> Reading {
        let (source, broken) = Source::new(input.bytes);
        let metadata = metadata::metadata(&source);
        let first = metadata.body_line();
        let mut diagnostics: Vec<Diagnostic> = broken
            .into_iter()
            .chain(metadata.diagnostics.iter().cloned())
            .collect();
        let start = source.line_start(first).max(source.content_start());
        let body = source.text().get(start..).unwrap_or("");
        // The Markdown parser has panicked before; its fault must not lose the note.
        let parsed = || {
            (
                blocks::blocks(body, start),
                units::units(&source, body, start),
            )
        };
        let (blocks, units) = catch_unwind(AssertUnwindSafe(parsed)).unwrap_or_else(|_| {
            let message = "the Markdown of this note cannot be parsed";
            diagnostics.push(
                Diagnostic::of_file(Severity::Error, "markdown", message)
                    .with_hint("it is kept as one topic"),
            );
            (blocks::Blocks::default(), Vec::new())
        });
        let headings = headings::headings(&source, &blocks, &mut diagnostics);
        let sections = outline::sections(&source, &headings, first);
        let speakers = speakers::speakers(body);
        let makings = topics::Makings {
            source: &source,
            headings: &headings,
            sections: &sections,
            blocks: &blocks,
            tags: &self.tags,
            speakers: &speakers,
            id_base: input.id_base,
        };
        let people = makings.people();
        let attendees = people
            .iter()
            .flat_map(|p| p.attendees.iter().cloned())
            .collect();
        let evidence = facts::Evidence {
            input,
            source: &source,
            metadata: &metadata,
            headings: &headings,
            catalogue: self.catalogue,
        };
        let recap = facts::facts(&evidence, attendees);
        let topics = makings.topics(&recap, people);
        let items = items::Makings {
            source: &source,
            headings: &headings,
            sections: &sections,
            units: &units,
            tags: &self.tags,
            speakers: &speakers,
            catalogue: self.catalogue,
        }
        .items(&recap, &topics);
        diagnostics.extend(check::check(
            &source,
            &metadata,
            &recap,
            &topics,
            self.catalogue,
        ));
        diagnostics.sort_by_key(|d| d.line);
        Reading {
            recap,
            topics,
            items,
            diagnostics,
            text: source.into_text(),
        }
    }
}

#[cfg(test)]
mod tests;
