//! What stands within lines: emphasis, code, references, roles and substitutions, as Markdown.

use super::roles;
use super::targets::Targets;
use crate::recap::escape::{code, escaped, link};

/// A line of Markdown and how many more lines of the note it stands for, since a mark went over them.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) text: String,
    pub(super) more: usize,
}

/// Marks that are not closed within so many bytes are none: what looks for their ends stays linear.
const FAR: usize = 2000;

/// Names that are longer are none, in characters.
const LONGEST_NAME: usize = 100;

/// The lines of a text, which may have several, as Markdown.
pub(super) fn inline(text: &str, targets: &Targets) -> Vec<Row> {
    let mut reader = Reader {
        text,
        at: 0,
        plain: String::new(),
        rows: vec![Row::default()],
        targets,
    };
    while reader.at < text.len() {
        reader.step();
    }
    reader.flush();
    reader.rows
}

struct Reader<'r> {
    text: &'r str,
    /// The byte that is read next.
    at: usize,
    /// Words so far that are not written yet.
    plain: String,
    rows: Vec<Row>,
    targets: &'r Targets,
}

impl<'r> Reader<'r> {
    fn rest(&self) -> &'r str {
        &self.text[self.at..]
    }

    fn before(&self) -> char {
        self.text[..self.at].chars().next_back().unwrap_or(' ')
    }

    /// Whether a mark may begin here: behind a blank or an opening sign, before something that is no blank.
    fn opens(&self, mark: usize) -> bool {
        let next = self.text[self.at + mark..].chars().next().unwrap_or(' ');
        let before = self.before();
        let free =
            before.is_whitespace() || !before.is_alphanumeric() && !"*`|\\_".contains(before);
        free && !next.is_whitespace()
    }

    fn step(&mut self) {
        let rest = self.rest();
        let Some(c) = rest.chars().next() else {
            return;
        };
        let taken = match c {
            '\\' => self.escape(),
            '`' if rest.starts_with("``") => self.literal(),
            '`' => self.quoted(""),
            ':' => self.role(),
            '*' if rest.starts_with("**") => self.marked("**"),
            '*' => self.marked("*"),
            '|' => self.substitution(),
            '[' => self.footnote(),
            '_' => self.reference() || self.anonymous(),
            '\n' => {
                self.flush();
                self.rows.push(Row::default());
                self.at += 1;
                true
            }
            _ => false,
        };
        if !taken {
            self.plain.push(c);
            self.at += c.len_utf8();
        }
    }

    /// A backslash takes the next sign for what it is; before a blank both go.
    fn escape(&mut self) -> bool {
        let mut behind = self.rest()[1..].chars();
        match behind.next() {
            Some('\n') => {
                self.flush();
                self.drop_breaks(1);
                self.at += 2;
            }
            Some(c) if c.is_whitespace() => self.at += 1 + c.len_utf8(),
            Some(c) => {
                self.plain.push(c);
                self.at += 1 + c.len_utf8();
            }
            None => return false,
        }
        true
    }

    /// What stands before `end`, looked for in the bytes behind the first `skip` ones.
    fn until(&self, skip: usize, end: &str) -> Option<&'r str> {
        let rest = self.rest().get(skip..)?;
        let near = crate::recap::source::prefix(rest, FAR);
        let mut from = 0;
        loop {
            let at = from + near.get(from..)?.find(end)?;
            let inner = &rest[..at];
            let behind = rest[at + end.len()..].chars().next().unwrap_or(' ');
            let closed = !inner.is_empty()
                && !inner.ends_with(|c: char| c.is_whitespace() || c == '\\')
                && !behind.is_alphanumeric();
            if closed {
                return Some(inner);
            }
            from = at + 1;
        }
    }

    /// Code; a long run of it ends where the marks stand again.
    fn literal(&mut self) -> bool {
        let rest = &self.rest()[2..];
        let near = crate::recap::source::prefix(rest, FAR);
        let Some(at) = near.find("``").filter(|at| *at > 0) else {
            return false;
        };
        // Marks of the code itself may stand right before those that end it.
        let more = rest[at + 2..].bytes().take_while(|b| *b == b'`').count();
        self.raw(&code(&one_line(&rest[..at + more])));
        self.skip(2 + at + more + 2);
        true
    }

    /// Text between single marks: a reference, or what a role says of it.
    fn quoted(&mut self, role: &str) -> bool {
        if role.is_empty() && !self.opens(1) {
            return false;
        }
        let mark = if role.is_empty() { 1 } else { role.len() + 3 };
        let rest = &self.rest()[mark..];
        let near = crate::recap::source::prefix(rest, FAR);
        let Some(end) = near.find('`').filter(|at| *at > 0) else {
            return false;
        };
        let inner = &rest[..end];
        let behind = &rest[end + 1..];
        let (written, more) = if behind.starts_with("__") && role.is_empty() {
            (self.linked(inner), 2)
        } else if behind.starts_with('_') && role.is_empty() {
            (self.linked(inner), 1)
        } else {
            let named = roles::behind(behind).filter(|_| role.is_empty());
            let more = named.map_or(0, |name| name.len() + 2);
            (roles::written(named.unwrap_or(role), inner), more)
        };
        self.raw(&written);
        self.skip(mark + end + 1 + more);
        true
    }

    /// `` `text <address>`_ `` and `` `name`_ ``.
    fn linked(&self, inner: &str) -> String {
        let words = |text: &str| escaped(text.trim());
        let Some((text, target)) = roles::with_target(inner) else {
            return match self.targets.link(inner) {
                Some(target) => link(&words(inner), target),
                None => words(inner),
            };
        };
        let named = target
            .strip_suffix('_')
            .and_then(|name| self.targets.link(name));
        let target = named.unwrap_or(target);
        if text.is_empty() {
            link(&words(target), target)
        } else {
            link(&words(text), target)
        }
    }

    fn role(&mut self) -> bool {
        let rest = self.rest();
        match roles::before(rest) {
            Some(name) if self.opens(1) => self.quoted(name),
            _ => false,
        }
    }

    /// Emphasis: the marks are those of Markdown.
    fn marked(&mut self, mark: &str) -> bool {
        if !self.opens(mark.len()) {
            return false;
        }
        let Some(inner) = self.until(mark.len(), mark) else {
            return false;
        };
        // A sign that is quoted is no mark: `'*'`.
        let quoted =
            self.before() == inner.chars().next().unwrap_or(' ') && "'\"".contains(self.before());
        if quoted || inner.contains("\n\n") {
            return false;
        }
        let inside = inline(inner, &Targets::default());
        let text: Vec<&str> = inside.iter().map(|row| row.text.as_str()).collect();
        let text = text.join("\n");
        self.flush();
        self.lines(&format!("{mark}{text}{mark}"));
        let more: usize = inside.iter().map(|row| row.more).sum();
        self.drop_breaks(more);
        self.at += inner.len() + 2 * mark.len();
        true
    }

    fn substitution(&mut self) -> bool {
        let inner = self.until(1, "|").filter(|_| self.opens(1));
        let known = inner.and_then(|name| Some((name, self.targets.text(name)?)));
        let Some((name, text)) = known else {
            return false;
        };
        // What it stands for may be marked up too.
        let rows = inline(text, &Targets::default());
        let text: Vec<String> = rows.into_iter().map(|row| row.text).collect();
        self.raw(&text.join(" "));
        self.skip(name.len() + 2);
        true
    }

    /// `[1]_`, `[#note]_`: the mark stays, without the sign that makes it one.
    fn footnote(&mut self) -> bool {
        let rest = self.rest();
        let end = crate::recap::source::prefix(rest, 40).find(']');
        let Some(end) = end.filter(|end| rest[end + 1..].starts_with('_')) else {
            return false;
        };
        let inner = &rest[1..end];
        let sound = inner
            .chars()
            .all(|c| c.is_alphanumeric() || "#*-_.".contains(c));
        if !sound || inner.is_empty() {
            return false;
        }
        self.plain.push_str(&rest[..=end]);
        self.at += end + 2;
        true
    }

    /// The sign behind a single word that is the name of a target.
    fn reference(&mut self) -> bool {
        let marks = self
            .rest()
            .bytes()
            .take(3)
            .take_while(|b| *b == b'_')
            .count();
        let behind = &self.rest()[marks..];
        if marks > 2 || behind.starts_with(char::is_alphanumeric) {
            return false;
        }
        let in_name = |c: char| c.is_alphanumeric() || "-_.+:".contains(c);
        let name = self.plain.chars().rev().take(LONGEST_NAME + 1);
        let name: usize = name.take_while(|c| in_name(*c)).map(char::len_utf8).sum();
        let start = self.plain.len() - name;
        let Some(target) = self.targets.link(&self.plain[start..]) else {
            return false;
        };
        let name = self.plain.split_off(start);
        self.raw(&link(&escaped(&name), target));
        self.at += marks;
        true
    }

    /// `` _`place` ``: a name for a place in the text.
    fn anonymous(&mut self) -> bool {
        if !self.rest().starts_with("_`") || !self.opens(2) {
            return false;
        }
        let Some(inner) = self.until(2, "`") else {
            return false;
        };
        self.plain.push_str(&one_line(inner));
        self.skip(inner.len() + 3);
        true
    }

    /// Writes Markdown that stands on one line.
    fn raw(&mut self, markdown: &str) {
        self.flush();
        self.lines(&markdown.replace('\n', " "));
    }

    /// Goes on behind so many bytes, whose line breaks are in none of what is written.
    fn skip(&mut self, bytes: usize) {
        self.flush();
        let breaks = self.rest()[..bytes].matches('\n').count();
        self.drop_breaks(breaks);
        self.at += bytes;
    }

    fn drop_breaks(&mut self, count: usize) {
        if let Some(row) = self.rows.last_mut() {
            row.more += count;
        }
    }

    fn flush(&mut self) {
        let plain = std::mem::take(&mut self.plain);
        self.lines(&escaped(&plain));
    }

    fn lines(&mut self, markdown: &str) {
        for (at, piece) in markdown.split('\n').enumerate() {
            if at > 0 {
                self.rows.push(Row::default());
            }
            if let Some(row) = self.rows.last_mut() {
                row.text.push_str(piece);
            }
        }
    }
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split('\n').map(str::trim).collect();
    words.join(" ")
}
