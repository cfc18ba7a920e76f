//! Reading a recap: bytes in, records and diagnostics out.
//!
//! Pure and total: no I/O, never an error, linear time. What is no Markdown becomes it first, line by line (`rst`, `text`,
//! `mail`, each giving `script`s). Then the passes that all share (`draft`), each in its own file: bytes to lines
//! (`source`), `metadata`, Markdown events to `blocks`, `headings`, `outline`, `people`, `facts`, topics with their `tags`,
//! `items`; at last all places become those of the file (`placing`). Spans are bytes of the file, lines count from 1.

mod anchors;
mod blocks;
mod bot;
mod check;
mod dates;
mod draft;
mod enclosed;
mod engine;
mod escape;
mod facts;
mod headings;
mod html;
mod items;
mod labels;
mod lines;
mod links;
mod mail;
mod markup;
mod mend;
mod metadata;
mod names;
mod outline;
mod parts;
mod pen;
mod people;
pub mod pieces;
mod placing;
mod plain;
mod pseudo;
mod quotes;
mod rst;
mod said;
mod script;
mod sentences;
mod source;
mod speakers;
mod struck;
mod tags;
mod text;
mod topics;
mod units;
pub mod vocabulary;

pub use anchors::slug;
pub(crate) use dates::MONTHS;
pub use dates::of_name as date_of_name;
pub use escape::as_markdown;
pub use html::{defused, html, html_leading};
pub use items::is_standing;
pub use mend::{Fault, Mend, Mended, Unmendable, is_suspect};
pub use metadata::values as metadata_values;
pub use plain::{Plain, plain};
pub use said::{Statement, said};

use crate::model::{
    Catalogue, Diagnostic, Given, Item, LineNumbers, Markup, Recap, Topic, Vocabulary,
};
use anchors::Anchors;
use draft::{Draft, Recipe};
use metadata::Metadata;
use placing::{Bodies, Places};
use source::Source;

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
    /// The raw text of the metadata, marks included.
    pub metadata: String,
    /// Its Markdown: the note's own, or what that comes to.
    pub text: String,
    bodies: Bodies,
}

impl Reading {
    /// What is said of one of several recaps as a whole is said of its first line.
    fn place_diagnostics(&mut self, file: &Source) {
        let Some(lines) = self.recap.lines else {
            return;
        };
        for told in self.diagnostics.iter_mut().filter(|told| told.line == 0) {
            let placed =
                file.line_diagnostic(told.severity, &told.code, &*told.message, lines.start);
            *told = Diagnostic {
                hint: told.hint.take(),
                ..placed
            };
        }
    }

    /// The Markdown of each topic's own range, in their order.
    pub fn markdown(&self) -> impl Iterator<Item = &str> {
        self.bodies.spans.iter().map(|span| span.of(&self.text))
    }

    /// The lines of the note that the Markdown of each topic stands in, in their order.
    pub fn numbers(&self) -> impl Iterator<Item = &LineNumbers> {
        self.bodies.numbers.iter()
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

    /// Reads the recaps of a note: one, unless it is a file of several posts or mails. The same bytes give the same records.
    #[must_use]
    pub fn read(&self, input: &Input<'_>) -> Vec<Reading> {
        let (file, broken) = Source::new(input.bytes);
        let markup = markup::markup(input, &file);
        let mut readings = match markup {
            Markup::Markdown => vec![self.markdown(input, file)],
            _ => self.scripts(input, &file, markup),
        };
        // A mail says itself what its bytes are.
        if let Some(first) = readings.first_mut().filter(|_| markup != Markup::Mail) {
            first.diagnostics.extend(broken);
        }
        for reading in &mut readings {
            reading.diagnostics.sort_by_key(|d| d.line);
        }
        readings
    }

    /// A note in Markdown: its places are those of its file.
    fn markdown(&self, input: &Input<'_>, file: Source) -> Reading {
        let metadata = metadata::metadata(&file);
        let apart = quotes::of_others(&file);
        let recipe = Recipe {
            input,
            source: &file,
            metadata: &metadata,
            apart: &apart,
            is_one_of_several: false,
        };
        let draft = self.draft(&recipe, &mut Anchors::default());
        let bodies = Bodies::of(&draft.topics);
        let mut reading = self.reading(draft, bodies, &metadata, &file);
        reading.text = file.into_text();
        reading
    }

    /// The recaps of a note in another markup.
    fn scripts(&self, input: &Input<'_>, file: &Source, markup: Markup) -> Vec<Reading> {
        let scripts = markup::scripts(markup, input, file);
        let several = scripts.len() > 1;
        let mut anchors = Anchors::default();
        let mut out = Vec::with_capacity(scripts.len());
        let owns = script::owns(&scripts, file.line_count());
        for (mut script, own) in scripts.into_iter().zip(owns) {
            script.fill(file, own);
            let (source, _) = Source::new(script.text.as_bytes());
            let lines = script.metadata.lines.take();
            let recipe = Recipe {
                input,
                source: &source,
                metadata: &script.metadata,
                apart: &script.apart,
                is_one_of_several: several,
            };
            let mut draft = self.draft(&recipe, &mut anchors);
            let bodies = Places::new(file, &source, &script.lines, own).place(&mut draft);
            draft.recap.metadata = lines;
            draft.place_in_file(script.extent().filter(|_| several));
            let mut reading = self.reading(draft, bodies, &script.metadata, file);
            reading.text = source.into_text();
            reading.place_diagnostics(file);
            out.push(reading);
        }
        out
    }

    /// A recap whose records have the places of its file, but for its text.
    fn reading(&self, draft: Draft, bodies: Bodies, metadata: &Metadata, file: &Source) -> Reading {
        let mut diagnostics = metadata.diagnostics.clone();
        diagnostics.extend(draft.diagnostics);
        diagnostics.extend(check::check(
            file,
            metadata,
            &draft.recap,
            &draft.topics,
            self.catalogue,
        ));
        let raw = draft.recap.metadata.map(|lines| file.extent(lines).span);
        Reading {
            metadata: raw.map_or_else(String::new, |span| span.of(file.text()).to_owned()),
            recap: draft.recap,
            topics: draft.topics,
            items: draft.items,
            diagnostics,
            text: String::new(),
            bodies,
        }
    }
}

#[cfg(test)]
mod tests;
