//! What begins with two full stops: targets, footnotes, directives and comments.

use super::targets::target;
use super::writer::Writer;
use crate::recap::lines::{Line, dedented, indented, trimmed};

/// A block behind two full stops.
pub(super) struct Block<'b, 'l> {
    /// All its lines.
    pub(super) lines: &'b [Line<'l>],
    /// What stands behind the full stops.
    pub(super) first: &'l str,
    /// What is indented below, dedented.
    pub(super) below: Vec<Line<'l>>,
}

impl Writer<'_> {
    /// Writes the block that `lines` begin with; how many lines it takes.
    pub(super) fn explicit(&mut self, lines: &[Line<'_>]) -> usize {
        let first = lines[0].text;
        let text = first.strip_prefix("..").map_or(first, str::trim_start);
        // Two full stops alone, with an empty line below, are a comment without text.
        let ends = text.is_empty() && lines.get(1).is_none_or(Line::is_blank);
        let count = match ends {
            true => 1,
            false => 1 + indented(&lines[1..], 1),
        };
        let block = Block {
            lines: &lines[..count],
            first: text,
            below: dedented(&lines[1..count]),
        };
        if first.starts_with("__ ")
            || target(text).is_some()
            || text.starts_with("__:")
            || text.starts_with('|')
        {
            self.comments(block.lines);
        } else if let Some((mark, rest)) = footnote(text) {
            self.footnote(mark, rest, &block);
        } else if let Some((name, argument)) = directive(text) {
            self.directive(name, argument, &block);
        } else {
            self.comment(&block);
        }
        count
    }

    /// A footnote. Its words explain others, and announce nothing.
    fn footnote(&mut self, mark: &str, rest: &str, block: &Block<'_, '_>) {
        let label: String = mark.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
        let from = block.lines[0].place();
        let mut inner = vec![Line::new(rest, from.start)];
        inner.extend_from_slice(&block.below);
        self.gap();
        self.begun = true;
        self.footnoted(if label.is_empty() { "note" } else { &label }, from, |w| {
            w.body(&inner)
        });
        self.gap();
    }

    /// A comment: at the top of a note, `.. date: 2016-05-06` is its metadata.
    fn comment(&mut self, block: &Block<'_, '_>) {
        let first = Line::new(block.first, block.lines[0].no);
        if !self.begun && self.depth == 0 {
            for line in [first].iter().chain(&block.below) {
                if let Some((key, value)) = entry(line.text) {
                    self.field(key, value, line.no);
                }
            }
        }
        let mut lines = vec![first];
        lines.extend(block.below.iter().copied());
        self.comments(&lines);
    }
}

/// The mark of a footnote or a citation, and its text.
fn footnote(text: &str) -> Option<(&str, &str)> {
    let end = text.strip_prefix('[')?.find(']')? + 2;
    let behind = &text[end..];
    (behind.is_empty() || behind.starts_with(' ')).then(|| (&text[..end], behind.trim()))
}

/// The name of a directive and its argument.
fn directive(text: &str) -> Option<(&str, &str)> {
    let (name, argument) = text.split_once("::")?;
    let name = name.trim_end();
    let sound = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_.+:".contains(c));
    let apart = argument.is_empty() || argument.starts_with(' ');
    (sound && apart).then(|| (name, argument.trim()))
}

/// `key: value`, with a key of one word.
fn entry(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.split_once(": ")?;
    let sound = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_ascii_alphabetic() || "-_".contains(c));
    sound.then(|| (key, value.trim()))
}

/// The options of a directive, and what stands below them.
pub(super) fn options<'s, 'l>(below: &'s [Line<'l>]) -> (Vec<Line<'l>>, &'s [Line<'l>]) {
    let is_option = |line: &&Line<'_>| super::fields::field(line.text).is_some();
    let count = match below.first() {
        Some(first) if is_option(&first) => {
            let goes_on =
                |line: &&Line<'_>| is_option(line) || line.indent() > 0 && !line.is_blank();
            below.iter().take_while(goes_on).count()
        }
        _ => 0,
    };
    (below[..count].to_vec(), trimmed(&below[count..]))
}
