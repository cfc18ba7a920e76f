//! The records of one recap, from its Markdown: the passes that all markups share.

use super::anchors::Anchors;
use super::metadata::Metadata;
use super::source::Source;
use super::{Input, Reader, blocks, facts, headings, items, outline, speakers, topics, units};
use crate::model::{Diagnostic, Item, Lines, Recap, Severity, Topic};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a recap is read from.
pub(super) struct Recipe<'r> {
    pub(super) input: &'r Input<'r>,
    /// Its Markdown.
    pub(super) source: &'r Source,
    pub(super) metadata: &'r Metadata,
    /// Lines in which others speak: found by search, but nothing is decided there.
    pub(super) apart: &'r [Lines],
    /// Whether its file holds several recaps.
    pub(super) is_one_of_several: bool,
}

/// The records of a recap, with the places of its Markdown.
pub(super) struct Draft {
    pub(super) recap: Recap,
    pub(super) topics: Vec<Topic>,
    pub(super) items: Vec<Item>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Draft {
    /// Notes that the recap takes these lines of its file, which holds others too.
    pub(super) fn place_in_file(&mut self, lines: Option<Lines>) {
        let first = lines.map(|lines| lines.start);
        self.recap.lines = lines;
        self.topics.iter_mut().for_each(|t| t.recap_line = first);
        self.items.iter_mut().for_each(|i| i.recap_line = first);
    }
}

impl Reader<'_> {
    /// Reads a recap. `anchors` are those of its file so far.
    pub(super) fn draft(&self, recipe: &Recipe<'_>, anchors: &mut Anchors) -> Draft {
        let heard = recipe.source.without(recipe.apart);
        let source = heard.as_ref().unwrap_or(recipe.source);
        let told = source.engineless();
        let source = told.as_ref().unwrap_or(source);
        let first = recipe.metadata.body_line();
        let start = source.line_start(first).max(source.content_start());
        let mut diagnostics = Vec::new();
        let (blocks, units) = parsed(source, start, &mut diagnostics);
        let headings = headings::headings(source, &blocks, &units, &mut diagnostics);
        let sections = outline::sections(recipe.source, &headings, first);
        let speakers = speakers::speakers(source.text().get(start..).unwrap_or(""));
        let makings = topics::Makings {
            source,
            shown: recipe.source,
            headings: &headings,
            sections: &sections,
            blocks: &blocks,
            tags: &self.tags,
            speakers: &speakers,
            id_base: recipe.input.id_base,
            is_one_of_several: recipe.is_one_of_several,
        };
        let people = makings.people();
        let attendees = people
            .iter()
            .flat_map(|p| p.attendees.iter().cloned())
            .collect();
        let evidence = facts::Evidence {
            input: recipe.input,
            source,
            metadata: recipe.metadata,
            headings: &headings,
            catalogue: self.catalogue,
            is_one_of_several: recipe.is_one_of_several,
        };
        let recap = facts::facts(&evidence, attendees);
        let topics = makings.topics(&recap, people, anchors);
        let items = items::Makings {
            source,
            headings: &headings,
            sections: &sections,
            units: &units,
            tags: &self.tags,
            speakers: &speakers,
            catalogue: self.catalogue,
        }
        .items(&recap, &topics);
        Draft {
            recap,
            topics,
            items,
            diagnostics,
        }
    }
}

/// The blocks and units of a text from the byte `start` on. The Markdown parser has panicked before; its fault must not lose
/// the note.
pub(super) fn parsed(
    source: &Source,
    start: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> (blocks::Blocks, Vec<units::Unit>) {
    let body = source.text().get(start..).unwrap_or("");
    let parsed = || {
        (
            blocks::blocks(body, start),
            units::units(source, body, start),
        )
    };
    catch_unwind(AssertUnwindSafe(parsed)).unwrap_or_else(|_| {
        let message = "the Markdown of this note cannot be parsed";
        diagnostics.push(
            Diagnostic::of_file(Severity::Error, "markdown", message)
                .with_hint("it is kept as one topic"),
        );
        (blocks::Blocks::default(), Vec::new())
    })
}
