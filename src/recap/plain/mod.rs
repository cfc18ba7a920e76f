//! Markdown to plain text, for indexing, snippets and titles.

mod making;
mod tags;

pub(super) use tags::{Piece as Html, is_break};

use super::blocks::parser;
use super::engine;
use making::Making;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A stretch of Markdown without its markup.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Plain {
    /// What a reader sees, in source order, with line breaks where the source or a block has them.
    pub text: String,
    /// For each line of `text` the line of the Markdown that it begins in, from 0, never falling.
    pub lines: Vec<u32>,
    /// What a reader does not see but may search for: link targets, HTML tags, definitions, what a blog's engine reads.
    pub extra: String,
    /// For each line of `extra` the line of the Markdown that it stands in, from 0.
    pub extra_lines: Vec<u32>,
}

/// The plain text of `markdown`. Where the parser fails on it, the text is as it stands.
#[must_use]
pub fn plain(markdown: &str) -> Plain {
    let parsed = catch_unwind(AssertUnwindSafe(|| parsed(markdown)));
    parsed.unwrap_or_else(|_| Plain {
        text: markdown.to_owned(),
        lines: (0..).take(markdown.lines().count()).collect(),
        ..Plain::default()
    })
}

fn parsed(markdown: &str) -> Plain {
    let told = engine::without(markdown);
    let mut making = Making::new(&told.text);
    let mut events = parser(&told.text).into_offset_iter();
    for (event, range) in events.by_ref() {
        making.take(event, &range);
    }
    let mut definitions: Vec<_> = events
        .reference_definitions()
        .iter()
        .map(|(label, d)| (d.span.start, label.to_owned(), d.dest.to_string()))
        .collect();
    definitions.sort_unstable();
    for (start, label, target) in definitions {
        making.definition(&label, &target, start);
    }
    for (line, text) in told.taken {
        making.unseen(&text, line);
    }
    making.done()
}

/// One line of Markdown as plain text, blanks folded.
pub(crate) fn inline(markdown: &str) -> String {
    // `1) We could` is not a list here.
    let text = markdown.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && text[digits..].starts_with([')', '.']);
    let (number, rest) = text.split_at(if numbered { digits + 1 } else { 0 });
    let plain = plain(rest).text;
    let words: Vec<&str> = plain.split_whitespace().collect();
    let gap = if numbered && rest.starts_with(char::is_whitespace) {
        " "
    } else {
        ""
    };
    format!("{number}{gap}{}", words.join(" "))
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests;
