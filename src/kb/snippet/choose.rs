//! Which rows make a snippet.

use super::rows::Row;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Rows of a snippet that is one fragment.
const ROWS: usize = 3;
/// Most fragments of a snippet, and most rows of each where there are several.
const FRAGMENTS: usize = 3;
const FRAGMENT_ROWS: usize = 2;

/// The rows to show, ascending: one stretch where that holds all that was matched, else the stretches that together
/// hold the most different matches, else the first rows.
///
/// `typed` are the ranges that hold the query as it was typed: they are another thing than its words.
pub(super) fn chosen(
    text: &str,
    rows: &[Row],
    ranges: &[(usize, usize)],
    typed: &[(usize, usize)],
) -> Vec<usize> {
    let holds = |range: &(usize, usize)| typed.iter().any(|t| t.0 < range.1 && range.0 < t.1);
    let typed: Vec<bool> = ranges.iter().map(holds).collect();
    let kinds = kinds(text, ranges, &typed);
    let search = Search {
        rows,
        kinds: &kinds,
        typed: &typed,
    };
    let Some(one) = search.best(ROWS, &HashSet::new(), &BTreeSet::new()) else {
        return (0..rows.len().min(ROWS)).collect();
    };
    let all: HashSet<usize> = kinds.iter().copied().collect();
    let single = || (one.first..rows.len().min(one.first + ROWS)).collect();
    if one.new == all.len() {
        return single();
    }
    let (several, held) = search.several();
    if held > one.new { several } else { single() }
}

/// Characters that forms of one word share: `rounds`, `rounding`.
const ROOT: usize = 5;

/// For each range a number that it shares with all others that matched the same, be it in another form.
fn kinds(text: &str, ranges: &[(usize, usize)], typed: &[bool]) -> Vec<usize> {
    let mut known: HashMap<(String, bool), usize> = HashMap::new();
    let mut kind = |(range, typed): (&(usize, usize), &bool)| {
        let next = known.len();
        let matched = root(&text[range.0..range.1]);
        *known.entry((matched, *typed)).or_insert(next)
    };
    ranges.iter().zip(typed).map(&mut kind).collect()
}

/// What the forms of a word begin with; a term or phrase is whole.
fn root(matched: &str) -> String {
    let most = match matched.chars().all(char::is_alphabetic) {
        true => ROOT,
        false => usize::MAX,
    };
    matched
        .chars()
        .flat_map(char::to_lowercase)
        .take(most)
        .collect()
}

struct Search<'r> {
    rows: &'r [Row],
    kinds: &'r [usize],
    typed: &'r [bool],
}

/// A stretch of rows: its first row, how many new things it holds, whether it has the query as it was typed, how many matches in
/// all.
struct Stretch {
    first: usize,
    new: usize,
    typed: bool,
    count: usize,
}

impl Search<'_> {
    /// What the rows from `first` hold.
    fn found(&self, first: usize, size: usize) -> impl Iterator<Item = usize> {
        let rows = &self.rows[first..self.rows.len().min(first + size)];
        rows.iter()
            .flat_map(|row| &self.kinds[row.found.clone()])
            .copied()
    }

    /// The stretch of so many rows with the most matches that are not in `seen`, then the most matches, then the first;
    /// `None` where there is nothing new.
    fn best(&self, size: usize, seen: &HashSet<usize>, taken: &BTreeSet<usize>) -> Option<Stretch> {
        let mut best: Option<Stretch> = None;
        for first in 0..self.rows.len() {
            // A stretch begins with a match; the one before it shows as much otherwise.
            if self.rows[first].found.is_empty() || taken.contains(&first) {
                continue;
            }
            let mut new = HashSet::new();
            let mut count = 0;
            for kind in self.found(first, size) {
                count += 1;
                if !seen.contains(&kind) {
                    new.insert(kind);
                }
            }
            let new = new.len();
            let rows = &self.rows[first..self.rows.len().min(first + size)];
            let mut found = rows.iter().flat_map(|row| &self.typed[row.found.clone()]);
            let typed = found.any(|typed| *typed);
            let better = best
                .as_ref()
                .is_none_or(|best| (new, typed, count) > (best.new, best.typed, best.count));
            if new > 0 && better {
                best = Some(Stretch {
                    first,
                    new,
                    typed,
                    count,
                });
            }
        }
        best
    }

    /// The rows of the best short stretches that each hold something new, and how many different things they hold.
    fn several(&self) -> (Vec<usize>, usize) {
        let mut seen = HashSet::new();
        let mut taken = BTreeSet::new();
        for _ in 0..FRAGMENTS {
            let Some(next) = self.best(FRAGMENT_ROWS, &seen, &taken) else {
                break;
            };
            for row in next.first..self.rows.len().min(next.first + FRAGMENT_ROWS) {
                let before = seen.len();
                seen.extend(self.found(row, 1));
                if seen.len() > before {
                    taken.insert(row);
                }
            }
        }
        (taken.into_iter().collect(), seen.len())
    }
}
