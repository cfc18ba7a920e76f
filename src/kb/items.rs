//! Priorities, decisions, actions and questions, chosen by filters.

use super::answers::Answered;
use super::{Error, Filters, Kb};
use crate::model::{Item, ItemKind, Span, Strength};
use crate::query::{Field, Node, Query, Text};
use std::collections::BTreeSet;

/// What items must be, beside what the filters say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemFilter {
    /// A part of an owner's name, whatever its case.
    pub owner: Option<String>,
    /// Only actions that are not marked as done.
    pub open: bool,
    /// Only what the recap marks, not what sentences say.
    pub strong: bool,
}

impl ItemFilter {
    /// Whether an item is as wanted.
    pub(super) fn takes(&self, item: &Item) -> bool {
        let owned = |owner: &String| {
            let wanted = owner.trim_start_matches('@').to_lowercase();
            item.owners
                .iter()
                .any(|name| name.to_lowercase().contains(&wanted))
        };
        self.owner.as_ref().is_none_or(owned)
            && !(self.open && item.is_done())
            && !(self.strong && item.strength == Strength::Weak)
    }
}

impl Kb {
    /// The items of this kind within `filters`, by path and line.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn items(
        &self,
        kind: ItemKind,
        filters: &Filters,
        wanted: &ItemFilter,
    ) -> Result<Answered<Vec<Item>>, Error> {
        let of_kind = Node::Field(
            Field::Kind,
            Text {
                text: kind.name().to_owned(),
                span: Span::default(),
            },
        );
        let (filter, unknown) = self.filter(filters)?;
        let query = match filter {
            Some(query) => Node::And(vec![of_kind, query.root]),
            None => of_kind,
        };
        let mut items = self.store.items(Some(&Query { root: query }))?;
        if kind == ItemKind::Action && !filters.words.trim().is_empty() {
            items = self.with_owned(items, filters)?;
        }
        items.retain(|item| wanted.takes(item));
        Ok(self.answered(items, unknown))
    }

    /// These actions and those of an owner whom the words of the filters name, by path and line.
    fn with_owned(&self, found: Vec<Item>, filters: &Filters) -> Result<Vec<Item>, Error> {
        let whole = Filters {
            words: String::new(),
            ..filters.clone()
        };
        let anything = ItemFilter::default();
        let mut all = self.items(ItemKind::Action, &whole, &anything)?.value;
        let found: BTreeSet<String> = found.into_iter().map(|item| item.id).collect();
        let name = in_words(&filters.words);
        let owned = |item: &Item| item.owners.iter().any(|own| in_words(own).contains(&name));
        all.retain(|item| found.contains(&item.id) || owned(item));
        Ok(all)
    }
}

/// A name as its words, with a blank before and behind each, so that `ada` is no part of `Canada`.
fn in_words(name: &str) -> String {
    let words = name.split_whitespace();
    let words = words.map(|word| word.trim_start_matches('@').to_lowercase());
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
}
