//! Which project a recap is about.

use super::{Evidence, stated};
use crate::model::{Fact, FactSource};

/// Metadata fields that give a project.
pub(super) const KEYS: &[&str] = &["project", "projects", "component", "team"];
/// Projects whose names are nothing else in the texts at hand.
const PLAIN: &[&str] = &[
    "cinder",
    "nova",
    "neutron",
    "keystone",
    "devstack",
    "cloudkitty",
    "cyborg",
    "designate",
    "ironic",
    "kolla",
    "manila",
    "masakari",
    "monasca",
    "murano",
    "octavia",
    "openstackclient",
    "openstacksdk",
    "tacker",
    "tripleo",
    "watcher",
    "barbican",
    "zaqar",
    "ceilometer",
];
/// Projects named by common words: only where the recap shows that it is from their world.
const COMMON: &[&str] = &[
    "swift",
    "heat",
    "horizon",
    "glance",
    "magnum",
    "trove",
    "sahara",
    "senlin",
    "mistral",
    "congress",
    "oslo",
    "placement",
    "blazar",
    "freezer",
    "karbor",
    "vitrage",
    "rally",
    "tempest",
    "requirements",
    "kuryr",
    "zun",
];
/// Projects of other worlds.
const OTHER: &[&str] = &["kubernetes", "tc39"];
/// Folder names of working groups, which are projects of their own.
const GROUPS: &[&str] = &["sig-", "wg-", "ug-", "committee-"];

/// A field; tags and categories; title; file name; a rule; a folder; else none.
pub(super) fn project(evidence: &Evidence<'_>, title: &Fact<String>) -> Option<Fact<String>> {
    if let Some(mut fact) = stated(evidence.metadata, KEYS) {
        fact.value = fact.value.to_lowercase();
        return Some(fact);
    }
    let world = is_openstack(&evidence.surroundings(&title.value));
    let known = |text: &str| named(text, world);
    if let Some(found) = evidence
        .metadata
        .all(super::TAGS)
        .find_map(|tag| whole(tag, world))
    {
        return Some(Fact::new(found, FactSource::FrontMatter));
    }
    if let Some(found) = known(&title.value) {
        return Some(Fact::new(found, named_by(title.source)));
    }
    if let Some(found) = known(evidence.stem()) {
        return Some(Fact::new(found, FactSource::FileName));
    }
    if let Some(given) = &evidence.input.given.project {
        return Some(Fact::new(given.to_lowercase(), FactSource::Context));
    }
    let folder = evidence
        .folders()
        .rev()
        .find_map(|folder| of_name(folder, world))?;
    Some(Fact::new(folder, FactSource::Path))
}

/// Whether a text shows that it is from the world of OpenStack.
pub(in crate::recap) fn is_openstack(lower: &str) -> bool {
    let phrase = ["openstack", "design summit", "design-summit"];
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    phrase.iter().any(|sign| lower.contains(sign))
        || words.any(|word| word == "ptg" || is_project(word))
}

/// Whether a word is the name of a known project and nothing else.
pub(super) fn is_project(lower: &str) -> bool {
    PLAIN.contains(&lower)
}

/// A title of the metadata is the title; one from elsewhere is what it was read from.
fn named_by(title: FactSource) -> FactSource {
    if title == FactSource::FrontMatter {
        FactSource::Title
    } else {
        title
    }
}

/// The first project that a text names as a whole word.
fn named(text: &str, world: bool) -> Option<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .find_map(|word| whole(word, world))
}

fn whole(word: &str, world: bool) -> Option<String> {
    let lower = word.trim().to_lowercase();
    (PLAIN.contains(&lower.as_str())
        || OTHER.contains(&lower.as_str())
        || world && COMMON.contains(&lower.as_str()))
    .then_some(lower)
}

/// The project that the name of a folder, or a tag of a subject, is of: `sig-node`, `nova-specs`, `cinder`.
pub(in crate::recap) fn of_name(folder: &str, world: bool) -> Option<String> {
    let lower = folder.to_lowercase();
    if GROUPS.iter().any(|prefix| lower.starts_with(prefix)) {
        return Some(lower);
    }
    lower
        .split(['+', '-', '_', '.'])
        .find_map(|word| whole(word, world))
}
