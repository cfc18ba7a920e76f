//! Words that name people and say nothing of them: `Brian Oak (Example)`, `Reviewers: AB, CD`, `AB and CD volunteered to review`.

use super::cues::among;
use super::texts::decides;

/// What people are named as.
const ROLES: &str = "reviewers reviewer champions champion attendees present volunteers volunteer";
/// Before a role's colon stands no more than this, in words: `Stage 3 reviewers: AB`.
const MOST_BEFORE: usize = 4;
/// What says of people that they have a role.
const HAVE: &str = "are is as will have has to volunteer volunteers volunteered";

/// Whether words are names of people and nothing else. What stands beside brackets counts, wherever they stand.
pub(super) fn is_roster(text: &str) -> bool {
    let bare = without_brackets(text);
    let words: Vec<&str> = bare.split_whitespace().filter(|w| !joins(w)).collect();
    let named =
        (2..=6).contains(&words.len()) && words.iter().all(|w| is_name(w)) && !decides(text);
    let bracketed = text.starts_with('(') && words.is_empty() && !text.contains(" to ");
    bracketed || named || is_led_by_role(&bare)
}

/// Whether words say of people only that they review or volunteer: `AB and CD will be stage 3 reviewers`.
pub(super) fn gives_roles(text: &str) -> bool {
    let lower = text.to_lowercase();
    let reviews = lower.contains("volunteer") || lower.ends_with("reviewers");
    let words: Vec<&str> = text.split_whitespace().collect();
    let led = words
        .iter()
        .take_while(|w| joins(w) || names_somebody(w))
        .count();
    reviews && led > 0 && words.get(led).is_some_and(|verb| among(HAVE, verb))
}

/// `Reviewers: AB, CD`, `Champion - Jo Lee`, `Reviewers AB CD`.
fn is_led_by_role(text: &str) -> bool {
    let split = text.split_once(':').or_else(|| text.split_once(" -"));
    if let Some((head, rest)) = split {
        let words: Vec<&str> = head.split_whitespace().collect();
        return words.len() <= MOST_BEFORE
            && words.iter().any(|w| is_role(w))
            && begins_with_people(rest, true);
    }
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    is_role(first) && begins_with_people(rest, false)
}

fn is_role(word: &str) -> bool {
    among(ROLES, &word.to_lowercase())
}

/// Whether what comes first in a row is a name, or none: `AB, CD and somebody of the team`. Behind a colon it may be a nick.
fn begins_with_people(text: &str, nicks: bool) -> bool {
    let text = text.replace(" and ", ",").replace(['&', '/', ';'], ",");
    let first = text.split(',').next().unwrap_or("");
    let words: Vec<&str> = first.split_whitespace().collect();
    let nick = nicks && words.len() == 1;
    let sound = |word: &&str| is_name(word) || !word.contains(char::is_alphanumeric);
    words.len() <= 4 && (nick || words.iter().all(sound))
}

fn joins(word: &str) -> bool {
    ["and", "&", "and,"].contains(&word)
}

fn is_name(word: &str) -> bool {
    let signs = |c: char| c.is_alphabetic() || "-'.,".contains(c);
    word.starts_with(char::is_uppercase) && word.chars().all(signs)
}

/// Whether a word that leads a sentence may be a name: not `The` and `Both`.
fn names_somebody(word: &str) -> bool {
    is_name(word)
        && !among(
            "the all both two three we it there no every each",
            &word.to_lowercase(),
        )
}

/// A text without what stands in round brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{gives_roles, is_roster};

    #[test]
    fn knows_names_alone() {
        for text in [
            "Brian Oak (Example)",
            "Jo Lee and Al Bo",
            "(Jo)",
            "Reviewers: AB, CD",
            "Stage 3 reviewers: AB & Jo Lee",
            "Champions - AB",
            "Volunteers: rpittau",
            "Reviewers AB CD",
            "reviewers",
            "Reviewers: ??",
            "Reviewers for stage 3: AB, somebody else",
        ] {
            assert!(is_roster(text), "{text}");
        }
        for text in [
            "AB, CD are stage 3 reviewers",
            "AB and CD volunteered",
            "AB volunteers to review it.",
        ] {
            assert!(gives_roles(text), "{text}");
        }
    }

    #[test]
    fn words_beside_names_count() {
        for text in [
            "Jo Lee (jo) to post it",
            "(jo) email the operators",
            "(for Newton) keep the old one",
            "Rolling Upgrades (N-1) first",
            "Generic Groups (tiramisu) default in Newton",
            "Jo Lee (jo): write the steps",
            "present results first",
            "dims to find volunteers for the docs",
            "jo to talk to the third party driver reviewers",
            "two volunteers run the bug smash",
            "every spec needs two core reviewers",
            "Reviewers: find two of them per spec",
            "All specs need reviewers",
            "AB to review it",
            "Stage 2. AB and CD as reviewers",
        ] {
            assert!(!is_roster(text) && !gives_roles(text), "{text}");
        }
    }
}
