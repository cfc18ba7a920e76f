//! Plain text in the making: what each Markdown event adds to it, and which line of the source it comes from.

use super::Plain;
use super::tags::{Piece, is_break};
use crate::recap::blocks::alert;
use html_escape::decode_html_entities;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::ops::Range;

/// Where the lines of the Markdown begin.
struct Source {
    starts: Vec<usize>,
}

impl Source {
    fn new(markdown: &str) -> Self {
        let breaks = markdown.bytes().enumerate().filter(|(_, b)| *b == b'\n');
        Self {
            starts: breaks.map(|(at, _)| at + 1).collect(),
        }
    }

    /// The line, from 0, that holds this byte.
    fn line(&self, byte: usize) -> u32 {
        let line = self.starts.partition_point(|start| *start <= byte);
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    /// The line that holds the last byte of a range.
    fn last_line(&self, range: &Range<usize>) -> u32 {
        self.line(range.end.saturating_sub(1).max(range.start))
    }
}

/// Plain text in the making.
pub(super) struct Making {
    out: Plain,
    source: Source,
    /// Line breaks in the text so far.
    breaks: usize,
    /// Whether the text's last line has nothing yet but what stands for markup.
    is_bare: bool,
    /// Whether a comment of HTML has begun and not ended.
    in_comment: bool,
}

impl Making {
    /// Nothing yet of this Markdown.
    pub(super) fn new(markdown: &str) -> Self {
        Self {
            out: Plain::default(),
            source: Source::new(markdown),
            breaks: 0,
            is_bare: true,
            in_comment: false,
        }
    }

    /// The plain text, without blanks at its end.
    pub(super) fn done(mut self) -> Plain {
        let text = &mut self.out.text;
        text.truncate(text.trim_end().len());
        self.out.lines.truncate(text.lines().count());
        self.out
    }

    /// Adds what an event of this range of the Markdown gives.
    pub(super) fn take(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => self.text(&code, range),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html, range),
            Event::SoftBreak | Event::HardBreak | Event::Rule => self.new_line(),
            Event::FootnoteReference(label) => self.hidden_at(&label, range),
            Event::TaskListMarker(done) => self.mark(if done { "[x] " } else { "[ ] " }, range),
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            _ => {}
        }
    }

    /// Adds a link definition that begins at this byte.
    pub(super) fn definition(&mut self, label: &str, target: &str, start: usize) {
        let line = self.source.line(start);
        self.hidden(label, line, line);
        self.hidden(self::target(target), line, line);
    }

    /// Adds what begins in this line and is not shown.
    pub(super) fn unseen(&mut self, text: &str, line: u32) {
        self.hidden(text, line, line.saturating_add(breaks(text)));
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Link {
                dest_url, title, ..
            }
            | Tag::Image {
                dest_url, title, ..
            } => {
                // A target stands behind its text, which may go over several lines.
                let line = self.source.last_line(range);
                self.hidden(target(dest_url), line, line);
                self.hidden(title, line, line);
            }
            Tag::FootnoteDefinition(label) => self.hidden_at(label, range),
            Tag::CodeBlock(kind) => {
                self.new_block();
                if let CodeBlockKind::Fenced(info) = kind {
                    self.hidden_at(info, range);
                }
            }
            Tag::Item => {
                self.new_line();
                self.mark("- ", range);
            }
            Tag::Paragraph | Tag::Heading { .. } | Tag::BlockQuote(None) => self.new_block(),
            Tag::BlockQuote(Some(kind)) => {
                self.new_block();
                let line = self.source.line(range.start);
                self.words(alert(*kind), line, line);
                self.new_line();
            }
            Tag::List(_) | Tag::Table(_) | Tag::HtmlBlock => self.new_line(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        // A block of HTML ends where Markdown says, whatever is open in it.
        self.in_comment &= tag != TagEnd::HtmlBlock;
        match tag {
            TagEnd::TableCell => self.mark("  ", range),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::TableRow
            | TagEnd::TableHead
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock => self.new_line(),
            _ => {}
        }
    }

    /// Adds what a reader sees of a range of the Markdown.
    fn text(&mut self, text: &str, range: &Range<usize>) {
        // A line break that is written as an entity is none of the source.
        let last = self.source.last_line(range);
        self.words(text, self.source.line(range.start), last);
    }

    /// Adds text that begins in the line `first` of the source and ends in `last`.
    fn words(&mut self, text: &str, first: u32, last: u32) {
        for (line, piece) in (first..).zip(text.split_inclusive('\n')) {
            self.push(piece, line.min(last));
            self.is_bare = piece.ends_with('\n');
        }
    }

    /// Adds what stands for markup: its line is that of the words behind it.
    fn mark(&mut self, mark: &str, range: &Range<usize>) {
        self.push(mark, self.source.line(range.start));
    }

    /// Adds at most one line, which stands in this line of the source.
    fn push(&mut self, piece: &str, line: u32) {
        let (out, lines) = (&mut self.out.text, &mut self.out.lines);
        if self.is_bare {
            lines.truncate(self.breaks);
            let before = lines.last().copied().unwrap_or(0);
            lines.push(line.max(before));
        }
        out.push_str(piece);
        self.breaks += usize::from(piece.ends_with('\n'));
    }

    /// Text between tags is for readers, tags and comments are not. What is left open goes on with the next lines of HTML.
    fn html(&mut self, html: &str, range: &Range<usize>) {
        let mut line = self.source.line(range.start);
        let last = self.source.last_line(range);
        let mut rest = html;
        while !rest.is_empty() {
            let piece = Piece::first(rest, self.in_comment);
            match &piece {
                Piece::Text(text) => self.words(&decode_html_entities(text), line, last),
                // What a break parts are two words, and nobody looks for it.
                Piece::Hidden(markup) if is_break(markup) && !self.is_bare => {
                    self.words(" ", line, last);
                }
                Piece::Hidden(markup) => self.hidden(markup, line, last),
                Piece::Comment { text, is_open } => {
                    self.hidden(text, line, last);
                    self.in_comment = *is_open;
                }
            }
            let (taken, behind) = rest.split_at(piece.text().len());
            line += breaks(taken);
            rest = behind;
        }
    }

    /// A line for what comes, but for the first text of a list item. The words of an item of a tight list are no paragraph that
    /// ends.
    fn new_block(&mut self) {
        if !self.out.text.ends_with("- ") {
            self.new_line();
        }
    }

    fn new_line(&mut self) {
        let text = &mut self.out.text;
        while text.ends_with(' ') {
            text.pop();
        }
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
            self.breaks += 1;
        }
        self.is_bare = true;
    }

    /// Adds what a reader does not see and which stands where the range begins.
    fn hidden_at(&mut self, text: &str, range: &Range<usize>) {
        let line = self.source.line(range.start);
        self.hidden(text, line, line);
    }

    /// Adds what a reader does not see, which begins in the line `first` of the source and ends in `last`.
    fn hidden(&mut self, text: &str, first: u32, last: u32) {
        let lead = &text[..text.len() - text.trim_start().len()];
        let text = text.trim();
        if !text.is_empty() {
            self.out.extra.push_str(text);
            self.out.extra.push('\n');
            let lines = (first + breaks(lead)..).take(text.lines().count());
            let lines = lines.map(|line| line.min(last));
            self.out.extra_lines.extend(lines);
        }
    }
}

/// What of a link's target somebody could look for: not the bytes of an image within it.
fn target(url: &str) -> &str {
    match url.split_once(',') {
        Some((kind, _)) if kind.starts_with("data:") => kind,
        _ => url,
    }
}

/// How many line breaks a text has.
fn breaks(text: &str) -> u32 {
    let count = text.bytes().filter(|b| *b == b'\n').count();
    u32::try_from(count).unwrap_or(u32::MAX)
}
