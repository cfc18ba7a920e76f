//! Pieces as lines: what stands before each line, and which lines are left empty.

use super::table;
use super::words::Words;
use super::{CODE, Drawn, HEADING, Line, QUIET, Span, inline};
use crate::recap::pieces::{ListItem, Piece, Run};
use crate::render::clean;
use anstyle::Style;
use unicode_width::UnicodeWidthStr as _;

/// Columns that text has at least: what stands deeper is no longer indented.
const LEAST: usize = 12;
/// Columns between the places that a tab leads to.
const TAB: usize = 4;
/// What items of lists within lists begin with.
const BULLETS: [&str; 3] = ["\u{2022} ", "\u{25e6} ", "- "];

/// What stands before the lines of a block.
struct Bar {
    /// Before its first line, as long as there is none.
    first: Option<Span>,
    /// Before the others.
    rest: Span,
}

/// Lines in the making.
pub(super) struct Drawing {
    how: Drawn,
    done: Vec<Line>,
    bars: Vec<Bar>,
    /// Columns of the bars.
    taken: usize,
    /// Bullets for which there was no room: the next text begins with them.
    lead: String,
    /// Lists that are open.
    lists: usize,
}

impl Drawing {
    pub(super) fn new(how: Drawn) -> Self {
        Self {
            how,
            done: Vec::new(),
            bars: Vec::new(),
            taken: 0,
            lead: String::new(),
            lists: 0,
        }
    }

    pub(super) fn done(self) -> Vec<Line> {
        self.done
    }

    /// Draws pieces below each other, `close` together or apart.
    pub(super) fn all(&mut self, pieces: &[Piece], close: bool) {
        let mut before: Option<&Piece> = None;
        for piece in pieces {
            // A short list belongs to the item that it stands in.
            let close = close || self.lists > 0 && matches!(piece, Piece::List { tight: true, .. });
            // And a definition to the term above it.
            let close = close || matches!(piece, Piece::Definition(_));
            if before
                .is_some_and(|b| !close && !matches!(b, Piece::Heading { .. } | Piece::Alert(_)))
            {
                self.gap();
            }
            self.piece(piece);
            before = Some(piece);
        }
    }

    fn piece(&mut self, piece: &Piece) {
        if !matches!(piece, Piece::Paragraph(_) | Piece::List { .. }) {
            self.lead();
        }
        match piece {
            Piece::Heading { level, text } => {
                let hashes = "#".repeat(usize::from(*level)) + " ";
                let bar = Span::new(hashes, QUIET);
                self.inside(bar, None, |own| own.text(text, HEADING));
            }
            Piece::Paragraph(text) => self.text(text, Style::new()),
            Piece::Definition(text) => {
                let bar = Span::new(" ".repeat(TAB), Style::new());
                self.inside(bar, None, |own| own.text(text, Style::new()));
            }
            Piece::List {
                first,
                tight,
                items,
            } => self.list(*first, *tight, items),
            Piece::Quote(pieces) => {
                let bar = Span::new("\u{2502} ", QUIET);
                self.inside(bar.clone(), Some(bar), |own| own.all(pieces, false));
            }
            Piece::Alert(kind) => self.put(&Line {
                spans: vec![Span::new(*kind, HEADING)],
            }),
            Piece::Code { text, .. } => self.code(text),
            Piece::Table(table) => {
                for line in table::lines(table, self.room(), self.how) {
                    self.put(&line);
                }
            }
            Piece::Rule => {
                let rule = "\u{2500}".repeat(self.room());
                self.put(&Line {
                    spans: vec![Span::new(rule, QUIET)],
                });
            }
        }
    }

    fn list(&mut self, first: Option<u64>, tight: bool, items: &[ListItem]) {
        let last = first.map(|first| first.saturating_add(items.len().saturating_sub(1) as u64));
        let digits = last.map_or(0, |last| last.to_string().len());
        let bullet = BULLETS[self.lists.min(BULLETS.len() - 1)];
        self.lists += 1;
        for (index, item) in items.iter().enumerate() {
            if index > 0 && !tight {
                self.gap();
            }
            let task = match item.task {
                Some(true) => "[x] ",
                Some(false) => "[ ] ",
                None => "",
            };
            let mark = match first {
                Some(first) => {
                    let number = first.saturating_add(index as u64);
                    format!("{number:>digits$}. {task}")
                }
                None if task.is_empty() => bullet.to_owned(),
                None => task.to_owned(),
            };
            self.inside(Span::new(mark, QUIET), None, |own| {
                own.all(&item.pieces, tight);
                own.lead();
                // An item that says nothing is there all the same.
                if own.bars.last().is_some_and(|bar| bar.first.is_some()) {
                    own.put(&Line::default());
                }
            });
        }
        self.lists -= 1;
    }

    /// Draws what stands behind a bar, and behind as many blanks on the other lines where it has no other bar there.
    fn inside(&mut self, first: Span, rest: Option<Span>, draw: impl FnOnce(&mut Self)) {
        let columns = first.text.width();
        if self.taken + columns + LEAST > self.how.width {
            if rest.is_none() && !first.text.trim().is_empty() {
                self.lead.push_str(&first.text);
            }
            draw(self);
            return;
        }
        let blanks = || Span::new(" ".repeat(columns), Style::new());
        self.bars.push(Bar {
            first: Some(first),
            rest: rest.unwrap_or_else(blanks),
        });
        self.taken += columns;
        draw(self);
        self.taken -= columns;
        self.bars.pop();
    }

    fn text(&mut self, runs: &[Run], base: Style) {
        let lead = std::mem::take(&mut self.lead);
        let mut words = Words::default();
        words.add(&Span::new(lead, QUIET), false);
        words.append(inline::words(runs, base, self.how));
        let room = self.room();
        for line in words.lines(room, room, false) {
            self.put(&line);
        }
    }

    /// Bullets that nothing came behind.
    fn lead(&mut self) {
        if !self.lead.is_empty() {
            self.text(&[], Style::new());
        }
    }

    fn code(&mut self, text: &str) {
        let indent = if self.room() < 40 { 2 } else { 4 };
        let bar = Span::new(" ".repeat(indent), Style::new());
        self.inside(bar, None, |own| {
            for line in text.split('\n') {
                let text = clean::line(&without_tabs(line.trim_end_matches('\r')));
                own.put(&Line {
                    spans: vec![Span::new(text, CODE)],
                });
            }
        });
    }

    fn room(&self) -> usize {
        self.how.width.saturating_sub(self.taken).max(1)
    }

    /// An empty line between pieces.
    fn gap(&mut self) {
        let mut line = Line::default();
        self.bars.iter().for_each(|bar| line.push(&bar.rest));
        self.done.push(trimmed(line));
    }

    fn put(&mut self, line: &Line) {
        let mut out = Line::default();
        for bar in &mut self.bars {
            match bar.first.take() {
                Some(first) => out.push(&first),
                None => out.push(&bar.rest),
            }
        }
        line.spans.iter().for_each(|span| out.push(span));
        self.done.push(trimmed(out));
    }
}

/// A line without blanks at its end.
fn trimmed(mut line: Line) -> Line {
    while let Some(last) = line.spans.last_mut() {
        let length = last.text.trim_end_matches(' ').len();
        last.text.truncate(length);
        if length > 0 {
            break;
        }
        line.spans.pop();
    }
    line
}

/// A line of code with blanks for its tabs.
fn without_tabs(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut column = 0;
    for part in line.split_inclusive('\t') {
        let text = part.trim_end_matches('\t');
        out.push_str(text);
        column += text.width();
        if text.len() < part.len() {
            let blanks = TAB - column % TAB;
            out.push_str(&" ".repeat(blanks));
            column += blanks;
        }
    }
    out
}
