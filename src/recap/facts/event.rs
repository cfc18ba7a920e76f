//! Which event a recap reports, and where it took place.

use super::{Evidence, stated};
use crate::model::{Fact, FactSource};

/// Words that end the name of an event.
const ENDS: &[&str] = &[
    "Summit",
    "PTG",
    "Midcycle",
    "Mid-cycle",
    "Meetup",
    "Conference",
    "Forum",
    "Hackathon",
    "Sprint",
];
/// Words that an event's name does not begin with.
const LEAD: &[&str] = &[
    "The", "A", "An", "My", "At", "From", "In", "Our", "Before", "Some", "Vote", "Thoughts",
    "Recent", "Upcoming", "Next", "Last", "Past", "Notes",
];
/// Cities of summits and gatherings: they are places, not part of an event's name.
const CITIES: &[&str] = &[
    "Atlanta",
    "Austin",
    "Barcelona",
    "Bangalore",
    "Berlin",
    "Boston",
    "Denver",
    "Dublin",
    "Hong Kong",
    "Paris",
    "Portland",
    "San Diego",
    "Santa Clara",
    "Shanghai",
    "Sydney",
    "Tokyo",
    "Vancouver",
];

/// A field; the title; a rule; a folder such as `05-leadership-summit`.
pub(super) fn event(evidence: &Evidence<'_>, title: &Fact<String>) -> Option<Fact<String>> {
    if let Some(fact) = stated(evidence.metadata, &["event", "meeting", "summit"]) {
        return Some(fact);
    }
    if let Some(name) = in_title(&title.value) {
        return Some(Fact::new(name, title.source));
    }
    if let Some(given) = &evidence.input.given.event {
        return Some(Fact::new(given.clone(), FactSource::Context));
    }
    evidence
        .folders()
        .rev()
        .find_map(of_folder)
        .map(|name| Fact::new(name, FactSource::Path))
}

/// A field; a city in a title that names an event; a rule.
pub(super) fn location(evidence: &Evidence<'_>, title: &Fact<String>) -> Option<Fact<String>> {
    if let Some(fact) = stated(evidence.metadata, &["location", "place", "city", "venue"]) {
        return Some(fact);
    }
    let city = CITIES
        .iter()
        .find(|city| has_words(&title.value, city))
        .filter(|_| in_title(&title.value).is_some());
    if let Some(city) = city {
        return Some(Fact::new((*city).to_owned(), title.source));
    }
    let given = evidence.input.given.location.as_ref()?;
    Some(Fact::new(given.clone(), FactSource::Context))
}

fn has_words(text: &str, words: &str) -> bool {
    let folded = format!(" {} ", text.replace(|c: char| !c.is_alphanumeric(), " "));
    folded.contains(&format!(" {words} "))
}

/// Whether a word may be part of a name: `2018`, `2018/03/01` and `4.` say when or which, not what.
fn is_word(word: &str) -> bool {
    word.contains(char::is_alphabetic)
}

/// The run of capitalised words up to `Summit`, `PTG`, ..., without dates, numbers and cities.
fn in_title(title: &str) -> Option<String> {
    let words: Vec<&str> = title
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| ",.:;()\"".contains(c)))
        .collect();
    let end = words.iter().position(|w| ENDS.contains(w))?;
    let begins = |w: &&&str| {
        w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && !LEAD.contains(*w)
    };
    let length = words[..end].iter().rev().take(5).take_while(begins).count();
    let name = words[end - length..=end].join(" ");
    let mut kept = format!(" {name} ");
    for city in CITIES {
        kept = kept.replace(&format!(" {city} "), " ");
    }
    let kept: Vec<&str> = kept.split_whitespace().filter(|w| is_word(w)).collect();
    // "Summit" alone names no event.
    (kept.len() > 1).then(|| kept.join(" "))
}

fn of_folder(folder: &str) -> Option<String> {
    let named = ["summit", "ptg", "midcycle", "meetup", "conference"];
    let words: Vec<&str> = folder.split(['-', '_']).filter(|w| is_word(w)).collect();
    let last = words.last()?.to_lowercase();
    (words.len() > 1 && named.contains(&last.as_str())).then(|| {
        words
            .iter()
            .map(|w| capitalised(w))
            .collect::<Vec<_>>()
            .join(" ")
    })
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::{in_title, of_folder};

    #[test]
    fn dates_are_no_names() {
        for (title, expected) in [
            ("[heat][glance] 2018/03/01 Dublin PTG", None),
            ("2018-03-01 Rocky PTG", Some("Rocky PTG")),
            (
                "Notes of the 26.-28.2. Rocky Midcycle",
                Some("Rocky Midcycle"),
            ),
            ("Stein 2018/11 Forum", Some("Stein Forum")),
            ("2nd Newton Midcycle 2016", Some("2nd Newton Midcycle")),
        ] {
            assert_eq!(in_title(title).as_deref(), expected, "{title}");
        }
        assert_eq!(of_folder("2018.03-rocky-ptg").as_deref(), Some("Rocky Ptg"));
        assert_eq!(of_folder("2018-ptg"), None);
    }
}
