//! A record, whole: what is known of it, and its text, drawn for a width, with what the query found marked.

use crate::kb::{Marks, Shown};
use crate::model::Topic;
use crate::render::terminal;
use crate::render::text::{facts, item_kind, place};
use crate::tui::look::Look;
use crate::tui::text::{plain, push, push_marked, shared_out, wrapped};
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use std::ops::Range;

/// Rows that stay above a mark that is gone to.
const ABOVE: usize = 3;

/// A record with where it is read.
pub(super) struct Record {
    shown: Shown,
    marks: Marks,
    drawn: Option<Drawn>,
    /// Where the shown rows begin.
    top: usize,
    /// How many rows there are in view.
    height: usize,
    /// Whether the first mark is to be in view once it is drawn.
    seeks: bool,
}

/// A record for a width.
struct Drawn {
    width: usize,
    rows: Vec<Line<'static>>,
    /// The rows that have a mark.
    marked: Vec<usize>,
}

impl Record {
    /// A record, to be read from the first mark on.
    pub(super) fn new(shown: Shown, marks: Marks) -> Self {
        Self {
            shown,
            marks,
            drawn: None,
            top: 0,
            height: 0,
            seeks: true,
        }
    }

    /// The same, to be read from the first mark on.
    pub(super) fn anew(&self) -> Self {
        Self::new(self.shown.clone(), self.marks.clone())
    }

    /// Its topic's id.
    pub(super) fn id(&self) -> &str {
        &self.shown.topic.id
    }

    /// Its topic.
    pub(super) fn topic(&self) -> &Topic {
        &self.shown.topic
    }

    /// Reads on where the same record was read before.
    pub(super) fn scroll_as(&mut self, before: &Self) {
        self.top = before.top;
        self.seeks = false;
    }

    /// Goes so many rows down, or up.
    pub(super) fn scroll(&mut self, by: isize) {
        self.seeks = false;
        self.top = self.top.saturating_add_signed(by);
    }

    /// Rows that stay above a mark that is gone to, in a view of so many.
    fn above(height: usize) -> usize {
        ABOVE.min(height / 3)
    }

    /// Goes to the next row with a mark, or the one before.
    pub(super) fn seek(&mut self, forward: bool) {
        let Some(drawn) = &self.drawn else { return };
        let above = Self::above(self.height);
        let here = self.top + above;
        let found = match forward {
            true => drawn.marked.iter().find(|row| **row > here),
            false => drawn.marked.iter().rev().find(|row| **row < here),
        };
        if let Some(row) = found {
            self.top = row.saturating_sub(above);
        }
    }

    /// The rows in view, of so many columns and rows.
    pub(super) fn view(&mut self, width: usize, height: usize, look: Look) -> Vec<Line<'static>> {
        self.height = height;
        if self.drawn.as_ref().is_none_or(|drawn| drawn.width != width) {
            self.drawn = Some(drawn(&self.shown, &self.marks, width, look));
        }
        let Some(drawn) = &self.drawn else {
            return Vec::new();
        };
        if self.seeks {
            let first = drawn.marked.first().copied().unwrap_or(0);
            self.top = match first < height {
                true => 0,
                false => first.saturating_sub(Self::above(height)),
            };
        }
        self.top = self.top.min(drawn.rows.len().saturating_sub(height));
        let rows = drawn.rows.iter().skip(self.top).take(height);
        rows.cloned().collect()
    }
}

fn drawn(shown: &Shown, marks: &Marks, width: usize, look: Look) -> Drawn {
    let mut rows = head(shown, width, look);
    let mut marked = Vec::new();
    let how = terminal::Drawn::styled(width);
    let body = terminal::body(&shown.markdown, &shown.topic.title, how);
    // A phrase may go on in the next row: marks are looked for in the whole.
    let texts: Vec<String> = body.iter().map(terminal::Line::text).collect();
    let found = marks.within(&texts.join("\n"));
    let lengths: Vec<usize> = texts.iter().map(String::len).collect();
    for (line, own) in body.iter().zip(shared_out(&lengths, &found)) {
        if !own.is_empty() {
            marked.push(rows.len());
        }
        rows.push(row(line, &own, look));
    }
    for (_, title) in &shown.below {
        let mut row = plain("below: ", look.quiet());
        push(&mut row, title, Style::new());
        rows.push(row);
    }
    Drawn {
        width,
        rows,
        marked,
    }
}

/// A row with its marks.
fn row(line: &terminal::Line, marks: &[Range<usize>], look: Look) -> Line<'static> {
    let mut row = Line::default();
    let mut start = 0;
    for span in &line.spans {
        let end = start + span.text.len();
        let within = marks
            .iter()
            .filter(|mark| mark.start < end && mark.end > start);
        let within: Vec<_> = within
            .map(|mark| mark.start.max(start) - start..mark.end.min(end) - start)
            .collect();
        push_marked(&mut row, &span.text, look.of(span.style), &within, look);
        start = end;
    }
    row
}

/// What is known of a record, above its text.
fn head(shown: &Shown, width: usize, look: Look) -> Vec<Line<'static>> {
    let topic = &shown.topic;
    let mut rows = Vec::new();
    let mut add = |text: &str, style: Style| {
        rows.extend(wrapped(text, width).iter().map(|row| plain(row, style)));
    };
    add(&topic.title, look.title());
    let above = std::iter::once(&shown.recap.title.value).chain(&topic.breadcrumb);
    let above: Vec<&str> = above
        .map(String::as_str)
        .filter(|above| *above != topic.title)
        .collect();
    add(&above.join(" > "), look.quiet());
    add(&facts(topic), Style::new());
    add(&place(topic), look.place());
    for item in &shown.items {
        let said = format!("{}: {}", item_kind(item), item.text.replace('\n', "; "));
        add(&said, Style::new().add_modifier(Modifier::ITALIC));
    }
    rows.push(Line::default());
    rows
}
