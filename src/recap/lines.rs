//! Lines and the blocks that their indentation makes.

use crate::model::Lines;

/// A line of the note, without the blanks that its block is indented by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line<'l> {
    /// Its text.
    pub(crate) text: &'l str,
    /// Its number in the note.
    pub(crate) no: u32,
}

impl<'l> Line<'l> {
    pub(crate) fn new(text: &'l str, no: u32) -> Self {
        Self { text, no }
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// How many blanks it begins with.
    pub(crate) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// The line without its first bytes, as many of `most` as are blanks.
    pub(crate) fn dedented(&self, most: usize) -> Self {
        Self::new(&self.text[self.indent().min(most)..], self.no)
    }

    /// The line from this byte on.
    pub(crate) fn from(&self, byte: usize) -> Self {
        Self::new(self.text.get(byte..).unwrap_or(""), self.no)
    }

    /// Its place.
    pub(crate) fn place(&self) -> Lines {
        Lines::new(self.no, self.no)
    }
}

/// How many of `lines` are indented by at least `indent`, blank ones between them included but not those at the end.
pub(crate) fn indented(lines: &[Line<'_>], indent: usize) -> usize {
    let mut count = 0;
    for (at, line) in lines.iter().enumerate() {
        if line.is_blank() {
            continue;
        }
        if line.indent() < indent {
            break;
        }
        count = at + 1;
    }
    count
}

/// The lines without the indentation that all of them share.
pub(crate) fn dedented<'l>(lines: &[Line<'l>]) -> Vec<Line<'l>> {
    let text = lines.iter().filter(|line| !line.is_blank());
    let least = text.map(Line::indent).min().unwrap_or(0);
    lines.iter().map(|line| line.dedented(least)).collect()
}

/// The lines of an item whose own text begins at the byte `start` of the first of them: that one cut, the others dedented by as
/// much as all of them are, at most by `start`.
pub(crate) fn hanging<'l>(lines: &[Line<'l>], start: usize) -> Vec<Line<'l>> {
    let Some((first, rest)) = lines.split_first() else {
        return Vec::new();
    };
    let mut out = vec![first.from(start)];
    let text = rest.iter().filter(|line| !line.is_blank());
    let least = text.map(Line::indent).min().unwrap_or(0);
    out.extend(
        rest.iter()
            .map(|line| line.dedented(least.min(start.max(1)))),
    );
    out
}

/// Lines without the blank ones at either end.
pub(crate) fn trimmed<'s, 'l>(lines: &'s [Line<'l>]) -> &'s [Line<'l>] {
    let Some(first) = lines.iter().position(|line| !line.is_blank()) else {
        return &[];
    };
    let last = lines.iter().rposition(|line| !line.is_blank());
    &lines[first..=last.unwrap_or(first)]
}

/// The place that lines take, `None` of none.
pub(crate) fn place(lines: &[Line<'_>]) -> Option<Lines> {
    let (first, last) = (lines.first()?, lines.last()?);
    Some(Lines::new(first.no, last.no))
}

/// A line with blanks for its tabs, which go on to the next multiple of `tab`, and for other signs that are blanks; none at its
/// end.
pub(crate) fn untabbed(text: &str, tab: usize) -> String {
    let text = text.trim_end();
    if !text.contains(['\t', '\r', '\u{a0}', '\u{c}', '\u{b}']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + tab);
    let mut column = 0;
    for c in text.chars() {
        if c == '\t' {
            let wide = tab - column % tab;
            out.extend(std::iter::repeat_n(' ', wide));
            column += wide;
        } else {
            out.push(if c.is_whitespace() { ' ' } else { c });
            column += 1;
        }
    }
    out
}
