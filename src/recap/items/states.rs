//! Words in brackets or before an action that say how it stands, how much it counts or which release it is of: they name
//! nobody.

use super::cues::among;
use super::known::Known;

/// Words for how something stands or how much it counts, of which others may follow: `carried over from Ocata`.
const STATES: &str = "done complete completed finished closed resolved fixed merged landed shipped released approved accepted \
    rejected declined new open reopened started unstarted ongoing blocked deferred postponed dropped cancelled canceled \
    abandoned obsolete superseded stale duplicate wontfix invalid pending waiting wip draft review reviewed ready planned \
    proposed stretch optional required must should could todo tbd tba tbc high medium low critical urgent essential normal \
    wishlist important minor major trivial priority carried continued moved active inactive partial partially started \
    unassigned unowned x";
/// The same in several words.
const PHRASES: [&str; 12] = [
    "in progress",
    "in review",
    "work in progress",
    "not started",
    "not done",
    "needs ",
    "on hold",
    "on track",
    "at risk",
    "no owner",
    "up for ",
    "under review",
];
/// Signs of what is done.
const TICKS: [char; 3] = ['\u{2705}', '\u{2714}', '\u{2611}'];
/// What may stand behind a sign to say how it is drawn.
const DRAWN: char = '\u{fe0f}';
/// Words for what is done.
const DONE: [&str; 4] = ["done", "complete", "completed", "finished"];

/// Whether words say how something stands, how much it counts or which release it is of.
pub(super) fn is_state(words: &str, known: &Known<'_>) -> bool {
    let lower = words.trim().to_lowercase();
    let first = lower.split(|c: char| !c.is_alphanumeric()).next();
    let first = first.unwrap_or("");
    let rank = first.trim_start_matches('p');
    let digits = !rank.is_empty() && rank.bytes().all(|b| b.is_ascii_digit()) && first.len() <= 3;
    let release = || {
        let known = known.catalogue.and_then(|all| all.find(words.trim()));
        known.is_some()
    };
    lower.trim().is_empty()
        || among(STATES, first)
        || PHRASES.iter().any(|phrase| lower.starts_with(phrase))
        || digits
        || release()
}

/// The last words in brackets of a text, what stands before them, and whether the brackets are square. They stand apart: not
/// `list[a]`.
pub(super) fn last_bracket(text: &str) -> Option<(&str, &str, bool)> {
    let text = text.trim_end();
    let (open, square) = match text.chars().next_back()? {
        ')' => ('(', false),
        ']' => ('[', true),
        _ => return None,
    };
    let at = text.rfind(open)?;
    let before = &text[..at];
    let apart = before.is_empty() || before.ends_with([' ', ']', ')', ':', '.']);
    apart.then(|| (before, &text[at + 1..text.len() - 1], square))
}

/// A text without the marks at its beginning that say how it stands: `DONE: `, `[done] `, a tick.
pub(super) fn unstated<'t>(text: &'t str, known: &Known<'_>) -> &'t str {
    let mut text = text.trim_start();
    loop {
        let bare = text.trim_start_matches(|c: char| TICKS.contains(&c) || c == DRAWN || c == ' ');
        let inside = bare.strip_prefix(['[', '(']);
        let bracket = inside.and_then(|text| text.split_once([']', ')']));
        match bracket.filter(|(words, rest)| !rest.is_empty() && is_state(words, known)) {
            Some((_, rest)) => text = rest.trim_start_matches([':', ' ']),
            None => return shouted(bare).map_or(bare, |(_, rest)| rest),
        }
    }
}

/// `DONE Jo: write it`, `Done: write it`: a state before an action and the action.
fn shouted(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_alphanumeric())?;
    let (word, rest) = text.split_at(end);
    let in_capitals = word.len() > 1 && word.chars().all(char::is_uppercase);
    let parted = rest.starts_with(':') || rest.starts_with(" - ") || rest.starts_with(" \u{2013} ");
    let stated = among(STATES, &word.to_lowercase()) && (parted || in_capitals);
    let rest = rest.trim_start_matches([':', '-', '\u{2013}', ' ']);
    (stated && rest.contains(char::is_alphanumeric)).then_some((word, rest))
}

/// Whether an action's words say that it is done.
pub(super) fn is_done(text: &str) -> bool {
    let bare = |c: char| ".! ".contains(c) || c == DRAWN;
    let text = text.trim_matches(bare);
    let lower = text.to_lowercase();
    let said = |words: &str| DONE.contains(&words.trim().to_lowercase().as_str());
    let ends = ["- done", "\u{2013} done", ": done"];
    let opened = text.strip_prefix(['[', '(']);
    let first = opened.and_then(|text| text.split_once([']', ')']));
    let mut rest = text;
    while let Some((before, words, _)) = last_bracket(rest) {
        if said(words) {
            return true;
        }
        rest = before;
    }
    first.is_some_and(|(words, _)| said(words))
        || shouted(text).is_some_and(|(word, _)| said(word))
        || text.starts_with(TICKS)
        || text.ends_with(TICKS)
        || ends.iter().any(|end| lower.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::{is_done, is_state, unstated};
    use crate::model::Catalogue;
    use crate::recap::items::known::Known;

    #[test]
    fn knows_what_is_done() {
        for text in [
            "write it (done)",
            "write it [Done].",
            "write it [done] [jo]",
            "DONE: write it",
            "Done - write it",
            "DONE Ann: write it",
            "[done] write it",
            "\u{2705} Ann: write it",
            "write it \u{2714}\u{fe0f}",
            "write it - done",
        ] {
            assert!(is_done(text), "{text}");
        }
        for text in [
            "get it done",
            "Done Ann",
            "write (it) down",
            "not done: it",
            "OPEN: it",
        ] {
            assert!(!is_done(text), "{text}");
        }
    }

    #[test]
    fn knows_states_ranks_and_releases() {
        let catalogue = Catalogue::openstack();
        let known = Known {
            catalogue: Some(&catalogue),
            ..Known::default()
        };
        for words in [
            "new",
            "done",
            "P1",
            "1",
            "high",
            "deferred",
            "stretch",
            "Newton",
            "2023.1",
            "carried over from Ocata",
            "in progress",
            "needs review",
            "WIP",
        ] {
            assert!(is_state(words, &known), "{words}");
        }
        for words in ["melwitt", "Ann Lee", "p1otr", "Jo"] {
            assert!(!is_state(words, &known), "{words}");
        }
    }

    #[test]
    fn leaves_what_says_how_it_stands() {
        let bare = |text| unstated(text, &Known::default());
        assert_eq!(bare("DONE: Ann to write it"), "Ann to write it");
        assert_eq!(bare("[done] [P1] Ann: write it"), "Ann: write it");
        assert_eq!(bare("\u{2705} Ann: write it"), "Ann: write it");
        for text in ["[jo] write it", "API: write it", "Open the door", "Done"] {
            assert_eq!(bare(text), text);
        }
    }
}
