//! The Markdown in the making: what begins each line, and which line of the note it stands for.

use super::inline::inline;
use super::targets::Targets;
use super::titles::Style;
use crate::model::{Lines, Severity};
use crate::recap::escape;
use crate::recap::lines::Line;
use crate::recap::metadata::Field;
use crate::recap::pen::{Open, Pen, Table};
use crate::recap::script::Script;
use crate::recap::source::Source;

/// Blocks in one another; what is deeper stays as lines of text.
pub(super) const DEEPEST: usize = 24;

/// The Markdown in the making.
pub(super) struct Writer<'w> {
    pub(super) source: &'w Source,
    pub(super) targets: &'w Targets,
    /// The styles of titles so far; the place of one is its level.
    pub(super) styles: Vec<Style>,
    /// Whether something but titles and comments has been read.
    pub(super) begun: bool,
    /// Blocks that are open.
    pub(super) depth: usize,
    /// Comments above the first title, as number and text of lines: they belong to it.
    pub(super) top: Vec<(u32, String)>,
    pub(super) pen: Pen,
}

impl<'w> Writer<'w> {
    pub(super) fn new(source: &'w Source, targets: &'w Targets) -> Self {
        Self {
            source,
            targets,
            styles: Vec::new(),
            begun: false,
            depth: 0,
            top: Vec::new(),
            pen: Pen::default(),
        }
    }

    pub(super) fn done(mut self) -> Script {
        self.flush_top();
        self.pen.done()
    }

    /// Writes a line of Markdown.
    pub(super) fn line(&mut self, text: &str, from: Lines) {
        self.flush_top();
        self.pen.line(text, from);
    }

    /// Writes an empty line where one is needed.
    pub(super) fn gap(&mut self) {
        self.pen.gap();
    }

    /// Writes words of the note as a paragraph, each line on its own.
    pub(super) fn paragraph(&mut self, lines: &[Line<'_>]) {
        self.gap();
        self.begun = true;
        self.words(lines, "");
    }

    /// Writes words of the note; each line ends with `end`, but for the last.
    pub(super) fn words(&mut self, lines: &[Line<'_>], end: &str) {
        let texts: Vec<&str> = lines.iter().map(|line| line.text.trim()).collect();
        let rows = inline(&texts.join("\n"), self.targets);
        let mut at = 0;
        let count = rows.len();
        for (index, row) in rows.into_iter().enumerate() {
            let (first, last) = (at.min(lines.len() - 1), at + row.more);
            let last = last.min(lines.len() - 1);
            at += row.more + 1;
            let end = if index + 1 < count { end } else { "" };
            let text = escape::at_start(row.text.trim());
            self.line(
                &format!("{text}{end}"),
                Lines::new(lines[first].no, lines[last].no),
            );
        }
    }

    /// Writes words of our own or of one line of the note as a paragraph.
    pub(super) fn said(&mut self, text: &str, from: Lines) {
        self.gap();
        self.begun = true;
        let rows = inline(text, self.targets);
        let text: Vec<&str> = rows.iter().map(|row| row.text.trim()).collect();
        self.line(&escape::at_start(&text.join(" ")), from);
    }

    /// Writes lines as a block of code. `from` is the line that says so.
    pub(super) fn code(&mut self, info: &str, lines: &[Line<'_>], from: Lines) {
        self.flush_top();
        self.begun = true;
        self.pen
            .code(info, lines.iter().map(|line| (line.text, line.no)), from);
    }

    /// Writes lines as a comment each: kept and found, but not shown.
    pub(super) fn comments(&mut self, lines: &[Line<'_>]) {
        if self.depth == 0 && !self.begun && self.styles.is_empty() {
            let text = lines.iter().filter(|line| !line.is_blank());
            self.top
                .extend(text.map(|line| (line.no, line.text.to_owned())));
            return;
        }
        self.pen
            .comments(lines.iter().map(|line| (line.text, line.no)));
    }

    /// Writes the comments above the first title, which stand below it or have none.
    pub(super) fn flush_top(&mut self) {
        if self.top.is_empty() {
            return;
        }
        let top = std::mem::take(&mut self.top);
        self.pen
            .comments(top.iter().map(|(no, text)| (text.as_str(), *no)));
    }

    /// Writes a table.
    pub(super) fn rows(&mut self, table: &Table) {
        self.flush_top();
        self.begun = true;
        self.pen.table(table);
    }

    /// Writes what `inner` writes as an item with this mark, such as `- `. It begins in the line `from`.
    pub(super) fn item(&mut self, mark: &str, from: Lines, inner: impl FnOnce(&mut Self)) {
        self.flush_top();
        let open = self.pen.item(mark);
        self.inside(open, from, inner);
    }

    /// Writes what `inner` writes as a quote, which begins in the line `from`.
    pub(super) fn quoted(&mut self, from: Lines, inner: impl FnOnce(&mut Self)) {
        self.flush_top();
        let open = self.pen.within("> ");
        self.inside(open, from, inner);
    }

    /// Writes what `inner` writes as a footnote of this label.
    pub(super) fn footnoted(&mut self, label: &str, from: Lines, inner: impl FnOnce(&mut Self)) {
        self.flush_top();
        let open = self.pen.footnote(label);
        self.inside(open, from, inner);
    }

    fn inside(&mut self, open: Open, from: Lines, inner: impl FnOnce(&mut Self)) {
        self.depth += 1;
        inner(self);
        self.depth -= 1;
        self.pen.close(open, from);
    }

    /// Writes what `inner` writes, which is no title.
    pub(super) fn nested(&mut self, lines: &[Line<'_>]) {
        self.depth += 1;
        self.body(lines);
        self.depth -= 1;
    }

    /// The Markdown of words that are no line of their own, breaks of lines kept.
    pub(super) fn cell(&self, text: &str) -> String {
        let rows = inline(text, self.targets);
        let rows: Vec<String> = rows.into_iter().map(|row| row.text).collect();
        rows.join("\n")
    }

    /// Tells what is wrong in a line.
    pub(super) fn warn(&mut self, code: &str, message: &str, hint: &str, line: u32) {
        let told = self
            .source
            .line_diagnostic(Severity::Warning, code, message, line);
        self.pen
            .script()
            .metadata
            .diagnostics
            .push(told.with_hint(hint));
    }

    /// Takes a field of metadata.
    pub(super) fn field(&mut self, key: &str, value: &str, line: u32) {
        let value = value.trim();
        if !value.is_empty() {
            self.pen.script().metadata.fields.push(Field {
                key: crate::recap::metadata::key(key),
                values: vec![value.to_owned()],
                line,
            });
        }
    }
}
