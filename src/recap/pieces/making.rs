//! Pieces in the making: what each Markdown event adds to them.

mod html;

use super::breaks::settled;
use super::definitions;
use super::urls::linked;
use super::{DEEPEST, ListItem, Look, Piece, Run, Side, Table};
use crate::recap::blocks::alert;
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};
use std::sync::Arc;

/// A line break of the source that is none of the text, until it is settled what becomes of it.
pub(super) const SOFT: char = '\r';

/// What is open around the text.
enum Open {
    Quote(Vec<Piece>),
    List {
        first: Option<u64>,
        tight: bool,
        items: Vec<ListItem>,
    },
    Item(ListItem),
}

/// Pieces in the making.
#[derive(Default)]
pub(super) struct Making {
    done: Vec<Piece>,
    open: Vec<Open>,
    /// Lists and quotes that are open, with those that are too deep to be pieces.
    depth: usize,
    runs: Vec<Run>,
    strong: u32,
    emphasis: u32,
    struck: u32,
    links: Vec<Arc<str>>,
    /// The language of the code that is open, and its text.
    code: Option<(String, String)>,
    table: Option<Table>,
    row: Vec<Vec<Run>>,
    /// What the next text begins with.
    label: Option<String>,
    /// Whether a comment of HTML has begun and not ended.
    in_comment: bool,
}

impl Making {
    /// All pieces.
    pub(super) fn done(mut self) -> Vec<Piece> {
        self.paragraph();
        self.done
    }

    /// Adds what an event gives.
    pub(super) fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some((_, code)) => code.push_str(&text.replace('\r', "")),
                None => self.say(&text, false),
            },
            Event::Code(code) => self.say(&code, true),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak => self.mark(SOFT),
            Event::HardBreak => self.mark('\n'),
            Event::FootnoteReference(label) => self.say(&format!("[{label}]"), false),
            Event::TaskListMarker(done) => {
                if let Some(Open::Item(item)) = self.open.last_mut() {
                    item.task = Some(done);
                }
            }
            Event::Rule => {
                self.paragraph();
                self.put(Piece::Rule);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => {
                self.paragraph();
                self.loosen();
            }
            Tag::Heading { .. } | Tag::HtmlBlock => self.paragraph(),
            Tag::BlockQuote(kind) => {
                let kind = kind.map(|kind| Piece::Alert(alert(kind)));
                self.open(Open::Quote(kind.into_iter().collect()));
            }
            Tag::List(first) => self.open(Open::List {
                first,
                tight: true,
                items: Vec::new(),
            }),
            Tag::Item if self.depth > DEEPEST => self.paragraph(),
            Tag::Item => self.open.push(Open::Item(ListItem::default())),
            Tag::CodeBlock(kind) => {
                self.paragraph();
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next(),
                    CodeBlockKind::Indented => None,
                };
                self.code = Some((language.unwrap_or_default().to_owned(), String::new()));
            }
            Tag::FootnoteDefinition(label) => {
                self.paragraph();
                self.label = Some(format!("[{label}] "));
            }
            Tag::Table(columns) => {
                self.paragraph();
                self.table = Some(Table {
                    columns: columns.into_iter().map(side).collect(),
                    ..Table::default()
                });
            }
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strong => self.strong += 1,
            Tag::Strikethrough => self.struck += 1,
            Tag::Link { dest_url, .. } => self.links.push(Arc::from(&*dest_url)),
            Tag::Image { dest_url, .. } => {
                self.links.push(Arc::from(&*dest_url));
                self.say("image: ", false);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.paragraph(),
            TagEnd::HtmlBlock => {
                // It ends where Markdown says, whatever is open in it.
                self.in_comment = false;
                self.paragraph();
            }
            TagEnd::Heading(level) => {
                let text = self.text();
                self.put(Piece::Heading {
                    level: level as u8,
                    text,
                });
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) => self.close(),
            TagEnd::Item if self.depth > DEEPEST => self.paragraph(),
            TagEnd::Item => {
                self.paragraph();
                if let Some(Open::Item(item)) = self.open.pop_if(|o| matches!(o, Open::Item(_)))
                    && let Some(Open::List { items, .. }) = self.open.last_mut()
                {
                    items.push(item);
                }
            }
            TagEnd::CodeBlock => {
                if let Some((language, mut text)) = self.code.take() {
                    text.truncate(text.trim_end_matches('\n').len());
                    self.put(Piece::Code { language, text });
                }
            }
            TagEnd::TableCell => {
                let cell = self.text();
                self.row.push(cell);
            }
            TagEnd::TableHead | TagEnd::TableRow => self.row(tag == TagEnd::TableHead),
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.put(Piece::Table(table));
                }
            }
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => {
                self.links.pop();
            }
            _ => {}
        }
    }

    /// A row of the table is whole.
    fn row(&mut self, is_head: bool) {
        let row = std::mem::take(&mut self.row);
        if let Some(table) = &mut self.table {
            match is_head {
                true => table.head = row,
                false => table.rows.push(row),
            }
        }
    }

    fn open(&mut self, block: Open) {
        self.paragraph();
        self.depth += 1;
        if self.depth <= DEEPEST {
            self.open.push(block);
        }
    }

    /// A list or a quote ends.
    fn close(&mut self) {
        self.paragraph();
        let was_open = self.depth <= DEEPEST;
        self.depth = self.depth.saturating_sub(1);
        if !was_open {
            return;
        }
        match self.open.pop() {
            Some(Open::Quote(pieces)) => self.put(Piece::Quote(pieces)),
            Some(Open::List {
                first,
                tight,
                items,
            }) => self.put(Piece::List {
                first,
                tight,
                items,
            }),
            Some(Open::Item(_)) | None => {}
        }
    }

    /// An item that holds a paragraph stands apart from the next.
    fn loosen(&mut self) {
        if let [.., Open::List { tight, .. }, Open::Item(_)] = self.open.as_mut_slice()
            && self.depth <= DEEPEST
        {
            *tight = false;
        }
    }

    /// Ends a paragraph, where text stands in none.
    fn paragraph(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if runs.is_empty() {
            return;
        }
        for part in definitions::parts(runs, self.here().last()) {
            self.runs = part.runs;
            let text = self.text();
            if !text.is_empty() {
                self.put(match part.defines {
                    true => Piece::Definition(text),
                    false => Piece::Paragraph(text),
                });
            }
        }
    }

    /// The pieces that the next one stands below.
    fn here(&self) -> &[Piece] {
        match self.open.last() {
            Some(Open::Quote(pieces) | Open::Item(ListItem { pieces, .. })) => pieces,
            Some(Open::List { .. }) => &[],
            None => &self.done,
        }
    }

    /// The text so far, without blanks around it.
    fn text(&mut self) -> Vec<Run> {
        let mut runs = settled(std::mem::take(&mut self.runs));
        if let Some(first) = runs.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        if let Some(last) = runs.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        runs.retain(|run| !run.text.is_empty());
        linked(runs)
    }

    fn put(&mut self, piece: Piece) {
        match self.open.last_mut() {
            Some(Open::Quote(pieces)) => pieces.push(piece),
            Some(Open::Item(item)) => item.pieces.push(piece),
            // Nothing but items stands in a list.
            Some(Open::List { items, .. }) => items.push(ListItem {
                task: None,
                pieces: vec![piece],
            }),
            None => self.done.push(piece),
        }
    }

    fn say(&mut self, text: &str, code: bool) {
        if let Some(label) = self.label.take() {
            self.say(&label, false);
        }
        let text = text.replace(SOFT, " ");
        let look = Look {
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            struck: self.struck > 0,
            code,
        };
        let link = self.links.last();
        match self.runs.last_mut() {
            Some(last) if last.look == look && last.link.as_ref() == link => {
                last.text.push_str(&text);
            }
            _ => self.runs.push(Run {
                text,
                look,
                link: link.cloned(),
            }),
        }
    }

    /// A break of a line, which looks like the text before it.
    fn mark(&mut self, mark: char) {
        match self.runs.last_mut() {
            Some(last) if !last.look.code => last.text.push(mark),
            _ => self.runs.push(Run {
                text: mark.to_string(),
                ..Run::default()
            }),
        }
    }
}

fn side(alignment: Alignment) -> Side {
    match alignment {
        Alignment::None | Alignment::Left => Side::Left,
        Alignment::Center => Side::Middle,
        Alignment::Right => Side::Right,
    }
}
