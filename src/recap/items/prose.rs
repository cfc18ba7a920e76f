//! Decisions and actions that only the words of a sentence tell of. All of them are weak.

use super::due::due;
use super::outcomes::outcome;
use super::states::is_done;
use super::walk::Note;
use super::{Found, owners, texts};
use crate::model::{Detail, Lines, Strength};
use crate::recap::sentences::sentences;
use crate::recap::speakers::speaker;

/// Words that say that something was decided.
const SAID: &[&str] = &[
    "it was decided",
    "it was agreed",
    "was agreed that",
    "was agreed to",
    "were agreed",
    "it was resolved",
    "it is agreed",
    "we've agreed",
    "we have agreed",
    "we agreed",
    "we've decided",
    "we have decided",
    "we decided",
    "team agreed",
    "team decided",
    "group agreed",
    "group decided",
    "everyone agreed",
    "all agreed",
    "committee agreed",
    "committee decided",
    "meeting agreed",
    "room agreed",
    "attendees agreed",
    "participants agreed",
    "general consensus",
    "general agreement",
    "rough consensus",
    "consensus was",
    "consensus is",
    "consensus in the room",
    "reached consensus",
    "reached agreement",
    "agreement was",
    "the decision was",
    "the decision is",
    "the outcome was",
    "the conclusion was",
    "decision was made",
    "came to the conclusion",
    "was decided that",
    "was decided to",
    "has been decided",
    "has been agreed",
    "have been agreed",
    "ended up deciding",
    "the agreement is",
    "there was agreement",
    "there is agreement",
    "there was consensus",
    "settled on",
];
/// Before such words, in their clause, these make them a condition or a wish.
const IF: &str = "until |unless |if |whether |once |before |when |would like|should be |need to |needs to |not |n't |never ";
/// With these anywhere nothing was decided.
const UNSAID: &str = "no consensus|no general|no agreement|not agreed|n't agree|not decided|n't decide|n't consensus";

/// A label of more words is a sentence.
const MOST_ABOUT: usize = 6;

/// Labels of decisions in the middle of a paragraph.
const DECIDED: &[&str] = &[
    "Decision: ",
    "DECISION: ",
    "Agreed: ",
    "AGREED: ",
    "Consensus: ",
    "Resolution: ",
    "Conclusion: ",
    "Outcome: ",
];

/// The weak decisions and actions of one paragraph or item.
pub(super) fn prose(note: &Note<'_>, lines: Lines) -> Vec<Found> {
    let raw = |n: u32| note.source.line(n);
    let hinted = |text: &str| {
        [
            "gree",
            "ecided",
            "onsensus",
            "ecision",
            "esolved",
            "utcome",
            "onclusion",
            "ettled",
            "DECISION: ",
            "AGREED: ",
            "AI: ",
            "ACTION: ",
            "TODO: ",
            "ction item: ",
        ]
        .iter()
        .any(|hint| text.contains(hint))
    };
    if !(lines.start..=lines.end).any(|n| hinted(raw(n)))
        || note.transcript && speaker(raw(lines.start)).is_some()
        || quoted(raw(lines.start))
    {
        return Vec::new();
    }
    if texts::is_struck(note.source, lines) {
        return Vec::new();
    }
    let all = sentences(note.source, lines);
    let about = all
        .first()
        .and_then(|first| about(raw(lines.start), &first.text));
    let found = all.iter().enumerate().filter_map(|(at, s)| {
        let mut found = sentence(note, s.text.clone(), s.lines)?;
        if let Some(about) = about.filter(|_| at > 0) {
            found.text = format!("{about}: {}", found.text);
        }
        Some(found)
    });
    found.collect()
}

/// What a list item is about, which its later sentences do not say again: `Quotas: they are slow. It was agreed ...`.
fn about<'t>(line: &str, first: &'t str) -> Option<&'t str> {
    let in_list = crate::recap::labels::without_bullet(line) != line.trim();
    let (head, _) = first.split_once(": ")?;
    let short = head.split_whitespace().count() <= MOST_ABOUT && !head.contains(['.', ',', '"']);
    (in_list && short).then_some(head)
}

/// `Jo: we agreed` is what Jo says.
fn quoted(line: &str) -> bool {
    let text = crate::recap::labels::without_bullet(line);
    let head = text.split(':').next().unwrap_or("");
    head.len() < text.len()
        && head.split_whitespace().count() == 1
        && head.starts_with(char::is_uppercase)
}

fn sentence(note: &Note<'_>, text: String, lines: Lines) -> Option<Found> {
    let lower = text.to_lowercase().replace('\u{2019}', "'");
    let weak = |text: String, rule: String, owners: Vec<String>, detail: Detail| Found {
        lines,
        text,
        rule,
        strength: Strength::Weak,
        owners,
        detail,
        releases: Vec::new(),
    };
    let labelled =
        |label: &&'static str| Some((label.trim_end_matches(": "), text.strip_prefix(*label)?));
    if let Some((label, value)) = DECIDED.iter().find_map(labelled) {
        let open = texts::is_hollow(value) || texts::is_undecided(value);
        return (!open).then(|| {
            let detail = Detail::Decision {
                outcome: outcome(value, label.eq_ignore_ascii_case("agreed")),
            };
            weak(
                value.to_owned(),
                format!("says `{label}`"),
                Vec::new(),
                detail,
            )
        });
    }
    if let Some(said) = SAID.iter().find(|said| lower.contains(*said)) {
        let before = lower.split(said).next().unwrap_or("");
        let clause = before.rsplit([',', ';', ':']).next().unwrap_or("");
        let open = text.ends_with(['?', ':'])
            || IF.split('|').any(|word| clause.contains(word))
            || UNSAID.split('|').any(|words| lower.contains(words))
            || texts::is_undecided(&text);
        return (!open).then(|| {
            let detail = Detail::Decision {
                outcome: outcome(&text, true),
            };
            weak(text, format!("says `{said}`"), Vec::new(), detail)
        });
    }
    let (label, value) = ["AI: ", "ACTION: ", "TODO: ", "Action item: "]
        .iter()
        .find_map(|label| Some((label.trim_end_matches(": "), apart(&text, label)?)))?;
    // `(TODO: link)` and `(AI: Bob)` hand nothing out.
    if value.split_whitespace().count() < 2 || texts::is_hollow(value) {
        return None;
    }
    if label == "AI" && note.ai_is_a_person {
        return None;
    }
    let detail = Detail::Action {
        done: is_done(value),
        due: due(value, note.calendar),
    };
    let named = owners::named(value, &note.known());
    let rule = format!("says `{label}`");
    Some(weak(value.to_owned(), rule, named, detail))
}

/// What stands behind a label that is no part of a quotation or a link; in brackets, what stands in them.
fn apart<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let (before, value) = text.split_once(label)?;
    let quoted = before.matches('"').count() % 2 == 1 || before.ends_with("](");
    let opened = before.ends_with('(');
    let value = match value.split_once(')') {
        Some((inside, _)) if opened => inside,
        _ => value,
    };
    (!quoted && (before.is_empty() || opened || before.ends_with(' '))).then_some(value)
}
