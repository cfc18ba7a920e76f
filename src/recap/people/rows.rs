//! Lines of lists, tables and paragraphs that names of people stand in.

use super::{Standing, standing};
use crate::model::Lines;
use crate::recap::labels::without_bullet;
use crate::recap::names::{name, names};
use crate::recap::source::Source;
use crate::recap::struck::left;

/// A label in the middle of a line is no longer, in characters.
const LONGEST_LABEL: usize = 40;

/// Whether some boxes of these lines are ticked: then those whose boxes are empty were not there.
pub(super) fn has_ticks(source: &Source, lines: Lines) -> bool {
    (lines.start..=lines.end).any(|line| tick(source.line(line)) == Some(true))
}

/// Whether the box that an item begins with is ticked.
pub(super) fn tick(line: &str) -> Option<bool> {
    let text = line
        .trim_start()
        .strip_prefix(['-', '*', '+'])?
        .trim_start();
    match text.get(..3)? {
        "[ ]" => Some(false),
        "[x]" | "[X]" => Some(true),
        _ => None,
    }
}

/// What stands behind a label, and behind labels of others on the same line: `Dee Ell, Eff Gee. Regrets: Hal Ink`. A role in a row of
/// names is that of one of them.
pub(super) fn runs(first: Standing, value: &str) -> Vec<(Standing, &str)> {
    let mut out = Vec::new();
    let (mut kind, mut from) = (first, 0);
    for (at, _) in value.match_indices(':') {
        let before = value.get(from..at).unwrap_or("");
        let mut near = before.char_indices().rev().take(LONGEST_LABEL);
        let Some((end, _)) = near.find(|(_, c)| ".;,|*_".contains(*c)) else {
            continue;
        };
        let in_row = before[end..].starts_with(',');
        let next = standing(before[end + 1..].trim());
        if let Some(next) = next.filter(|next| !(in_row && *next == Standing::Role)) {
            out.push((kind, &before[..end]));
            (kind, from) = (next, at + 1);
        }
    }
    out.push((kind, &value[from..]));
    out
}

/// The two or more names of a text that holds nothing else: `TC, Niko M`, not `the team, which grows`.
pub(super) fn is_row(text: &str) -> bool {
    let named = |piece: &str| {
        let words = piece.split_whitespace().count();
        let capital = piece.trim_start().starts_with(char::is_uppercase);
        (1..=4).contains(&words) && (capital || words == 1) && name(piece).is_some()
    };
    text.contains(',') && !text.trim_end().ends_with('.') && text.split(',').all(named)
}

/// The label of a definition, `Present` over `: Ian Jay, Nick TR`, and the first line of what defines it.
pub(super) fn defined(source: &Source, line: u32, end: u32) -> Option<(Standing, u32)> {
    let text = source.line(line).trim_matches(|c: char| "*_ ".contains(c));
    let kind = standing(text).filter(|_| !is_item(source.line(line)))?;
    let next = line + 1 + u32::from(source.is_blank(line + 1));
    (next <= end && is_definition(source.line(next))).then_some((kind, next))
}

/// Whether a line says what the term above it is.
pub(super) fn is_definition(line: &str) -> bool {
    let rest = line.trim_start().strip_prefix(':');
    rest.is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// How far a line is set in.
pub(super) fn indent_of(text: &str) -> usize {
    text.chars().take_while(|c| c.is_whitespace()).count()
}

/// Whether a line is an item of a list.
pub(super) fn is_item(text: &str) -> bool {
    let text = text.trim_start();
    !text.is_empty() && without_bullet(text) != text
}

/// The names on one line of a list, table or paragraph of names.
pub(super) fn names_of_line(source: &Source, line: u32, lines: Lines) -> Vec<String> {
    let text = &left(source.line(line));
    if text.contains('|') {
        let rule = |n: u32| n <= lines.end && source.line(n).contains("--");
        return if rule(line) || rule(line + 1) {
            Vec::new()
        } else {
            first_cell(text)
        };
    }
    if is_item(text) && text.matches(',').count() == 1 && organised(source, line) {
        return names(text.split(',').next().unwrap_or(text));
    }
    names(text)
}

fn first_cell(row: &str) -> Vec<String> {
    let cell = row
        .trim()
        .trim_start_matches('|')
        .split('|')
        .next()
        .unwrap_or("");
    name(cell).into_iter().collect()
}

/// Whether the items around `line` all read `Name, Organisation`.
fn organised(source: &Source, line: u32) -> bool {
    let neighbours = [line.saturating_sub(1), line + 1];
    let mut items = neighbours
        .iter()
        .map(|n| source.line(*n))
        .filter(|t| is_item(t))
        .peekable();
    items.peek().is_some() && items.all(|t| t.matches(',').count() == 1)
}
