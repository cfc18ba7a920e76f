//! Blocks without their titles: paragraphs, lists, tables and code.

use super::code;
use super::inline;
use super::lists::{self, Lists};
use super::tables;
use super::titles::rule;
use crate::recap::items::cues::announces_alone;
use crate::recap::lines::Line;
use crate::recap::pen::Pen;

/// Characters of a line that has no room for more.
const FULL: usize = 50;

/// What a block is, but for its lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    pub(super) is_code: bool,
    /// Whether its title stands right above.
    pub(super) below_title: bool,
    /// Whether `# text` is an item: the text is that of a wiki.
    pub(super) is_wiki: bool,
}

/// Writes the lines of a block.
pub(super) fn write(lines: &[Line<'_>], kind: Kind, lists: &mut Lists, pen: &mut Pen) {
    if code::fenced(lines) == Some(lines.len()) {
        lists.end(pen);
        let inner = lines[1..lines.len() - 1]
            .iter()
            .map(|line| (line.text, line.no));
        return pen.code(
            lines[0].text.trim_start_matches(['`', '{', ' ']),
            inner,
            lines[0].place(),
        );
    }
    let mut at = 0;
    let mut after_gap = true;
    while at < lines.len() {
        let line = lines[at];
        if tables::is_row(line.text) {
            let rows = lines[at..]
                .iter()
                .take_while(|line| tables::is_row(line.text))
                .count();
            lists.end(pen);
            pen.table(&tables::table(&lines[at..at + rows]));
            at += rows;
        } else if kind.is_code && !lists.goes_on(&line, after_gap) {
            let own = |line: &&Line<'_>| !tables::is_row(line.text);
            let count = lines[at..].iter().take_while(own).count();
            lists.end(pen);
            let block = crate::recap::lines::dedented(&lines[at..at + count]);
            pen.code(
                "",
                block.iter().map(|line| (line.text, line.no)),
                line.place(),
            );
            at += count;
        } else if rule(line.text).is_some() {
            lists.end(pen);
            pen.rule(line.place());
            at += 1;
        } else if is_switch(line.text) {
            lists.end(pen);
            pen.comments([(line.text, line.no)].into_iter());
            at += 1;
        } else if let Some((mark, text)) = lists::item_mark(line.text, kind.is_wiki) {
            lists.item(&mark, &line, text, after_gap, pen);
            at += 1;
        } else if lists.goes_on(&line, after_gap) {
            lists.go_on(&line, after_gap, pen);
            at += 1;
        } else {
            let count = words(&lines[at..]);
            lists.end(pen);
            paragraph(
                &lines[at..at + count],
                kind.below_title && at == 0,
                lists,
                pen,
            );
            at += count;
        }
        after_gap = false;
    }
}

/// A switch of wikis: `__NOTOC__`.
fn is_switch(text: &str) -> bool {
    let inner = text
        .trim()
        .strip_prefix("__")
        .and_then(|rest| rest.strip_suffix("__"));
    inner.is_some_and(|inner| !inner.is_empty() && inner.chars().all(|c| c.is_ascii_uppercase()))
}

/// How many lines from here on are words: up to a table, a rule, an item, or a label over a list.
fn words(lines: &[Line<'_>]) -> usize {
    let own = |at: &usize| {
        let line = &lines[*at];
        let item = lists::mark(line.text).is_some() && !goes_on_with_number(lines, *at);
        !tables::is_row(line.text) && rule(line.text).is_none() && !item && !is_label(lines, *at)
    };
    (1..lines.len()).take_while(own).count() + 1
}

/// Whether a line goes on with the full one above although it begins with a number: the sentence is not over, and no
/// item follows.
fn goes_on_with_number(lines: &[Line<'_>], at: usize) -> bool {
    let numbered = |at: usize| {
        lines
            .get(at)
            .is_some_and(|line| lists::numbered(line.text).is_some())
    };
    let above = lines[at - 1].text.trim_end();
    let full = above.chars().count() >= FULL && !above.ends_with(['.', ':', ';', '!', '?']);
    numbered(at) && full && !numbered(at + 1) && !numbered(at - 1)
}

/// Whether a line below another is a label such as `Todo`, right above a list.
fn is_label(lines: &[Line<'_>], at: usize) -> bool {
    let text = lines[at].text.trim();
    let listed = || {
        lines
            .get(at + 1)
            .is_some_and(|next| lists::mark(next.text).is_some())
    };
    lines[at].indent() == 0 && announces_alone(text) && listed()
}

/// Words: lines below others that are moved in are items below them, else each line goes on with the one above.
fn paragraph(lines: &[Line<'_>], below_title: bool, lists: &mut Lists, pen: &mut Pen) {
    let top = lines.iter().map(Line::indent).min().unwrap_or(0);
    let nested = lines
        .windows(2)
        .any(|pair| pair[1].indent() >= top + 2 && !is_continued(pair));
    let first = lines[0].indent() < top + 2;
    let below = below_title && top >= 2 && lines.len() > 1 && !lines.windows(2).any(is_continued);
    if below || nested && first && !is_hanging(lines) {
        return outline(lines, lists, pen);
    }
    pen.gap();
    for line in lines {
        pen.line(&inline::line(line.text), line.place());
    }
    pen.gap();
}

/// Whether the second of two lines goes on with the first: that one ends with a comma, its label's text begins where the second
/// line does, or the second begins small behind a line that is full.
fn is_continued(pair: &[Line<'_>]) -> bool {
    let [above, below] = pair else {
        return false;
    };
    let (text, next) = (above.text.trim_end(), below.text.trim_start());
    let value = text
        .find(':')
        .map(|at| at + 1 + text[at + 1..].len() - text[at + 1..].trim_start().len());
    let aligned =
        value.is_some_and(|value| value > 4 && value == below.indent() && value < text.len());
    let full = text.chars().count() >= FULL && next.starts_with(char::is_lowercase);
    text.ends_with(',') || aligned || full
}

/// Whether only the first line stands out: a paragraph whose others are moved in.
fn is_hanging(lines: &[Line<'_>]) -> bool {
    let rest = &lines[1..];
    let first = lines[0];
    let same = rest
        .windows(2)
        .all(|pair| pair[0].indent() == pair[1].indent());
    let small = rest
        .iter()
        .any(|line| line.text.trim_start().starts_with(char::is_lowercase));
    same && small && first.text.chars().count() > 40
}

/// Lines whose indentation tells what is below what: those at the left edge are paragraphs, all others items.
fn outline(lines: &[Line<'_>], lists: &mut Lists, pen: &mut Pen) {
    for line in lines {
        let top = line.indent() == 0;
        if top && !lists.is_open() {
            pen.gap();
            pen.line(&inline::line(line.text), line.place());
        } else if top {
            lists.end(pen);
            pen.line(&inline::line(line.text), line.place());
        } else {
            lists.item("- ", line, line.indent(), false, pen);
        }
    }
}
