//! Markdown as plain pieces, for whoever draws it: headings, paragraphs, lists, tables, code, and runs of text in one look.
//!
//! What only a page shows is left out, tags and comments of HTML, and what a blog's engine reads. Nothing here knows a terminal.

mod breaks;
mod definitions;
mod making;
mod urls;

use super::blocks::parser;
use super::engine;
use making::Making;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Lists and quotes that may stand in one another: what stands deeper stands there.
const DEEPEST: usize = 60;

/// A piece of Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its text.
        text: Vec<Run>,
    },
    /// A paragraph; a line feed in it breaks a line.
    Paragraph(Vec<Run>),
    /// What a term means that stands above it.
    Definition(Vec<Run>),
    /// A list.
    List {
        /// The number of the first item, where they are numbered.
        first: Option<u64>,
        /// Whether its items stand close together.
        tight: bool,
        /// The items.
        items: Vec<ListItem>,
    },
    /// A quote.
    Quote(Vec<Piece>),
    /// What the quote that it stands in is, an alert: `Warning`.
    Alert(&'static str),
    /// A block of code.
    Code {
        /// Its language, or nothing.
        language: String,
        /// Its lines, the last one without its line feed.
        text: String,
    },
    /// A table.
    Table(Table),
    /// A rule.
    Rule,
}

/// An item of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListItem {
    /// Whether its task box is ticked, where it has one.
    pub task: Option<bool>,
    /// What it holds.
    pub pieces: Vec<Piece>,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// How its columns stand.
    pub columns: Vec<Side>,
    /// The cells of its head.
    pub head: Vec<Cell>,
    /// The cells of its rows, as many as the head has.
    pub rows: Vec<Vec<Cell>>,
}

/// What a cell of a table says.
pub type Cell = Vec<Run>;

/// On which side the text of a column stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Side {
    /// On the left.
    #[default]
    Left,
    /// In the middle.
    Middle,
    /// On the right.
    Right,
}

/// Text in one look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// How it looks.
    pub look: Look,
    /// Where it leads: one text for all runs of a link, of which there may be many.
    pub link: Option<Arc<str>>,
}

/// How text looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Strong.
    pub strong: bool,
    /// Emphasised.
    pub emphasis: bool,
    /// Struck out.
    pub struck: bool,
    /// Code.
    pub code: bool,
}

/// The pieces of `markdown`. Where the parser fails on it, the text as it stands.
#[must_use]
pub fn pieces(markdown: &str) -> Vec<Piece> {
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        let mut making = Making::default();
        for event in parser(&engine::without(markdown).text) {
            making.take(event);
        }
        making.done()
    }));
    parsed.unwrap_or_else(|_| {
        vec![Piece::Code {
            language: String::new(),
            text: markdown.to_owned(),
        }]
    })
}

/// The text of runs.
#[must_use]
pub fn text_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

#[cfg(test)]
mod tests;
