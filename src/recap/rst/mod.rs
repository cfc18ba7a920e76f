//! reStructuredText as Markdown, line by line.
//!
//! Read as docutils reads it, but kinder: what is wrong becomes a diagnostic and stays as text. `lines` cuts indented
//! blocks, `titles` tell the levels, `body` tells the elements apart, each of them in a file of its own; `inline` has what
//! stands within lines. Levels, lists and tables come out as those of Markdown, so that all later passes are shared.

mod body;
mod directives;
mod explicit;
mod fields;
mod inline;
mod lists;
mod roles;
mod tables;
mod targets;
mod titles;
mod writer;

#[cfg(test)]
mod tests;

use super::lines::{Line, untabbed};
use super::script::Script;
use super::source::Source;
use writer::Writer;

/// Blanks that a tab goes on to the next multiple of, as docutils has it.
const TAB: usize = 8;

/// Reads a note from its line `first` on.
pub(super) fn read(source: &Source, first: u32) -> Script {
    let texts: Vec<(u32, String)> = (first..=source.line_count())
        .map(|n| (n, untabbed(source.line(n), TAB)))
        .collect();
    let lines: Vec<Line<'_>> = texts.iter().map(|(n, text)| Line::new(text, *n)).collect();
    let targets = targets::targets(&lines);
    let mut writer = Writer::new(source, &targets);
    writer.body(&lines);
    writer.done()
}
