//! What a heading or a line says of the priorities below it.

use crate::model::{Catalogue, Release};
use crate::recap::facts::{is_openstack, named_releases};

/// Words that make it a list of something else: what was done, or what one person or team puts first.
const NOT: &[&str] = &[
    "completed",
    "complete",
    "done",
    "finished",
    "accomplished",
    "achieved",
    "delivered",
    "retrospective",
    "review",
    "key",
    "my",
    "past",
    "previous",
    "last",
    "personal",
    "bug",
    "bugs",
    "setting",
    "candidate",
    "discuss",
    "discussion",
    "process",
    "agenda",
    "status",
    "label",
    "labels",
    "issue",
    "issues",
    "career",
    "reviewing",
    "levels",
    "missed",
    "dropped",
    "postponed",
];
/// Those of them that a sentence may well have elsewhere: `The last thing was to put the Newton priorities in order`.
const APART: &[&str] = &[
    "agenda",
    "discuss",
    "discussion",
    "last",
    "past",
    "previous",
    "process",
    "review",
    "reviewing",
    "setting",
    "status",
];
/// Words that may stand between the priorities and what is said of them: `Status of each of the Newton priorities`.
const BETWEEN: &[&str] = &[
    "a", "about", "all", "an", "and", "are", "as", "at", "been", "cycle", "each", "for", "from",
    "had", "has", "have", "in", "is", "of", "on", "our", "project", "release", "s", "some", "team",
    "that", "the", "these", "this", "those", "to", "was", "we", "were", "what", "which",
];
/// What stands before the release that some of them come from.
const FROM: &[&str] = &[" deferred from ", " carried over from ", " continued from "];
/// Titles and lines of so many words are read as one thing.
const SHORT: usize = 5;
/// Longer lines are sentences about priorities.
const MOST_WORDS: usize = 14;

/// What a heading or an introducing line says of the priorities below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Announced {
    /// The releases it names; empty for `Release priorities`.
    releases: Vec<Release>,
    /// Whether it says that the order counts.
    ordered: bool,
}

/// The priorities that a heading or line announces, `None` where it announces none.
pub(super) fn announced(text: &str, catalogue: &Catalogue) -> Option<Announced> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || c == '.'))
        .filter(|w| !w.is_empty())
        .collect();
    let pair = || words.windows(2).position(|pair| pair == ["work", "items"]);
    let single = words
        .iter()
        .position(|w| ["priorities", "themes"].contains(w));
    let topic = single.or_else(pair)?;
    if words.len() > MOST_WORDS || are_others(&words, topic, catalogue) {
        return None;
    }
    // What comes from a release before is no priority of that.
    let own = FROM.iter().filter_map(|from| lower.find(from)).min();
    let own = own.and_then(|end| text.get(..end)).unwrap_or(text);
    let mut releases = named_releases(own, catalogue);
    // `Next cycle priorities` are of a release that is not named.
    if releases.is_empty() && words.contains(&"next") {
        return None;
    }
    if releases.is_empty() {
        let version = words.iter().find(|w| is_version(w));
        releases.extend(version.map(|w| catalogue.resolve(w)));
    }
    let of_release = words.iter().any(|w| ["release", "cycle"].contains(w));
    let sound = !releases.is_empty() || of_release && lower.contains("priorities");
    sound.then(|| Announced {
        releases,
        ordered: is_ordered(&lower),
    })
}

/// Whether words whose place `topic` names priorities make it a list of something else.
fn are_others(words: &[&str], topic: usize, catalogue: &Catalogue) -> bool {
    let denied = topic
        .checked_sub(1)
        .is_some_and(|at| ["no", "non", "not"].contains(&words[at]));
    // `Priorities deferred to Ocata` are Newton's, those deferred from it are of the list.
    let put_off = words
        .windows(2)
        .any(|pair| pair[0] == "deferred" && pair[1] != "from");
    let joins = |word: &&str| {
        BETWEEN.contains(word)
            || word.contains(|c: char| c.is_ascii_digit())
            || catalogue.find(word).is_some()
            || is_openstack(word)
    };
    let counts = |at: usize| {
        let between = &words[at.min(topic) + 1..at.max(topic)];
        !APART.contains(&words[at]) || words.len() <= SHORT || between.iter().all(joins)
    };
    let others = |at: usize| at != topic && is_other(words[at]) && counts(at);
    let first_or_last = words.first() == Some(&"deferred") || words.last() == Some(&"deferred");
    denied || put_off || first_or_last || (0..words.len()).any(others)
}

/// Whether a word, in lower case, makes it a list of something else.
pub(super) fn is_other(word: &str) -> bool {
    NOT.contains(&word)
}

impl Announced {
    /// The same, its order counting where `ordered` says so too.
    pub(super) fn or_ordered(mut self, ordered: bool) -> Self {
        self.ordered |= ordered;
        self
    }

    /// Whether the order counts.
    pub(super) fn is_ordered(&self) -> bool {
        self.ordered
    }

    /// The releases it names.
    pub(super) fn releases(&self) -> &[Release] {
        &self.releases
    }
}

fn is_version(word: &str) -> bool {
    let digits = word.trim_start_matches('v');
    digits.contains('.')
        && digits
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

pub(super) fn is_ordered(lower: &str) -> bool {
    let said = [
        "in order of",
        "in priority order",
        "ordered",
        "most important first",
        "highest first",
        "in this order",
    ];
    let not = [
        "no particular order",
        "not in order",
        "unordered",
        "not ordered",
        "no order",
    ];
    said.iter().any(|words| lower.contains(words)) && !not.iter().any(|words| lower.contains(words))
}

#[cfg(test)]
mod tests {
    use super::announced;
    use crate::model::Catalogue;

    #[test]
    fn knows_lists_of_priorities() {
        let of = |text: &str| {
            announced(text, &Catalogue::openstack()).map(|a| {
                a.releases
                    .iter()
                    .map(|r| r.to_string())
                    .collect::<Vec<_>>()
                    .join(" ")
            })
        };
        assert_eq!(of("Priorities for Mitaka").as_deref(), Some("Mitaka"));
        assert_eq!(of("Newton Project Priorities").as_deref(), Some("Newton"));
        assert_eq!(of("Train Release Themes").as_deref(), Some("Train"));
        assert_eq!(
            of("The priorities of the team for the Antelope cycle").as_deref(),
            Some("2023.1")
        );
        assert_eq!(of("Release priorities").as_deref(), Some(""));
        assert_eq!(of("v1.10 priorities").as_deref(), Some("v1.10"));
        assert_eq!(
            of("The last thing we did was to put the Newton priorities in order").as_deref(),
            Some("Newton")
        );
        assert_eq!(
            of("After a review of the backlog we set the Newton priorities").as_deref(),
            Some("Newton")
        );
        assert_eq!(
            of("These are the themes we agreed upon for Stein, in order of importance").as_deref(),
            Some("Stein")
        );
        assert_eq!(
            of("Ocata priorities deferred from Newton").as_deref(),
            Some("Ocata")
        );
        for text in [
            "Priorities",
            "Non-priorities for Newton",
            "No priorities for Newton",
            "Priorities deferred to Ocata",
            "Deferred Newton priorities",
            "Review of the Newton priorities",
            "Where we are: the status of each of the Newton priorities",
            "Last cycle's priorities of Newton",
            "Bugs that block one of the Newton release priorities",
            "Priorities of the talks Victoria gave",
            "Key Priorities",
            "Completed Mitaka priorities",
            "Bug priorities",
            "Release notes",
            "My priorities for Mitaka",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
