//! Markdown in the making: what begins each line inside of lists and quotes, and which lines of the file it stands for.
//!
//! What readers of other markups write with. It knows Markdown; what the other markup says is theirs.

mod table;

pub(crate) use table::{Row, Table};

use super::escape;
use super::script::Script;
use crate::model::Lines;

/// A pen over a script.
#[derive(Debug)]
pub(crate) struct Pen {
    script: Script,
    /// What lines begin with inside of lists and quotes.
    prefix: String,
    /// What the next line begins with instead: the mark of an item.
    lead: Option<String>,
    /// Whether nothing is written yet, or the last line is empty.
    is_open: bool,
}

/// Where the prefix of an open item or quote begins.
#[must_use]
pub(crate) struct Open(usize);

impl Default for Pen {
    fn default() -> Self {
        Self {
            script: Script::default(),
            prefix: String::new(),
            lead: None,
            is_open: true,
        }
    }
}

impl Pen {
    /// What was written.
    pub(crate) fn done(self) -> Script {
        self.script
    }

    /// What was written so far.
    pub(crate) fn script(&mut self) -> &mut Script {
        &mut self.script
    }

    /// Writes a line of Markdown that stands for these lines of the file.
    pub(crate) fn line(&mut self, text: &str, from: Lines) {
        let lead = self.lead.take();
        let before = lead.as_deref().unwrap_or(&self.prefix);
        let line = format!("{before}{text}");
        self.script.push(line.trim_end(), from);
        self.is_open = false;
    }

    /// Writes an empty line, unless there is one or an item has just begun.
    pub(crate) fn gap(&mut self) {
        if self.is_open || self.lead.is_some() {
            return;
        }
        if let Some(last) = self.script.lines.last().copied() {
            let end = Lines::new(last.end, last.end);
            self.script.push(self.prefix.clone().trim_end(), end);
            self.is_open = true;
        }
    }

    /// Takes back the empty line at the end: the next item stands right below.
    pub(crate) fn tight(&mut self) {
        if !self.is_open || self.lead.is_some() || self.script.lines.pop().is_none() {
            return;
        }
        let text = &mut self.script.text;
        text.pop();
        text.truncate(text.rfind('\n').map_or(0, |at| at + 1));
        self.is_open = false;
    }

    /// Begins an item with this mark, such as `- `.
    pub(crate) fn item(&mut self, mark: &str) -> Open {
        let lead = self.lead.take().unwrap_or_else(|| self.prefix.clone());
        self.lead = Some(lead + mark);
        self.within(&" ".repeat(mark.len()))
    }

    /// Begins a footnote of this label.
    pub(crate) fn footnote(&mut self, label: &str) -> Open {
        let lead = self.lead.take().unwrap_or_else(|| self.prefix.clone());
        self.lead = Some(format!("{lead}[^{label}]: "));
        self.within("    ")
    }

    /// Begins what has this at the start of each line.
    pub(crate) fn within(&mut self, prefix: &str) -> Open {
        let outer = self.prefix.len();
        self.prefix.push_str(prefix);
        Open(outer)
    }

    /// Ends an item or a quote. `from` is the line of one in which nothing was written.
    pub(crate) fn close(&mut self, open: Open, from: Lines) {
        if self.lead.is_some() {
            self.line("", from);
        }
        // The empty line at a quote's end is none of it.
        if self.is_open && !self.prefix.trim_end().is_empty() {
            self.tight();
            self.prefix.truncate(open.0);
            self.gap();
        }
        self.prefix.truncate(open.0);
    }

    /// Writes a heading of Markdown.
    pub(crate) fn heading(&mut self, level: usize, markdown: &str, from: Lines) {
        self.gap();
        let mut text = markdown.to_owned();
        if text.ends_with('#') {
            // It would be taken for the end of the heading.
            text.insert(text.len() - 1, '\\');
        }
        let marks = "#".repeat(level.clamp(1, 6));
        self.line(&format!("{marks} {text}"), from);
        self.gap();
    }

    /// Writes a rule between what is above and what is below.
    pub(crate) fn rule(&mut self, from: Lines) {
        self.gap();
        self.line("***", from);
        self.gap();
    }

    /// Writes lines as a block of code. `from` is the line that says so.
    pub(crate) fn code<'c>(
        &mut self,
        info: &str,
        lines: impl Iterator<Item = (&'c str, u32)> + Clone,
        from: Lines,
    ) {
        self.gap();
        let fence = escape::fence(lines.clone().map(|(text, _)| text));
        let info: String = info
            .chars()
            .filter(|c| c.is_alphanumeric() || "+-_.#".contains(*c))
            .collect();
        self.line(&format!("{fence}{info}"), from);
        let mut end = from;
        for (text, no) in lines {
            end = Lines::new(no, no);
            self.line(text, end);
        }
        self.line(&fence, end);
        self.gap();
    }

    /// Writes lines as a comment each: kept and found, but not shown.
    pub(crate) fn comments<'c>(&mut self, lines: impl Iterator<Item = (&'c str, u32)>) {
        self.gap();
        for (text, no) in lines.filter(|(text, _)| !text.trim().is_empty()) {
            self.line(&escape::comment(text), Lines::new(no, no));
        }
        self.gap();
    }
}
