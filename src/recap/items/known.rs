//! Who and what is known where an action stands.

use super::subjects::is_subject;
use crate::model::Catalogue;
use crate::recap::speakers::Speakers;
use crate::recap::tags;
use std::collections::{HashMap, HashSet};

/// People and what they are called, ready for being asked after by every action of a note.
#[derive(Debug, Default)]
pub(super) struct Folk {
    /// Whole names by themselves in small letters.
    whole: HashMap<String, String>,
    /// First names and nicks made of names, in small letters.
    short: HashSet<String>,
}

/// The beginning of a last name that a nick has of it at least, in letters.
const SHORTEST: usize = 4;
/// Longer names are not looked for behind an `@`, in words.
const MOST_WORDS: usize = 5;

impl Folk {
    /// These people.
    pub(super) fn of(people: &[String]) -> Self {
        let mut out = Self::default();
        for person in people {
            let lower = person.to_lowercase();
            out.shorten(&lower);
            out.whole.insert(lower, person.clone());
        }
        out
    }

    /// Notes the first of somebody's names, and the nicks made of them: `lbragstad`, `mriedem` of Matt Riedemann, `edleafe`.
    fn shorten(&mut self, person: &str) {
        let words: Vec<&str> = person.split_whitespace().collect();
        let [first, .., last] = words.as_slice() else {
            return;
        };
        self.short.insert((*first).to_owned());
        self.short.insert(words.concat());
        let initial: String = first.chars().take(1).collect();
        self.short.insert(format!("{initial}{last}"));
        let ends = last.char_indices().map(|(at, _)| at).skip(SHORTEST);
        self.short
            .extend(ends.map(|end| format!("{initial}{}", &last[..end])));
    }

    fn has(&self, lower: &str) -> bool {
        self.whole.contains_key(lower) || self.short.contains(lower)
    }
}

/// The people, releases and terms that a name in an action is held against.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known<'k> {
    /// Who took part in the meeting.
    pub(super) people: Option<&'k Folk>,
    /// Who is named at the topic.
    pub(super) here: Option<&'k Folk>,
    pub(super) catalogue: Option<&'k Catalogue>,
    pub(super) tags: Option<&'k tags::Matcher<'k>>,
}

impl Known<'_> {
    /// Whether a name is that of somebody here: whole (`Lance Bragstad`), the first of it, or a nick made of it.
    pub(super) fn is_person(&self, name: &str) -> bool {
        let name = name.trim().trim_start_matches('@').to_lowercase();
        self.folk().any(|folk| folk.has(&name))
    }

    /// The longest name of somebody here that a text begins with.
    pub(super) fn leading(&self, text: &str) -> Option<&str> {
        let ends = text.char_indices().filter(|(_, c)| !c.is_alphanumeric());
        let ends = ends.map(|(end, _)| end).take(MOST_WORDS);
        let mut heads: Vec<String> = ends.map(|end| text[..end].to_lowercase()).collect();
        heads.reverse();
        let named = |head: &String| self.folk().find_map(|folk| folk.whole.get(head));
        heads.iter().find_map(named).map(String::as_str)
    }

    fn folk(&self) -> impl Iterator<Item = &Folk> {
        self.people.into_iter().chain(self.here)
    }

    /// Whether words are a subject matter: a word of the field, a project, or a term of the vocabulary. Who took part is none.
    pub(super) fn is_subject(&self, words: &str) -> bool {
        let term = |tags: &tags::Matcher<'_>| {
            let found = tags.tags(&[], words, "", &Speakers::default());
            !found.is_empty()
        };
        !self.is_person(words) && (is_subject(words) || self.tags.is_some_and(term))
    }
}

#[cfg(test)]
mod tests {
    use super::{Folk, Known};

    #[test]
    fn knows_people_by_what_they_are_called() {
        let people = ["Lance Bragstad", "jroll", "Matt Riedemann", "Ed Leafe"].map(str::to_owned);
        let folk = Folk::of(&people);
        let known = Known {
            people: Some(&folk),
            ..Known::default()
        };
        for name in [
            "lance bragstad",
            "Lance",
            "lbragstad",
            "@jroll",
            "mriedem",
            "edleafe",
        ] {
            assert!(known.is_person(name), "{name}");
        }
        for name in ["Bragstad", "bragstad", "jrolly", "mrie", "j", ""] {
            assert!(!known.is_person(name), "{name}");
        }
        assert_eq!(
            known.leading("Lance Bragstad update it"),
            Some("Lance Bragstad")
        );
        assert_eq!(known.leading("Lance Bragstadt update it"), None);
    }
}
