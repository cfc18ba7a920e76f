//! A mail in HTML as the lines of text that it shows, each with its place.

mod tables;
mod tags;

use super::decode::{Decoded, Places};
use super::raw::Line;
use crate::model::Lines;
use tables::Table;
use tags::{attribute, target};

/// Elements that stand apart from what is around them.
const APART: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "table",
    "blockquote",
    "pre",
    "hr",
];
/// Elements that begin a line.
const LINES: &[&str] = &[
    "div", "br", "tr", "li", "dt", "dd", "section", "article", "header", "footer", "address",
    "caption", "body",
];
/// Elements of which nothing is shown.
const HIDDEN: &[&str] = &["script", "style", "title"];

/// Longest name of a character, in bytes.
const LONGEST_NAME: usize = 32;
/// Deeper quotes and lists are shown as this deep.
const DEEPEST: usize = 12;

/// The lines that an HTML text shows. Quotes have `>` before them, entries of lists a dash or their number, cells
/// upright lines.
pub(super) fn lines(decoded: &Decoded) -> Vec<Line> {
    let mut page = Page::new(decoded);
    let html = decoded.text.as_str();
    let mut at = 0;
    // Once one has no end, none behind it has.
    let (mut tags_end, mut comments_end) = (true, true);
    while let Some(c) = html[at..].chars().next() {
        let rest = &html[at..];
        let comment = rest.starts_with("<!--") && comments_end;
        if comment && let Some(end) = rest.find("-->") {
            at += end + 3;
            continue;
        }
        comments_end &= !comment;
        if tags_end && begins_tag(rest) {
            if let Some(end) = rest.find('>') {
                page.tag(&rest[1..end], &rest[end..], at);
                at += end + 1;
                continue;
            }
            tags_end = false;
        }
        let (words, length) = character(rest, c);
        page.text(&words, at);
        at += length;
    }
    page.flush();
    page.out
}

fn begins_tag(rest: &str) -> bool {
    let next = rest.strip_prefix('<').and_then(|r| r.chars().next());
    next.is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(c))
}

/// What is shown for the next sign, and how long that is in the HTML.
fn character(rest: &str, c: char) -> (String, usize) {
    if c == '&' {
        let name = rest.bytes().take(LONGEST_NAME).position(|b| b == b';');
        if let Some(name) = name.and_then(|end| rest.get(..=end)) {
            return (
                html_escape::decode_html_entities(name).into_owned(),
                name.len(),
            );
        }
    }
    (c.to_string(), c.len_utf8())
}

struct Page<'d> {
    places: Places<'d>,
    out: Vec<Line>,
    /// The line that is being written.
    words: String,
    from: Option<Lines>,
    /// The mark of an entry that has no words yet.
    mark: String,
    /// The next number of each list that is open; none for those without.
    lists: Vec<Option<u32>>,
    quotes: usize,
    hidden: Option<&'static str>,
    is_pre: bool,
    /// The target of the link that is open, and where its words begin in the line.
    link: Option<(String, usize)>,
    needs_blank: bool,
    /// Whether there is a blank in the line that would be seen if nothing else were in it.
    is_spaced: bool,
    table: Option<Table>,
}

impl<'d> Page<'d> {
    fn new(decoded: &'d Decoded) -> Self {
        Self {
            places: Places::new(decoded),
            out: Vec::new(),
            words: String::new(),
            from: None,
            mark: String::new(),
            lists: Vec::new(),
            quotes: 0,
            hidden: None,
            is_pre: false,
            link: None,
            needs_blank: false,
            is_spaced: false,
            table: None,
        }
    }

    fn text(&mut self, words: &str, at: usize) {
        if self.hidden.is_some() {
            return;
        }
        if self.is_pre && words == "\n" {
            self.needs_blank |= self.from.is_none();
            self.flush();
            return;
        }
        let is_blank = words.chars().all(|c| c.is_whitespace() || c == '\u{200b}');
        if is_blank && !self.is_pre {
            self.is_spaced |= words == "\u{a0}";
            if !self.words.is_empty() && !self.words.ends_with(' ') {
                self.words.push(' ');
            }
            return;
        }
        let line = self.places.line(at);
        self.from = Some(Lines::new(self.from.map_or(line, |from| from.start), line));
        self.words.push_str(words);
    }

    /// Ends the line that is being written.
    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        let Some(from) = self.from.take() else {
            return;
        };
        let quote = "> ".repeat(self.quotes.min(DEEPEST));
        if self.needs_blank && !self.out.is_empty() {
            self.out.push(Line {
                text: quote.trim_end().to_owned(),
                from: Lines::new(from.start, from.start),
            });
        }
        self.needs_blank = false;
        let depth = self
            .lists
            .len()
            .saturating_sub(usize::from(!self.mark.is_empty()));
        let indent = "   ".repeat(depth.min(DEEPEST));
        let mark = std::mem::take(&mut self.mark);
        let words = if self.is_pre {
            words.trim_end()
        } else {
            words.trim()
        };
        self.out.push(Line {
            text: format!("{quote}{indent}{mark}{words}"),
            from,
        });
    }

    /// A tag, with what follows it.
    fn tag(&mut self, tag: &str, rest: &str, at: usize) {
        let is_end = tag.starts_with('/');
        let name = tag.trim_start_matches('/');
        let end = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        let name = name[..end].to_ascii_lowercase();
        if let Some(hidden) = self.hidden {
            if is_end && name == hidden {
                self.hidden = None;
            }
            return;
        }
        self.hidden = HIDDEN.iter().find(|h| **h == name && !is_end).copied();
        if self.table.is_some() && self.table_tag(&name, is_end, tag) {
            return;
        }
        let is_apart = APART.contains(&name.as_str());
        if is_apart || LINES.contains(&name.as_str()) {
            let from = self.from;
            // Mail programs write an empty line as a break, or a hard space, in a block of its own.
            self.needs_blank |= from.is_none() && (name == "br" || self.is_spaced);
            self.is_spaced = false;
            self.flush();
            self.underline(&name, is_end, from);
            self.needs_blank |= is_apart && (self.lists.is_empty() || name.starts_with('h'));
        }
        if name == "table" && !is_end && tables::holds_data(tag, rest) {
            self.table = Some(Table::default());
        }
        self.element(&name, is_end, tag, at);
    }

    /// A heading is underlined, as a text would have it.
    fn underline(&mut self, name: &str, is_end: bool, from: Option<Lines>) {
        let is_heading = name.len() == 2 && name.starts_with('h') && name != "hr";
        let Some(from) = from.filter(|_| is_end && is_heading && self.quotes == 0) else {
            return;
        };
        let mark = if name <= "h2" { "=" } else { "-" };
        let text = mark.repeat(8);
        self.out.push(Line { text, from });
    }

    fn element(&mut self, name: &str, is_end: bool, tag: &str, at: usize) {
        match (name, is_end) {
            ("ul", false) => self.lists.push(None),
            ("ol", false) => self.lists.push(Some(1)),
            ("ul" | "ol", true) => {
                self.lists.pop();
            }
            ("li", false) => self.mark = self.next_mark(),
            ("blockquote", false) => self.quotes += 1,
            ("blockquote", true) => self.quotes = self.quotes.saturating_sub(1),
            ("pre", _) => self.is_pre = !is_end,
            ("td" | "th", false) if self.from.is_some() => self.words.push_str("  "),
            ("a", false) => self.link = target(tag).map(|target| (target, self.words.len())),
            ("a", true) => self.end_link(at),
            ("img", false) => {
                let shown = attribute(tag, "alt").unwrap_or_default();
                self.text(&shown, at);
            }
            _ => {}
        }
    }

    fn next_mark(&mut self) -> String {
        match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        }
    }

    /// A link that does not show its target has it behind it.
    fn end_link(&mut self, at: usize) {
        let Some((target, start)) = self.link.take() else {
            return;
        };
        let shown = target
            .split_once("//")
            .map_or(target.as_str(), |(_, shown)| shown);
        let words = self.words.get(start..).unwrap_or(&self.words);
        if !words.contains(shown.trim_end_matches('/')) {
            self.text(&format!(" ({target})"), at);
        }
    }
}
