//! Who and what is known where an action stands.

use super::subjects::is_subject;
use crate::model::Catalogue;
use crate::recap::speakers::Speakers;
use crate::recap::tags;

/// The people, releases and terms that a name in an action is held against.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known<'k> {
    /// Who took part in the meeting.
    pub(super) people: &'k [String],
    /// Who is named at the topic.
    pub(super) here: &'k [String],
    pub(super) catalogue: Option<&'k Catalogue>,
    pub(super) tags: Option<&'k tags::Matcher<'k>>,
}

impl Known<'_> {
    /// Whether a name is that of somebody here: whole (`Lance Bragstad`), the first of it, or a nick made of it.
    pub(super) fn is_person(&self, name: &str) -> bool {
        let name = name.trim().trim_start_matches('@').to_lowercase();
        let is_of = |person: &String| {
            let person = person.to_lowercase();
            let first = person.split_whitespace().next();
            person == name || first == Some(name.as_str()) || is_nick(&name, &person)
        };
        !name.is_empty() && self.people.iter().chain(self.here).any(is_of)
    }

    /// The longest name of somebody here that a text begins with.
    pub(super) fn leading(&self, text: &str) -> Option<&str> {
        let begins = |person: &&String| {
            let head = text.get(..person.len());
            let rest = text.get(person.len()..).unwrap_or("");
            head.is_some_and(|head| head.eq_ignore_ascii_case(person))
                && !rest.starts_with(char::is_alphanumeric)
        };
        let all = self.people.iter().chain(self.here);
        let longest = all.filter(begins).max_by_key(|person| person.len());
        longest.map(String::as_str)
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

/// The beginning of a last name that a nick has of it at least, in letters.
const SHORTEST: usize = 4;

/// Whether a nick is made of somebody's names, all in small letters: `lbragstad`, `mriedem` of Matt Riedemann, `edleafe`.
fn is_nick(nick: &str, person: &str) -> bool {
    let words: Vec<&str> = person.split_whitespace().collect();
    let (Some(initial), Some(last)) = (person.chars().next(), words.last()) else {
        return false;
    };
    let made = |rest: &str| {
        let cut = rest.chars().count() >= SHORTEST && last.starts_with(rest);
        rest == *last || cut
    };
    words.len() > 1 && (words.concat() == nick || nick.strip_prefix(initial).is_some_and(made))
}

#[cfg(test)]
mod tests {
    use super::Known;

    #[test]
    fn knows_people_by_what_they_are_called() {
        let people = ["Lance Bragstad", "jroll", "Matt Riedemann", "Ed Leafe"].map(str::to_owned);
        let known = Known {
            people: &people,
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
