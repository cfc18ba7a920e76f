//! Nicks of those who are to do something, and what only looks like one.

use super::cues::among;
use super::subjects::{NO_NAME, is_verb};

/// Whether what follows `to` is done to things: `to be tested`, `to get replaced`, `to follow`.
pub(super) fn is_of_things(rest: &str) -> bool {
    let mut words = rest.split_whitespace();
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let second = second.trim_end_matches(|c: char| !c.is_alphanumeric());
    let ends = ["ed", "en", "wn", "ght", "ept", "ound", "uilt", "ent", "ade"];
    let short = ["done", "run", "set", "put", "cut"].contains(&second);
    let participle = short
        || second.chars().all(char::is_lowercase) && ends.iter().any(|end| second.ends_with(end));
    let follows = first.trim_end_matches('.') == "follow" && second.is_empty();
    ["be", "get"].contains(&first) && participle || follows
}

/// Whether a word is no name but a file, a version or a quarter: `README.md`, `v2`, `Q3`.
pub(super) fn is_thing(word: &str) -> bool {
    let files = [
        ".md", ".py", ".rst", ".txt", ".yaml", ".yml", ".json", ".conf", ".cfg", ".rs", ".go",
        ".sh", ".toml",
    ];
    let mut rest = word.chars();
    let numbered = rest.next().is_some_and(|c| "vVQH".contains(c))
        && rest.as_str().starts_with(|c: char| c.is_ascii_digit());
    files.iter().any(|end| word.to_lowercase().ends_with(end))
        || numbered
            && rest
                .as_str()
                .chars()
                .all(|c| c.is_ascii_digit() || c == '.')
}

/// The nicks of a row, `DuncanT, hemna and al_x`, where one of them is known as such.
pub(super) fn nicks(head: &str, known: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
    let row = head.replace(" and ", ",").replace(['/', '&', '+'], ",");
    let row: Vec<&str> = row
        .split(',')
        .map(str::trim)
        .filter(|nick| !nick.is_empty())
        .collect();
    let signs = |c: char| c.is_alphanumeric() || "@-_.'`|^{}\\".contains(c);
    let nick = |nick: &&str| {
        nick.chars().all(signs)
            && !is_thing(nick)
            && nick.contains(char::is_alphanumeric)
            && !is_verb(nick)
            && !among(NO_NAME, &nick.to_lowercase())
    };
    let sound =
        (1..=8).contains(&row.len()) && row.iter().all(nick) && row.iter().any(|nick| known(nick));
    sound.then(|| {
        row.iter()
            .map(|nick| nick.trim_start_matches('@').to_owned())
            .collect()
    })
}

/// Whether a word can hardly be anything but a nick: `@jo`, `DuncanT`, `al_x`, `jo|away`, `e0ne`.
pub(super) fn is_odd(word: &str) -> bool {
    let inner =
        word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let figure =
        word.starts_with(char::is_alphabetic) && word.contains(|c: char| c.is_ascii_digit());
    word.starts_with('@') || inner || figure || word.contains(['_', '`', '|', '^'])
}

/// Whether a name is what a person may be called in short: `Jo`, `Lee` or `JL` for `Jo Lee`, `Jo Lee` for `Jo`.
pub(super) fn is_nick_of(name: &str, person: &str) -> bool {
    let words = || person.split(|c: char| c.is_whitespace() || "()[]".contains(c));
    let initials: String = words().filter_map(|word| word.chars().next()).collect();
    let first = name.split_whitespace().next().unwrap_or("");
    name.eq_ignore_ascii_case(person)
        || name == initials && name.len() > 1
        || words().any(|word| word.eq_ignore_ascii_case(name))
        || first.eq_ignore_ascii_case(person)
}

/// Who an action names first, of those that took part.
pub(super) fn of_people(text: &str, people: &[String]) -> Vec<String> {
    let known = |nick: &str| people.iter().any(|name| name.eq_ignore_ascii_case(nick));
    let heads = [" to ", " will ", ": "]
        .iter()
        .filter_map(|word| text.split_once(word));
    let mut rows = heads.filter_map(|(head, _)| nicks(head.trim_end_matches(' '), &known));
    rows.next().unwrap_or_default()
}
