//! Runs of signs: which of them are worth a term.

use super::chars::{Char, is_wrapper};
use std::ops::Range;

/// The range of a sign run that makes a term inside or beside a word (`??=` in `a??=b`).
///
/// Brackets, quotes and full stops at its edges are punctuation there.
pub(super) fn inner(chars: &[Char], run: Range<usize>) -> Option<Range<usize>> {
    let run = trim(chars, run, |c| {
        (is_wrapper(c) && !matches!(c, '<' | '>')) || matches!(c, '.' | ',' | ';' | '\'')
    });
    let all_thin = chars[run.clone()]
        .iter()
        .all(|c| matches!(c.c, '_' | '\'' | '*'));
    (!all_thin && is_term(chars, &run)).then_some(run)
}

/// The ranges of a chunk of signs only that make terms, the longest first.
pub(super) fn alone(chars: &[Char]) -> Vec<Range<usize>> {
    let all = trim(chars, 0..chars.len(), |c| {
        matches!(c, '"' | '`' | '“' | '”' | '„' | '«' | '»' | '\'')
    });
    let inner = trim(chars, all.clone(), |c| {
        matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | ',' | ';' | '.')
    });
    let mut found: Vec<_> = [all, inner]
        .into_iter()
        .filter(|run| is_term(chars, run))
        .collect();
    found.dedup();
    found
}

/// The place of the one sign that a chunk is, where that may be an operator: not the dash and the stops of sentences.
pub(super) fn single(chars: &[Char]) -> Option<usize> {
    let run = trim(chars, 0..chars.len(), |c| {
        matches!(c, '"' | '`' | '“' | '”' | '\'')
    });
    let [one] = &chars[run.clone()] else {
        return None;
    };
    (is_operator(one.c) && one.c != '-' || is_meant(one.c)).then_some(run.start)
}

/// Signs of mathematics, arrows, money and the like, that nobody writes by the way: `≤`, `€`, `§`.
fn is_meant(c: char) -> bool {
    "×÷±¬§°©®™µ".contains(c)
        || matches!(c, '\u{20a0}'..='\u{20cf}' | '¢'..='¥' | '\u{2190}'..='\u{22ff}')
}

/// The terms within a run of any signs: its operators and its pictographs.
pub(super) fn within(chars: &[Char], run: Range<usize>) -> Vec<Range<usize>> {
    let mut found = operators(chars, run.clone());
    let pictographs = run.filter(|at| is_pictograph(chars[*at].c));
    found.extend(pictographs.map(|at| at..at + 1));
    found
}

/// The runs of two or more operator signs within a run of any signs: `=>` in `)=>{`.
fn operators(chars: &[Char], run: Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in run {
        if !is_operator(chars[at].c) {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found.retain(|run| run.len() <= LONGEST && is_term(chars, run));
    found
}

/// Longer runs of operator signs are drawings.
const LONGEST: usize = 6;

/// Signs that languages make operators of.
pub(super) fn is_operator(c: char) -> bool {
    "|&*+=<>?!#~^%$@\\/:-→⇒".contains(c)
}

fn trim(chars: &[Char], run: Range<usize>, away: impl Fn(char) -> bool) -> Range<usize> {
    let (mut start, mut end) = (run.start, run.end);
    while start < end && away(chars[start].c) {
        start += 1;
    }
    while start < end && away(chars[end - 1].c) {
        end -= 1;
    }
    start..end
}

fn is_term(chars: &[Char], run: &Range<usize>) -> bool {
    let run = &chars[run.clone()];
    match run {
        [] => false,
        [one] => is_pictograph(one.c),
        [first, rest @ ..] => {
            let same = rest.iter().all(|c| c.c == first.c);
            let rule = same && run.len() == 3 && matches!(first.c, '-' | '*' | '_' | '~' | '.');
            !(rule || is_table(run) || (same && run.len() > 3))
        }
    }
}

/// `|--|`, `:--`, `+---+`: the rule under a table's head.
fn is_table(run: &[Char]) -> bool {
    run.len() > 2
        && run.iter().all(|c| matches!(c.c, '-' | '|' | ':' | '+'))
        && run.windows(2).any(|two| two[0].c == '-' && two[1].c == '-')
}

/// Pictographs say something alone (`✅`), unlike `&` or `-`.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}')
}
