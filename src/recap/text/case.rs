//! How a line is capitalised: as a title, or as a sentence.

use super::code::has_signs;
use crate::recap::items::cues::cue;
use crate::recap::labels::label;
use crate::recap::people::is_people_label;

/// How a line is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// `Replication Next Steps`, `SSH KEYS`.
    Title,
    /// `Scalable backup`: only its first word.
    Sentence,
}

/// Words that titles write small.
const SMALL: &str = "a an and as at but by for from in into is of on onto or our per that the their to up v via vs we with";
/// Labels before a colon that no title begins with.
const LABELS: &str = "agenda attendees attending author authors cc chair date dates email event from host irc link links location \
    logs meeting minutes next note notes place present presenter project question regrets release scribe see source \
    speaker status subject summary tags tldr time title to update updated url venue video when where who why";
/// How letters and mails begin and end.
const GREETINGS: &str =
    "best bye cheers dear greetings hello hey hi kind many regards sincerely thank thanks yours";
/// Longer lines are sentences: in characters, and in words.
const LONGEST: usize = 90;
const MOST_WORDS: usize = 12;

/// How a line that may be a title is capitalised, `None` where it is none: it ends like a sentence or a label, holds signs of
/// code, greets, or begins small.
pub(super) fn case(text: &str) -> Option<Case> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let ends = text.ends_with([
        '.', ',', ':', ';', '!', '\u{2026}', '-', '\u{2013}', '&', '/',
    ]);
    let begins = text.starts_with(|c: char| {
        c.is_uppercase() || c.is_ascii_digit() || "\"\u{201c}'\u{2018}(".contains(c)
    });
    let sound = begins
        && !ends
        && words.len() <= MOST_WORDS
        && text.chars().count() <= LONGEST
        && text.contains(char::is_alphabetic)
        && !text.contains(". ")
        && !text.contains("? ")
        && !has_signs(text)
        && !is_label(text)
        && !greets(&words);
    if !sound {
        return None;
    }
    let telling: Vec<&&str> = words
        .iter()
        .filter(|word| !is_small(word) && word.contains(char::is_alphanumeric))
        .collect();
    let capital = |word: &&&&str| {
        word.trim_start_matches(|c: char| !c.is_alphanumeric())
            .starts_with(|c: char| !c.is_lowercase())
    };
    let capitals = telling.iter().filter(capital).count();
    let title = capitals * 10 >= telling.len() * 6 && (capitals > 1 || telling.len() < 2);
    // A question that is no title is asked within the text.
    match title {
        true => Some(Case::Title),
        false if text.ends_with('?') => None,
        false => Some(Case::Sentence),
    }
}

fn is_small(word: &str) -> bool {
    SMALL.split(' ').any(|small| small == word)
}

/// `Date: May 4`, `Decision: use it`, `Attendees: Jo, Al`.
fn is_label(text: &str) -> bool {
    let Some(found) = label(text).filter(|found| !found.value.is_empty()) else {
        return false;
    };
    let lower = found.name.to_lowercase();
    LABELS.split_whitespace().any(|name| name == lower)
        || is_people_label(found.name)
        || cue(found.name).is_some()
}

fn greets(words: &[&str]) -> bool {
    let first = words.first().map_or("", |word| {
        word.trim_end_matches(|c: char| !c.is_alphabetic())
    });
    words.len() <= 3
        && GREETINGS
            .split_whitespace()
            .any(|word| word.eq_ignore_ascii_case(first))
}

#[cfg(test)]
mod tests {
    use super::{Case, case};

    #[test]
    fn tells_titles_by_their_capitals() {
        for text in [
            "Replication Next Steps",
            "Availability Zones in Cinder",
            "C-Vol Active/Active HA",
            "Day 1: Workshops",
            "Could the One True Scheduler Please Come Forward",
            "Cinder, Array X, and Alerting",
            "ABC Work",
            "REPLICATION",
            "Priorities for Mitaka",
        ] {
            assert_eq!(case(text), Some(Case::Title), "{text}");
        }
        for text in [
            "Scalable backup",
            "Golden images",
            "Volume types and quotas",
        ] {
            assert_eq!(case(text), Some(Case::Sentence), "{text}");
        }
        for text in [
            "Force detach.",
            "Release priorities:",
            "Some of the decisions were:",
            "Deadlines (",
            "Date: May 4",
            "Decision: Use It",
            "Thanks Everyone",
            "sudo su",
            "Host 10.125.202.*",
            "Is this still a problem?",
        ] {
            assert_eq!(case(text), None, "{text}");
        }
    }
}
