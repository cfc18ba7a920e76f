//! Releases in their order, and the ranges of them that filters ask for.

use super::answers::Answered;
use super::reports::ReleaseCount;
use super::{Error, Filters, Kb};
use crate::model::{Catalogue, PartialDate, Release};
use crate::query::Field;
use std::collections::{BTreeMap, BTreeSet};

/// The releases that notes name, in their order.
///
/// By the day a release came out where a catalogue knows it, else by the last date of the recaps about it. One that only a
/// list of priorities names stands beside the nearest of its kind by its number. Those without either come last, by name,
/// numbers in them by their value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReleaseOrder {
    releases: Vec<(Key, Release)>,
    /// Those that no recap is about.
    listed: BTreeSet<Release>,
}

/// What releases are sorted by. A range compares an end that no note names with the same key.
type Key = (bool, Option<PartialDate>, Vec<Piece>);

/// A run of digits or of other characters of a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Number(u64),
    Text(String),
}

impl ReleaseOrder {
    /// The order of `releases`, with the last date of the recaps about each where the catalogue has none.
    #[must_use]
    pub fn new(releases: BTreeMap<Release, Option<PartialDate>>, catalogue: &Catalogue) -> Self {
        let keyed = releases.into_iter().map(|(release, last)| {
            let date = catalogue.date(&release).or(last);
            (key(date, &release), release)
        });
        let mut releases: Vec<(Key, Release)> = keyed.collect();
        releases.sort();
        Self {
            releases,
            listed: BTreeSet::new(),
        }
    }

    /// The same with the releases that only lists of priorities name.
    #[must_use]
    pub fn with_listed(mut self, listed: BTreeSet<Release>, catalogue: &Catalogue) -> Self {
        let keyed = listed.iter().map(|release| {
            let date = catalogue
                .date(release)
                .or_else(|| self.date_beside(release));
            (key(date, release), release.clone())
        });
        let keyed: Vec<(Key, Release)> = keyed.collect();
        self.releases.extend(keyed);
        self.releases.sort();
        self.listed = listed;
        self
    }

    /// The date of the next release with such a name and a higher number, else of the one with the next lower: with it this
    /// one stands beside that.
    fn date_beside(&self, release: &Release) -> Option<PartialDate> {
        let own = pieces(release.as_str());
        let stem = |pieces: &[Piece]| match pieces.first() {
            Some(Piece::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let alike = self.releases.iter().filter(|((undated, _, pieces), _)| {
            !undated && pieces.iter().any(is_number) && stem(pieces) == stem(&own)
        });
        let alike = alike.filter(|_| own.iter().any(is_number));
        let (mut above, mut below): (Vec<&Key>, Vec<&Key>) = alike
            .map(|(key, _)| key)
            .partition(|(.., pieces)| *pieces > own);
        above.sort_by(|a, b| a.2.cmp(&b.2));
        below.sort_by(|a, b| a.2.cmp(&b.2));
        let near = above.first().or(below.last())?;
        near.1
    }

    /// The releases, the earliest first.
    pub fn iter(&self) -> impl Iterator<Item = &Release> {
        self.releases.iter().map(|(_, release)| release)
    }

    /// The place of a release, from 0.
    #[must_use]
    pub fn position(&self, release: &Release) -> Option<usize> {
        self.iter().position(|r| r == release)
    }

    /// The last of those that recaps are about that has a date, by the catalogue or its recaps; the last of all where none has.
    #[must_use]
    pub fn latest(&self) -> Option<&Release> {
        let named = || {
            let all = self.releases.iter().rev();
            all.filter(|(_, release)| !self.listed.contains(release))
        };
        let dated = named().find(|((undated, ..), _)| !undated);
        dated.or(named().next()).map(|(_, release)| release)
    }

    /// The release of a name, whatever its case: as the catalogue has it, else as notes do.
    fn named(&self, name: &str, catalogue: &Catalogue) -> Release {
        let lower = name.to_lowercase();
        let known = catalogue.find(name).cloned();
        let used = || {
            self.iter()
                .find(|r| r.as_str().to_lowercase() == lower)
                .cloned()
        };
        known.or_else(used).unwrap_or_else(|| Release::new(name))
    }

    fn is_before(&self, a: &Release, b: &Release, catalogue: &Catalogue) -> bool {
        match (self.end(a, catalogue), self.end(b, catalogue)) {
            (Some(a), Some(b)) => a < b,
            _ => false,
        }
    }

    /// What a release sorts by, `None` where neither notes nor catalogue know it.
    fn end(&self, release: &Release, catalogue: &Catalogue) -> Option<Key> {
        let known = self.releases.iter().find(|(_, r)| r == release);
        let day = || catalogue.date(release).map(|day| key(Some(day), release));
        known.map(|(key, _)| key.clone()).or_else(day)
    }

    /// Those from one release to another, each included; an end that no note names counts by the catalogue's day.
    /// `None` where such an end has no day either.
    pub(super) fn between(
        &self,
        from: Option<&Release>,
        to: Option<&Release>,
        catalogue: &Catalogue,
    ) -> Option<Vec<&Release>> {
        let end = |release: &Release| self.end(release, catalogue);
        let from = from.map(|r| end(r).ok_or(())).transpose().ok()?;
        let to = to.map(|r| end(r).ok_or(())).transpose().ok()?;
        let inside = |key: &Key| {
            from.as_ref().is_none_or(|from| from <= key) && to.as_ref().is_none_or(|to| key <= to)
        };
        let found = self.releases.iter().filter(|(key, _)| inside(key));
        Some(found.map(|(_, release)| release).collect())
    }

    /// The release in use that is nearest in the order to one that no note names: the one before it, else the first.
    pub(super) fn neighbour(&self, release: &Release, catalogue: &Catalogue) -> Option<&Release> {
        let key = key(Some(catalogue.date(release)?), release);
        let after = self.releases.partition_point(|(k, _)| *k < key);
        let near = self.releases.get(after.saturating_sub(1));
        near.map(|(_, release)| release)
    }
}

/// Whether the value of a release filter is a range, or `latest`.
pub(super) fn is_range(value: &str) -> bool {
    value.contains("..") || value.trim().eq_ignore_ascii_case("latest")
}

/// The releases of `a..b`, `a..`, `..b` or `latest`; an end that neither notes nor catalogue know is given back.
///
/// # Errors
/// Says what is wrong with the range itself.
pub(super) fn range(
    value: &str,
    order: &ReleaseOrder,
    catalogue: &Catalogue,
) -> Result<Result<Vec<Release>, String>, String> {
    let value = value.trim();
    let Some((from, to)) = value.split_once("..") else {
        return Ok(Ok(order.latest().cloned().into_iter().collect()));
    };
    let end = |name: &str| {
        let latest = name.trim().eq_ignore_ascii_case("latest");
        let last = order.latest().filter(|_| latest).cloned();
        let named = !name.trim().is_empty();
        named.then(|| last.unwrap_or_else(|| order.named(name.trim(), catalogue)))
    };
    let (from, to) = (end(from), end(to));
    if from.is_none() && to.is_none() {
        return Err(format!("`{value}` names no release"));
    }
    for release in [&from, &to].into_iter().flatten() {
        if order.between(Some(release), None, catalogue).is_none() {
            return Ok(Err(release.to_string()));
        }
    }
    if let (Some(a), Some(b)) = (&from, &to)
        && order.is_before(b, a, catalogue)
    {
        return Err(format!(
            "`{value}` ends before it begins; write it as `{b}..{a}`"
        ));
    }
    let found = order.between(from.as_ref(), to.as_ref(), catalogue);
    Ok(Ok(found.unwrap_or_default().into_iter().cloned().collect()))
}

fn key(date: Option<PartialDate>, release: &Release) -> Key {
    (date.is_none(), date, pieces(release.as_str()))
}

fn is_number(piece: &Piece) -> bool {
    matches!(piece, Piece::Number(_))
}

fn pieces(name: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest
            .find(|c: char| c.is_ascii_digit() != digits)
            .unwrap_or(rest.len());
        let (run, more) = rest.split_at(end);
        out.push(match run.parse() {
            Ok(number) if digits => Piece::Number(number),
            _ => Piece::Text(run.to_lowercase()),
        });
        rest = more;
    }
    out
}

impl Kb {
    /// The order of the releases that notes name.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn release_order(&self) -> Result<ReleaseOrder, Error> {
        Ok(self.names().release_order()?)
    }

    /// The releases that the recaps within `filters` are about, in order.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn releases(&self, filters: &Filters) -> Result<Answered<Vec<ReleaseCount>>, Error> {
        let (query, unknown) = self.filter(filters)?;
        let topics = self.store.topics(query.as_ref())?;
        let mut counts: BTreeMap<&Release, (u64, BTreeSet<String>)> = BTreeMap::new();
        for topic in &topics {
            for release in &topic.releases {
                let count = counts.entry(release).or_default();
                count.0 += 1;
                count.1.insert(topic.recap_key());
            }
        }
        let order = self.release_order()?;
        let counted = order.iter().filter_map(|release| {
            let (topics, recaps) = counts.get(release)?;
            let known = self.catalogue.entry(release.as_str());
            Some(ReleaseCount {
                release: release.clone(),
                aliases: known.map(|k| k.aliases.clone()).unwrap_or_default(),
                date: self.catalogue.date(release),
                known: known.is_some(),
                recaps: recaps.len() as u64,
                topics: *topics,
            })
        });
        let counted = counted.collect();
        Ok(self.answered(counted, unknown))
    }
}

impl super::resolve::Names<'_> {
    /// The releases that notes name: those of topics, and those of lists of priorities.
    pub(super) fn release_names(&self) -> Result<Vec<String>, crate::store::StoreError> {
        let named = self.store.field_values(Field::Release)?;
        let named = named.into_iter().map(|(name, _)| name);
        let all: BTreeSet<String> = named.chain(self.store.item_releases()?).collect();
        Ok(all.into_iter().collect())
    }

    /// The order of the releases that notes name. Their recaps are read only where some release has no day of its own.
    pub(super) fn release_order(&self) -> Result<ReleaseOrder, crate::store::StoreError> {
        let named = self.store.field_values(Field::Release)?;
        let mut releases: BTreeMap<Release, Option<PartialDate>> = named
            .into_iter()
            .map(|(name, _)| (Release::new(name), None))
            .collect();
        if releases.keys().any(|r| self.catalogue.date(r).is_none()) {
            for stored in self.store.recaps(None)? {
                let recap = stored.recap;
                let date = recap
                    .date
                    .as_ref()
                    .or(recap.event_date.as_ref())
                    .map(|d| d.value);
                for release in &recap.releases {
                    if let Some(last) = releases.get_mut(&release.value) {
                        *last = (*last).max(date);
                    }
                }
            }
        }
        let listed = self.store.item_releases()?.into_iter().map(Release::new);
        let listed = listed
            .filter(|release| !releases.contains_key(release))
            .collect();
        Ok(ReleaseOrder::new(releases, self.catalogue).with_listed(listed, self.catalogue))
    }
}

#[cfg(test)]
mod tests {
    use super::ReleaseOrder;
    use crate::model::{Catalogue, Release};

    fn order(releases: &[(&str, Option<&str>)]) -> ReleaseOrder {
        let releases = releases.iter();
        let releases =
            releases.map(|(name, date)| (Release::new(*name), date.map(|d| d.parse().unwrap())));
        ReleaseOrder::new(releases.collect(), &Catalogue::openstack())
    }

    fn names(order: &ReleaseOrder) -> String {
        order
            .iter()
            .map(Release::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn goes_by_days_and_then_by_names() {
        let found = order(&[
            ("2023.1", None),
            ("Zed", None),
            ("v1.10", None),
            ("v1.9", None),
            ("Juno", Some("2030")),
            ("Kernel", Some("2015-06")),
        ]);
        assert_eq!(names(&found), "Juno Kernel Zed 2023.1 v1.9 v1.10");
        assert_eq!(found.latest().unwrap().as_str(), "2023.1");
    }

    #[test]
    fn what_only_lists_name_stands_by_its_number() {
        let with = |found: ReleaseOrder, listed: &[&str]| {
            let listed = listed.iter().map(|name| Release::new(*name)).collect();
            found.with_listed(listed, &Catalogue::openstack())
        };
        let found = with(order(&[]), &["v2.10", "v2.5", "v2.4", "Newton"]);
        assert_eq!(names(&found), "Newton v2.4 v2.5 v2.10");
        let found = order(&[
            ("v2.5", Some("2024-05")),
            ("Zed", None),
            ("v2.9", Some("2019")),
        ]);
        let found = with(found, &["v2.4", "v2.6", "v3.0", "1.30"]);
        assert_eq!(names(&found), "v2.6 v2.9 v3.0 Zed v2.4 v2.5 1.30");
        assert_eq!(found.latest().unwrap().as_str(), "v2.5");
    }

    #[test]
    fn finds_ranges() {
        let found = order(&[
            ("Mitaka", None),
            ("Newton", None),
            ("Queens", None),
            ("x", None),
        ]);
        let catalogue = Catalogue::openstack();
        let between = |from: Option<&str>, to: Option<&str>| {
            let end = |name: &str| Release::new(name);
            let found = found.between(from.map(end).as_ref(), to.map(end).as_ref(), &catalogue)?;
            Some(
                found
                    .iter()
                    .map(|r| r.as_str())
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        };
        assert_eq!(
            between(Some("Mitaka"), Some("Pike")).as_deref(),
            Some("Mitaka Newton")
        );
        assert_eq!(between(Some("Ocata"), None).as_deref(), Some("Queens x"));
        assert_eq!(between(None, Some("Liberty")).as_deref(), Some(""));
        assert_eq!(between(Some("nowhere"), None), None);
        let near = |name: &str| {
            found
                .neighbour(&Release::new(name), &catalogue)
                .map(Release::as_str)
        };
        assert_eq!(
            (near("Ocata"), near("Austin"), near("nowhere")),
            (Some("Newton"), Some("Mitaka"), None)
        );
    }
}
