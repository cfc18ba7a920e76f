//! A note's text with its lines: bytes to text without moving a byte, and offsets to line numbers.
//!
//! Lines end at `\n` only. A vertical tab, form feed, NEL or U+2028 inside a line starts no new one, so
//! that line numbers are those an editor and `grep -n` show.

use super::engine;
use crate::model::{Diagnostic, Extent, Lines, Severity, Span, shown_line};
use std::borrow::Cow;

/// Stands for a byte that was no UTF-8: one byte long, so that all spans stay those of the file.
/// It is a control character, and so is shown as U+FFFD by everything that writes text for people.
const SUBSTITUTE: u8 = 0x1A;

/// The text of a note and where its lines start.
#[derive(Debug)]
pub(crate) struct Source {
    text: String,
    starts: Vec<usize>,
}

impl Source {
    /// Decodes a note. Each byte that is no UTF-8 is replaced and told about once per note.
    pub(crate) fn new(bytes: &[u8]) -> (Self, Option<Diagnostic>) {
        match std::str::from_utf8(bytes) {
            Ok(text) => (Self::of_text(text.to_owned()), None),
            Err(error) => {
                let source = Self::of_text(decode_lossy(bytes));
                let place = Span::new(error.valid_up_to(), error.valid_up_to() + 1);
                let diagnostic = source
                    .diagnostic(
                        Severity::Warning,
                        "utf-8",
                        "bytes that are not UTF-8",
                        place,
                    )
                    .with_hint("save the note as UTF-8; the rest of it was read as it is");
                (source, Some(diagnostic))
            }
        }
    }

    fn of_text(text: String) -> Self {
        let mut starts = vec![0];
        starts.extend(
            text.bytes()
                .enumerate()
                .filter(|(_, b)| *b == b'\n')
                .map(|(i, _)| i + 1),
        );
        if starts.last() == Some(&text.len()) && starts.len() > 1 {
            starts.pop();
        }
        Self { text, starts }
    }

    /// The same text with blanks in the place of some lines, `None` where there are none.
    pub(crate) fn without(&self, apart: &[Lines]) -> Option<Self> {
        if apart.is_empty() {
            return None;
        }
        let mut text = self.text.clone();
        for lines in apart {
            let span = self.extent(*lines).span;
            let blank = span
                .of(&self.text)
                .bytes()
                .map(|b| if b == b'\n' { '\n' } else { ' ' });
            text.replace_range(span.start..span.end, &blank.collect::<String>());
        }
        Some(Self {
            text,
            starts: self.starts.clone(),
        })
    }

    /// The same text without the lines that are there for a blog's engine, `None` where there are none.
    pub(crate) fn engineless(&self) -> Option<Self> {
        match engine::lines(&self.text).text {
            Cow::Borrowed(_) => None,
            Cow::Owned(text) => Some(Self {
                text,
                starts: self.starts.clone(),
            }),
        }
    }

    /// The whole text, byte for byte as long as the file.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The text, given away.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// How many lines there are.
    pub(crate) fn line_count(&self) -> u32 {
        to_line(self.starts.len())
    }

    /// Where the text begins: after a byte order mark, if there is one.
    pub(crate) fn content_start(&self) -> usize {
        if self.text.starts_with('\u{feff}') {
            3
        } else {
            0
        }
    }

    /// The line that holds the byte at `offset`.
    pub(crate) fn line_at(&self, offset: usize) -> u32 {
        to_line(self.starts.partition_point(|start| *start <= offset))
    }

    /// The column of the byte at `offset`, in characters from 1.
    pub(crate) fn column_at(&self, offset: usize) -> u32 {
        let start = self.line_start(self.line_at(offset));
        let before = self.text.get(start..offset).unwrap_or("");
        to_line(before.trim_start_matches('\u{feff}').chars().count()) + 1
    }

    /// The first byte of a line; the end of the text for a line past it.
    pub(crate) fn line_start(&self, line: u32) -> usize {
        let index = (line.max(1) - 1) as usize;
        self.starts.get(index).copied().unwrap_or(self.text.len())
    }

    /// A line without its end and without a byte order mark.
    pub(crate) fn line(&self, line: u32) -> &str {
        let start = self.line_start(line);
        let end = self.line_start(line + 1);
        let raw = self.text.get(start..end).unwrap_or("");
        let raw = if start == 0 {
            raw.trim_start_matches('\u{feff}')
        } else {
            raw
        };
        let raw = raw.strip_suffix('\n').unwrap_or(raw);
        raw.strip_suffix('\r').unwrap_or(raw)
    }

    /// Whether a line is empty or blank.
    pub(crate) fn is_blank(&self, line: u32) -> bool {
        self.line(line).trim().is_empty()
    }

    /// The lines `first..=last` without blank ones at either end, `None` where all are blank.
    pub(crate) fn trimmed(&self, first: u32, last: u32) -> Option<Lines> {
        let last = last.min(self.line_count());
        let start = (first.max(1)..=last).find(|n| !self.is_blank(*n))?;
        let end = (start..=last).rev().find(|n| !self.is_blank(*n))?;
        Some(Lines::new(start, end))
    }

    /// The bytes of these lines, without the last one's end.
    pub(crate) fn extent(&self, lines: Lines) -> Extent {
        let start = self.line_start(lines.start).max(if lines.start == 1 {
            self.content_start()
        } else {
            0
        });
        let whole = self.text.get(..self.line_start(lines.end + 1));
        let whole = whole.unwrap_or(&self.text);
        let whole = whole.strip_suffix('\n').unwrap_or(whole);
        let end = whole.strip_suffix('\r').unwrap_or(whole).len();
        Extent {
            span: Span::new(start, end.max(start)),
            lines,
        }
    }

    /// A diagnostic about `span`, with its line and column worked out.
    pub(crate) fn diagnostic(
        &self,
        severity: Severity,
        code: &str,
        message: impl Into<String>,
        span: Span,
    ) -> Diagnostic {
        let line = self.line_at(span.start);
        let mut diagnostic = Diagnostic::of_file(severity, code, message);
        diagnostic.span = span;
        diagnostic.line = line;
        diagnostic.column = self.column_at(span.start);
        diagnostic.source_line = shown_line(self.line(line), 0);
        diagnostic
    }

    /// A diagnostic about the whole of a line's text.
    pub(crate) fn line_diagnostic(
        &self,
        severity: Severity,
        code: &str,
        message: impl Into<String>,
        line: u32,
    ) -> Diagnostic {
        let span = self.extent(Lines::new(line, line)).span;
        self.diagnostic(severity, code, message, span)
    }
}

/// The first bytes of a text, as many as `most` allows without cutting a character.
pub(crate) fn prefix(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

fn to_line(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn decode_lossy(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| SUBSTITUTE as char));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Source;
    use crate::model::Lines;

    #[test]
    fn splits_on_newline_only() {
        let (source, none) = Source::new("a\u{2028}b\x0bc\r\nd\n\ne".as_bytes());
        assert!(none.is_none());
        assert_eq!(source.line_count(), 4);
        assert_eq!(source.line(1), "a\u{2028}b\x0bc");
        assert_eq!(
            (source.line(2), source.line(4), source.line(9)),
            ("d", "e", "")
        );
        assert_eq!(source.trimmed(3, 9), Some(Lines::new(4, 4)));
    }

    #[test]
    fn keeps_every_byte_in_its_place() {
        let bytes = b"ok\n\xa6\xa6 bad\nend";
        let (source, diagnostic) = Source::new(bytes);
        assert_eq!(source.text().len(), bytes.len());
        assert_eq!(source.line(3), "end");
        let diagnostic = diagnostic.unwrap();
        assert_eq!((diagnostic.line, diagnostic.column), (2, 1));
    }

    #[test]
    fn leaves_out_the_byte_order_mark() {
        let (source, _) = Source::new("\u{feff}# T\r\n".as_bytes());
        assert_eq!(source.line(1), "# T");
        assert_eq!(source.line_count(), 1);
        assert_eq!(
            source.extent(Lines::new(1, 1)).span.of(source.text()),
            "# T"
        );
    }
}
