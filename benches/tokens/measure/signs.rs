//! Runs of signs such as `??=`, without those that are Markdown.

use super::Kind;
use super::segments::{Segment, WALL};

const SIGNS: &str = "?=>|<:!#%&*+-/~^@$";
/// Shortest and longest run; a longer one is a drawing.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=6;

/// Gives every run of signs in `text`, the text of `segment` with its walls, to `take`.
pub(crate) fn scan(segment: &Segment, text: &str, take: &mut dyn FnMut(Kind, &str)) {
    let mut at = 0;
    while let Some(start) = text[at..].find(is_sign).map(|found| at + found) {
        let rest = &text[start..];
        let length = rest.find(|c| !is_sign(c)).unwrap_or(rest.len());
        at = start + length;
        let (run, before, after) = (&rest[..length], &text[..start], &rest[length..]);
        let at_start = segment.begins_line && before.trim().is_empty();
        let fair = match segment.is_code {
            true => true,
            false => !at_start && is_fair_in_prose(run, segment.in_table),
        };
        if LENGTHS.contains(&length)
            && fair
            && !is_drawing(run)
            && !touches(before, after)
            && !is_option(run, after)
        {
            take(Kind::Signs, run);
        }
    }
}

pub(crate) fn is_sign(c: char) -> bool {
    SIGNS.contains(c)
}

/// Emphasis, deletions, dashes and cells of tables are Markdown there.
fn is_fair_in_prose(run: &str, in_table: bool) -> bool {
    let is_dash = run.chars().all(|c| c == '-');
    let is_cell = in_table && run.contains('|');
    !(run.contains(['*', '~']) || is_dash || is_cell)
}

/// Rules, marks of headings, and what is drawn with signs.
fn is_drawing(run: &str) -> bool {
    let first = run.chars().next();
    run.contains("---")
        || run == "~~~"
        || run.chars().all(|c| c == '#')
        || (run.len() > 3 && run.chars().all(|c| Some(c) == first))
}

fn touches(before: &str, after: &str) -> bool {
    let near = [before.chars().next_back(), after.chars().next()];
    near.iter().flatten().any(|c| matches!(*c, WALL | '\\'))
}

/// Whether the run is the beginning of an option.
fn is_option(run: &str, after: &str) -> bool {
    run == "--" && after.starts_with(|c: char| c.is_alphabetic())
}
