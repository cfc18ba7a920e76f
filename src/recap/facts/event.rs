//! Which event a recap reports, and where it took place.

use super::{Evidence, stated};
use crate::model::{Fact, FactSource};

/// Metadata fields that give an event.
pub(super) const KEYS: &[&str] = &["event", "meeting", "summit"];
/// Words that end the name of an event.
const ENDS: &[&str] = &[
    "Summit",
    "PTG",
    "vPTG",
    "Midcycle",
    "Mid-cycle",
    "Meetup",
    "Conference",
    "Forum",
    "Hackathon",
    "Hackfest",
    "Sprint",
];
/// Words that an event's name does not begin with.
const LEAD: &[&str] = &[
    "The", "A", "An", "My", "At", "From", "In", "Our", "Before", "Some", "Vote", "Thoughts",
    "Recent", "Upcoming", "Next", "Last", "Past", "Notes",
];
/// Cities of summits and gatherings: they are places, not part of an event's name.
const CITIES: &[&str] = &[
    "Amsterdam",
    "Ann Arbor",
    "Athens",
    "Atlanta",
    "Auckland",
    "Austin",
    "Bangalore",
    "Barcelona",
    "Beijing",
    "Bengaluru",
    "Berlin",
    "Boston",
    "Boulder",
    "Brisbane",
    "Brno",
    "Brussels",
    "Budapest",
    "Buenos Aires",
    "Cambridge",
    "Cape Town",
    "Chicago",
    "Christchurch",
    "Copenhagen",
    "Dallas",
    "Denver",
    "Detroit",
    "Dublin",
    "Edinburgh",
    "Fort Collins",
    "Geneva",
    "Gothenburg",
    "Guadalajara",
    "Hamburg",
    "Helsinki",
    "Hong Kong",
    "Houston",
    "Istanbul",
    "Krakow",
    "Kyoto",
    "Las Vegas",
    "Lisbon",
    "London",
    "Los Angeles",
    "Lyon",
    "Madrid",
    "Malaga",
    "Manchester",
    "Melbourne",
    "Milan",
    "Minneapolis",
    "Montreal",
    "Mumbai",
    "Munich",
    "Nairobi",
    "New Orleans",
    "New York",
    "Nuremberg",
    "Orlando",
    "Osaka",
    "Ottawa",
    "Palo Alto",
    "Paris",
    "Philadelphia",
    "Pittsburgh",
    "Portland",
    "Prague",
    "Raleigh",
    "Riga",
    "Rome",
    "Salt Lake City",
    "San Antonio",
    "San Diego",
    "San Francisco",
    "San Jose",
    "Santa Clara",
    "Seattle",
    "Seoul",
    "Shanghai",
    "Shenzhen",
    "Singapore",
    "Stockholm",
    "Sunnyvale",
    "Sydney",
    "Taipei",
    "Tallinn",
    "Tel Aviv",
    "Thessaloniki",
    "Tokyo",
    "Toronto",
    "Valencia",
    "Vancouver",
    "Vienna",
    "Vilnius",
    "Warsaw",
    "Wellington",
    "Zurich",
];

/// A field; the title; a rule; a folder such as `05-leadership-summit`; a title that has but the place before the word,
/// `Tokyo Summit`.
pub(super) fn event(evidence: &Evidence<'_>, title: &Fact<String>) -> Option<Fact<String>> {
    if let Some(fact) = stated(evidence.metadata, KEYS) {
        return Some(fact);
    }
    let named = in_title(&title.value);
    let of_title = |name: &Named| Fact::new(name.name.clone(), title.source);
    if let Some(name) = named.as_ref().filter(|name| !name.by_place) {
        return Some(of_title(name));
    }
    if let Some(given) = &evidence.input.given.event {
        return Some(Fact::new(given.clone(), FactSource::Context));
    }
    let folder = || evidence.folders().rev().find_map(of_folder);
    let folder = || folder().map(|name| Fact::new(name, FactSource::Path));
    folder().or_else(|| named.as_ref().map(of_title))
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

/// An event as a title names it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Named {
    name: String,
    /// Whether it is called by its place alone: `Tokyo Summit`.
    by_place: bool,
}

/// The run of capitalised words up to `Summit`, `PTG`, ..., without dates and numbers, and without cities where it has
/// other words.
fn in_title(title: &str) -> Option<Named> {
    let words: Vec<&str> = title
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| ",.:;()\"".contains(c)))
        .collect();
    let end = words.iter().position(|w| ENDS.contains(w))?;
    let begins = |w: &&&str| {
        let cased = w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        (cased || **w == "virtual") && !LEAD.contains(*w)
    };
    let length = words[..end].iter().rev().take(5).take_while(begins).count();
    let run = &words[end - length..=end];
    let whole: Vec<&str> = run.iter().copied().filter(|w| is_word(w)).collect();
    let mut kept = format!(" {} ", whole.join(" "));
    for city in CITIES {
        kept = kept.replace(&format!(" {city} "), " ");
    }
    let kept: Vec<&str> = kept.split_whitespace().collect();
    // "Summit" alone names no event, "vPTG" says which kind.
    let tells = |words: &[&str]| words.len() > 1 || words == ["vPTG"];
    let by_place = !tells(&kept);
    let name = if by_place { whole } else { kept };
    tells(&name).then(|| Named {
        name: name.join(" "),
        by_place,
    })
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
            ("[heat][glance] 2018/03/01 Dublin PTG", Some("Dublin PTG")),
            ("2018/03/01 PTG", None),
            ("Sydney Forum notes", Some("Sydney Forum")),
            ("Cinder at the Tokyo Summit", Some("Tokyo Summit")),
            ("Mitaka Design Summit, Tokyo", Some("Mitaka Design Summit")),
            ("OpenStack Tokyo Summit", Some("OpenStack Summit")),
            ("Lisbon Contributor Summit", Some("Contributor Summit")),
            ("Brno Hackfest", Some("Brno Hackfest")),
            ("Xena vPTG", Some("Xena vPTG")),
            ("Notes of the vPTG", Some("vPTG")),
            ("Notes of the virtual PTG", Some("virtual PTG")),
            ("Victoria virtual PTG", Some("Victoria virtual PTG")),
            ("A virtual talk before the PTG", None),
            ("2018-03-01 Rocky PTG", Some("Rocky PTG")),
            (
                "Notes of the 26.-28.2. Rocky Midcycle",
                Some("Rocky Midcycle"),
            ),
            ("Stein 2018/11 Forum", Some("Stein Forum")),
            ("2nd Newton Midcycle 2016", Some("2nd Newton Midcycle")),
        ] {
            let found = in_title(title).map(|named| named.name);
            assert_eq!(found.as_deref(), expected, "{title}");
        }
        assert_eq!(of_folder("2018.03-rocky-ptg").as_deref(), Some("Rocky Ptg"));
        assert_eq!(of_folder("2018-ptg"), None);
    }
}
