//! How much there is of everything.

use super::answers::Answered;
use super::reports::{Heat, HeatBy, Stats, Tally};
use super::{Error, Filters, ItemFilter, Kb, ReleaseOrder};
use crate::model::{Item, ItemKind, PartialDate, Release, TagReason, Topic};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Tags that the table of tags and releases has at most.
const HEAT_TAGS: usize = 25;

/// What there is within the filters.
struct Counted {
    topics: Vec<Topic>,
    decisions: Vec<Item>,
    actions: Vec<Item>,
}

impl Kb {
    /// How many recaps, topics, decisions and actions, weak ones too, there are within `filters`: in all, by release, project,
    /// tag and year. A recap counts wherever one of its topics does.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn stats(&self, filters: &Filters) -> Result<Answered<Stats>, Error> {
        let recaps = self.recaps(filters)?;
        let anything = ItemFilter::default();
        let all = Counted {
            topics: self.topics(filters)?.value,
            decisions: self.items(ItemKind::Decision, filters, &anything)?.value,
            actions: self.items(ItemKind::Action, filters, &anything)?.value,
        };
        let releases = all.releases(&self.release_order()?);
        let years = all.years();
        let stats = Stats {
            total: Tally {
                name: String::new(),
                recaps: recaps.value.len() as u64,
                topics: all.topics.len() as u64,
                decisions: all.decisions.len() as u64,
                actions: all.actions.len() as u64,
            },
            heat: heat(&all.topics, &releases, &years),
            releases,
            projects: most_first(all.tallies(
                |t| t.project.iter().cloned().collect(),
                |i| i.project.iter().cloned().collect(),
            )),
            tags: most_first(all.tallies(
                |t| t.tags.iter().map(|t| t.tag.to_string()).collect(),
                |i| i.tags.iter().map(|t| t.tag.to_string()).collect(),
            )),
            years,
        };
        Ok(self.answered(stats, recaps.unknown))
    }

    /// Tags by release, or by year where no topic has a release, within `filters`: what [`Kb::stats`] has of them.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn heat(&self, filters: &Filters) -> Result<Answered<Heat>, Error> {
        let topics = self.topics(filters)?;
        let all = Counted {
            topics: topics.value,
            decisions: Vec::new(),
            actions: Vec::new(),
        };
        let releases = all.releases(&self.release_order()?);
        let heat = heat(&all.topics, &releases, &all.years());
        Ok(self.answered(heat, topics.unknown))
    }
}

impl Stats {
    /// All counts with the names of their groups: `all`, then `release`, `project`, `tag` and `year`.
    #[must_use]
    pub fn groups(&self) -> Vec<(&'static str, &Tally)> {
        let groups = [
            ("release", &self.releases),
            ("project", &self.projects),
            ("tag", &self.tags),
            ("year", &self.years),
        ];
        let rows = groups
            .into_iter()
            .flat_map(|(group, tallies)| tallies.iter().map(move |tally| (group, tally)));
        std::iter::once(("all", &self.total)).chain(rows).collect()
    }
}

impl Counted {
    /// The counts by release, in the order of releases.
    fn releases(&self, order: &ReleaseOrder) -> Vec<Tally> {
        let mut releases = self.tallies(of_release, |i| {
            i.releases.iter().map(ToString::to_string).collect()
        });
        releases.sort_by_key(|tally| {
            order
                .position(&Release::new(tally.name.as_str()))
                .unwrap_or(usize::MAX)
        });
        releases
    }

    /// The counts by year, oldest first.
    fn years(&self) -> Vec<Tally> {
        self.tallies(|t| of_year(t.date), |i| of_year(i.date))
    }

    /// The counts by the names that topics and items have, in the order of the names.
    fn tallies(
        &self,
        of_topic: impl Fn(&Topic) -> BTreeSet<String>,
        of_item: impl Fn(&Item) -> BTreeSet<String>,
    ) -> Vec<Tally> {
        // A file may hold several recaps.
        let mut all: BTreeMap<String, (Tally, BTreeSet<String>)> = BTreeMap::new();
        for topic in &self.topics {
            for name in of_topic(topic) {
                let (tally, recaps) = all.entry(name).or_default();
                tally.topics += 1;
                recaps.insert(topic.recap_key());
            }
        }
        // An item may have a tag that its topic has not.
        for item in &self.decisions {
            for name in of_item(item) {
                all.entry(name).or_default().0.decisions += 1;
            }
        }
        for item in &self.actions {
            for name in of_item(item) {
                all.entry(name).or_default().0.actions += 1;
            }
        }
        let named = all.into_iter().map(|(name, (tally, recaps))| Tally {
            name,
            recaps: recaps.len() as u64,
            ..tally
        });
        named.collect()
    }
}

fn of_release(topic: &Topic) -> BTreeSet<String> {
    topic.releases.iter().map(ToString::to_string).collect()
}

fn of_year(date: Option<PartialDate>) -> BTreeSet<String> {
    date.iter()
        .map(|date| format!("{:04}", date.year()))
        .collect()
}

fn most_first(mut tallies: Vec<Tally>) -> Vec<Tally> {
    tallies.sort_by_key(|tally| Reverse(tally.topics));
    tallies
}

/// The tags most used in topics, by release; by year where no topic has a release.
///
/// A tag that only front matter gives says of a whole recap what it is about; it tells nothing of single topics, and
/// is left out where there are others.
fn heat(topics: &[Topic], releases: &[Tally], years: &[Tally]) -> Heat {
    let names = |tallies: &[Tally]| -> Vec<String> {
        let used = tallies.iter().filter(|tally| tally.topics > 0);
        used.map(|tally| tally.name.clone()).collect()
    };
    let (by, columns) = match names(releases) {
        none if none.is_empty() => (HeatBy::Year, names(years)),
        releases => (HeatBy::Release, releases),
    };
    let columns_of = |topic: &Topic| match by {
        HeatBy::Release => of_release(topic),
        HeatBy::Year => of_year(topic.date),
    };
    let mut counts: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    let mut said: BTreeSet<&str> = BTreeSet::new();
    for topic in topics {
        let names = columns_of(topic);
        if names.is_empty() {
            continue;
        }
        for tagged in &topic.tags {
            let tag = tagged.tag.as_str();
            if tagged.reason != TagReason::FrontMatter {
                said.insert(tag);
            }
            let row = counts.entry(tag).or_insert_with(|| vec![0; columns.len()]);
            for name in &names {
                let at = columns.iter().position(|column| column == name);
                if let Some(count) = at.and_then(|at| row.get_mut(at)) {
                    *count += 1;
                }
            }
        }
    }
    if !said.is_empty() {
        counts.retain(|tag, _| said.contains(tag));
    }
    let mut rows: Vec<(String, Vec<u64>)> = counts
        .into_iter()
        .map(|(tag, row)| (tag.to_owned(), row))
        .collect();
    rows.sort_by_key(|(_, row)| Reverse(row.iter().sum::<u64>()));
    rows.truncate(HEAT_TAGS);
    Heat {
        thing: "topics".to_owned(),
        by,
        columns,
        rows,
    }
}
