//! The elements of a body, told apart by how their first line begins.

use super::lists::{bullet, enumerator};
use super::writer::{DEEPEST, Writer};
use super::{fields, tables};
use crate::model::Lines;
use crate::recap::items::cues::cue;
use crate::recap::lines::{Line, dedented, indented, trimmed};
use crate::recap::people::is_people_label;

impl Writer<'_> {
    /// Writes all elements of these lines, of which the first that is not blank is not indented or all are.
    pub(super) fn body(&mut self, lines: &[Line<'_>]) {
        if self.depth > DEEPEST {
            let text = trimmed(lines);
            if !text.is_empty() {
                self.code("", text, text[0].place());
            }
            return;
        }
        let mut at = 0;
        while at < lines.len() {
            if lines[at].is_blank() {
                at += 1;
                continue;
            }
            at += self.element(&lines[at..]).max(1);
        }
    }

    /// Writes the element that `lines` begin with; how many lines it takes.
    fn element(&mut self, lines: &[Line<'_>]) -> usize {
        let first = lines[0];
        if first.indent() > 0 {
            return self.quote(lines);
        }
        if first.text == ".." || first.text.starts_with(".. ") || first.text.starts_with("__ ") {
            return self.explicit(lines);
        }
        if bullet(first.text).is_some() {
            return self.bullets(lines);
        }
        if enumerator(first.text).is_some()
            && let Some(count) = self.numbered(lines)
        {
            return count;
        }
        if fields::field(first.text).is_some() {
            return self.fields(lines);
        }
        if let Some(count) = tables::grid_lines(lines).or_else(|| tables::simple_lines(lines)) {
            return self.table(&lines[..count]);
        }
        if first.text.starts_with("| ") || first.text == "|" {
            return self.line_block(lines);
        }
        if first.text.starts_with(">>> ") {
            let count = paragraph(lines);
            self.code("python", &lines[..count], first.place());
            return count;
        }
        if self.depth == 0
            && let Some(count) = self.title(lines)
        {
            return count;
        }
        self.text(lines)
    }

    /// Lines that are indented: a quote, or a list that its author moved in.
    fn quote(&mut self, lines: &[Line<'_>]) -> usize {
        let count = indented(lines, 1).max(1);
        let inner = dedented(&lines[..count]);
        let marked = |line: &Line<'_>| {
            bullet(line.text).is_some()
                || line.text.starts_with("..")
                || enumerator(line.text).is_some()
        };
        let mut tops = inner
            .iter()
            .enumerate()
            .filter(|(_, line)| !line.is_blank() && line.indent() == 0);
        let first_is_marked = inner
            .iter()
            .find(|line| !line.is_blank())
            .is_some_and(marked);
        if first_is_marked && tops.all(|(_, line)| marked(line)) {
            self.nested(&inner);
        } else {
            self.gap();
            self.quoted(lines[0].place(), |w| w.body(&inner));
            self.gap();
        }
        count
    }

    /// A paragraph, or terms with their definitions, or text before a block of code.
    fn text(&mut self, lines: &[Line<'_>]) -> usize {
        let (count, is_before_list) = paragraph_or_list(lines);
        if is_before_list {
            self.text_line(&lines[..count]);
            return count;
        }
        let rest = &lines[count..];
        let below = rest
            .first()
            .filter(|line| !line.is_blank() && line.indent() > 0);
        if count == 1 && below.is_some() && !lines[0].text.ends_with("::") {
            return self.definition(lines);
        }
        if !lines[count - 1].text.ends_with("::") {
            self.text_line(&lines[..count]);
            return count;
        }
        self.before_code(&lines[..count]);
        count + self.literal_block(rest, lines[count - 1].place())
    }

    fn text_line(&mut self, lines: &[Line<'_>]) {
        self.paragraph(lines);
        self.gap();
    }

    /// The text before a block of code, with one colon of its two; none of where it stands alone.
    fn before_code(&mut self, lines: &[Line<'_>]) {
        let mut text = lines.to_vec();
        if let Some(last) = text.last_mut() {
            let bare = &last.text[..last.text.len() - 2];
            last.text = match bare.trim_end().len() < bare.len() || bare.is_empty() {
                true => bare.trim_end(),
                false => &last.text[..last.text.len() - 1],
            };
        }
        if text.last().is_some_and(Line::is_blank) {
            text.pop();
        }
        if !text.is_empty() {
            self.text_line(&text);
        }
    }

    /// Code: lines that are indented, or that all begin with the same sign.
    fn literal_block(&mut self, lines: &[Line<'_>], above: Lines) -> usize {
        let Some(start) = lines.iter().position(|line| !line.is_blank()) else {
            return 0;
        };
        let block = &lines[start..];
        let quoted = block[0]
            .text
            .chars()
            .next()
            .filter(char::is_ascii_punctuation);
        let count = match (block[0].indent(), quoted) {
            (0, Some(sign)) => block
                .iter()
                .take_while(|line| line.text.starts_with(sign))
                .count(),
            (0, None) => return 0,
            _ => indented(block, 1),
        };
        self.code("", &dedented(&block[..count]), above);
        start + count
    }

    /// A term and what is indented below it. A term with a colon only introduces what is below.
    fn definition(&mut self, lines: &[Line<'_>]) -> usize {
        let count = 1 + indented(&lines[1..], 1);
        let inner = dedented(&lines[1..count]);
        let introduces = lines[0].text.ends_with(':');
        if !introduces && (cue(lines[0].text).is_some() || is_people_label(lines[0].text)) {
            self.said(&format!("{}:", lines[0].text), lines[0].place());
            self.gap();
            self.nested(&inner);
            return count;
        }
        if introduces || self.depth == 0 && sentence(lines[0].text) {
            self.text_line(&lines[..1]);
            self.nested(&inner);
            return count;
        }
        self.gap();
        self.begun = true;
        self.item("- ", lines[0].place(), |w| {
            w.words(&lines[..1], "");
            w.gap();
            w.body(&inner);
        });
        count
    }

    /// `| line` for line, each on a line of its own.
    fn line_block(&mut self, lines: &[Line<'_>]) -> usize {
        let of_block = |line: &&Line<'_>| line.text.starts_with("| ") || line.text == "|";
        let goes_on = |line: &&Line<'_>| of_block(line) || !line.is_blank() && line.indent() > 0;
        let count = lines.iter().take_while(goes_on).count();
        let rows: Vec<Line<'_>> = lines[..count]
            .iter()
            .map(|line| Line::new(line.text.strip_prefix('|').unwrap_or(line.text), line.no))
            .collect();
        let mut start = 0;
        for end in 0..=rows.len() {
            if end == rows.len() || rows[end].is_blank() {
                if start < end {
                    self.gap();
                    self.begun = true;
                    self.words(&rows[start..end], "\\");
                    self.gap();
                }
                start = end + 1;
            }
        }
        count
    }

    fn table(&mut self, lines: &[Line<'_>]) -> usize {
        self.begun = true;
        let table = match lines[0].text.starts_with('+') {
            true => tables::grid(lines, self),
            false => tables::simple(lines, self),
        };
        let hint = "it was kept as it is written; mend its borders";
        self.rows_or(table, hint, |w| w.code("", lines, lines[0].place()));
        lines.len()
    }
}

/// Whether a line is one, rather than a term.
fn sentence(text: &str) -> bool {
    text.ends_with(['.', '!', ',', ';'])
}

/// How many lines a paragraph takes that begins here: up to a blank line or one that is indented.
fn paragraph(lines: &[Line<'_>]) -> usize {
    let own = |line: &&Line<'_>| !line.is_blank() && line.indent() == 0;
    lines.iter().take_while(own).count().max(1)
}

/// How many lines a paragraph takes that begins here, and whether it ends at a list that its author put right below a line: behind
/// a colon or a single word, or with two items or more.
fn paragraph_or_list(lines: &[Line<'_>]) -> (usize, bool) {
    let mut first = None;
    let mut moved_in = None;
    let is_word = lines.first().is_some_and(|line| !line.text.contains(' '));
    for (at, line) in lines.iter().enumerate() {
        let ends = line.indent() > 0 && first.is_none();
        if line.is_blank() || ends {
            return (moved_in.unwrap_or(at).max(1), false);
        }
        if line.indent() > 0 {
            // An item that goes on, if another one follows.
            moved_in.get_or_insert(at);
            continue;
        }
        if at == 0 || bullet(line.text).is_none() {
            continue;
        }
        match first {
            Some(first) => return (first, true),
            None if lines[at - 1].text.ends_with(':') || at == 1 && is_word => return (at, true),
            None => first = Some(at),
        }
    }
    (moved_in.unwrap_or(lines.len()).max(1), false)
}
