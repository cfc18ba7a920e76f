//! A note as a flat row of units: paragraphs, list items and table rows, each with its lines and its depth.
//!
//! What items are found in. A unit's lines are those of its own text: a list below an item is units of its own.

use super::blocks::parser;
use super::headings;
use super::plain::is_break;
use super::source::Source;
use super::struck;
use crate::model::Lines;
use pulldown_cmark::{Event, Tag, TagEnd};

/// What a unit is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum UnitKind {
    /// A paragraph, at the top or inside a list item.
    Paragraph,
    /// A list item.
    Item {
        /// Which list of the note it belongs to.
        list: u32,
        /// Whether that list is numbered.
        ordered: bool,
        /// Whether its task box is ticked, where it has one.
        task: Option<bool>,
    },
    /// A table row.
    Row {
        /// Which table of the note it belongs to.
        table: u32,
        /// Its cells without markup, but for the marks of what is struck out.
        cells: Vec<String>,
    },
    /// Code, HTML, a rule.
    Other,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unit {
    /// What it is.
    pub(crate) kind: UnitKind,
    /// The lines of its own text.
    pub(crate) lines: Lines,
    /// 0 at the top, 1 for an item of a list there, 2 for what stands below it, and so on.
    pub(crate) depth: u16,
}

impl Unit {
    /// The list it is an item of.
    pub(crate) fn list(&self) -> Option<u32> {
        match self.kind {
            UnitKind::Item { list, .. } => Some(list),
            _ => None,
        }
    }

    /// The table it is a row of.
    pub(crate) fn table(&self) -> Option<u32> {
        match self.kind {
            UnitKind::Row { table, .. } => Some(table),
            _ => None,
        }
    }
}

/// The units of `body`, which starts `offset` bytes into the note and goes on to its end. What stands below a code
/// fence that is never closed is read as text, so that nothing in it is lost.
pub(crate) fn units(source: &Source, body: &str, offset: usize) -> Vec<Unit> {
    let mut out = read(source, body, offset, 0);
    let fence = out
        .last()
        .filter(|unit| unit.kind == UnitKind::Other && unit.depth == 0);
    let open = fence.and_then(|unit| headings::open_fence(source, unit.lines.start));
    if let Some(lines) = open {
        let rest = source.line_start(lines.start + 1);
        let text = source.text().get(rest..).unwrap_or("");
        let known = out.len();
        out.extend(read(source, text, rest, u32::try_from(known).unwrap_or(0)));
    }
    out
}

fn read(source: &Source, body: &str, offset: usize, count: u32) -> Vec<Unit> {
    let mut builder = Builder {
        source,
        out: Vec::new(),
        lists: Vec::new(),
        items: Vec::new(),
        writing: None,
        count,
        heading: false,
        mute: 0,
    };
    for (event, range) in parser(body).into_offset_iter() {
        let first = source.line_at(range.start + offset);
        let last = source.line_at(
            (range.end + offset)
                .saturating_sub(1)
                .max(range.start + offset),
        );
        builder.take(event, Lines::new(first, last));
    }
    builder.out
}

/// Items in one another, below which those that begin on the same line are one.
const MOST_NESTED: usize = 8;

struct Builder<'s> {
    source: &'s Source,
    out: Vec<Unit>,
    /// Open lists: number and whether it is a numbered one.
    lists: Vec<(u32, bool)>,
    /// Open items, as indexes of their units.
    items: Vec<usize>,
    /// The unit that text goes to.
    writing: Option<usize>,
    /// Lists and tables so far.
    count: u32,
    heading: bool,
    /// How many blocks of code, footnotes and the like are open, which say nothing of their own.
    mute: u32,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, lines: Lines) {
        match event {
            Event::Start(tag) => self.start(&tag, lines),
            Event::End(tag) => self.end(tag),
            Event::TaskListMarker(done) => {
                let item = self.items.last().and_then(|at| self.out.get_mut(*at));
                if let Some(UnitKind::Item { task, .. }) = item.map(|unit| &mut unit.kind) {
                    *task = Some(done);
                }
            }
            Event::Text(text) | Event::Code(text) => self.text(&text, lines),
            Event::SoftBreak | Event::HardBreak => {
                self.text(" ", Lines::new(lines.start, lines.start))
            }
            // Within a cell it is the only way to begin a line.
            Event::InlineHtml(tag) if is_break(&tag) => {
                self.text("\n", Lines::new(lines.start, lines.start))
            }
            Event::InlineHtml(tag) if struck::is_tag(&tag) => self.strike(lines),
            Event::Rule => self.push(UnitKind::Other, lines),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, lines: Lines) {
        if self.mute > 0
            && matches!(
                tag,
                Tag::Paragraph | Tag::Item | Tag::TableHead | Tag::TableRow
            )
        {
            return;
        }
        match tag {
            Tag::Heading { .. } => self.heading = true,
            Tag::List(first) => {
                self.count += 1;
                self.lists.push((self.count, first.is_some()));
                self.writing = None;
            }
            Tag::Item => {
                // Thousands of `- - - x` on a line would each be read to its end.
                let above = self.items.last().copied();
                let same = |at: &usize| {
                    self.out
                        .get(*at)
                        .is_some_and(|u| u.lines.start == lines.start)
                };
                if let Some(at) = above.filter(|at| self.items.len() >= MOST_NESTED && same(at)) {
                    self.items.push(at);
                    return;
                }
                let (list, ordered) = self.lists.last().copied().unwrap_or_default();
                let kind = UnitKind::Item {
                    list,
                    ordered,
                    task: None,
                };
                self.push(kind, Lines::new(lines.start, lines.start));
                self.items.push(self.out.len() - 1);
            }
            Tag::Paragraph => {
                // The first paragraph of an item is the item's own text.
                let own = self.items.last() == self.out.len().checked_sub(1).as_ref();
                if !own || self.writing.is_none() {
                    self.push(UnitKind::Paragraph, Lines::new(lines.start, lines.start));
                }
            }
            Tag::Table(_) => self.count += 1,
            Tag::TableHead | Tag::TableRow => {
                let kind = UnitKind::Row {
                    table: self.count,
                    cells: Vec::new(),
                };
                self.push(kind, lines);
            }
            Tag::TableCell => {
                if let Some(UnitKind::Row { cells, .. }) = self.out.last_mut().map(|u| &mut u.kind)
                {
                    cells.push(String::new());
                }
            }
            Tag::Strikethrough => self.strike(lines),
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::FootnoteDefinition(_) => {
                self.push(UnitKind::Other, lines);
                self.writing = None;
                self.mute += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.heading = false,
            TagEnd::Strikethrough => self.strike(Lines::new(1, 1)),
            TagEnd::List(_) => {
                self.lists.pop();
                self.writing = None;
            }
            TagEnd::Item if self.mute == 0 => {
                self.items.pop();
                self.writing = None;
            }
            TagEnd::Paragraph | TagEnd::Table => self.writing = None,
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::FootnoteDefinition => {
                self.writing = None;
                self.mute = self.mute.saturating_sub(1);
            }
            _ => {}
        }
    }

    fn push(&mut self, kind: UnitKind, lines: Lines) {
        let nested = self.lists.len();
        let item = matches!(kind, UnitKind::Item { .. });
        let depth = if item || nested == 0 {
            nested
        } else {
            nested + 1
        };
        self.writing = Some(self.out.len());
        self.out.push(Unit {
            kind,
            lines,
            depth: u16::try_from(depth).unwrap_or(u16::MAX),
        });
    }

    /// What is struck out keeps its marks in a cell: nothing else tells.
    fn strike(&mut self, lines: Lines) {
        let open = self.writing.and_then(|at| self.out.get(at));
        if open.is_some_and(|unit| unit.table().is_some()) {
            self.text("~~", lines);
        }
    }

    /// Text goes to the open unit; in an item whose own text is over, to a paragraph of its own.
    fn text(&mut self, text: &str, lines: Lines) {
        if self.heading || self.mute > 0 {
            return;
        }
        if self.writing.is_none() && !self.items.is_empty() {
            self.push(UnitKind::Paragraph, lines);
        }
        let Some(unit) = self.writing.and_then(|at| self.out.get_mut(at)) else {
            return;
        };
        match &mut unit.kind {
            UnitKind::Row { cells, .. } => {
                if let Some(cell) = cells.last_mut() {
                    cell.push_str(text);
                }
            }
            UnitKind::Other => {}
            _ => {
                let blank = self.source.is_blank(lines.end);
                unit.lines.end = unit
                    .lines
                    .end
                    .max(if blank { lines.start } else { lines.end });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{UnitKind, units};
    use crate::recap::source::Source;

    fn shape(text: &str) -> Vec<String> {
        let (source, _) = Source::new(text.as_bytes());
        let units = units(&source, text, 0);
        let name = |kind: &UnitKind| match kind {
            UnitKind::Paragraph => "p".to_owned(),
            UnitKind::Item { ordered, task, .. } => format!(
                "{}{}",
                if *ordered { "1." } else { "-" },
                task.map_or("", |done| if done { "[x]" } else { "[ ]" })
            ),
            UnitKind::Row { cells, .. } => cells.join("|"),
            UnitKind::Other => "o".to_owned(),
        };
        units
            .iter()
            .map(|u| {
                format!(
                    "{} {}-{} {}",
                    u.depth,
                    u.lines.start,
                    u.lines.end,
                    name(&u.kind)
                )
            })
            .collect()
    }

    #[test]
    fn keeps_lists_apart_from_what_is_below() {
        let text = "# H\n\nOne\ntwo:\n- a\n  more\n  - b\n    c\n\n  para\n- d\n\nEnd\n";
        assert_eq!(
            shape(text),
            [
                "0 3-4 p",
                "1 5-6 -",
                "2 7-8 -",
                "2 10-10 p",
                "1 11-11 -",
                "0 13-13 p"
            ]
        );
    }

    #[test]
    fn reads_loose_lists_tasks_and_tables() {
        let text =
            "1. [x] a\n\n2. [ ] b\n\n| *h* | i |\n|---|---|\n| `x` | y z |\n\n```\ncode\n```\n";
        assert_eq!(
            shape(text),
            [
                "1 1-1 1.[x]",
                "1 3-3 1.[ ]",
                "0 5-5 h|i",
                "0 7-7 x|y z",
                "0 9-11 o"
            ]
        );
    }

    #[test]
    fn reads_on_below_an_open_fence() {
        assert_eq!(
            shape("~~~~x\n\n- a\n\nb\n"),
            ["0 1-5 o", "1 3-3 -", "0 5-5 p"]
        );
    }

    #[test]
    fn finds_text_after_a_nested_list() {
        assert_eq!(
            shape("- a\n  - b\n\n  c\n"),
            ["1 1-1 -", "2 2-2 -", "2 4-4 p"]
        );
        assert_eq!(shape("- \n\ntext\n"), ["1 1-1 -", "0 3-3 p"]);
    }
}
