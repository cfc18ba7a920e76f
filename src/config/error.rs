//! What is wrong with the settings, where, and how to mend it.

use crate::model::{Span, shown_line};
use std::ops::Range;

/// Why settings could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ConfigError {
    /// What is the matter: lower case, no full stop.
    pub message: String,
    /// How to mend it, where we know.
    pub hint: Option<String>,
    /// Where it stands, `None` where it is about no line of the file.
    pub place: Option<Box<Place>>,
    /// Whether it is the file system that failed, and not what the settings say.
    pub is_io: bool,
}

/// A place in a settings file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as messages name it.
    pub file: String,
    /// The bytes.
    pub span: Span,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The text of that line, where it is long its beginning.
    pub source_line: String,
}

impl Place {
    /// The place of `span` in the text of `file`, whose lines end at these bytes. Each entry of long
    /// settings is placed, so lines are counted once.
    #[must_use]
    pub fn new(file: &str, text: &str, breaks: &[usize], span: Range<usize>) -> Self {
        let line = breaks.partition_point(|at| *at < span.start);
        let begin = line.checked_sub(1).map_or(0, |before| breaks[before] + 1);
        let own = text.get(begin..).unwrap_or("");
        let before = text.get(begin..span.start).unwrap_or(own);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            file: file.to_owned(),
            span: Span::new(span.start, span.end),
            line: count(line + 1),
            column: count(before.chars().count() + 1),
            source_line: shown_line(own.lines().next().unwrap_or(""), 0),
        }
    }
}

/// The bytes at which the lines of a text end.
#[must_use]
pub(super) fn breaks(text: &str) -> Vec<usize> {
    text.match_indices('\n').map(|(at, _)| at).collect()
}

impl ConfigError {
    /// An error about no line of the file.
    #[must_use]
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: Some(hint.into()),
            place: None,
            is_io: false,
        }
    }

    /// The same error, which the file system led to.
    #[must_use]
    pub fn of_io(mut self) -> Self {
        self.is_io = true;
        self
    }

    /// The same error at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(Box::new(place));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, breaks};

    #[test]
    fn counts_lines_and_columns() {
        let text = "a = 1\r\nü = \"x\"\n";
        let check = |start: usize, expected: (u32, u32, &str)| {
            let place = Place::new("kb.toml", text, &breaks(text), start..start);
            assert_eq!(
                (place.line, place.column, place.source_line.as_str()),
                expected
            );
        };
        check(0, (1, 1, "a = 1"));
        check(12, (2, 5, "ü = \"x\""));
        check(text.len(), (3, 1, ""));
        check(text.len() + 9, (3, 1, ""));
    }
}
