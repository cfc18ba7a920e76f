//! The lines of a topic or item around what a query matched.

mod choose;
mod place;
mod rows;
#[cfg(test)]
mod tests;

pub(super) use place::{of_item, of_topic};

use crate::model::LineNumbers;
use choose::chosen;
use rows::{Row, rows};
use unicode_segmentation::UnicodeSegmentation as _;

/// What stands where a part of a line is left out.
const ELLIPSIS: char = '\u{2026}';

/// A piece of a topic's plain text: up to three fragments of adjacent rows, which may lie far apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snippet {
    /// The rows, joined by `\n`. A long line is cut around what matched, with `…` for what is left out.
    pub text: String,
    /// What the query matched: ascending ranges of characters (Unicode scalar values) of `text`, none of
    /// which begins or ends inside of what a reader takes for one character.
    pub highlights: Vec<(usize, usize)>,
    /// For each row its line in the note, from 1.
    pub lines: Vec<u32>,
    /// The rows, from 0, before which lines are left out.
    pub gaps: Vec<usize>,
}

impl Snippet {
    /// The first row, from 0, in which something matched.
    #[must_use]
    pub fn first_marked(&self) -> Option<usize> {
        let (start, _) = self.highlights.first()?;
        let before = self.text.chars().take(*start);
        Some(before.filter(|c| *c == '\n').count())
    }
}

/// Plain text to take a snippet from.
#[derive(Debug, Clone, Copy)]
struct Passage<'p> {
    text: &'p str,
    /// For each line of the text its line of the Markdown, from 0.
    lines: &'p [u32],
    /// The lines of the note that those stand in.
    numbers: &'p LineNumbers,
}

impl Passage<'_> {
    /// The line of the note that a row stands in.
    fn number(&self, row: &Row) -> u32 {
        let known = self.lines.get(row.line).or(self.lines.last());
        self.numbers.at(known.copied().unwrap_or(0))
    }
}

/// The rows of a passage that hold the most of what was matched, or its first rows. `ranges` are ascending
/// byte ranges of its text; those of `typed` hold the query as it was typed.
fn snippet(passage: Passage<'_>, ranges: &[(usize, usize)], typed: &[(usize, usize)]) -> Snippet {
    let text = passage.text;
    let ranges: Vec<(usize, usize)> = ranges
        .iter()
        .copied()
        .filter(|(start, end)| start < end && text.get(*start..*end).is_some())
        .collect();
    let rows = rows(text, &ranges);
    let mut shown: Vec<&Row> = chosen(text, &rows, &ranges, typed)
        .into_iter()
        .map(|index| &rows[index])
        .collect();
    // What is hidden in a text does not always stand in the order of its lines.
    shown.sort_by_key(|row| (passage.number(row), row.bytes.start));
    let mut out = Snippet::default();
    let mut length = 0;
    for (at, row) in shown.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| shown[before]);
        if let Some(before) = before {
            out.text.push('\n');
            length += 1;
            if !row.follows(before) {
                out.gaps.push(at);
            }
        }
        let goes_on = |one: Option<&Row>, next: Option<&Row>| {
            one.zip(next).is_some_and(|(one, next)| {
                one.line == next.line && text[one.bytes.end..next.bytes.start].trim().is_empty()
            })
        };
        let from_start = row.bytes.start == row.whole.start || goes_on(before, Some(row));
        let to_end =
            row.bytes.end == row.whole.end || goes_on(Some(row), shown.get(at + 1).copied());
        let (shown, marks) = written(text, row, &ranges, (!from_start, !to_end));
        let marks = marks.into_iter().map(|(a, b)| (a + length, b + length));
        out.highlights.extend(marks);
        length += shown.chars().count();
        out.text.push_str(&shown);
        out.lines.push(passage.number(row));
    }
    out
}

/// A row's text with `…` where it is cut, and its marks in characters.
fn written(
    text: &str,
    row: &Row,
    ranges: &[(usize, usize)],
    cut: (bool, bool),
) -> (String, Vec<(usize, usize)>) {
    let mut out = String::with_capacity(row.bytes.len() + 6);
    if cut.0 {
        out.push(ELLIPSIS);
    }
    let shift = out.len();
    out.push_str(&text[row.bytes.clone()]);
    if cut.1 {
        out.push(ELLIPSIS);
    }
    let inside = ranges[row.found.clone()].iter().map(|(start, end)| {
        let (start, end) = (row.bytes.start.max(*start), row.bytes.end.min(*end));
        (
            start - row.bytes.start + shift,
            end - row.bytes.start + shift,
        )
    });
    let marks = widened(&out, inside);
    (out, marks)
}

/// Ascending byte ranges of a text, made wide enough to hold each character whole that a reader sees as one, in
/// characters.
fn widened(text: &str, ranges: impl Iterator<Item = (usize, usize)>) -> Vec<(usize, usize)> {
    let edges: Vec<usize> = text
        .grapheme_indices(true)
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let chars = |byte: usize| text[..byte].chars().count();
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (start, end) in ranges {
        let first = edges.partition_point(|edge| *edge <= start).max(1) - 1;
        let last = edges.partition_point(|edge| *edge < end);
        let (Some(start), Some(end)) = (edges.get(first), edges.get(last)) else {
            continue;
        };
        let (start, end) = (chars(*start), chars(*end));
        match out.last_mut() {
            Some(before) if start < before.1 => before.1 = before.1.max(end),
            _ if start < end => out.push((start, end)),
            _ => {}
        }
    }
    out
}
