//! Lines between empty ones.

use super::code;
use crate::recap::lines::Line;

/// Lines that stand together.
#[derive(Debug, Clone)]
pub(super) struct Block<'b> {
    /// Its place among the blocks of the text.
    pub(super) index: usize,
    /// Its lines, of which none is empty.
    pub(super) lines: &'b [Line<'b>],
    /// Whether they are code rather than words.
    pub(super) is_code: bool,
}

/// The blocks of a text. What stands between fences is one block, empty lines included.
pub(super) fn blocks<'b>(lines: &'b [Line<'b>]) -> Vec<Block<'b>> {
    let mut out: Vec<Block<'b>> = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        if lines[start].is_blank() {
            start += 1;
            continue;
        }
        let fenced = code::fenced(&lines[start..]);
        let own = |at: &usize| !lines[*at].is_blank() && code::fenced(&lines[*at..]).is_none();
        let count = fenced.unwrap_or_else(|| (start..lines.len()).take_while(own).count());
        let own = &lines[start..start + count];
        out.push(Block {
            index: out.len(),
            lines: own,
            is_code: fenced.is_some() || code::is_code(own),
        });
        start += count;
    }
    out
}

impl Block<'_> {
    /// Its longest line, in characters.
    pub(super) fn width(&self) -> usize {
        self.lines
            .iter()
            .map(|line| line.text.chars().count())
            .max()
            .unwrap_or(0)
    }
}
