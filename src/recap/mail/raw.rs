//! The bytes of a file, line by line, and lines of text that come from them.

use crate::model::Lines;
use crate::recap::source::Source;

/// A line of decoded text and the lines of the file that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its words, without its end.
    pub(super) text: String,
    /// Where it stands.
    pub(super) from: Lines,
}

impl Line {
    /// Whether there is nothing to see.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The bytes of a file as they are: those of another charset than UTF-8 are lost in its text.
pub(super) struct Raw<'r> {
    bytes: &'r [u8],
    /// The text of the same file.
    pub(super) source: &'r Source,
    /// Whether `>From ` at the start of a line stands for `From `.
    is_mbox: bool,
}

impl<'r> Raw<'r> {
    /// The bytes of a file whose text is `source`.
    pub(super) fn new(bytes: &'r [u8], source: &'r Source) -> Self {
        Self {
            bytes,
            source,
            is_mbox: false,
        }
    }

    /// The same file as one of several mails, in which body lines like a separator are quoted.
    pub(super) fn of_mbox(self) -> Self {
        Self {
            is_mbox: true,
            ..self
        }
    }

    /// A line without its end and without a byte order mark.
    pub(super) fn line(&self, n: u32) -> &'r [u8] {
        let (start, end) = (self.source.line_start(n), self.source.line_start(n + 1));
        let raw = self.bytes.get(start..end).unwrap_or_default();
        let raw = match start {
            0 => raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw),
            _ => raw,
        };
        let raw = raw.strip_suffix(b"\n").unwrap_or(raw);
        raw.strip_suffix(b"\r").unwrap_or(raw)
    }

    /// A line of a body, with what an mbox puts before `From ` taken away.
    pub(super) fn body_line(&self, n: u32) -> &'r [u8] {
        let line = self.line(n);
        let marks = line.iter().take_while(|b| **b == b'>').count();
        match self.is_mbox && marks > 0 && line[marks..].starts_with(b"From ") {
            true => &line[1..],
            false => line,
        }
    }

    /// Whether a line is empty or blank.
    pub(super) fn is_blank(&self, n: u32) -> bool {
        self.line(n).trim_ascii().is_empty()
    }

    /// The bytes of the lines `first..=last`, with their ends.
    pub(super) fn span(&self, first: u32, last: u32) -> &'r [u8] {
        let (start, end) = (
            self.source.line_start(first),
            self.source.line_start(last + 1),
        );
        self.bytes.get(start..end).unwrap_or_default()
    }
}
