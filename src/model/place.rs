//! Where something stands in a note: byte spans and line ranges.

use serde::{Deserialize, Serialize};

/// A range of bytes in a note's file, `start..end`, counted from the file's first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The text of this span, empty where it does not lie on character boundaries of `text`.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// A range of physical lines, counted from 1, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Lines {
    /// First line.
    pub start: u32,
    /// Last line.
    pub end: u32,
}

impl Lines {
    /// The lines `start..=end`.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Whether `line` lies in this range.
    #[must_use]
    pub fn contains(&self, line: u32) -> bool {
        (self.start..=self.end).contains(&line)
    }
}

/// The lines of a note that the lines of a topic's Markdown stand in: the next ones after the first, unless the note is
/// written in another markup.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineNumbers {
    /// The first line.
    pub first: u32,
    /// Each line's number, where they do not just count on.
    pub known: Vec<u32>,
}

impl LineNumbers {
    /// Numbers that count on from `first`.
    #[must_use]
    pub fn from(first: u32) -> Self {
        Self {
            first,
            known: Vec::new(),
        }
    }

    /// The line of the note that the line `at` of the Markdown, from 0, stands in.
    #[must_use]
    pub fn at(&self, at: u32) -> u32 {
        match self.known.get(at as usize).or(self.known.last()) {
            Some(number) => *number,
            None => self.first.saturating_add(at),
        }
    }
}

/// A stretch of a note, as bytes and as lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Extent {
    /// The bytes, from the first byte of the first line to the end of the last line's text.
    pub span: Span,
    /// The lines.
    pub lines: Lines,
}
