//! Directives: what they show stays text, what they set is kept as a comment. None is lost.

use super::explicit::{Block, options};
use super::tables;
use super::writer::Writer;
use crate::model::Lines;
use crate::recap::escape;
use crate::recap::items::cues::cue;
use crate::recap::labels::label;
use crate::recap::lines::Line;
use crate::recap::people::is_people_label;

/// Boxes that say what kind of remark they hold.
const REMARKS: &[&str] = &[
    "note",
    "warning",
    "attention",
    "caution",
    "danger",
    "error",
    "hint",
    "important",
    "tip",
    "todo",
    "seealso",
    "deprecated",
    "versionadded",
    "versionchanged",
    "versionremoved",
];
/// Code and what reads like it.
const CODE: &[&str] = &[
    "code",
    "code-block",
    "sourcecode",
    "parsed-literal",
    "console",
    "prompt",
    "math",
    "graphviz",
    "digraph",
    "uml",
    "plantuml",
    "mermaid",
    "raw",
    "ipython",
    "doctest",
    "testcode",
    "literal",
    "productionlist",
];
/// What shows only what it holds.
const FRAMES: &[&str] = &[
    "container",
    "class",
    "compound",
    "only",
    "epigraph",
    "highlights",
    "pull-quote",
    "hlist",
    "header",
    "footer",
    "ifconfig",
    "rst-class",
    "cssclass",
];
/// What shows nothing of its own.
const SETTINGS: &[&str] = &[
    "contents",
    "toctree",
    "sectnum",
    "section-numbering",
    "highlight",
    "index",
    "role",
    "default-role",
    "target-notes",
    "tabularcolumns",
    "currentmodule",
    "module",
    "meta",
    "title",
    "restructuredtext-test-directive",
    "sectionauthor",
    "codeauthor",
    "post",
    "postlist",
];
/// What has a title above its text.
const BOXES: &[&str] = &[
    "topic",
    "sidebar",
    "admonition",
    "dropdown",
    "details",
    "collapse",
];

impl Writer<'_> {
    pub(super) fn directive(&mut self, name: &str, argument: &str, block: &Block<'_, '_>) {
        let lower = name.to_ascii_lowercase();
        let first = block.lines[0].place();
        let (set, content) = options(&block.below);
        match lower.as_str() {
            known if REMARKS.contains(&known) => {
                // A remark's text may begin like an option, but it has none.
                self.remark(&lower, argument, &block.below, first);
            }
            known if SETTINGS.contains(&known) => self.setting(&lower, block, &set),
            "list-table" | "csv-table" | "table" | "rst-table" => {
                self.table_of(&lower, argument, &set, content, block);
            }
            known if CODE.contains(&known) => {
                self.kept(&set);
                if lower == "math" && !argument.is_empty() {
                    let above = [Line::new(argument, first.start)];
                    self.code("math", &[&above, content].concat(), first);
                } else {
                    let shown = if lower == "math" { &lower } else { argument };
                    self.code(shown, content, first);
                }
            }
            "image" | "figure" => self.image(argument, &set, content, first),
            "rubric" => self.titled(argument, "", first),
            known if BOXES.contains(&known) => {
                self.kept(&set);
                self.titled(argument, ":", first);
                self.nested(content);
            }
            known if FRAMES.contains(&known) => {
                self.comments(&block.lines[..1]);
                self.kept(&set);
                self.nested(content);
            }
            _ => self.unknown(name, argument, &set, content, block),
        }
    }

    /// Options, kept but not shown.
    pub(super) fn kept(&mut self, set: &[Line<'_>]) {
        if !set.is_empty() {
            self.pen
                .comments(set.iter().map(|line| (line.text, line.no)));
        }
    }

    /// `Note: text`.
    fn remark(&mut self, name: &str, argument: &str, below: &[Line<'_>], from: Lines) {
        let mut label = name.to_owned();
        if let Some(first) = label.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let below = crate::recap::lines::trimmed(below);
        let said = if argument.is_empty() {
            below.first().map_or("", |line| line.text)
        } else {
            argument
        };
        if announces(said) {
            // What it announces counts, whatever box it stands in.
            self.said(&format!("{label}:"), from);
            self.gap();
            let mut inner = Vec::new();
            inner.extend((!argument.is_empty()).then_some(Line::new(argument, from.start)));
            inner.extend_from_slice(below);
            return self.nested(&inner);
        }
        let first = format!("{label}: {argument}");
        if argument.is_empty() {
            let plain = below
                .first()
                .is_some_and(|line| line.text.starts_with(char::is_alphanumeric));
            let text = below
                .iter()
                .take_while(|line| !line.is_blank() && line.indent() == 0)
                .count();
            if !plain || text == 0 || super::lists::enumerator(below[0].text).is_some() {
                self.said(&format!("{label}:"), from);
                return self.nested(below);
            }
            let first = format!("{label}: {}", below[0].text);
            let mut lines = vec![Line::new(&first, below[0].no)];
            lines.extend_from_slice(&below[1..text]);
            self.paragraph(&lines);
            return self.nested(&below[text..]);
        }
        let joined = below.first().is_some_and(|line| line.no == from.start + 1);
        let text = match joined {
            true => below.iter().take_while(|line| !line.is_blank()).count(),
            false => 0,
        };
        let mut lines = vec![Line::new(&first, from.start)];
        lines.extend(below[..text].iter().map(|line| line.dedented(usize::MAX)));
        self.paragraph(&lines);
        self.nested(&below[text..]);
    }

    /// A setting is kept, and what it says of the note is its metadata.
    fn setting(&mut self, name: &str, block: &Block<'_, '_>, set: &[Line<'_>]) {
        if name == "meta" {
            for line in set {
                if let Some((key, start)) = super::fields::field(line.text) {
                    self.field(key, &line.text[start.min(line.text.len())..], line.no);
                }
            }
        }
        self.comments(block.lines);
    }

    fn titled(&mut self, title: &str, end: &str, from: Lines) {
        if title.is_empty() {
            return;
        }
        self.gap();
        self.begun = true;
        let text = self.cell(title);
        let sound = !text.contains('*');
        let text = if sound {
            format!("**{text}{end}**")
        } else {
            format!("{text}{end}")
        };
        self.line(&text, from);
        self.gap();
    }

    fn image(&mut self, address: &str, set: &[Line<'_>], content: &[Line<'_>], from: Lines) {
        let (alt, rest): (Vec<Line<'_>>, Vec<Line<'_>>) =
            set.iter().partition(|line| line.text.starts_with(":alt:"));
        let alt = alt
            .first()
            .map_or("", |line| line.text[":alt:".len()..].trim());
        self.gap();
        self.begun = true;
        let shown = escape::link(&escape::escaped(alt), address);
        self.line(&format!("!{shown}"), from);
        self.gap();
        self.kept(&rest);
        self.nested(content);
    }

    fn table_of(
        &mut self,
        name: &str,
        title: &str,
        set: &[Line<'_>],
        content: &[Line<'_>],
        block: &Block<'_, '_>,
    ) {
        let from = block.lines[0].place();
        if !title.is_empty() {
            self.said(title, from);
            self.gap();
        }
        self.kept(set);
        let table = match name {
            "list-table" => tables::list(set, content, self),
            "csv-table" => tables::csv(set, content, from, self),
            _ => return self.nested(content),
        };
        self.rows_or(table, "it was kept as it is written", |w| {
            w.nested_or_code(name, content, from);
        });
    }

    fn nested_or_code(&mut self, name: &str, content: &[Line<'_>], from: Lines) {
        match name {
            "list-table" => self.nested(content),
            _ => self.code("csv", content, from),
        }
    }

    /// Its name, argument and text; a name alone is kept as a comment.
    fn unknown(
        &mut self,
        name: &str,
        argument: &str,
        set: &[Line<'_>],
        content: &[Line<'_>],
        block: &Block<'_, '_>,
    ) {
        if argument.is_empty() && content.is_empty() {
            return self.comments(block.lines);
        }
        let end = if argument.is_empty() { "" } else { " " };
        self.said(&format!("{name}:{end}{argument}"), block.lines[0].place());
        self.gap();
        self.kept(set);
        self.nested(content);
    }
}

/// Whether words begin with a label of a decision, an action or the like.
fn announces(text: &str) -> bool {
    label(text).is_some_and(|found| cue(found.name).is_some() || is_people_label(found.name))
}
