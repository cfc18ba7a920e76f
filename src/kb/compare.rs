//! Two releases, or two projects, side by side.

use super::alike::{Pairs, Words, pairs};
use super::answers::{Answered, Unknown};
use super::reports::Comparison;
use super::resolve::nearest;
use super::{Error, Filters, ItemFilter, Kb};
use crate::model::{Item, ItemKind, Release, Topic, TopicKind};
use crate::query::Field;
use std::collections::BTreeSet;

/// What the two sides of a comparison are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Two releases.
    Release,
    /// Two projects.
    Project,
}

impl Side {
    fn name(self) -> &'static str {
        match self {
            Side::Release => "release",
            Side::Project => "project",
        }
    }

    /// Whether a record of these facts belongs to the side of this name.
    fn has(self, name: &str, releases: &[Release], project: Option<&str>) -> bool {
        let lower = name.to_lowercase();
        match self {
            Side::Release => releases.iter().any(|r| r.as_str().to_lowercase() == lower),
            Side::Project => project.is_some_and(|p| p.to_lowercase() == lower),
        }
    }
}

/// Names of the notes that a side can have.
struct Known {
    releases: Vec<String>,
    projects: Vec<String>,
}

impl Known {
    fn of(&self, side: Side) -> &[String] {
        match side {
            Side::Release => &self.releases,
            Side::Project => &self.projects,
        }
    }

    /// The name as the notes have it.
    fn find(&self, side: Side, name: &str) -> Option<&String> {
        let lower = name.to_lowercase();
        self.of(side)
            .iter()
            .find(|known| known.to_lowercase() == lower)
    }
}

impl Comparison {
    /// How many topics and priorities there are to tell of.
    #[must_use]
    pub fn count(&self) -> usize {
        let topics: usize = self.topics_only.iter().map(Vec::len).sum();
        let priorities: usize = self.priorities_only.iter().map(Vec::len).sum();
        self.topics_in_both.len() + self.priorities_in_both.len() + topics + priorities
    }
}

impl Kb {
    /// Topics and priorities of two releases, or of two projects, within `filters`: what both have, and what only one
    /// has. Without `by` the names say which. A name that no note has is told as unknown, with an empty answer.
    ///
    /// # Errors
    /// Where one name is a release and the other a project, or the index cannot be read.
    pub fn compare(
        &self,
        names: [&str; 2],
        by: Option<Side>,
        filters: &Filters,
    ) -> Result<Answered<Comparison>, Error> {
        let known = Known {
            releases: self.names().release_names()?,
            projects: self.projects()?,
        };
        let names = names.map(|name| name.trim().to_owned());
        let Some(side) = self.side(&known, &names, by)? else {
            let unknown = names
                .iter()
                .map(|name| unknown_name(&known, name))
                .collect();
            return Ok(self.answered(empty(names), unknown));
        };
        let names = match side {
            Side::Release => names.map(|name| self.catalogue.resolve(&name).to_string()),
            Side::Project => names,
        };
        let unknown: Vec<Unknown> = names
            .iter()
            .filter(|name| known.find(side, name).is_none())
            .map(|name| unknown_one(side.name(), name, known.of(side)))
            .collect();
        let names = names.map(|name| known.find(side, &name).cloned().unwrap_or(name));
        if !unknown.is_empty() {
            return Ok(self.answered(empty(names), unknown));
        }
        self.compared(side, &names, filters)
    }

    /// What both names are, `None` where neither is anything.
    fn side(
        &self,
        known: &Known,
        names: &[String; 2],
        by: Option<Side>,
    ) -> Result<Option<Side>, Error> {
        if by.is_some() {
            return Ok(by);
        }
        let is_release = |name: &String| {
            let name = self.catalogue.resolve(name);
            known.find(Side::Release, name.as_str()).is_some()
        };
        let is_project = |name: &String| known.find(Side::Project, name).is_some();
        let [a, b] = names;
        match ([a, b].map(is_release), [a, b].map(is_project)) {
            ([true, true], _) => Ok(Some(Side::Release)),
            (_, [true, true]) => Ok(Some(Side::Project)),
            ([true, _], [_, true]) => Err(mixed(a, b)),
            ([_, true], [true, _]) => Err(mixed(b, a)),
            ([false, false], [false, false]) => Ok(None),
            ([false, false], _) => Ok(Some(Side::Project)),
            _ => Ok(Some(Side::Release)),
        }
    }

    fn compared(
        &self,
        side: Side,
        names: &[String; 2],
        filters: &Filters,
    ) -> Result<Answered<Comparison>, Error> {
        let titles = self.titles()?;
        let answered = self.topics(filters)?;
        let wanted =
            |t: &&Topic| t.kind == TopicKind::Topic && titles.get(&t.recap_key()) != Some(&t.title);
        let topics = names.each_ref().map(|name| -> Vec<Topic> {
            let of = |t: &&Topic| side.has(name, &t.releases, t.project.as_deref());
            answered
                .value
                .iter()
                .filter(wanted)
                .filter(of)
                .cloned()
                .collect()
        });
        let items = self
            .items(ItemKind::Priority, filters, &ItemFilter::default())?
            .value;
        let priorities = names.each_ref().map(|name| -> Vec<Item> {
            let of = |i: &&Item| side.has(name, &i.releases, i.project.as_deref());
            items.iter().filter(of).cloned().collect()
        });
        let catalogue = &self.catalogue;
        let of_topic = |topic: &Topic| Words::of_topic(topic, catalogue);
        let of_item = |item: &Item| Words::of_item(item, catalogue);
        let (topics_in_both, topics_only) = matched(&topics, of_topic, |t| &t.id);
        let (priorities_in_both, priorities_only) = matched(&priorities, of_item, |i| &i.id);
        let found = Comparison {
            sides: names
                .each_ref()
                .map(|name| format!("{} {name}", side.name())),
            topics_in_both,
            topics_only,
            priorities_in_both,
            priorities_only,
        };
        Ok(self.answered(found, answered.unknown))
    }

    fn projects(&self) -> Result<Vec<String>, Error> {
        let values = self.store.field_values(Field::Project)?;
        Ok(values.into_iter().map(|(value, _)| value).collect())
    }
}

/// Pairs of records of both sides, each with the reason, and the records that only one side has.
type Matched<T> = (Vec<(T, T, String)>, [Vec<T>; 2]);

/// The records of both sides in pairs. A record of both sides, whose recap names both, is a pair of its own.
fn matched<T: Clone>(
    sides: &[Vec<T>; 2],
    words: impl Fn(&T) -> Words,
    id: impl Fn(&T) -> &String,
) -> Matched<T> {
    let ids = sides
        .each_ref()
        .map(|all| all.iter().map(&id).collect::<BTreeSet<_>>());
    let twice = |one: &&T| ids.iter().all(|ids| ids.contains(id(one)));
    let same = sides[0].iter().filter(twice);
    let mut both: Vec<(T, T, String)> = same
        .map(|one| {
            (
                one.clone(),
                one.clone(),
                "its recap is about both".to_owned(),
            )
        })
        .collect();
    let [a, b] = sides
        .each_ref()
        .map(|all| all.iter().filter(|one| !twice(one)).collect::<Vec<&T>>());
    let compared = |all: &[&T]| all.iter().map(|one| words(one)).collect::<Vec<_>>();
    let Pairs { both: found, only } = pairs(&compared(&a), &compared(&b));
    both.extend(
        found
            .into_iter()
            .map(|(at, to, reason)| (a[at].clone(), b[to].clone(), reason)),
    );
    let [only_a, only_b] = only;
    let alone = |side: &[&T], places: Vec<usize>| -> Vec<T> {
        places.into_iter().map(|at| side[at].clone()).collect()
    };
    (both, [alone(&a, only_a), alone(&b, only_b)])
}

fn empty(sides: [String; 2]) -> Comparison {
    Comparison {
        sides,
        ..Comparison::default()
    }
}

/// A name that is neither a release nor a project of any note.
fn unknown_name(known: &Known, name: &str) -> Unknown {
    let all: Vec<String> = known
        .releases
        .iter()
        .chain(&known.projects)
        .cloned()
        .collect();
    unknown_one("release or project", name, &all)
}

fn unknown_one(what: &'static str, name: &str, known: &[String]) -> Unknown {
    Unknown {
        what,
        value: name.to_owned(),
        nearest: nearest(name, known.iter().map(String::as_str)).map(str::to_owned),
    }
}

fn mixed(release: &str, project: &str) -> Error {
    Error::Mixed {
        release: release.to_owned(),
        project: project.to_owned(),
    }
}
