//! What the formats for people say of a hit beside its text.

use super::clean::line;
use super::terminal::Files;
use super::text::plural;
use crate::kb::{Reason, SearchAnswer, SearchHit, Spot};

/// How a search is shown.
#[derive(Debug, Clone, Copy)]
pub struct View<'v> {
    /// Columns that a line may have.
    pub width: usize,
    /// Whether each hit stands for its recap.
    pub by_recap: bool,
    /// Where the places of hits lead to.
    pub files: Files<'v>,
}

/// Most places of other topics with the same text that are named.
const PLACES: usize = 3;

/// How many hits there are, in how many recaps.
pub(super) fn counted(answer: &SearchAnswer, by_recap: bool) -> String {
    let shown = answer.hits.len();
    let items = answer.hits.iter().any(|hit| hit.item.is_some());
    let of = if by_recap {
        plural(answer.total, "recap")
    } else {
        format!(
            "{} in {}",
            plural(answer.total, if items { "hit" } else { "topic" }),
            plural(answer.recaps, "recap")
        )
    };
    match answer.hits.first() {
        Some(first) if shown < answer.total && first.rank > 1 => {
            format!("{} to {} of {of}", first.rank, first.rank + shown - 1)
        }
        Some(_) if shown < answer.total => format!("{shown} of {of}"),
        _ => of,
    }
}

/// Whether it was asked why the hits scored as they did.
pub(super) fn is_explained(answer: &SearchAnswer) -> bool {
    answer.hits.iter().any(|hit| hit.explanation.is_some())
}

/// `same text in 5 other topics: a.md:1, b.md:2, c.md:3, + 2 more`, each place as `shown` writes it.
pub(super) fn repeats(repeats: &[Spot], shown: impl Fn(&str) -> String) -> Option<String> {
    if repeats.is_empty() {
        return None;
    }
    let named = repeats.iter().take(PLACES);
    let mut places: Vec<String> = named
        .map(|repeat| shown(&format!("{}:{}", line(&repeat.path), repeat.line)))
        .collect();
    let more = repeats.len().saturating_sub(PLACES);
    if more > 0 {
        places.push(format!("+ {more} more"));
    }
    let topics = plural(repeats.len(), "other topic");
    Some(format!("same text in {topics}: {}", places.join(", ")))
}

/// `5 more hits in this recap`.
pub(super) fn more(hit: &SearchHit) -> Option<String> {
    let count = hit.more_in_recap;
    let hits = if count == 1 { "hit" } else { "hits" };
    (count > 0).then(|| format!("{count} more {hits} in this recap"))
}

/// `+3.21` for what adds to a score, `x1.25` for what multiplies it.
pub(super) fn value(reason: &Reason) -> String {
    if reason.factor {
        format!("x{:.2}", reason.value)
    } else {
        format!("{:+.2}", reason.value)
    }
}
