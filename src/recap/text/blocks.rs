//! Lines between empty ones.

use super::code;
use crate::recap::lines::Line;
use std::ops::Range;

/// Lines that stand together.
#[derive(Debug, Clone)]
pub(super) struct Block<'b> {
    /// Its place among the blocks of the text.
    pub(super) index: usize,
    /// Its lines; empty ones stand only within code.
    pub(super) lines: &'b [Line<'b>],
    /// Whether they are code rather than words.
    pub(super) is_code: bool,
}

/// What the lines of a block look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Words,
    /// Some lines read like code: it is code beside more of it.
    Mixed,
    Code,
    Fenced,
}

/// The blocks of a text. What stands between fences is one block, and so are pieces of code with empty lines between them.
pub(super) fn blocks<'b>(lines: &'b [Line<'b>]) -> Vec<Block<'b>> {
    let mut pieces = pieces(lines);
    for at in 1..pieces.len() {
        join(&mut pieces, at - 1, at);
    }
    for at in (1..pieces.len()).rev() {
        join(&mut pieces, at, at - 1);
    }
    let mut out: Vec<Block<'b>> = Vec::new();
    let mut before: Option<(usize, Look)> = None;
    for (place, look) in pieces {
        let goes_on = look == Look::Code && before.is_some_and(|(_, before)| before == Look::Code);
        let start = match before.filter(|_| goes_on) {
            Some((start, _)) => start,
            None => place.start,
        };
        if goes_on {
            out.pop();
        }
        out.push(Block {
            index: out.len(),
            lines: &lines[start..place.end],
            is_code: matches!(look, Look::Code | Look::Fenced),
        });
        before = Some((start, look));
    }
    out
}

/// What looks a little like code is code where what stands beside it is.
fn join(pieces: &mut [(Range<usize>, Look)], known: usize, other: usize) {
    if pieces[known].1 == Look::Code && pieces[other].1 == Look::Mixed {
        pieces[other].1 = Look::Code;
    }
}

/// Lines that stand together, with what they look like.
fn pieces(lines: &[Line<'_>]) -> Vec<(Range<usize>, Look)> {
    let mut out = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        if lines[start].is_blank() {
            start += 1;
            continue;
        }
        let fenced = code::fenced(&lines[start..]);
        let own = |at: &usize| !lines[*at].is_blank() && code::fenced(&lines[*at..]).is_none();
        let count = fenced.unwrap_or_else(|| (start..lines.len()).take_while(own).count());
        let (telling, all) = code::telling(&lines[start..start + count]);
        let look = match fenced {
            Some(_) => Look::Fenced,
            None if telling * 2 > all => Look::Code,
            None if telling > 0 && telling * 5 >= all => Look::Mixed,
            None => Look::Words,
        };
        out.push((start..start + count, look));
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
