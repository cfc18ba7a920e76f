//! A record, whole: what is known of it, and its text, drawn for a width, with what the query found marked.

use super::places::Places;
use crate::kb::{Marks, Shown};
use crate::model::Topic;
use crate::render::terminal;
use crate::render::text::{facts, item_kind, place};
use crate::tui::look::Look;
use crate::tui::text::{marked, plain, push, push_marked, shared_out, wrapped};
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// What a row begins with that goes on with the line above.
const GOES_ON: &str = "\u{21b3} ";
/// What stands before a title below.
const BELOW: &str = "below: ";
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
    /// The mark that the reader is at.
    at: Option<usize>,
}

/// A record for a width.
struct Drawn {
    width: usize,
    rows: Vec<Line<'static>>,
    places: Places,
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
            at: None,
        }
    }

    /// The same, to be read from the first mark on.
    pub(super) fn anew(&self) -> Self {
        Self::new(self.shown.clone(), self.marks.clone())
    }

    /// Has its first mark be the one that the reader is at.
    pub(super) fn begin(&mut self) {
        self.at = Some(0);
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
        (self.top, self.at) = (before.top, before.at);
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

    /// The rows in view.
    fn in_view(&self) -> Range<usize> {
        self.top..self.top + self.height
    }

    /// Goes to the next mark, or the one before.
    pub(super) fn seek(&mut self, forward: bool) {
        let Some(drawn) = &self.drawn else { return };
        let next = drawn.places.next(self.at, &self.in_view(), forward);
        let Some(row) = next.and_then(|next| drawn.places.row(next)) else {
            return;
        };
        self.at = next;
        self.seeks = false;
        self.top = row.saturating_sub(Self::above(self.height));
    }

    /// Which mark the reader is at, and how much of it was in view until here: `mark 2 of 14, 37%`.
    pub(super) fn said(&self) -> String {
        let Some(drawn) = &self.drawn else {
            return String::new();
        };
        let view = self.in_view();
        let (seen, rows) = (view.end.min(drawn.rows.len()), drawn.rows.len());
        let share = (rows > self.height).then(|| format!("{}%", seen * 100 / rows));
        let said = drawn.places.said(self.at, &view).into_iter().chain(share);
        said.collect::<Vec<_>>().join(", ")
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
            let first = drawn.places.row(0).unwrap_or(0);
            self.top = match first < height {
                true => 0,
                false => first.saturating_sub(Self::above(height)),
            };
        }
        self.top = self.top.min(drawn.rows.len().saturating_sub(height));
        let rows = drawn.rows.iter().enumerate().skip(self.top).take(height);
        let rows = rows.map(|(at, row)| {
            let mut row = row.clone();
            drawn.places.show(self.at, at, &mut row, look);
            row
        });
        rows.collect()
    }
}

fn drawn(shown: &Shown, marks: &Marks, width: usize, look: Look) -> Drawn {
    let mut rows = head(shown, marks, width, look);
    let mut places = Places::default();
    let how = terminal::Drawn::styled(width);
    let body = terminal::body(&shown.markdown, &shown.topic.title, how);
    // A phrase may go on in the next row: marks are looked for in the whole.
    let texts: Vec<String> = body.iter().map(terminal::Line::text).collect();
    let found = marks.within(&texts.join("\n"));
    let lengths: Vec<usize> = texts.iter().map(String::len).collect();
    for ((line, text), own) in body.iter().zip(&texts).zip(shared_out(&lengths, &found)) {
        for part in folded(text, width) {
            places.add(rows.len(), begun(&part, &own));
            rows.push(row(line, &part, &own, look));
        }
    }
    for (_, title) in &shown.below {
        let room = width.saturating_sub(BELOW.len());
        for (at, title) in wrapped(title, room).iter().enumerate() {
            let before = if at == 0 { BELOW } else { "       " };
            let mut row = plain(before, look.quiet());
            push(&mut row, title, Style::new());
            rows.push(row);
        }
    }
    Drawn {
        width,
        rows,
        places,
    }
}

/// The bytes of a line that its rows have: code and addresses may be longer than a row.
fn folded(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (at, cluster) in text.grapheme_indices(true) {
        used += cluster.width();
        if used > width && at > start {
            out.push(start..at);
            start = at;
            used = GOES_ON.width() + cluster.width();
        }
    }
    out.push(start..text.len());
    out
}

/// What stands before `part` of a line in its row.
fn before(part: &Range<usize>) -> &'static str {
    if part.start > 0 { GOES_ON } else { "" }
}

/// The marks of a line that begin in `part` of it, by their bytes in its row.
fn begun(part: &Range<usize>, marks: &[Range<usize>]) -> Vec<Range<usize>> {
    let shift = |at: usize| before(part).len() + at.min(part.end) - part.start;
    let begun = marks.iter().filter(|mark| part.contains(&mark.start));
    begun
        .map(|mark| shift(mark.start)..shift(mark.end))
        .collect()
}

/// A row: `part` of a line, with its marks.
fn row(
    line: &terminal::Line,
    part: &Range<usize>,
    marks: &[Range<usize>],
    look: Look,
) -> Line<'static> {
    let mut row = plain(before(part), look.quiet());
    let mut start = 0;
    for span in &line.spans {
        let own = part.start.max(start)..part.end.min(start + span.text.len());
        let within = marks
            .iter()
            .filter(|mark| mark.start < own.end && mark.end > own.start);
        let within: Vec<_> = within
            .map(|mark| mark.start.max(own.start) - own.start..mark.end.min(own.end) - own.start)
            .collect();
        if !own.is_empty() {
            let text = span.text.get(own.start - start..own.end - start);
            push_marked(
                &mut row,
                text.unwrap_or_default(),
                look.of(span.style),
                &within,
                look,
            );
        }
        start += span.text.len();
    }
    row
}

/// What is known of a record, above its text.
fn head(shown: &Shown, marks: &Marks, width: usize, look: Look) -> Vec<Line<'static>> {
    let topic = &shown.topic;
    let title = wrapped(&topic.title, width).into_iter();
    let title = title.map(|row| marked(&row, look.title(), &marks.within(&row), look));
    let mut rows: Vec<_> = title.collect();
    let mut add = |text: &str, style: Style| {
        rows.extend(wrapped(text, width).iter().map(|row| plain(row, style)));
    };
    let above = std::iter::once(&shown.recap.title.value).chain(&topic.breadcrumb);
    let mut above: Vec<&str> = above
        .map(String::as_str)
        .filter(|above| *above != topic.title)
        .collect();
    // A recap is often called by its heading.
    above.dedup();
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

#[cfg(test)]
mod tests {
    use super::{GOES_ON, begun, folded, row};
    use crate::render::terminal::{Drawn, body};
    use crate::tui::look::Look;
    use ratatui::style::Color;
    use unicode_width::UnicodeWidthStr as _;

    #[test]
    fn a_line_that_is_longer_than_the_screen_goes_on_in_the_next_row() {
        assert_eq!(folded("abcdefghij", 4), [0..4, 4..6, 6..8, 8..10]);
        assert_eq!(folded("日本語", 5), [0..6, 6..9]);
        assert_eq!(
            (folded("", 4), folded("ab", 4)),
            (vec![0..0; 1], vec![0..2; 1])
        );
        assert_eq!(folded("ab", 0), [0..1, 1..2]);
        // A mark is where it begins, as far as its row has it.
        let marks = [1..3, 5..8, 8..9];
        assert_eq!(begun(&(0..6), &marks), [1..3, 5..6]);
        let shift = GOES_ON.len();
        assert_eq!(begun(&(6..9), &marks), vec![shift + 2..shift + 3; 1]);
    }

    #[test]
    fn rows_have_all_of_a_line_and_its_marks() {
        let address = format!("https://example.org/{}", "abc/".repeat(30));
        let lines = body(&format!("see {address}\n"), "", Drawn::styled(20));
        let mark = 18..50;
        for line in &lines {
            let mut whole = String::new();
            let mut found = String::new();
            for part in folded(&line.text(), 20) {
                let row = row(
                    line,
                    &part,
                    std::slice::from_ref(&mark),
                    Look { colors: true },
                );
                let text: String = row.spans.iter().map(|span| span.content.as_ref()).collect();
                assert!(text.width() <= 20, "{text}");
                whole.push_str(text.strip_prefix(GOES_ON).unwrap_or(&text));
                let marked = row
                    .spans
                    .iter()
                    .filter(|span| span.style.fg == Some(Color::Yellow));
                found.extend(marked.map(|span| span.content.as_ref()));
            }
            assert_eq!(whole, line.text());
            if whole.len() > 50 {
                assert_eq!(found, whole[mark.clone()]);
            }
        }
    }
}
