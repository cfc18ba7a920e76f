//! What a decision comes to: agreed, deferred, rejected.

mod against;
mod denied;
mod later;

#[cfg(test)]
mod tests;

use crate::model::Outcome;
use crate::recap::source::prefix;
use denied::undenied;

/// What a decision comes to stands near its beginning: so much of a line is looked at, in bytes. Each word may be held against
/// all others.
const LONGEST_LINE: usize = 1000;

/// What a decision comes to, by its words and by the rule that found it.
pub(super) fn outcome_of(rule: &str, text: &str) -> Outcome {
    let lower = rule.to_lowercase();
    let promises = ["agree", "consensus", "resol", "label `accept"];
    match () {
        () if lower.starts_with("label `reject") => Outcome::Rejected,
        // `AGREED?: use it`
        () if lower.ends_with("?`") => Outcome::Unknown,
        () => outcome(text, promises.iter().any(|word| lower.contains(word))),
    }
}

/// What a decision comes to, by its words. `agreed` says that its label alone means agreement.
///
/// What an opening statement settles, asides and what follows do not undo: `Approved; will revisit the name` is
/// agreed. Of several lines the first that says anything counts.
pub(super) fn outcome(text: &str, agreed: bool) -> Outcome {
    let lower = text.to_lowercase().replace('\u{2019}', "'");
    if lower.contains("agreed to disagree") || lower.starts_with("to disagree") {
        return Outcome::Unknown;
    }
    let lines = lower.lines().map(without_asides);
    let said = lines
        .map(|line| of_line(prefix(&line, LONGEST_LINE)))
        .find(|said| *said != Outcome::Unknown);
    match said {
        Some(said) => said,
        None if agreed && !asks_for_none(&format!(" {lower} ")) => Outcome::Agreed,
        None => Outcome::Unknown,
    }
}

/// What a line of small letters comes to.
fn of_line(line: &str) -> Outcome {
    let ends = ["; ", ". ", " - ", ", but ", ", will ", ", and will "];
    let opening = ends.iter().filter_map(|end| line.find(end)).min();
    match opening.map(|end| format!(" {} ", &line[..end])) {
        Some(opening) if settles(&opening) => Outcome::Agreed,
        _ => of_words(&format!(" {line} ")),
    }
}

/// A line without what stands in round brackets, unless that is all of it.
fn without_asides(line: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in line.chars() {
        match c {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    let bare = out.trim();
    if bare.is_empty() || depth > 0 {
        line.trim().to_owned()
    } else {
        bare.to_owned()
    }
}

/// Whether words, small and between blanks, say that something is agreed and nothing against it.
fn settles(lower: &str) -> bool {
    let said = concat!(
        "consensus|approved|accepted|adopted| agreed|ratified|advances to|advanced to|",
        "achieved stage|reached stage|has stage|is stage"
    );
    let not = lower.contains(" not ") || lower.contains("n't ") || lower.contains(" no ");
    said.split('|').any(|words| lower.contains(words)) && !not && of_words(lower) == Outcome::Agreed
}

/// What words, small and between blanks, come to.
fn of_words(said: &str) -> Outcome {
    let lower = &undenied(said);
    // `Not to be shipped until the issues are resolved` puts it off.
    let mut after_not = lower.split(" not ").skip(1);
    let until = after_not.any(|rest| rest.contains(" until "));
    match () {
        () if against::is_rejected(lower) && !until => Outcome::Rejected,
        () if until || later::is_deferred(lower) => Outcome::Deferred,
        () if denied::is_turned(lower) && later::not_now(lower) => Outcome::Deferred,
        () if denied::is_turned(lower) => Outcome::Rejected,
        // `Not asking for stage 2` says nothing of what was proposed.
        () if asks_for_none(lower) => Outcome::Unknown,
        () if is_for(lower) => Outcome::Agreed,
        () => Outcome::Unknown,
    }
}

/// Whether words begin with what is not being done: `not asking for it`.
fn asks_for_none(lower: &str) -> bool {
    let rest = lower.strip_prefix(" not ");
    let verb = rest.and_then(|rest| rest.split_whitespace().next());
    verb.is_some_and(|verb| verb.ends_with("ing"))
}

/// Whether words say that something is to be.
fn is_for(lower: &str) -> bool {
    concat!(
        "agree|accept|approv|adopt|consensus|advanc|stage| yes | will | merge|go ahead|go with|",
        "move forward|moving forward|proceed| keep | use |using |should| ok |okay|let's|do it|",
        "land|support|allow|must| can | is to | be | are |remove|add |start|switch|lgtm|ratif|",
        "confirmed|achieved|reached|continue|decided to|decided that|making|make |move |",
        "no objection|motion carrie|motion pass|vote pass"
    )
    .split('|')
    .any(|words| lower.contains(words))
}
