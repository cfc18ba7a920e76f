//! Which releases a recap is about.
//!
//! Most names of releases are words and cities: Train, Queens, Austin. A name counts where the recap shows
//! itself to be of OpenStack's world, the most common words only next to a sign of it, and Austin, a
//! summit's city, only as `Austin release`.

use super::Evidence;
use super::project::{is_openstack, is_project};
use crate::model::{Catalogue, Fact, FactSource, Release};
use crate::recap::source::Source;

/// Metadata fields that give a release.
pub(super) const KEYS: &[&str] = &["release", "releases", "cycle", "series"];
/// Further releases of an author are searched as metadata only: each topic and item of the note has all of these.
const MOST: usize = 100;
/// Words that make the name beside them a release.
const SIGNS: &[&str] = &[
    "openstack",
    "release",
    "releases",
    "cycle",
    "series",
    "summit",
    "design",
    "ptg",
    "vptg",
    "priorities",
    "themes",
    "goals",
    "milestone",
    "midcycle",
    "mid",
    "retrospective",
    "recap",
    "workitems",
    "planning",
    "specs",
    "stable",
];
/// Releases whose names are common words or names: only beside a sign.
const COMMON: &[&str] = &[
    "train", "queens", "rocky", "stein", "victoria", "essex", "havana", "pike", "zed", "liberty",
    "antelope", "bobcat", "flamingo",
];

/// Metadata; title; file name; a rule; the first heading; a heading "Priorities for X"; "X cycle" or "X
/// release" in the line that introduces a list. All that the first place with one names.
pub(super) fn releases(evidence: &Evidence<'_>, title: &Fact<String>) -> Vec<Fact<Release>> {
    let facts = |found: Vec<Release>, source| {
        found
            .into_iter()
            .map(|r| Fact::new(r, source))
            .collect::<Vec<_>>()
    };
    let stated: Vec<Release> = evidence
        .metadata
        .all(KEYS)
        .flat_map(|value| value.split(','))
        .filter(|value| !value.trim().is_empty())
        .map(|value| evidence.catalogue.resolve(value))
        .take(MOST)
        .collect();
    if !stated.is_empty() {
        return facts(stated, FactSource::FrontMatter);
    }
    let world = is_openstack(&evidence.surroundings(&title.value));
    let find = |text: &str| named(text, evidence.catalogue, world, false);
    let from_text = title.source == FactSource::FrontMatter;
    let of_title = if from_text {
        find(&title.value)
    } else {
        Vec::new()
    };
    let places = [
        (of_title, FactSource::Title),
        (
            named(evidence.telling_stem(), evidence.catalogue, world, true),
            FactSource::FileName,
        ),
        (given(evidence), FactSource::Context),
        (
            first_heading(evidence).map(find).unwrap_or_default(),
            FactSource::Heading,
        ),
        (priorities_heading(evidence), FactSource::Heading),
        (introducer(evidence), FactSource::Introducer),
    ];
    let found = places.into_iter().find(|(found, _)| !found.is_empty());
    found
        .map(|(found, source)| facts(found, source))
        .unwrap_or_default()
}

/// The releases that a heading or line about priorities names. There `for Stein` is sign enough.
pub(super) fn of_priorities(text: &str, catalogue: &Catalogue) -> Vec<Release> {
    let found = named(text, catalogue, true, false);
    if !found.is_empty() {
        return found;
    }
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '.'))
        .filter(|w| !w.is_empty() && *w != "the")
        .collect();
    let pairs = words.windows(2).filter(|pair| pair[0] == "for");
    let names = pairs
        .map(|pair| pair[1].trim_end_matches('.'))
        .filter(|name| COMMON.contains(&name.to_lowercase().as_str()));
    names
        .filter(|name| name.starts_with(char::is_uppercase))
        .filter_map(|name| catalogue.find(name).cloned())
        .collect()
}

fn given(evidence: &Evidence<'_>) -> Vec<Release> {
    evidence
        .input
        .given
        .release
        .iter()
        .map(|r| evidence.catalogue.resolve(r))
        .collect()
}

fn first_heading<'e>(evidence: &'e Evidence<'_>) -> Option<&'e str> {
    evidence.headings.first().map(|h| h.title.as_str())
}

/// The releases a title, heading or file name gives, in order. In a file name case does not count.
pub(super) fn named(
    text: &str,
    catalogue: &Catalogue,
    world: bool,
    any_case: bool,
) -> Vec<Release> {
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '.'))
        .filter(|w| !w.is_empty())
        .collect();
    let mut out = own(text, catalogue, any_case);
    for (at, word) in words.iter().enumerate() {
        let number = format!("{word}.{}", words.get(at + 1).copied().unwrap_or(""));
        let split = any_case.then(|| catalogue.find(&number)).flatten();
        let Some(release) = split.or_else(|| catalogue.find(word.trim_end_matches('.'))) else {
            continue;
        };
        let numbered = split.is_some() || word.starts_with(|c: char| c.is_ascii_digit());
        let cased = any_case || word.starts_with(char::is_uppercase);
        if (numbered || cased && world && counts(&words, at)) && !out.contains(release) {
            out.push(release.clone());
        }
    }
    out
}

/// The releases of the settings that a text names, in order: their names and aliases as whole words, in whatever
/// world the recap is. Whoever put them there means them.
fn own(text: &str, catalogue: &Catalogue, any_case: bool) -> Vec<Release> {
    let folded = |text: &str| match any_case {
        true => text.to_lowercase().replace(['-', '_'], " "),
        false => text.to_owned(),
    };
    let text = folded(text);
    let mut found: Vec<(usize, &Release)> = Vec::new();
    for known in catalogue.own_in(&text) {
        let first = known
            .names()
            .filter_map(|name| whole_words(&text, &folded(name)))
            .min();
        found.extend(first.map(|at| (at, &known.release)));
    }
    found.sort_unstable();
    found
        .into_iter()
        .map(|(_, release)| release.clone())
        .collect()
}

/// Where `name` stands in `text` with no letter or digit beside it; `1.2` does not stand in `1.2.3`.
fn whole_words(text: &str, name: &str) -> Option<usize> {
    let mut all = text.match_indices(name);
    let found = all.find(|(at, _)| {
        let before = text[..*at].chars().next_back();
        let mut after = text[at + name.len()..].chars();
        let (next, second) = (after.next(), after.next());
        let goes_on = next == Some('.') && second.is_some_and(char::is_alphanumeric);
        !before.is_some_and(|c| c.is_alphanumeric() || c == '.')
            && !next.is_some_and(char::is_alphanumeric)
            && !goes_on
    });
    found.map(|(at, _)| at)
}

fn counts(words: &[&str], at: usize) -> bool {
    let lower = words[at].to_lowercase();
    let sign = |n: Option<&&str>| {
        n.map(|w| w.to_lowercase())
            .is_some_and(|w| SIGNS.contains(&w.as_str()) || is_project(&w))
    };
    if lower == "austin" {
        let next = words.get(at + 1).map(|w| w.to_lowercase());
        return next.is_some_and(|w| ["release", "cycle", "series"].contains(&w.as_str()));
    }
    let small = |w: &&&str| ["for", "of", "in", "the", "at"].contains(&w.to_lowercase().as_str());
    // `Priorities for Pike`, `Goals of the Train cycle`.
    let before = words[..at].iter().rev().find(|w| !small(w));
    // `Queens Project Priorities`: one word may stand between.
    !COMMON.contains(&lower.as_str())
        || sign(words.get(at + 1))
        || sign(words.get(at + 2))
        || sign(before)
}

/// "Priorities for X", "X Priorities", "X Release Priorities", "X Themes".
fn priorities_heading(evidence: &Evidence<'_>) -> Vec<Release> {
    let about = |title: &str| {
        let lower = title.to_lowercase();
        lower.contains("priorit") || lower.contains("themes")
    };
    let heading = evidence.headings.iter().filter(|h| about(&h.title));
    heading
        .map(|h| named(&h.title, evidence.catalogue, true, false))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// "X cycle" or "X release" in a line that ends in a colon and has a list below it.
fn introducer(evidence: &Evidence<'_>) -> Vec<Release> {
    let source = evidence.source;
    (evidence.metadata.body_line()..=source.line_count())
        .filter(|line| introduces(source, *line))
        .map(|line| in_words(source.line(line), evidence.catalogue))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn introduces(source: &Source, line: u32) -> bool {
    let text = source.line(line).trim_end();
    let item = |n: u32| {
        source
            .line(n)
            .trim_start()
            .starts_with(['-', '*', '+', '1', '\u{2022}'])
    };
    text.len() < 400
        && text.ends_with(':')
        && (item(line + 1) || source.is_blank(line + 1) && item(line + 2))
}

fn in_words(text: &str, catalogue: &Catalogue) -> Vec<Release> {
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '.'))
        .filter(|w| !w.is_empty())
        .collect();
    let pairs = words
        .windows(2)
        .filter(|pair| ["cycle", "release"].contains(&pair[1].to_lowercase().as_str()));
    let cased =
        pairs.filter(|pair| pair[0].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    cased
        .filter_map(|pair| catalogue.find(pair[0]).cloned())
        .take(1)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::named;
    use crate::model::release::KnownRelease;
    use crate::model::{Catalogue, Release};

    fn names(text: &str, any_case: bool) -> String {
        let mut catalogue = Catalogue::openstack();
        for (name, alias) in [("Kernel 6.1", "6.1 LTS"), ("v1.29", "1.29")] {
            catalogue.put(KnownRelease {
                release: Release::new(name),
                aliases: vec![alias.to_owned()],
                date: None,
                own: true,
            });
        }
        let found = named(text, &catalogue, false, any_case);
        found
            .iter()
            .map(Release::as_str)
            .collect::<Vec<_>>()
            .join(", ")
    }

    #[test]
    fn takes_releases_of_the_settings_as_whole_words() {
        assert_eq!(
            names("Planning v1.29 after Kernel 6.1", false),
            "v1.29, Kernel 6.1"
        );
        assert_eq!(names("Release 1.29 retro", false), "v1.29");
        assert_eq!(names("Version 1.29.3 and 11.29", false), "");
        assert_eq!(names("2024-kernel-6.1-planning", true), "Kernel 6.1");
    }

    #[test]
    fn leaves_words_of_running_text() {
        for text in [
            "We took the Train to Queens",
            "Austin was hot",
            "A stay in Havana",
        ] {
            assert_eq!(names(text, false), "", "{text}");
        }
    }
}
