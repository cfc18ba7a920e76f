//! Lines of plain text as rows to show, long ones cut around what matched.

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// Longest row, in characters: two lines of a terminal of 80 columns.
const ROW: usize = 136;
/// Characters before a match that a row which begins within a line shows.
const LEAD: usize = 40;

/// A line, or a piece of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Its bytes.
    pub(super) bytes: Range<usize>,
    /// The bytes of the line without blank ends.
    pub(super) whole: Range<usize>,
    /// Which line of the text it is of, from 0.
    pub(super) line: usize,
    /// Which of the lines that are not blank that is.
    pub(super) place: usize,
    /// Which of the matched ranges touch it.
    pub(super) found: Range<usize>,
}

impl Row {
    /// Whether no line is left out between `before` and this row.
    pub(super) fn follows(&self, before: &Row) -> bool {
        self.place == before.place || self.place == before.place + 1
    }
}

/// The rows of a text. A long line without a match gives its beginning, one with matches a row around each of them.
pub(super) fn rows(text: &str, ranges: &[(usize, usize)]) -> Vec<Row> {
    let mut out = Vec::new();
    let (mut start, mut place, mut passed) = (0, 0, 0);
    for (line, raw) in text.split('\n').enumerate() {
        let lead = raw.len() - raw.trim_start().len();
        let whole = start + lead..start + lead + raw.trim().len();
        start += raw.len() + 1;
        if whole.is_empty() {
            continue;
        }
        passed += touching(&ranges[passed..], &whole).start;
        let found = touching(&ranges[passed..], &whole);
        let marks = &ranges[passed + found.start..passed + found.end];
        for bytes in pieces(text, &whole, marks) {
            let inside = touching(marks, &bytes);
            let first = passed + found.start;
            out.push(Row {
                bytes,
                whole: whole.clone(),
                line,
                place,
                found: first + inside.start..first + inside.end,
            });
        }
        place += 1;
    }
    out
}

/// Which of ascending ranges have a byte in common with these bytes.
fn touching(ranges: &[(usize, usize)], bytes: &Range<usize>) -> Range<usize> {
    let first = ranges.partition_point(|range| range.1 <= bytes.start);
    let after = ranges[first..].partition_point(|range| range.0 < bytes.end);
    first..first + after
}

/// The pieces of a line that are worth a row.
fn pieces(text: &str, whole: &Range<usize>, marks: &[(usize, usize)]) -> Vec<Range<usize>> {
    if forward(text, whole.start, ROW) >= whole.end {
        return vec![whole.clone()];
    }
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut done = whole.start;
    for (index, mark) in marks.iter().enumerate() {
        let (start, end) = (mark.0.max(whole.start), mark.1.min(whole.end));
        // A match that is longer than a row is shown by its beginning.
        if start < done {
            continue;
        }
        let from = first_byte(text, whole, done, start..end);
        let to = last_byte(
            text,
            from,
            whole.end,
            end,
            marks.get(index + 1..).unwrap_or(&[]),
        );
        out.push(from..to);
        done = to;
    }
    if out.is_empty() {
        let to = last_byte(text, whole.start, whole.end, whole.start, &[]);
        out.push(whole.start..to);
    }
    out
}

/// Where the row of a match begins: some words before it, but behind what other rows show.
fn first_byte(text: &str, whole: &Range<usize>, done: usize, mark: Range<usize>) -> usize {
    if done == whole.start && mark.end <= forward(text, done, ROW) {
        return done;
    }
    let wanted = back(text, mark.start, LEAD).min(back(text, whole.end, ROW));
    if wanted <= done {
        return mark.start.min(done + blanks(&text[done..mark.start]));
    }
    // A word that begins right there is shown whole.
    let start = back(text, wanted, 1);
    let lead = &text[start..mark.start];
    match lead.find(char::is_whitespace) {
        Some(blank) => start + blank + blanks(&lead[blank..]),
        None => edge(text, back(text, wanted, LEAD).max(done), wanted, mark.start),
    }
}

/// Where a row that begins at `from` and shows a match up to `end` ends: before a blank, and before a match that has no
/// room in it.
fn last_byte(
    text: &str,
    from: usize,
    line_end: usize,
    end: usize,
    later: &[(usize, usize)],
) -> usize {
    let limit = forward(text, from, ROW).min(line_end);
    if limit == line_end {
        return line_end;
    }
    let room = end.clamp(from, limit)..limit;
    // A blank right behind the room is as good as one in it.
    let blank = match text[limit..].starts_with(char::is_whitespace) {
        true => Some(limit),
        false => text[room.clone()]
            .rfind(char::is_whitespace)
            .map(|blank| room.start + blank),
    };
    let cut = blank.unwrap_or_else(|| last_edge(text, from, limit));
    let split = later.iter().find(|mark| mark.1 > cut);
    let cut = match split {
        Some(mark) if mark.0 < cut && mark.0 > room.start => mark.0,
        _ => cut,
    };
    let shown = from + text[from..cut].trim_end().len();
    if shown > from { shown } else { limit }
}

/// The first edge between characters as a reader sees them at or behind `wanted`, no further than `most`.
fn edge(text: &str, from: usize, wanted: usize, most: usize) -> usize {
    text[from..most]
        .grapheme_indices(true)
        .map(|(at, _)| from + at)
        .find(|at| *at >= wanted)
        .unwrap_or(most)
}

/// The last edge between characters as a reader sees them at or before `limit`, or `limit` where there is none.
fn last_edge(text: &str, from: usize, limit: usize) -> usize {
    let beyond = forward(text, limit, LEAD);
    text[from..beyond]
        .grapheme_indices(true)
        .map(|(at, _)| from + at)
        .take_while(|at| *at <= limit)
        .last()
        .filter(|at| *at > from)
        .unwrap_or(limit)
}

/// The bytes of the blanks that a text begins with.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The byte so many characters behind `from`, or the end.
fn forward(text: &str, from: usize, count: usize) -> usize {
    let rest = &text[from..];
    let far = rest.char_indices().nth(count);
    far.map_or(text.len(), |(at, _)| from + at)
}

/// The byte so many characters before `from`, or the beginning.
fn back(text: &str, from: usize, count: usize) -> usize {
    let far = text[..from].char_indices().rev().nth(count.max(1) - 1);
    far.map_or(0, |(at, _)| at)
}
