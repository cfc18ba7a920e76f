//! Decisions and actions, in the order of time.

use super::answers::{Answered, Unknown};
use super::resolve::nearest;
use super::{Error, Filters, ItemFilter, Kb};
use crate::model::{Item, ItemKind, PartialDate};
use std::collections::HashMap;

/// What was decided, with the places where the notes say that nothing was.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decisions {
    /// The decisions, by date, path and line; those without a date come last.
    pub decisions: Vec<Item>,
    /// The recaps' own words that nothing was decided, in the same order.
    pub undecided: Vec<Item>,
    /// Titles of the recaps, by path.
    pub titles: HashMap<String, String>,
}

impl Decisions {
    /// The words of no decision that stand among the decisions of `page`, which is a part of all of them: those
    /// after the page before, and before the page after.
    #[must_use]
    pub fn undecided_among(&self, page: &[Item]) -> &[Item] {
        let (Some(first), Some(last)) = (page.first(), page.last()) else {
            let all = self.decisions.is_empty();
            return if all { &self.undecided } else { &[] };
        };
        let at = |item: &Item| self.decisions.iter().position(|other| other.id == item.id);
        let before = |item: &Item| self.undecided.partition_point(|u| key(u) < key(item));
        let start = match at(first) {
            Some(0) | None => 0,
            Some(_) => before(first),
        };
        let next = at(last).and_then(|at| self.decisions.get(at + 1));
        let end = next.map_or(self.undecided.len(), before);
        &self.undecided[start..end.max(start)]
    }

    /// The decisions of `page` and the words of no decision among them, in one order.
    #[must_use]
    pub fn with_undecided<'d>(&'d self, page: &'d [Item]) -> Vec<&'d Item> {
        let mut all: Vec<&Item> = page.iter().chain(self.undecided_among(page)).collect();
        all.sort_by(|a, b| key(a).cmp(&key(b)));
        all
    }
}

/// What somebody is to do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Actions {
    /// The actions, by date, path and line; those without a date come last.
    pub actions: Vec<Item>,
    /// Titles of the recaps, by path.
    pub titles: HashMap<String, String>,
}

impl Kb {
    /// The decisions within `filters`, and the places where the notes say that nothing was decided.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn decisions(
        &self,
        filters: &Filters,
        wanted: &ItemFilter,
    ) -> Result<Answered<Decisions>, Error> {
        let decided = self.items(ItemKind::Decision, filters, wanted)?;
        let undecided = self.items(ItemKind::Undecided, filters, wanted)?;
        let found = Decisions {
            decisions: by_time(decided.value),
            undecided: by_time(undecided.value),
            titles: self.titles()?,
        };
        Ok(self.answered(found, decided.unknown))
    }

    /// The actions within `filters`. An owner that no action has is told as unknown.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn actions(
        &self,
        filters: &Filters,
        wanted: &ItemFilter,
    ) -> Result<Answered<Actions>, Error> {
        let mut answered = self.items(ItemKind::Action, filters, wanted)?;
        if let (Some(owner), true) = (&wanted.owner, answered.value.is_empty()) {
            answered.unknown.extend(self.unknown_owner(owner)?);
        }
        let found = Actions {
            actions: by_time(answered.value),
            titles: self.titles()?,
        };
        Ok(self.answered(found, answered.unknown))
    }

    /// Titles of all recaps by path.
    pub(super) fn titles(&self) -> Result<HashMap<String, String>, Error> {
        let recaps = self.store.recaps(None)?.into_iter();
        Ok(recaps
            .map(|r| (r.recap.key(), r.recap.title.value))
            .collect())
    }

    /// The owner as unknown, where no action of any note has one of this name. The nearest is looked for among
    /// whole names and among their words.
    fn unknown_owner(&self, owner: &str) -> Result<Option<Unknown>, Error> {
        let wanted = ItemFilter {
            owner: Some(owner.to_owned()),
            ..ItemFilter::default()
        };
        let all = self.items(
            ItemKind::Action,
            &Filters::default(),
            &ItemFilter::default(),
        )?;
        if all.value.iter().any(|item| wanted.takes(item)) {
            return Ok(None);
        }
        let names = all.value.iter().flat_map(|item| &item.owners);
        let parts: Vec<(&str, &str)> = names
            .flat_map(|name| {
                let words = name.split_whitespace();
                std::iter::once(name.as_str())
                    .chain(words)
                    .map(move |part| (part.trim_start_matches('@'), name.as_str()))
            })
            .collect();
        let value = owner.trim_start_matches('@');
        let near = nearest(value, parts.iter().map(|(part, _)| *part));
        let whole = near.and_then(|near| parts.iter().find(|(part, _)| *part == near));
        Ok(Some(Unknown {
            what: "owner",
            value: owner.to_owned(),
            nearest: whole.map(|(_, name)| (*name).to_owned()),
        }))
    }
}

fn by_time(mut items: Vec<Item>) -> Vec<Item> {
    items.sort_by(|a, b| key(a).cmp(&key(b)));
    items
}

/// What items are ordered by: date, the unknown ones last, then path and line.
fn key(item: &Item) -> (bool, Option<PartialDate>, &str, u32) {
    let lines = item.lines();
    (item.date.is_none(), item.date, &item.path, lines.start)
}
