//! Sentences of running text, with their lines.

use super::blocks::parser;
use super::plain::inline;
use super::source::Source;
use crate::model::Lines;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// A sentence without markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Its words, blanks folded.
    pub(crate) text: String,
    /// Its lines.
    pub(crate) lines: Lines,
}

/// Words that end in a full stop and end no sentence.
const SHORT: &str = "e.g i.e etc vs cf al approx eq resp inc E.g I.e Dr Mr Ms Mrs St No Fig Approx";

/// The sentences of these lines of a note, which are one paragraph or one list item.
pub(crate) fn sentences(source: &Source, lines: Lines) -> Vec<Sentence> {
    let mut raw = String::new();
    let mut starts = Vec::new();
    for line in lines.start..=lines.end {
        starts.push(raw.len());
        let text = source.line(line).trim();
        let text = if line == lines.start {
            super::labels::without_bullet(text)
        } else {
            // In a paragraph such a mark is that of a quote.
            text.trim_start_matches(['>', ' '])
        };
        raw.push_str(text.strip_suffix('\\').unwrap_or(text));
        raw.push(' ');
    }
    let line_at = |byte: usize| {
        let index = starts.partition_point(|start| *start <= byte).max(1) - 1;
        lines.start + u32::try_from(index).unwrap_or(0)
    };
    let ends = ends(&raw);
    let mut out = Vec::with_capacity(ends.len());
    let mut start = 0;
    for end in ends {
        let piece = &raw[start..end];
        let lead = piece.len() - piece.trim_start().len();
        let text = inline(piece);
        if !text.is_empty() {
            let last = start + piece.trim_end().len().max(1) - 1;
            out.push(Sentence {
                text,
                lines: Lines::new(line_at(start + lead), line_at(last)),
            });
        }
        start = end;
    }
    out
}

/// Where sentences end: after `.`, `!` or `?` before a blank and a capital, not after a short word nor in a link.
fn ends(text: &str) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    let mut whole = whole(text).into_iter().peekable();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '\u{3002}') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((next, closing)) = chars.peek().copied() {
            if !matches!(
                closing,
                '.' | '!' | '?' | ')' | '"' | '\u{201d}' | '*' | '_' | '\''
            ) {
                break;
            }
            end = next + closing.len_utf8();
            chars.next();
        }
        let rest = &text[end..];
        let next = rest.trim_start().chars().next();
        let apart = c == '\u{3002}' || rest.starts_with(char::is_whitespace);
        let opens = next.is_none_or(|n| !n.is_lowercase());
        let from = out.last().copied().unwrap_or(0);
        while whole.next_if(|range| range.end <= at).is_some() {}
        let inside = whole.peek().is_some_and(|range| range.contains(&at));
        if apart && opens && !inside && !(c == '.' && is_short(&text[from..at])) {
            out.push(end);
        }
    }
    if out.last() != Some(&text.len()) {
        out.push(text.len());
    }
    out
}

/// Links, pictures and code, which no sentence ends in, in order.
fn whole(text: &str) -> Vec<Range<usize>> {
    if !text.contains(['[', '`']) {
        return Vec::new();
    }
    let events = parser(text).into_offset_iter();
    let mut out: Vec<Range<usize>> = Vec::new();
    for (event, range) in events {
        let one = matches!(
            event,
            Event::Code(_) | Event::Start(Tag::Link { .. } | Tag::Image { .. })
        );
        let within = out.last().is_some_and(|last| range.start < last.end);
        if one && !within {
            out.push(range);
        }
    }
    out
}

/// Whether a full stop after these words of a sentence ends none: after `e.g`, `J` or, first of all, `11.ii`.
fn is_short(before: &str) -> bool {
    let number = before.trim();
    if number.starts_with(|c: char| c.is_ascii_digit())
        && number
            .split('.')
            .all(|part| part.len() <= 4 && part.chars().all(char::is_alphanumeric))
    {
        return true;
    }
    let word = before
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()
        .unwrap_or("");
    SHORT.split(' ').any(|short| short == word)
        || word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::model::Lines;
    use crate::recap::source::Source;

    #[test]
    fn keeps_lines_and_short_words() {
        let text = "- One *thing*, e.g. this\n  one. Another, by J. Doe? Yes.\n  v2.1 is fine: etc. and so on\n";
        let (source, _) = Source::new(text.as_bytes());
        let found: Vec<_> = sentences(&source, Lines::new(1, 3))
            .into_iter()
            .map(|s| (s.text, s.lines.start, s.lines.end))
            .collect();
        let expected = [
            ("One thing, e.g. this one.", 1, 2),
            ("Another, by J. Doe?", 2, 2),
            ("Yes. v2.1 is fine: etc. and so on", 2, 3),
        ];
        let expected: Vec<_> = expected.map(|(t, a, b)| (t.to_owned(), a, b)).into();
        assert_eq!(found, expected);
    }

    #[test]
    fn keeps_links_and_numbers_whole() {
        let text = "* [11.ii.f. An update](a.md#x). 11.ii. Next `a. B` one. Last\n";
        let (source, _) = Source::new(text.as_bytes());
        let found: Vec<_> = sentences(&source, Lines::new(1, 1))
            .into_iter()
            .map(|s| s.text)
            .collect();
        assert_eq!(
            found,
            ["11.ii.f. An update.", "11.ii. Next a. B one.", "Last"]
        );
    }
}
