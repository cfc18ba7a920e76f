//! Releases by name and number, and the catalogue of those we know.

use serde::{Deserialize, Serialize};
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

/// A known release: the name kb uses and what else people call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownRelease {
    /// The name kb uses.
    pub release: Release,
    /// Other names, such as `Antelope` for `2023.1`.
    pub aliases: Vec<String>,
}

/// The releases we know, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    known: Vec<KnownRelease>,
}

/// OpenStack series that go by name, in order, and those that go by number with their names.
const NAMED: &[&str] = &[
    "Austin", "Bexar", "Cactus", "Diablo", "Essex", "Folsom", "Grizzly", "Havana", "Icehouse",
    "Juno", "Kilo", "Liberty", "Mitaka", "Newton", "Ocata", "Pike", "Queens", "Rocky", "Stein",
    "Train", "Ussuri", "Victoria", "Wallaby", "Xena", "Yoga", "Zed",
];
const NUMBERED: &[(&str, &str)] = &[
    ("2023.1", "Antelope"),
    ("2023.2", "Bobcat"),
    ("2024.1", "Caracal"),
    ("2024.2", "Dalmatian"),
    ("2025.1", "Epoxy"),
    ("2025.2", "Flamingo"),
    ("2026.1", "Gazpacho"),
    ("2026.2", "Hibiscus"),
    ("2027.1", "Indri"),
];

impl Catalogue {
    /// The OpenStack series.
    #[must_use]
    pub fn openstack() -> Self {
        let named = NAMED.iter().map(|name| KnownRelease {
            release: Release::new(*name),
            aliases: Vec::new(),
        });
        let numbered = NUMBERED.iter().map(|(number, name)| KnownRelease {
            release: Release::new(*number),
            aliases: vec![(*name).to_owned()],
        });
        Self {
            known: named.chain(numbered).collect(),
        }
    }

    /// The known releases in their order.
    #[must_use]
    pub fn known(&self) -> &[KnownRelease] {
        &self.known
    }

    /// The release that `word` names, whatever its case, or `None`.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<&Release> {
        let is = |name: &str| name.eq_ignore_ascii_case(word);
        self.known
            .iter()
            .find(|k| is(k.release.as_str()) || k.aliases.iter().any(|a| is(a)))
            .map(|k| &k.release)
    }

    /// The release that `word` names: a known one under kb's name for it, any other as it stands.
    #[must_use]
    pub fn resolve(&self, word: &str) -> Release {
        self.find(word.trim())
            .cloned()
            .unwrap_or_else(|| Release::new(word.trim()))
    }

    /// The place of a release in the catalogue's order, `None` where it is not in it.
    #[must_use]
    pub fn rank(&self, release: &Release) -> Option<usize> {
        self.known.iter().position(|k| k.release == *release)
    }
}

#[cfg(test)]
mod tests {
    use super::Catalogue;

    #[test]
    fn names_one_release_one_way() {
        let catalogue = Catalogue::openstack();
        assert_eq!(catalogue.resolve("mitaka").as_str(), "Mitaka");
        assert_eq!(catalogue.resolve("Antelope").as_str(), "2023.1");
        assert_eq!(catalogue.resolve("2023.1").as_str(), "2023.1");
        assert_eq!(catalogue.resolve("v1.29").as_str(), "v1.29");
    }

    #[test]
    fn knows_their_order() {
        let catalogue = Catalogue::openstack();
        let rank = |name| catalogue.rank(&catalogue.resolve(name));
        assert!(rank("Zed") < rank("Antelope"));
        assert_eq!(rank("v1.29"), None);
    }
}
