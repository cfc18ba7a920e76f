//! Pieces of text in styles of their own, one behind the other, broken at words where the terminal ends.

use super::PLACE;
use crate::render::measure::filled;
use anstyle::Style;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr as _;

/// What needs no style.
pub(super) const PLAIN: Style = Style::new();

/// A text on its way: a line, and those that go on below it. A piece that begins with a blank may begin a line.
pub(super) struct Flow {
    /// `None` where lines are not broken.
    pub(super) width: Option<usize>,
    column: usize,
    indent: usize,
}

impl Flow {
    /// Begins at a column; the lines that go on are indented.
    pub(super) fn new(width: Option<usize>, column: usize, indent: usize) -> Self {
        Self {
            width,
            column,
            indent,
        }
    }

    /// Writes blanks to the column where it begins, and the first piece.
    pub(super) fn begin(
        out: &mut dyn Write,
        width: Option<usize>,
        (column, indent): (usize, usize),
        style: Style,
        text: &str,
    ) -> io::Result<Self> {
        write!(out, "{:column$}", "")?;
        let mut flow = Self::new(width, column, indent);
        flow.piece(out, style, text)?;
        Ok(flow)
    }

    /// Writes a place, two blanks behind what it is the place of.
    pub(super) fn place(&mut self, out: &mut dyn Write, place: &str) -> io::Result<()> {
        let fits = self
            .width
            .is_none_or(|width| self.column + 2 + place.width() <= width);
        if fits || self.column <= self.indent {
            self.piece(out, PLAIN, "  ")?;
            return self.piece(out, PLACE, place);
        }
        // A blank at the end of a line is seen by nobody, and copied by everybody.
        self.column = self.indent;
        write!(out, "\n{:1$}", "", self.indent)?;
        self.piece(out, PLACE, place)
    }

    /// Writes a piece.
    pub(super) fn piece(
        &mut self,
        out: &mut dyn Write,
        style: Style,
        text: &str,
    ) -> io::Result<()> {
        let text = filled(text, self.column, self.indent, self.width);
        self.column = match text.rsplit_once('\n') {
            Some((_, last)) => last.width(),
            None => self.column + text.width(),
        };
        write!(out, "{style}{text}{style:#}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Flow, PLAIN};

    fn flown(width: Option<usize>, pieces: &[&str]) -> String {
        let mut out = Vec::new();
        let (first, more) = pieces.split_first().unwrap();
        let mut flow = Flow::begin(&mut out, width, (2, 4), PLAIN, first).unwrap();
        for piece in more {
            flow.piece(&mut out, PLAIN, piece).unwrap();
        }
        flow.place(&mut out, "a.md:1").unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn pieces_go_on_behind_one_another_and_below() {
        let pieces = ["one two", " \u{b7} 日本 four"];
        let place = "\u{1b}[36ma.md:1\u{1b}[0m";
        assert_eq!(
            flown(None, &pieces),
            format!("  one two \u{b7} 日本 four  {place}")
        );
        assert_eq!(
            flown(Some(14), &pieces),
            format!("  one two \u{b7}\n    日本 four\n    {place}")
        );
    }
}
