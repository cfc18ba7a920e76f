//! Matches with those behind them that say the same, or stand in the same recap.

use super::collect::Match;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// Matches in their order, one for each text, or one for each recap where that is wanted: there a copy may be all that a recap has.
pub(super) struct Groups {
    pub(super) best: Vec<Match>,
    /// By text: those that come after the best.
    repeats: HashMap<u64, Vec<Match>>,
    in_recap: HashMap<u32, usize>,
}

impl Groups {
    /// Groups matches. The first `shown` groups are in order, those behind them in any.
    pub(super) fn of(mut all: Vec<Match>, by_recap: bool, shown: usize) -> Self {
        let mut groups = Self {
            best: Vec::with_capacity(all.len()),
            repeats: HashMap::new(),
            in_recap: HashMap::new(),
        };
        let mut first = shown.min(all.len());
        if first < all.len() {
            all.select_nth_unstable(first);
        }
        all[..first].sort_unstable();
        groups.take(&all[..first], by_recap);
        if groups.best.len() < shown && first < all.len() {
            all[first..].sort_unstable();
            groups.take(&all[first..], by_recap);
            first = all.len();
        }
        // Of copies, the one that has most of the query stands for all.
        all[first..].sort_unstable_by_key(|found| found.tier);
        groups.take(&all[first..], by_recap);
        groups
    }

    fn take(&mut self, found: &[Match], by_recap: bool) {
        for found in found {
            let behind_another = match by_recap {
                true => self.is_of_known_recap(*found),
                false => self.repeats_one(*found),
            };
            if !behind_another {
                self.best.push(*found);
            }
        }
    }

    fn repeats_one(&mut self, found: Match) -> bool {
        if found.same == 0 {
            return false;
        }
        match self.repeats.entry(found.same) {
            Entry::Vacant(first) => {
                // Most texts are there once, and need no list.
                first.insert(Vec::new());
                false
            }
            Entry::Occupied(mut known) => {
                known.get_mut().push(found);
                true
            }
        }
    }

    fn is_of_known_recap(&mut self, found: Match) -> bool {
        let count = self.in_recap.entry(found.path).or_default();
        *count += 1;
        *count > 1
    }

    /// What has the query as it was typed is on the first page: others may match better, but it is never missed.
    pub(super) fn keep_typed_on_first_page(&mut self, page: usize) {
        let typed = self.best.iter().enumerate().filter(|(_, m)| m.as_typed);
        let first = typed.min_by_key(|(_, found)| **found).map(|(at, _)| at);
        if let Some(at) = first.filter(|at| *at >= page) {
            self.best[page - 1..=at].rotate_right(1);
        }
    }

    /// How many recaps the groups' own matches stand in.
    pub(super) fn recaps(&self) -> usize {
        let recaps: HashSet<u32> = self.best.iter().map(|found| found.path).collect();
        recaps.len()
    }

    /// How many of the first `n` matches, those with all that is wanted, are no hits of their own.
    pub(super) fn repeated(&self, n: usize) -> usize {
        let own = self.best.iter().filter(|found| found.tier == 0).count();
        n.saturating_sub(own)
    }

    /// The other matches with the text of this one.
    pub(super) fn repeats_of(&self, found: &Match) -> Vec<Match> {
        let group = self.repeats.get(&found.same).into_iter().flatten();
        let mut others: Vec<Match> = group.copied().collect();
        others.sort_unstable();
        others
    }

    /// How many other matches the recap of this one has.
    pub(super) fn more_in_recap(&self, found: &Match) -> usize {
        self.in_recap.get(&found.path).map_or(0, |all| all - 1)
    }
}
