//! The counts by value at the side, and the values that were chosen there.

use crate::kb::{Facets, Filters};
use crate::model::PartialDate;

/// What values are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Release,
    Tag,
    Project,
    Year,
}

impl Kind {
    /// What stands above its values.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Kind::Release => "RELEASES",
            Kind::Tag => "TAGS",
            Kind::Project => "PROJECTS",
            Kind::Year => "YEARS",
        }
    }
}

/// A value with its count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) count: u64,
}

/// The side.
#[derive(Debug, Default)]
pub(super) struct Side {
    pub(super) values: Vec<Value>,
    chosen: Vec<(Kind, String)>,
    /// The value that keys act upon.
    pub(super) selected: usize,
    /// Where the shown rows begin.
    pub(super) top: usize,
}

impl Side {
    /// Takes the counts of an answer. What was chosen stays, though nothing has it any more.
    pub(super) fn count(&mut self, facets: &Facets) {
        let here = self.values.get(self.selected).cloned();
        let lists = [
            (Kind::Release, &facets.releases),
            (Kind::Tag, &facets.tags),
            (Kind::Project, &facets.projects),
            (Kind::Year, &facets.years),
        ];
        self.values.clear();
        for (kind, list) in lists {
            let gone = self.chosen.iter().filter(|(of, name)| {
                *of == kind && !list.iter().any(|(counted, _)| counted == name)
            });
            let gone = gone.map(|(_, name)| (name.clone(), 0));
            let all = list.iter().cloned().chain(gone);
            self.values
                .extend(all.map(|(name, count)| Value { kind, name, count }));
        }
        let same = |value: &Value| {
            here.as_ref()
                .is_some_and(|here| here.kind == value.kind && here.name == value.name)
        };
        let again = self.values.iter().position(same);
        let last = self.values.len().saturating_sub(1);
        self.selected = again.unwrap_or(self.selected.min(last));
    }

    /// Whether a value was chosen.
    pub(super) fn is_chosen(&self, value: &Value) -> bool {
        self.chosen
            .iter()
            .any(|(kind, name)| *kind == value.kind && *name == value.name)
    }

    /// Whether any was.
    pub(super) fn is_any_chosen(&self) -> bool {
        !self.chosen.is_empty()
    }

    /// The names of those that were, in the order in which they were chosen.
    pub(super) fn chosen(&self) -> impl Iterator<Item = &str> {
        self.chosen.iter().map(|(_, name)| name.as_str())
    }

    /// Chooses the value that keys act upon, or gives it up. There is one year at most.
    pub(super) fn toggle(&mut self) {
        let Some(value) = self.values.get(self.selected).cloned() else {
            return;
        };
        let was = self.is_chosen(&value);
        self.chosen.retain(|(kind, name)| {
            let is_same = *kind == value.kind && *name == value.name;
            let gives_way = *kind == Kind::Year && value.kind == Kind::Year;
            !is_same && !gives_way
        });
        if !was {
            self.chosen.push((value.kind, value.name));
        }
    }

    /// Gives up all that was chosen.
    pub(super) fn clear(&mut self) {
        self.chosen.clear();
    }

    /// Filters with what was chosen.
    pub(super) fn added_to(&self, filters: &Filters) -> Filters {
        let mut filters = filters.clone();
        for (kind, name) in &self.chosen {
            match kind {
                Kind::Tag => filters.tags.push(name.clone()),
                Kind::Release => filters.releases.push(name.clone()),
                Kind::Project => filters.projects.push(name.clone()),
                Kind::Year => {
                    let year: Option<PartialDate> = name.parse().ok();
                    filters.since = year.or(filters.since);
                    filters.until = year.or(filters.until);
                }
            }
        }
        filters
    }
}
