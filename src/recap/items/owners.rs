//! Who an action names.

use super::cues::among;
use super::known::Known;
use super::nicks::{is_odd, is_of_things, nicks};
use super::states::{is_state, last_bracket, unstated};
use super::subjects::{NO_OWNER, is_deed, is_names};
use crate::recap::links::unlinked;
use crate::recap::names::{is_nobody, names};

/// Labels that say who is to do it.
const OWNER: &str = "owner owners assignee assignees who";
/// Marks between who is to do something and what.
const DASHES: [&str; 6] = [
    " - ",
    " \u{2013} ",
    " \u{2014} ",
    " -- ",
    " \u{2192} ",
    " -> ",
];

/// Who an action names first, where nothing is known of who was there.
pub(super) fn owners(text: &str) -> Vec<String> {
    named(text, &Known::default())
}

/// Who an action names first.
pub(super) fn named(text: &str, known: &Known<'_>) -> Vec<String> {
    let text = unlinked(text);
    let whole = unstated(&text, known);
    let text = whole.trim_start_matches(['[', '(', '@', '*', ' ']);
    let (label, rest) = text.split_once(':').unwrap_or(("", ""));
    if among(OWNER, &label.trim().to_lowercase()) {
        let who = rest.split(['.', '(', ';', '\n']).next().unwrap_or("");
        return if is_names(who) {
            split(who)
        } else {
            Vec::new()
        };
    }
    before(text, " to ", known)
        .or_else(|| before(text, " will ", known))
        .or_else(|| labelled(text, known))
        .or_else(|| dashed(text, known))
        .or_else(|| handle(whole, known))
        .unwrap_or_else(|| trailing(text, known))
}

/// The names before a colon, or in brackets at the beginning.
fn labelled(text: &str, known: &Known<'_>) -> Option<Vec<String>> {
    let bracket = text.split_once(']').map(|(head, _)| head);
    let colon = text.split_once(": ").map(|(head, _)| head);
    let heads = [bracket, colon, text.strip_suffix(':')];
    heads.into_iter().flatten().find_map(|head| {
        if is_names(head) && !among(NO_OWNER, &head.trim().to_lowercase()) {
            return Some(split(head));
        }
        aside(head, known)
            .or_else(|| nicks(head, &is_odd).filter(|row| row.len() > 1))
            .or_else(|| row(head, known))
    })
}

/// The name before a dash or an arrow and what is to be done: `Brian - update the docs`. A person that is known may do anything.
fn dashed(text: &str, known: &Known<'_>) -> Option<Vec<String>> {
    let parts = DASHES.iter().filter_map(|dash| text.split_once(dash));
    let (head, rest) = parts.min_by_key(|(head, _)| head.len())?;
    if known.is_person(head) {
        return Some(split(head));
    }
    let in_capitals = head.chars().count() > 2 && !head.contains(char::is_lowercase);
    let word = rest.split(|c: char| !c.is_alphanumeric()).next();
    let sound = head.split_whitespace().count() <= 4
        && !in_capitals
        && !among(NO_OWNER, &head.to_lowercase())
        && !known.is_subject(head)
        && word.is_some_and(is_deed);
    if sound && is_names(head) {
        return Some(split(head));
    }
    nicks(head, &is_odd).filter(|row| sound && row.len() > 1)
}

/// The name before what is said of somebody in brackets or by an address: `Lee (lyarwood)`, `Ann Lee a@x.org`.
fn aside(head: &str, known: &Known<'_>) -> Option<Vec<String>> {
    let head = head.trim_end();
    let mail = head.rsplit_once(' ').filter(|(_, last)| {
        let (user, host) = last.split_once('@').unwrap_or(("", ""));
        !user.is_empty() && !host.is_empty()
    });
    let bracket = || {
        let (before, words, _) = last_bracket(head)?;
        let told = words.split_whitespace().count() <= 3 && !is_state(words, known);
        told.then_some(before.trim_end())
    };
    let name = mail.map(|(name, _)| name).or_else(bracket)?;
    let person = known.is_person(name)
        || is_odd(name)
        || name.starts_with(char::is_uppercase) && !known.is_subject(name);
    let plain = is_names(name) && !among(NO_OWNER, &name.to_lowercase());
    (person && plain).then(|| split(name))
}

/// A row of nicks and names, of which none can be anything else: `cdent & edleafe`, `gfidente/jistr`.
fn row(head: &str, known: &Known<'_>) -> Option<Vec<String>> {
    let row = head.replace(" and ", ",").replace(['/', '&', '+'], ",");
    let row: Vec<&str> = row.split(',').map(str::trim).collect();
    let nick = |name: &&str| {
        let signs = |c: char| c.is_alphanumeric() || " -_.'`|^@".contains(c);
        let lower = name.to_lowercase();
        known.is_person(name)
            || name.chars().count() > 1
                && name.starts_with(|c: char| c.is_alphabetic() || "@_".contains(c))
                && name.chars().all(signs)
                && is_names(name)
                && !is_deed(name)
                && !among(NO_OWNER, &lower)
                && !known.is_subject(name)
    };
    ((2..=8).contains(&row.len()) && row.iter().all(nick)).then(|| split(&row.join(",")))
}

/// The handle that a text begins with: `@jo test it`. More of a name follows where somebody here has that: `@Jo Lee test it`.
fn handle(text: &str, known: &Known<'_>) -> Option<Vec<String>> {
    let text = text.trim_start().strip_prefix('@')?;
    if let Some(name) = known.leading(text) {
        return Some(vec![name.to_owned()]);
    }
    let name = text.split_whitespace().next()?.trim_end_matches([',', ':']);
    is_names(name).then(|| split(name))
}

fn before(text: &str, word: &str, known: &Known<'_>) -> Option<Vec<String>> {
    let (head, rest) = text.split_once(word)?;
    if is_of_things(rest) {
        return None;
    }
    if is_names(head) {
        return Some(split(head));
    }
    nicks(head, &is_odd)
        .or_else(|| aside(head, known))
        .or_else(|| row(head, known).filter(|_| acts(rest)))
}

/// Whether words go on with a verb, as they do behind `to`: not `to the list`, `to Jo`.
fn acts(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphanumeric()).next();
    let word = word.unwrap_or("");
    let none = "a an the this that these those our your their its my his her all any each other others me us them him it";
    word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase()) && !among(none, word)
}

/// The names before `to` or `will` and a verb, where nothing else stands there: an outcome that hands out work.
pub(super) fn before_to(text: &str) -> Vec<String> {
    let text = text.trim_start_matches(['[', '(', '@', '*', ' ']);
    let handed = |word: &str| {
        let (head, rest) = text.split_once(word)?;
        let verb = rest.split_whitespace().next().unwrap_or("");
        let acts = verb.len() > 1
            && verb.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            && !among(
                "be the a an this that stage continue have remain reflector built-in not advance become",
                verb,
            );
        let last = head.rsplit(' ').next().unwrap_or("");
        let named =
            head.starts_with(char::is_uppercase) && !last.ends_with("ing") && !last.contains('.');
        // `Required to`, `Intended to`: no name, and no past form is one that leads a sentence.
        let past = last.ends_with("ed") && last.len() > 4;
        (acts && named && !past)
            .then(|| before(text, word, &Known::default()))
            .flatten()
    };
    handed(" to ")
        .or_else(|| handed(" will "))
        .unwrap_or_default()
}

/// The names that a text consists of: `Jo`, `Jo:`, `@jo and @al`.
pub(super) fn only_names(text: &str) -> Vec<String> {
    let head = text.trim().trim_end_matches(':');
    let sound = head.starts_with('@')
        || head.ends_with('@')
        || head.starts_with(char::is_uppercase) && head.split_whitespace().count() <= 3;
    if sound && is_names(head) {
        split(head)
    } else {
        Vec::new()
    }
}

/// Whether a text is a nick that the items below it say again: `* jo` over `* al and jo to write it`.
pub(super) fn is_repeated(text: &str, mut below: impl Iterator<Item = String>) -> bool {
    let nick = text.trim();
    let word = !nick.is_empty() && !nick.contains(char::is_whitespace);
    word && below.any(|item| item.contains(nick))
}

/// Whether words under an action label are none: a list of them elsewhere, or that there are none.
pub(super) fn is_no_action(text: &str, rule: &str) -> bool {
    let lower = text.to_lowercase();
    let lower = lower.trim_end_matches(['.', '!']);
    let words = lower.split_whitespace().count();
    // `TODO: util` is a note to oneself that nobody else can act on.
    let bare = words < 3 && owners(text).is_empty() && rule.contains("`TODO`");
    let handle = words == 1 && (lower.starts_with('@') || lower.ends_with('@'));
    bare || handle
        || lower.starts_with("no action")
        || lower.starts_with("none")
        || lower.starts_with("action items") && words <= 4
}

/// Names in an owner column or in brackets behind a label: `Tim Hockin`, `jo, al`, `@jo/@al`.
pub(super) fn split(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let bare = text.trim_start_matches(|c: char| "([ ".contains(c));
    let said = bare
        .split_once(": ")
        .filter(|(label, _)| among(OWNER, &label.to_lowercase()));
    let text = said.map_or(text, |(_, who)| who);
    for piece in text
        .replace(['/', '&', '+', '\n'], ",")
        .replace(" or ", ",")
        .split(',')
    {
        out.extend(names(piece.trim().trim_start_matches('@')));
    }
    if out.is_empty() {
        let whole = text.trim().trim_matches(|c: char| "@[]()".contains(c));
        let sound = !whole.is_empty() && whole.chars().count() <= 60;
        if sound
            && whole.contains(char::is_alphanumeric)
            && !whole.starts_with(|c: char| c.is_ascii_digit())
            && !whole.contains('?')
            && !is_nobody(&whole.to_lowercase())
        {
            out.push(whole.to_owned());
        }
    }
    let mut seen = std::collections::HashSet::new();
    out.retain(|name| seen.insert(name.clone()));
    out
}

/// `... (@jo)`, `... [jo, al]`, `... - @jo` at the end, and `... (Ann Lee)` of somebody who is known. Of several brackets the last
/// one with a name counts.
pub(super) fn trailing(text: &str, known: &Known<'_>) -> Vec<String> {
    let mut rest = text.trim_end_matches(|c: char| ".\u{fe0f}\u{2705}\u{2714} ".contains(c));
    let mut said_more = false;
    while let Some((before, inside, square)) = last_bracket(rest) {
        let who = bracketed(inside, square, known);
        if !who.is_empty() {
            return who;
        }
        said_more |= !is_state(inside, known);
        rest = before.trim_end();
    }
    // `ask @jo (on the list)`
    if said_more {
        return Vec::new();
    }
    // `... @Jo Smith`
    if let Some((_, who)) = rest.rsplit_once(" @") {
        let words = who.split(' ').count();
        let named = who.split(' ').all(|w| w.starts_with(char::is_uppercase));
        if (2..=3).contains(&words) && named && is_names(who) {
            return split(who);
        }
    }
    let last: Vec<&str> = rest
        .rsplit(' ')
        .take_while(|w| w.trim_end_matches(',').starts_with('@') && w.len() > 1)
        .collect();
    last.into_iter().rev().flat_map(split).collect()
}

/// The names in brackets behind an action.
fn bracketed(inside: &str, square: bool, known: &Known<'_>) -> Vec<String> {
    // `(@jo to file it)`
    let inside = inside.split(" to ").next().unwrap_or(inside);
    let named = |name: &str| {
        let name = name.trim();
        let plain = square
            && name.split_whitespace().count() <= 2
            && is_names(name)
            && !known.is_subject(name)
            && !is_state(name, known);
        name.starts_with('@') || known.is_person(name) || plain
    };
    let mut names = inside
        .split([',', '/', '&'])
        .flat_map(|names| names.split(" and "));
    if names.all(named) {
        split(inside)
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::owners;

    #[test]
    fn finds_owners() {
        let table = [
            ("Mark to post a comment", "Mark"),
            ("fejta to share it", "fejta"),
            ("Jo Smith and Al to write it", "Jo Smith, Al"),
            ("[Jo, Al] write it", "Jo, Al"),
            ("Jo: write it", "Jo"),
            ("Celeste will ask", "Celeste"),
            ("write it (@jo, @al)", "jo, al"),
            ("need to write it", ""),
            ("Write it to the list", ""),
            ("Follow up with them", ""),
            ("Migrate to the new one", ""),
            ("Explore Moving to the new one", ""),
            ("Context: it is slow", ""),
            ("owner: Jo Smith", "Jo Smith"),
            ("[10 mins max] tell them", ""),
            ("mem::zeroed: a lint", ""),
            ("ask them again @Jo Smith", "Jo Smith"),
            ("ask them (@jo to file an issue/tell Al)", "jo"),
        ];
        for (text, expected) in table {
            assert_eq!(owners(text).join(", "), expected, "{text}");
        }
    }
}
