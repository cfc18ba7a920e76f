//! Lists of definitions: a term, and below it lines behind a colon and a blank.
//!
//! The parser has them as an extension that takes any line with a colon at its start for one, `:tada: done` too. Here it is the
//! colon with a blank behind it, below a line that could be a term.

use super::making::SOFT;
use super::{Piece, Run, text_of};
use std::ops::Range;

/// Columns that a term has at most where an empty line stands below it.
const TERM: usize = 60;

/// Part of a paragraph.
pub(super) struct Part {
    /// Its text, without a colon that it begins with.
    pub(super) runs: Vec<Run>,
    /// Whether it is a definition of what stands before it.
    pub(super) defines: bool,
}

/// A paragraph as the terms and definitions that it is made of; `before` is the piece above it.
pub(super) fn parts(runs: Vec<Run>, before: Option<&Piece>) -> Vec<Part> {
    let all = text_of(&runs);
    let starts = starts(&all, &runs, before);
    let Some(first) = starts.first() else {
        let defines = false;
        return vec![Part { runs, defines }];
    };
    let mut out = Vec::new();
    if *first > 0 {
        out.push(Part {
            runs: slice(&runs, 0..first - SOFT.len_utf8()),
            defines: false,
        });
    }
    for (at, start) in starts.iter().enumerate() {
        let next = starts.get(at + 1).map(|next| next - SOFT.len_utf8());
        out.push(Part {
            runs: slice(&runs, start + 1..next.unwrap_or(all.len())),
            defines: true,
        });
    }
    out
}

/// The colons that definitions begin with.
fn starts(all: &str, runs: &[Run], before: Option<&Piece>) -> Vec<usize> {
    let colon = |at: usize| {
        let rest = &all[at..];
        let text = rest.strip_prefix(": ").is_some_and(|rest| {
            let line = rest.split([SOFT, '\n']).next();
            line.is_some_and(|line| !line.trim().is_empty())
        });
        text && !is_code(runs, at)
    };
    let below = all.match_indices(SOFT).map(|(at, _)| at + SOFT.len_utf8());
    let mut out: Vec<usize> = below.filter(|at| colon(*at)).collect();
    if colon(0) && before.is_some_and(is_term) {
        out.insert(0, 0);
    } else if colon(0) {
        // What is below a line that says `: ` without a term is no definition either.
        out.clear();
    }
    out
}

/// Whether a piece could be what the paragraph below it defines.
fn is_term(piece: &Piece) -> bool {
    match piece {
        Piece::Paragraph(runs) => {
            let text = text_of(runs);
            text.chars().count() <= TERM && !text.ends_with(['.', '?', '!', ':', ';', ','])
        }
        Piece::Definition(_) => true,
        _ => false,
    }
}

fn is_code(runs: &[Run], at: usize) -> bool {
    let mut end = 0;
    let found = runs.iter().find(|run| {
        end += run.text.len();
        at < end
    });
    found.is_some_and(|run| run.look.code)
}

/// The runs within these bytes of their text.
fn slice(runs: &[Run], range: Range<usize>) -> Vec<Run> {
    let mut start = 0;
    let mut out = Vec::new();
    for run in runs {
        let end = start + run.text.len();
        let (from, to) = (range.start.max(start), range.end.min(end));
        if from < to
            && let Some(text) = run.text.get(from - start..to - start)
        {
            out.push(Run {
                text: text.to_owned(),
                ..run.clone()
            });
        }
        start = end;
    }
    out
}
