//! What stands below a unit, and the list that follows it.

use super::cues::{OF_A_MEETING, among, announces_alone, is_cue_word};
use super::walk::Walk;
use crate::recap::units::UnitKind;

impl Walk<'_> {
    /// The units right below an item.
    pub(super) fn below(&self, at: usize) -> Vec<usize> {
        let depth = self.units[at].depth + 1;
        let items = self.all_below(at);
        items
            .into_iter()
            .filter(|i| self.units[*i].depth == depth && self.units[*i].list().is_some())
            .collect()
    }

    /// All units below an item.
    pub(super) fn all_below(&self, at: usize) -> Vec<usize> {
        if self.units[at].list().is_none() {
            return Vec::new();
        }
        let depth = self.units[at].depth;
        (at + 1..self.units.len())
            .take_while(|i| self.units[*i].depth > depth)
            .collect()
    }

    /// The top items of the list that follows a paragraph at once.
    pub(super) fn list_after(&self, at: usize) -> Vec<usize> {
        let here = &self.units[at];
        let Some(first) = self.units.get(at + 1) else {
            return Vec::new();
        };
        let follows = here.kind == UnitKind::Paragraph
            && first.lines.start <= here.lines.end + 3
            && first.depth == here.depth.max(1);
        let Some(list) = first.list().filter(|_| follows) else {
            return Vec::new();
        };
        let until = self.units[at + 1..]
            .iter()
            .take_while(|u| u.depth >= first.depth)
            .count();
        (at + 1..at + 1 + until)
            .filter(|i| self.units[*i].list() == Some(list))
            .collect()
    }
}

/// What an item is called last that heads the items nested in it.
const HEADS: &str = "actions action items item ais todo todos steps decisions decision resolutions resolution conclusions \
    conclusion agreements outcomes outcome consensus agreed questions points";

/// Whether an item is nothing but a label of a meeting's own: `Action items`, `Meeting consensus`, but not `Name resolution`.
pub(super) fn heads_items(item: &str) -> bool {
    let lower = item.to_lowercase();
    let words = || {
        lower
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .filter(|w| !w.is_empty())
    };
    let mut before = words().take_while(|w| !is_cue_word(w));
    announces_alone(item)
        && before.all(|w| among(OF_A_MEETING, w))
        && words().next_back().is_some_and(|w| among(HEADS, w))
}
