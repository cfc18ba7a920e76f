//! Blocks without their titles: paragraphs, lists, tables and code.

use super::code;
use super::lists::{self, Lists};
use super::tables;
use super::titles::rule;
use crate::recap::escape::escaped_line;
use crate::recap::lines::Line;
use crate::recap::pen::Pen;

/// Writes the lines of a block. An empty line stands above them.
pub(super) fn write(lines: &[Line<'_>], is_code: bool, lists: &mut Lists, pen: &mut Pen) {
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
        } else if is_code && !lists.goes_on(&line, after_gap) {
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
        } else if let Some((mark, text)) = lists::mark(line.text) {
            lists.item(&mark, &line, text, after_gap, pen);
            at += 1;
        } else if lists.goes_on(&line, after_gap) {
            lists.go_on(&line, after_gap, pen);
            at += 1;
        } else {
            let count = words(&lines[at..]);
            lists.end(pen);
            paragraph(&lines[at..at + count], lists, pen);
            at += count;
        }
        after_gap = false;
    }
}

/// How many lines from here on are words: up to a table, a rule or an item.
fn words(lines: &[Line<'_>]) -> usize {
    let own = |line: &&Line<'_>| {
        !tables::is_row(line.text) && rule(line.text).is_none() && lists::mark(line.text).is_none()
    };
    lines.iter().take_while(own).count().max(1)
}

/// Words: lines below others that are moved in are items below them, else each line goes on with the one above or begins anew.
fn paragraph(lines: &[Line<'_>], lists: &mut Lists, pen: &mut Pen) {
    let top = lines.iter().map(Line::indent).min().unwrap_or(0);
    let nested = lines.iter().position(|line| line.indent() >= top + 2);
    let steps = nested.is_some_and(|at| at > 0) && !is_hanging(lines);
    if steps {
        return outline(lines, lists, pen);
    }
    pen.gap();
    let wide = lines
        .iter()
        .map(|line| line.text.trim().chars().count())
        .max()
        .unwrap_or(0);
    for (at, line) in lines.iter().enumerate() {
        let text = escaped_line(line.text);
        let breaks = lines
            .get(at + 1)
            .is_some_and(|next| is_broken(line.text.trim(), next.text.trim(), wide));
        let end = if breaks { "\\" } else { "" };
        pen.line(&format!("{text}{end}"), line.place());
    }
    pen.gap();
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

/// Whether a line was broken on purpose: the next word would have fitted.
fn is_broken(text: &str, next: &str, wide: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or("");
    let fits = text.chars().count() + 1 + word.chars().count() <= wide;
    fits && !next.starts_with(char::is_lowercase)
}

/// Lines whose indentation tells what is below what: those at the left edge are paragraphs, all others items.
fn outline(lines: &[Line<'_>], lists: &mut Lists, pen: &mut Pen) {
    for line in lines {
        let top = line.indent() == 0;
        if top && !lists.is_open() {
            pen.gap();
            pen.line(&escaped_line(line.text), line.place());
        } else if top {
            lists.end(pen);
            pen.line(&escaped_line(line.text), line.place());
        } else {
            lists.item("- ", line, line.indent(), false, pen);
        }
    }
}
