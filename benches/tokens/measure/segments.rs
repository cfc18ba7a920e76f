//! Lines to segments of prose and of code, with what is no text of the note walled off.

use regex::Regex;

/// Stands for a byte of what is markup or is drawn as a whole: no token reaches over it.
pub(crate) const WALL: char = '\u{1}';

/// A part of one line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) text: String,
    pub(crate) is_code: bool,
    /// Whether it is the whole content of a code span.
    pub(crate) is_span: bool,
    /// Its text with a wall in the place of each target of a link.
    pub(crate) shown: String,
    /// Whether the line before it holds nothing but blanks.
    pub(crate) begins_line: bool,
    /// Whether it is a part of a table's row.
    pub(crate) in_table: bool,
}

/// Reads lines in order and keeps in mind whether they stand in a fence.
pub(crate) struct Segments {
    fence: Option<(char, usize)>,
    /// Whether a tag is open that the line before began.
    in_tag: bool,
    markup: Regex,
    targets: Regex,
}

impl Segments {
    pub(crate) fn new() -> Result<Self, String> {
        let regex = |text: &str| Regex::new(text).map_err(|e| e.to_string());
        Ok(Self {
            fence: None,
            in_tag: false,
            markup: regex(r"<!--|-->|</?[A-Za-z][^<>]*>|<[?!][^<>]*>|&#?[A-Za-z0-9]+;")?,
            targets: regex(r"\]\([^()]*(?:\([^()]*\)[^()]*)*\)|^\s*\[[^\]]+\]:\s*\S+|\{#[^}]*\}")?,
        })
    }

    /// The segments of the next line of a note.
    pub(crate) fn of(&mut self, line: &str) -> Vec<Segment> {
        if self.is_fence(line) || is_rule(line) {
            return Vec::new();
        }
        if self.fence.is_some() {
            let segment = Segment {
                text: line.to_owned(),
                shown: line.to_owned(),
                is_code: true,
                is_span: false,
                begins_line: true,
                in_table: false,
            };
            return vec![segment];
        }
        let line = self.without_open_tags(line);
        let in_table = line.trim_start().starts_with('|');
        let parts = spans(line).unwrap_or_else(|| vec![(line, false)]);
        let last = parts.len() - 1;
        let mut out = Vec::new();
        for (place, (text, is_code)) in parts.into_iter().enumerate() {
            let (text, shown) = match is_code {
                true => (text.to_owned(), text.to_owned()),
                false => {
                    // What is glued to a code span is a part of something, such as the `s` of a plural.
                    let before = if place > 0 {
                        WALL.to_string()
                    } else {
                        String::new()
                    };
                    let after = if place < last {
                        WALL.to_string()
                    } else {
                        String::new()
                    };
                    let text = before + &walled(&self.markup, text) + &after;
                    let shown = walled(&self.targets, &text);
                    (text, shown)
                }
            };
            out.push(Segment {
                text,
                shown,
                is_code,
                is_span: is_code,
                begins_line: out.is_empty() && !is_code,
                in_table,
            });
        }
        out
    }

    /// The line without the end of a tag that an earlier line began, and without the beginning of one that it leaves
    /// open.
    fn without_open_tags<'l>(&mut self, line: &'l str) -> &'l str {
        let mut line = line;
        if self.in_tag {
            let Some((_, rest)) = line.split_once('>') else {
                self.in_tag = !line.trim().is_empty();
                return "";
            };
            line = rest;
        }
        let open = line.rfind('<').filter(|at| {
            let tag = &line[at + 1..];
            tag.starts_with(|c: char| c.is_ascii_alphabetic()) && !tag.contains(['>', '`'])
        });
        self.in_tag = open.is_some();
        open.map_or(line, |at| &line[..at])
    }

    /// Whether the line opens or closes a fence.
    fn is_fence(&mut self, line: &str) -> bool {
        let text = line.trim_start_matches([' ', '\t', '>', '-', '*']);
        let Some(sign @ ('`' | '~')) = text.chars().next() else {
            return false;
        };
        let rest = text.trim_start_matches(sign);
        let length = text.len() - rest.len();
        match self.fence {
            Some((open, least)) if open == sign && length >= least && rest.trim().is_empty() => {
                self.fence = None;
                true
            }
            None if length >= 3 && !(sign == '`' && rest.contains('`')) => {
                self.fence = Some((sign, length));
                true
            }
            _ => false,
        }
    }
}

/// The text with a wall in the place of what `pattern` finds.
pub(crate) fn walled(pattern: &Regex, text: &str) -> String {
    let wall = |found: &regex::Captures<'_>| WALL.to_string().repeat(found[0].len());
    pattern.replace_all(text, wall).into_owned()
}

/// Rules, underlines of headings, and rules of tables.
fn is_rule(line: &str) -> bool {
    let signs = |c: char| {
        matches!(
            c,
            '-' | '=' | '*' | '_' | '|' | ':' | '+' | ' ' | '\t' | '>'
        )
    };
    line.chars().all(signs)
}

/// The text between backticks and around it, `None` where they do not pair off in this line.
fn spans(line: &str) -> Option<Vec<(&str, bool)>> {
    let mut out = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find('`') {
        let inside = rest[start..].trim_start_matches('`');
        let length = rest.len() - start - inside.len();
        if rest[..start].ends_with('\\') {
            return None;
        }
        out.push((&rest[..start], false));
        let end = closing(inside, length)?;
        out.push((&inside[..end], true));
        rest = &inside[end + length..];
    }
    out.push((rest, false));
    Some(out)
}

/// Where the next run of exactly `length` backticks begins.
fn closing(text: &str, length: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let after = text[start..].trim_start_matches('`');
        let run = text.len() - start - after.len();
        if run == length {
            return Some(start);
        }
        at = start + run;
    }
    None
}
