//! A recap as Markdown, whatever it is written in, with the lines of the file that each of its lines stands for.
//!
//! One reader per markup makes scripts; all that comes after them is shared. Markdown is its own script.

use super::escape;
use super::metadata::Metadata;
use super::source::Source;
use crate::model::Lines;

/// One recap of a file, as Markdown.
#[derive(Debug, Default)]
pub(crate) struct Script {
    /// The Markdown, each line ended by `\n`.
    pub(crate) text: String,
    /// For each line of `text` the lines of the file that it stands for, never falling. A row of a table may
    /// stand for several, and several may stand for one.
    pub(crate) lines: Vec<Lines>,
    /// Its metadata, with lines of the file.
    pub(crate) metadata: Metadata,
    /// Lines of `text` that are quoted or signed: found by search, but nothing is decided there.
    pub(crate) apart: Vec<Lines>,
}

impl Script {
    /// Adds a line of Markdown that stands for these lines of the file. A line break in it becomes a blank, and what stands above
    /// the line before, such as the option of a block that is told first, counts to that one's.
    pub(crate) fn push(&mut self, line: &str, from: Lines) {
        let before = self.lines.last().map_or(1, |last| last.start);
        let from = Lines::new(from.start.max(before), from.end.max(before));
        for (at, piece) in line.split('\n').enumerate() {
            if at > 0 {
                self.text.push(' ');
            }
            self.text.push_str(piece);
        }
        self.text.push('\n');
        self.lines.push(from);
    }

    /// Adds an empty line unless the last one is empty.
    pub(crate) fn gap(&mut self, from: Lines) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.push("", from);
        }
    }

    /// Sets all behind line `before` apart; what stands right below other lines that are goes to them.
    pub(crate) fn set_apart(&mut self, before: u32) {
        let last = self.len();
        if last <= before {
            return;
        }
        match self.apart.last_mut().filter(|above| above.end == before) {
            Some(above) => above.end = last,
            None => self.apart.push(Lines::new(before + 1, last)),
        }
    }

    /// How many lines of Markdown there are.
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.lines.len()).unwrap_or(u32::MAX)
    }

    /// The lines of the file that it stands for, metadata included.
    pub(crate) fn extent(&self) -> Option<Lines> {
        let body = self.lines.first().zip(self.lines.last());
        let body = body.map(|(first, last)| Lines::new(first.start, last.end));
        match (self.metadata.lines, body) {
            (Some(above), Some(body)) => Some(Lines::new(above.start, body.end.max(above.end))),
            (above, body) => above.or(body),
        }
    }

    /// Keeps the lines of its own as a comment where they say nothing at all: no line of a file may be lost.
    pub(crate) fn fill(&mut self, file: &Source, own: Lines) {
        // A mark of the byte order at the top of a text is no text.
        let says_nothing = self.text.trim_start_matches('\u{feff}').trim().is_empty();
        if says_nothing && let Some(lines) = file.trimmed(own.start, own.end) {
            self.text.clear();
            self.lines.clear();
            self.push(&escape::comment(file.line(lines.start)), lines);
        }
    }
}

/// The lines of a file of so many lines that are each script's own: from where it begins to where the next one does, without a
/// block of metadata at the top.
pub(crate) fn owns(scripts: &[Script], count: u32) -> Vec<Lines> {
    let starts = scripts.iter().enumerate().map(|(at, script)| {
        let metadata = script.metadata.lines;
        let first = script.lines.first().map(|lines| lines.start);
        match metadata {
            Some(above) if first.is_none_or(|first| first > above.end) => above.end + 1,
            _ if at == 0 => 1,
            _ => first.unwrap_or(1),
        }
    });
    let starts: Vec<u32> = starts.collect();
    let end = |at: usize| {
        starts
            .get(at + 1)
            .map_or(count, |next| next.saturating_sub(1))
    };
    let own = |(at, start): (usize, &u32)| Lines::new(*start, end(at).max(*start));
    starts.iter().enumerate().map(own).collect()
}
