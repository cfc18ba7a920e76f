//! What a cell of a table says that came of it: `rejected`, `Yes`, a tick, `+7/-0`.

use super::cues::among;
use super::outcomes::outcome;
use crate::model::Outcome;

const FOR: &str = "yes y passed pass passes carried won approved accepted adopted agreed merged ratified \
    done implemented active final unanimous +1";
const AGAINST: &str =
    "no n failed fails fail lost defeated rejected declined denied withdrawn abandoned wontfix -1";
const LATER: &str = "deferred postponed parked tabled delayed later hold";
const OPEN: &str =
    "proposed pending open draft discussion discussing review tbd superseded unknown";
const TICKS: &[char] = &['\u{2705}', '\u{2714}', '\u{2713}', '\u{2611}', '\u{1f44d}'];
const CROSSES: &[char] = &[
    '\u{274c}',
    '\u{274e}',
    '\u{2716}',
    '\u{2717}',
    '\u{2718}',
    '\u{1f44e}',
    '\u{26d4}',
];

/// What a cell says by a sign, a count of votes or a word alone; `None` where it says more, or nothing.
pub(super) fn bare(cell: &str) -> Option<Outcome> {
    let lower = cell.trim().to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || "(),;:!".contains(c))
        .map(|w| w.trim_end_matches('.'))
        .filter(|w| !w.is_empty())
        .collect();
    let signs = !lower.contains(char::is_alphanumeric);
    if signs && lower.contains(TICKS) {
        return Some(Outcome::Agreed);
    }
    if signs && lower.contains(CROSSES) {
        return Some(Outcome::Rejected);
    }
    if let Some(voted) = votes(&lower) {
        return Some(voted);
    }
    let first = words.first()?;
    let known = [
        (FOR, Outcome::Agreed),
        (AGAINST, Outcome::Rejected),
        (LATER, Outcome::Deferred),
        (OPEN, Outcome::Unknown),
    ];
    let found = known.into_iter().find(|(list, _)| among(list, first));
    found.filter(|_| words.len() <= 3).map(|(_, said)| said)
}

/// What a cell of a column for what came of it says; `None` where that is nothing.
pub(super) fn verdict(cell: &str) -> Option<Outcome> {
    let said = || Some(outcome(cell, false)).filter(|said| *said != Outcome::Unknown);
    bare(cell).or_else(said)
}

/// `+7/-0`, `+3 -5 ~1`: who was for it and who against.
fn votes(cell: &str) -> Option<Outcome> {
    let counts: Vec<&str> = cell
        .split(|c: char| c.is_whitespace() || "/,;|".contains(c))
        .filter(|count| !count.is_empty())
        .collect();
    let of = |signs: &[char]| {
        let mut all = counts.iter().filter_map(|count| count.strip_prefix(signs));
        all.next()?.parse::<u32>().ok()
    };
    let (yes, no) = (of(&['+'])?, of(&['-', '\u{2212}', '\u{2013}'])?);
    Some(match yes > no {
        true => Outcome::Agreed,
        false => Outcome::Rejected,
    })
}

#[cfg(test)]
mod tests {
    use super::{bare, verdict};
    use crate::model::Outcome;

    #[test]
    fn reads_signs_votes_and_words() {
        for (cell, expected) in [
            ("\u{2705}", Some(Outcome::Agreed)),
            ("\u{274c}", Some(Outcome::Rejected)),
            ("+7/-0", Some(Outcome::Agreed)),
            ("+3, -5, ~1", Some(Outcome::Rejected)),
            ("Yes", Some(Outcome::Agreed)),
            ("No.", Some(Outcome::Rejected)),
            ("lost", Some(Outcome::Rejected)),
            ("Approved (May)", Some(Outcome::Agreed)),
            ("parked", Some(Outcome::Deferred)),
            ("proposed", Some(Outcome::Unknown)),
            ("", None),
            ("-", None),
            ("No change to the way that it is", None),
            ("Use the ring", None),
        ] {
            assert_eq!(bare(cell), expected, "{cell}");
        }
        assert_eq!(verdict("will not be merged"), Some(Outcome::Rejected));
        assert_eq!(verdict("2024-05-01"), None);
    }
}
