//! Words that are against what was proposed. A rule about rejecting is none of them: `reject unsigned images`.

use super::denied::{CONDITIONS, PROPOSALS, clause};
use crate::recap::items::cues::among;

/// Whether words, small and between blanks, turn down what was proposed.
pub(super) fn is_rejected(lower: &str) -> bool {
    let says = |words: &str| words.split('|').any(|w| lower.contains(w));
    says(concat!(
        "decided against|consensus against|decision against|voted against|agreed against|",
        "consensus is against|consensus was against|majority against|decision is against|we are against|",
        "won't fix|wontfix|not to pursue|will not pursue|not going to|won't do|",
        "not advance|did not advance|not to do|decided not to|agreed not to|no-go|not move forward|",
        "not moving forward|not to merge|not to support|not inclined|not feasible| not stage ",
        "| close this | close the pr|as not planned|as won't fix|as unplanned|as rejected|as declined|",
        "turned down|voted down|",
        "motion fail|vote fail|motion is lost|motion lost|motion was lost|is defeated|was defeated|",
        "not carried|did not pass|does not pass|didn't pass|",
        "no support for|no support from|no interest in|no appetite|not enough support|lack of support|",
        "insufficient support|no majority"
    )) || lower.starts_with(" against ")
        || is_denied(lower)
        || is_not_taken(lower)
        || turned_down(lower)
        || says_no(lower)
}

/// `Request denied (+1, 5, -0)`: what was asked for, in a word or two.
fn is_denied(lower: &str) -> bool {
    let mut words = lower.split_whitespace().take(4);
    words.any(|word| word.trim_end_matches(['.', ',', ':', ';']) == "denied")
        && !lower.contains('"')
}

/// `It was not approved`; not `specs not approved by May are ...`, which says which specs.
fn is_not_taken(lower: &str) -> bool {
    ["not accepted", "not adopted", "not approve"]
        .iter()
        .flat_map(|words| lower.match_indices(words))
        .any(|(at, words)| {
            let before = clause(&lower[..at]);
            let after = &lower[at + words.len()..];
            let after = after.split([',', ';', '.']).next().unwrap_or("");
            let last = before.split_whitespace().next_back().unwrap_or("");
            let said = among("is was were are did do does be been has have", last);
            let mut later = after.split_whitespace();
            let which =
                !said && later.any(|w| among("is are get gets will must may should have has", w));
            let open = before.split_whitespace().any(|w| among(CONDITIONS, w));
            !which && !open
        })
}

/// Verbs of turning down, each with its participle.
const VERBS: &[(&str, &str)] = &[
    (" reject", " rejected"),
    (" decline", " declined"),
    (" withdraw", " withdrawn"),
    (" abandon", " abandoned"),
];

/// Whether words say that something was turned down: not `a rejected promise`, not `it should reject odd values`.
fn turned_down(lower: &str) -> bool {
    let whole = |at: usize| !lower[at..].starts_with(char::is_alphanumeric);
    let mut said = VERBS.iter().flat_map(|(verb, participle)| {
        let done = lower.match_indices(participle);
        let done = done
            .filter(|(at, word)| whole(at + word.len()))
            .map(|(at, _)| is_done_to(&lower[..at]));
        let put = lower
            .match_indices(verb)
            .filter(|(at, word)| whole(at + word.len()));
        let put = put.map(|(at, word)| {
            is_put(&lower[..at], *verb != " reject") && !is_kind(&lower[at + word.len()..])
        });
        done.chain(put)
    });
    said.any(|said| said)
}

/// Whether a participle behind these words is said of what was proposed, and does not tell which things or what becomes of a
/// kind of them.
fn is_done_to(before: &str) -> bool {
    let ends = |words: &[&str]| words.iter().any(|w| before.ends_with(w));
    let named = [
        " a", " an", " the", " any", "ing", " are", " get", " gets", " all", " these", " those",
    ];
    if ends(&named) {
        let are = before.strip_suffix(" are");
        return are.is_some_and(is_of_proposals);
    }
    let subject = clause(before);
    let subject = subject
        .rsplit_once(" that ")
        .map_or(subject, |(_, what)| what);
    let subject = ["will be", "is", "must be", "should be"]
        .iter()
        .find_map(|verb| subject.trim_end().strip_suffix(verb));
    !subject.is_some_and(is_kinds)
}

/// Whether a subject is several of what is decided about: `all three proposals`.
fn is_of_proposals(subject: &str) -> bool {
    let last = subject.rsplit(' ').next().unwrap_or("");
    let told = ["the ", "these ", "both ", "all "];
    let one = last.strip_suffix('s').unwrap_or("");
    among(PROPOSALS, one) && told.iter().any(|word| clause(subject).contains(word))
}

/// Whether a verb behind these words is what is to be done by those who decide.
fn is_put(before: &str, plain: bool) -> bool {
    let ends = |words: &[&str]| words.iter().any(|w| before.ends_with(w));
    let sentence = before.rsplit(['.', ';']).next().unwrap_or(before);
    // `If nobody objects, we reject it`
    if sentence.split_whitespace().any(|w| among(CONDITIONS, w)) {
        return false;
    }
    before.is_empty()
        || ends(&[" to", " we", ":", ","])
        || plain && ends(&[" will", " and", " should", "'ll"])
}

/// Whether the object that words begin with is a kind of things, and not what was proposed: `unsigned images by default`,
/// `any odd value`; not `runways`.
pub(super) fn is_kind(words: &str) -> bool {
    let told = |w: &&str| among("without that which who unless older from with", w);
    kind(words, true).is_some_and(|kind| kind.head > 1 || kind.next.as_ref().is_some_and(told))
}

/// Whether a subject is a kind of things: `odd arguments`.
pub(super) fn is_kinds(subject: &str) -> bool {
    kind(subject, false).is_some()
}

/// A kind of things.
struct Kind<'w> {
    /// How many words name it.
    head: usize,
    /// The word behind them.
    next: Option<&'w str>,
}

/// The kind of things that words begin with. `proposals` says that several proposals are none.
fn kind(words: &str, proposals: bool) -> Option<Kind<'_>> {
    let end = words.find([',', ';', '.', ':', '(']);
    let words: Vec<&str> = words[..end.unwrap_or(words.len())]
        .split_whitespace()
        .collect();
    let first = words.first()?;
    if among("the this that it its our both we", first) {
        return None;
    }
    let apart = "without that which who by unless with from of in for on at to older before after as and or if not will is";
    let ends = words.iter().position(|w| among(apart, w));
    let head = ends.unwrap_or(words.len());
    let plural = |w: &str| {
        w.len() > 3
            && w.ends_with('s')
            && !["ss", "us", "is"].iter().any(|end| w.ends_with(end))
            && !(proposals && w.strip_suffix('s').is_some_and(|w| among(PROPOSALS, w)))
    };
    let named = among("any every each", first) || words[..head].iter().take(3).any(|w| plural(w));
    named.then(|| Kind {
        head,
        next: words.get(head).copied(),
    })
}

/// `No`, `No, but ...`, `No stage 2`, `No stage advancement`; not `No objections`, `No stage change`.
fn says_no(lower: &str) -> bool {
    let Some(rest) = lower.trim().strip_prefix("no") else {
        return false;
    };
    let stage = rest.strip_prefix(" stage ").is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with("advance")
    });
    stage
        || rest.is_empty()
        || rest.starts_with([',', '.', '!', ';', ':'])
        || rest.starts_with(" but ")
}
