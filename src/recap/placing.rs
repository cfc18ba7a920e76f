//! Places of a recap's Markdown to places of its file, where the file is written in another markup.

use super::draft::Draft;
use super::source::Source;
use crate::model::{Diagnostic, Extent, LineNumbers, Lines, Span, Topic};

/// Where the lines of a script stand.
pub(super) struct Places<'p> {
    /// The file.
    file: &'p Source,
    /// The Markdown.
    source: &'p Source,
    /// For each line of it the lines of the file.
    lines: &'p [Lines],
    /// The lines of the file that are its own: those that stand for nothing in it, too.
    own: Lines,
}

/// Where the Markdown of each topic stands in a script, and the file's lines of each of its lines.
#[derive(Debug)]
pub(super) struct Bodies {
    pub(super) spans: Vec<Span>,
    pub(super) numbers: Vec<LineNumbers>,
}

impl Bodies {
    /// Those of a note that is Markdown itself.
    pub(super) fn of(topics: &[Topic]) -> Self {
        let numbers = topics.iter().map(|t| LineNumbers::from(t.own.lines.start));
        Self {
            spans: topics.iter().map(|t| t.own.span).collect(),
            numbers: numbers.collect(),
        }
    }
}

impl<'p> Places<'p> {
    /// The places of a script in its file.
    pub(super) fn new(
        file: &'p Source,
        source: &'p Source,
        lines: &'p [Lines],
        own: Lines,
    ) -> Self {
        Self {
            file,
            source,
            lines,
            own,
        }
    }

    /// The file's lines that a line of the Markdown stands for.
    fn line(&self, line: u32) -> Lines {
        let at = (line.max(1) - 1) as usize;
        let known = self.lines.get(at).or(self.lines.last());
        known.copied().unwrap_or(Lines::new(1, 1))
    }

    fn lines(&self, lines: Lines) -> Lines {
        let (start, end) = (self.line(lines.start).start, self.line(lines.end).end);
        Lines::new(start, end.max(start))
    }

    fn extent(&self, lines: Lines) -> Extent {
        self.file.extent(self.lines(lines))
    }

    /// Gives all records of a draft the places of the file.
    pub(super) fn place(&self, draft: &mut Draft) -> Bodies {
        let bodies = self.bodies(&draft.topics);
        self.place_topics(&mut draft.topics);
        for item in &mut draft.items {
            item.extent = self.extent(item.extent.lines);
        }
        for diagnostic in &mut draft.diagnostics {
            self.place_diagnostic(diagnostic);
        }
        bodies
    }

    fn bodies(&self, topics: &[Topic]) -> Bodies {
        let numbers = topics.iter().map(|topic| {
            let own = topic.own.lines;
            let known = (own.start..=own.end).map(|n| self.line(n).start);
            LineNumbers {
                first: self.line(own.start).start,
                known: known.collect(),
            }
        });
        Bodies {
            spans: topics.iter().map(|topic| topic.own.span).collect(),
            numbers: numbers.collect(),
        }
    }

    /// A topic goes on to the last line of the file that is not blank before the next topic, or into the line that the next one
    /// begins in: a line of HTML may hold several. The first one begins with the first such line.
    fn place_topics(&self, topics: &mut [Topic]) {
        let mut starts: Vec<u32> = topics
            .iter()
            .map(|t| self.line(t.own.lines.start).start)
            .collect();
        let all = self.file.trimmed(self.own.start, self.own.end);
        if let (Some(first), Some(all)) = (starts.first_mut(), all) {
            *first = all.start.min(*first);
        }
        let old: Vec<Lines> = topics.iter().map(|t| t.own.lines).collect();
        let last = self.lines.last().map_or(1, |lines| lines.end);
        let last = last.max(self.own.end);
        let mut ends = Vec::with_capacity(topics.len());
        for (at, start) in starts.iter().enumerate() {
            let until = starts
                .get(at + 1)
                .map_or(last, |next| next.saturating_sub(1));
            let own = self.file.trimmed(*start, until.max(*start));
            let said = self.line(old[at].end).start.max(*start);
            ends.push(own.map_or(said, |own| own.end.max(said)));
        }
        for (at, topic) in topics.iter_mut().enumerate() {
            let below = old.partition_point(|own| own.start <= topic.tree.lines.end);
            let end = ends[at..below.max(at + 1)].iter().max().copied();
            for link in &mut topic.note_links {
                link.line = self.line(link.line).start;
            }
            for part in &mut topic.parts {
                let lines = self.lines(part.extent.lines);
                part.extent = self.file.extent(lines);
            }
            topic.own = self.file.extent(Lines::new(starts[at], ends[at]));
            let tree = Lines::new(starts[at], end.unwrap_or(ends[at]));
            topic.tree = self.file.extent(tree);
        }
    }

    /// Its column holds only where the line is the same in both.
    fn place_diagnostic(&self, diagnostic: &mut Diagnostic) {
        if diagnostic.line == 0 {
            return;
        }
        let line = self.line(diagnostic.line).start;
        let is_same = self.source.line(diagnostic.line) == self.file.line(line);
        let old = self.source.line_start(diagnostic.line);
        let new = self.file.line_start(line);
        let span = match is_same && diagnostic.span.start >= old {
            true => Span::new(
                diagnostic.span.start - old + new,
                diagnostic.span.end.max(diagnostic.span.start) - old + new,
            ),
            false => self.file.extent(Lines::new(line, line)).span,
        };
        let placed = self.file.diagnostic(diagnostic.severity, "", "", span);
        diagnostic.span = placed.span;
        diagnostic.line = placed.line;
        diagnostic.column = placed.column;
        diagnostic.source_line = placed.source_line;
    }
}
