//! Releases by name and number, and the catalogue of those we know.

use super::date::PartialDate;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fmt;

/// A release as kb names it: `Mitaka` up to Zed, `2023.1` from there on; any other text as a note gives it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Release(String);

impl Release {
    /// A release of this name, taken as it is.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// Its name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A known release: the name kb uses, what else people call it, and when it came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownRelease {
    /// The name kb uses.
    pub release: Release,
    /// Other names, such as `Antelope` for `2023.1`.
    pub aliases: Vec<String>,
    /// The day it came out, or is to come out.
    pub date: Option<PartialDate>,
    /// Whether the settings name it, and not the catalogue that comes with kb.
    pub own: bool,
}

/// The releases we know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    known: Vec<KnownRelease>,
    /// Places of the releases by their names, as kb writes them.
    places: HashMap<Release, usize>,
    /// Places, in their order, of the releases that have a name or alias, in lower case.
    named: HashMap<String, Vec<usize>>,
    /// Places, in their order, of the settings' releases by the first word of each name and alias, in lower case.
    own: HashMap<String, Vec<usize>>,
}

/// OpenStack series: number where they go by number, name, day of release.
const OPENSTACK: &[(&str, &str, &str)] = &[
    ("", "Austin", "2010-10-21"),
    ("", "Bexar", "2011-02-03"),
    ("", "Cactus", "2011-04-15"),
    ("", "Diablo", "2011-09-22"),
    ("", "Essex", "2012-04-05"),
    ("", "Folsom", "2012-09-27"),
    ("", "Grizzly", "2013-04-04"),
    ("", "Havana", "2013-10-17"),
    ("", "Icehouse", "2014-04-17"),
    ("", "Juno", "2014-10-16"),
    ("", "Kilo", "2015-04-30"),
    ("", "Liberty", "2015-10-15"),
    ("", "Mitaka", "2016-04-07"),
    ("", "Newton", "2016-10-06"),
    ("", "Ocata", "2017-02-22"),
    ("", "Pike", "2017-08-30"),
    ("", "Queens", "2018-02-28"),
    ("", "Rocky", "2018-08-30"),
    ("", "Stein", "2019-04-10"),
    ("", "Train", "2019-10-16"),
    ("", "Ussuri", "2020-05-13"),
    ("", "Victoria", "2020-10-14"),
    ("", "Wallaby", "2021-04-14"),
    ("", "Xena", "2021-10-06"),
    ("", "Yoga", "2022-03-30"),
    ("", "Zed", "2022-10-05"),
    ("2023.1", "Antelope", "2023-03-22"),
    ("2023.2", "Bobcat", "2023-10-04"),
    ("2024.1", "Caracal", "2024-04-03"),
    ("2024.2", "Dalmatian", "2024-10-02"),
    ("2025.1", "Epoxy", "2025-04-02"),
    ("2025.2", "Flamingo", "2025-10-01"),
    ("2026.1", "Gazpacho", "2026-04-01"),
    ("2026.2", "Hibiscus", "2026-09-30"),
    ("2027.1", "Indri", "2027-03-24"),
];

impl Catalogue {
    /// The OpenStack series.
    #[must_use]
    pub fn openstack() -> Self {
        let known = OPENSTACK.iter().map(|(number, name, date)| KnownRelease {
            release: Release::new(if number.is_empty() { *name } else { *number }),
            aliases: (!number.is_empty())
                .then(|| (*name).to_owned())
                .into_iter()
                .collect(),
            date: date.parse().ok(),
            own: false,
        });
        let mut catalogue = Self {
            known: Vec::new(),
            places: HashMap::new(),
            named: HashMap::new(),
            own: HashMap::new(),
        };
        known.for_each(|release| catalogue.put(release));
        catalogue
    }

    /// This catalogue with one more release, in the place of the one of that name where there is one.
    pub fn put(&mut self, release: KnownRelease) {
        let place = self.places.get(&release.release).copied();
        let place = place.unwrap_or(self.known.len());
        if let Some(before) = self.known.get(place) {
            for name in before.names() {
                forget(&mut self.named, &name.to_lowercase(), place);
                forget(&mut self.own, &first_word(name), place);
            }
        }
        for name in release.names() {
            note(&mut self.named, name.to_lowercase(), place);
            if release.own {
                note(&mut self.own, first_word(name), place);
            }
        }
        self.places.insert(release.release.clone(), place);
        match self.known.get_mut(place) {
            Some(known) => *known = release,
            None => self.known.push(release),
        }
    }

    /// The known releases: those of OpenStack in their order, then those of the settings.
    #[must_use]
    pub fn known(&self) -> &[KnownRelease] {
        &self.known
    }

    /// What is known of the release that `word` names, whatever its case. A name counts before an alias, and one that
    /// the settings give before one that comes with kb.
    #[must_use]
    pub fn entry(&self, word: &str) -> Option<&KnownRelease> {
        let word = word.to_lowercase();
        let rank = |k: &&KnownRelease| (k.release.as_str().to_lowercase() == word, k.own);
        let named = self.named.get(&word).into_iter().flatten();
        named.map(|at| &self.known[*at]).max_by_key(rank)
    }

    /// The releases of the settings that `text` may name, in their order: each has a name whose first word is in it.
    pub fn own_in(&self, text: &str) -> impl Iterator<Item = &KnownRelease> {
        let lower = text.to_lowercase();
        let mut found: Vec<usize> = words(&lower)
            .filter_map(|word| self.own.get(word))
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|at| &self.known[at])
    }

    /// The release that `word` names, whatever its case, or `None`.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<&Release> {
        self.entry(word).map(|known| &known.release)
    }

    /// The release that `word` names: a known one under kb's name for it, any other as it stands.
    #[must_use]
    pub fn resolve(&self, word: &str) -> Release {
        self.find(word.trim())
            .cloned()
            .unwrap_or_else(|| Release::new(word.trim()))
    }

    /// The day a release came out, where that is known.
    #[must_use]
    pub fn date(&self, release: &Release) -> Option<PartialDate> {
        self.known.get(*self.places.get(release)?)?.date
    }
}

impl KnownRelease {
    /// Its aliases and its name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let aliases = self.aliases.iter().map(String::as_str);
        aliases.chain([self.release.as_str()])
    }
}

/// The runs of letters and digits of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

fn first_word(name: &str) -> String {
    let lower = name.to_lowercase();
    words(&lower).next().unwrap_or_default().to_owned()
}

/// Adds a place to those of a name, which are in order.
fn note(places: &mut HashMap<String, Vec<usize>>, name: String, place: usize) {
    let all = places.entry(name).or_default();
    if let Err(at) = all.binary_search(&place) {
        all.insert(at, place);
    }
}

fn forget(places: &mut HashMap<String, Vec<usize>>, name: &str, place: usize) {
    if let Some(all) = places.get_mut(name) {
        all.retain(|other| *other != place);
    }
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, KnownRelease, Release};

    #[test]
    fn names_one_release_one_way() {
        let catalogue = Catalogue::openstack();
        assert_eq!(catalogue.resolve("mitaka").as_str(), "Mitaka");
        assert_eq!(catalogue.resolve("Antelope").as_str(), "2023.1");
        assert_eq!(catalogue.resolve("2023.1").as_str(), "2023.1");
        assert_eq!(catalogue.resolve("v1.29").as_str(), "v1.29");
    }

    #[test]
    fn knows_their_days() {
        let catalogue = Catalogue::openstack();
        assert!(catalogue.known().iter().all(|k| k.date.is_some()));
        let date = |name| catalogue.date(&catalogue.resolve(name));
        assert!(date("Zed") < date("Antelope"));
        assert_eq!(date("v1.29"), None);
    }

    #[test]
    fn takes_more_releases() {
        let mut catalogue = Catalogue::openstack();
        catalogue.put(KnownRelease {
            release: Release::new("v1.29"),
            aliases: vec!["Mandala".to_owned(), "Zed".to_owned()],
            date: "2023-12".parse().ok(),
            own: true,
        });
        assert_eq!(catalogue.resolve("mandala").as_str(), "v1.29");
        assert_eq!(catalogue.resolve("zed").as_str(), "Zed");
    }

    #[test]
    fn puts_one_in_the_place_of_another() {
        let own = |name: &str, alias: &str| KnownRelease {
            release: Release::new(name),
            aliases: vec![alias.to_owned()],
            date: None,
            own: true,
        };
        let mut catalogue = Catalogue::openstack();
        let count = catalogue.known().len();
        catalogue.put(own("Zed", "Last by letter"));
        catalogue.put(own("v1", "First by number"));
        catalogue.put(own("v1", "Second by number"));
        assert_eq!(catalogue.known().len(), count + 1);
        assert_eq!(catalogue.find("first by number"), None);
        let found = |text: &str| -> Vec<&str> {
            let found = catalogue.own_in(text);
            found.map(|known| known.release.as_str()).collect()
        };
        assert_eq!(found("What was last, and SECOND: v1"), ["Zed", "v1"]);
        assert!(found("the first, and Mitaka").is_empty());
        assert_eq!(catalogue.date(&Release::new("Zed")), None);
    }
}
