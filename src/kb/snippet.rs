//! A few lines of a topic around what a query matched.

use std::collections::HashSet;
use std::ops::Range;

/// Longest row of a snippet, in characters; longer lines are cut at a blank.
const ROW: usize = 160;
/// Most rows of a snippet.
const ROWS: usize = 3;

/// A piece of a topic's plain text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snippet {
    /// Up to three lines, joined by `\n`.
    pub text: String,
    /// What the query matched: ascending ranges of characters (Unicode scalar values) of `text`.
    pub highlights: Vec<(usize, usize)>,
}

/// The rows of `plain` that hold the most of what was matched, or its first rows. `ranges` are ascending
/// byte ranges of `plain`.
pub(super) fn snippet(plain: &str, ranges: &[(usize, usize)]) -> Snippet {
    let rows = rows(plain);
    let first = best(plain, &rows, ranges);
    let chosen = rows.get(first..rows.len().min(first + ROWS)).unwrap_or(&[]);
    let mut out = Snippet::default();
    let mut length = 0;
    for (index, row) in chosen.iter().enumerate() {
        if index > 0 {
            out.text.push('\n');
            length += 1;
        }
        let text = &plain[row.clone()];
        for (start, end) in within(ranges, row) {
            let chars = |byte: usize| text.get(..byte).map_or(0, |t| t.chars().count());
            let range = (
                length + chars(start - row.start),
                length + chars(end - row.start),
            );
            if range.0 < range.1 {
                out.highlights.push(range);
            }
        }
        out.text.push_str(text);
        length += text.chars().count();
    }
    out
}

/// The parts of the matched ranges that lie in `row`.
fn within<'r>(
    ranges: &'r [(usize, usize)],
    row: &Range<usize>,
) -> impl Iterator<Item = (usize, usize)> + 'r {
    let (start, end) = (row.start, row.end);
    let first = ranges.partition_point(|r| r.1 <= start);
    ranges[first..]
        .iter()
        .take_while(move |r| r.0 < end)
        .map(move |r| (r.0.max(start), r.1.min(end)))
}

/// Lines without blank ends, long ones cut into rows.
fn rows(plain: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in plain.split('\n') {
        let lead = line.len() - line.trim_start().len();
        let trimmed = line.trim();
        cut(trimmed, start + lead, &mut out);
        start += line.len() + 1;
    }
    out
}

fn cut(mut line: &str, mut at: usize, out: &mut Vec<Range<usize>>) {
    while !line.is_empty() {
        let limit = line
            .char_indices()
            .nth(ROW)
            .map_or(line.len(), |(byte, _)| byte);
        let end = if limit == line.len() {
            limit
        } else {
            line[..limit].rfind(' ').filter(|b| *b > 0).unwrap_or(limit)
        };
        out.push(at..at + line[..end].trim_end().len());
        let rest = line[end..].trim_start();
        at += line.len() - rest.len();
        line = rest;
    }
}

/// The row from which three rows hold the most different matches, then the most matches.
fn best(plain: &str, rows: &[Range<usize>], ranges: &[(usize, usize)]) -> usize {
    let mut best = (0, 0);
    for first in 0..rows.len() {
        let window = &rows[first..rows.len().min(first + ROWS)];
        // A window begins with a match; the one before it shows as much otherwise.
        if within(ranges, &window[0]).next().is_none() {
            continue;
        }
        let mut count = 0;
        let mut seen = HashSet::new();
        for range in window.iter().flat_map(|row| within(ranges, row)) {
            count += 1;
            seen.insert(plain.get(range.0..range.1).unwrap_or("").to_lowercase());
        }
        let score = seen.len() * 100 + count.min(99);
        if score > best.1 {
            best = (first, score);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::snippet;

    #[test]
    fn shows_where_the_matches_are() {
        let plain = "one\ntwo\nthree é match and\nfour match other\nfive";
        let ranges: Vec<_> = ["match", "match other"]
            .iter()
            .scan(0, |from, word| {
                let start = *from + plain[*from..].find(word).unwrap();
                *from = start + word.len();
                Some((start, *from))
            })
            .collect();
        let found = snippet(plain, &ranges);
        assert_eq!(found.text, "three é match and\nfour match other\nfive");
        assert_eq!(found.highlights, [(8, 13), (23, 34)]);
    }

    #[test]
    fn leads_where_nothing_matches_and_cuts_long_lines() {
        assert_eq!(snippet("", &[]).text, "");
        let long = "word ".repeat(200);
        let found = snippet(&long, &[]);
        assert_eq!(found.text.lines().count(), 3);
        assert!(found.text.lines().all(|l| l.chars().count() <= 160));
        let solid = "x".repeat(100_000);
        assert_eq!(snippet(&solid, &[(99_999, 100_000)]).highlights.len(), 1);
    }
}
