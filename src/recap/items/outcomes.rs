//! What a decision comes to: agreed, deferred, rejected.

use crate::model::Outcome;

/// What a decision comes to, by its words. `agreed` says that its label alone means agreement.
///
/// What an opening statement settles, asides and what follows do not undo: `Approved; will revisit the name` is
/// agreed. Of several lines the first that says anything counts.
pub(super) fn outcome(text: &str, agreed: bool) -> Outcome {
    let lower = text.to_lowercase().replace('\u{2019}', "'");
    let lines = lower.lines().map(without_asides);
    let said = lines
        .map(|line| of_line(&line))
        .find(|said| *said != Outcome::Unknown);
    match said {
        Some(said) => said,
        None if agreed => Outcome::Agreed,
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
    let says = |words: &str| words.split('|').any(|w| lower.contains(w));
    let rejected = says(concat!(
        "declined|decided against|consensus against|decision against|voted against|",
        "agreed against|not accepted|not adopted|not approve|won't fix|wontfix|withdrawn|",
        " withdraw |abandon|not to pursue|will not pursue|not going to|won't do|",
        "will not be accepted|not advance|did not advance|not to do|decided not to|",
        "agreed not to|turned down|voted down|no-go|not move forward|not moving forward|",
        "not to merge|not to support|should not be |not inclined|not feasible| not stage ",
        "| close this | close the pr"
    )) || is_denied(lower)
        || turned_down(lower)
        || says_no(lower);
    let deferred = says(concat!(
        " deferred| to defer| we defer| defer to| defer this| defer it| defer the| defer until|let's defer|",
        "postpone|delayed|put off|put on hold|on hold|hold off|revisit|not yet|too soon|",
        "too early|come back|tabled|further discussion|more discussion needed|",
        "discuss further|discuss more|for later|until later|at a later|to be continued|",
        "continue discussion|continue the discussion|continue discussing|discuss offline|",
        "offline discussion|taken offline|take it offline|continue offline|not ready|",
        " wait for|wait until|waiting for|awaiting |for now we wait|keep talking|slept on|think about it|",
        "more investigation|needs more|need more|at this time|has to mature|in a future|",
        "no changes are planned"
    ));
    // `Not to be shipped until the issues are resolved` puts it off.
    let mut after_not = lower.split(" not ").skip(1);
    let until = after_not.any(|rest| rest.contains(" until "));
    // `A draft for the next meeting` does not.
    let talk = "discuss|talk|return|back|decide|decision|continue|again|bring|until|vote|adopt|proposed|approve|request|stage ";
    let next = lower.contains("next meeting") && says(talk);
    let deferred = deferred || until || next || lower.starts_with(" defer");
    let positive = says(concat!(
        "agree|accept|approv|adopt|consensus|advanc|stage| yes | will | merge|go ahead|go with|",
        "move forward|moving forward|proceed| keep | use |using |should| ok |okay|let's|do it|",
        "land|support|allow|must| can | is to | be | are |remove|add |start|switch|lgtm|ratif|",
        "confirmed|achieved|reached|continue|decided to|decided that|making|make |move |",
        "no objection"
    ));
    match (rejected && !until, deferred, positive) {
        (true, _, _) => Outcome::Rejected,
        (_, true, _) => Outcome::Deferred,
        (_, _, true) => Outcome::Agreed,
        _ => Outcome::Unknown,
    }
}

/// Words without what they say is not done: `do not wait for the client`, `not rejected`.
fn undenied(lower: &str) -> String {
    let mut out = lower.to_owned();
    for verb in ["wait", "postpone", "defer", "delay", "reject"] {
        for not in [" not ", "n't ", " never "] {
            out = out.replace(&format!("{not}{verb}"), " ");
        }
    }
    out
}

/// `Request denied (+1, 5, -0)`: what was asked for, in a word or two.
fn is_denied(lower: &str) -> bool {
    let mut words = lower.split_whitespace().take(4);
    words.any(|word| word.trim_end_matches(['.', ',', ':', ';']) == "denied")
        && !lower.contains('"')
}

/// Whether words say that something was rejected: not `a rejected promise`, not `it should reject odd values`.
fn turned_down(lower: &str) -> bool {
    let ends = |before: &str, words: &[&str]| words.iter().any(|w| before.ends_with(w));
    lower.match_indices(" reject").any(|(at, _)| {
        let before = &lower[..at];
        let rest = &lower[at + " reject".len()..];
        if let Some(after) = rest.strip_prefix("ed") {
            let named = ends(before, &[" a", " an", " the", " any", "ing", " are"]);
            return after.starts_with(|c: char| !c.is_alphanumeric()) && !named;
        }
        rest.starts_with(|c: char| !c.is_alphanumeric())
            && (before.is_empty() || ends(before, &[" to", " we", ":", ","]))
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

#[cfg(test)]
mod tests {
    use super::outcome;
    use crate::model::Outcome;

    #[test]
    fn tells_outcomes() {
        let table = [
            ("Stage 2 acceptance", Outcome::Agreed),
            ("it is too soon to expose this", Outcome::Deferred),
            ("Rejected; use the other one", Outcome::Rejected),
            ("the blue one", Outcome::Unknown),
            (
                "Consensus on the text; will revisit the name",
                Outcome::Agreed,
            ),
            ("Consensus to defer; nothing else", Outcome::Deferred),
            (
                "We did not approve; the next meeting may",
                Outcome::Rejected,
            ),
            (
                "Not to be shipped until the bugs are mended",
                Outcome::Deferred,
            ),
            (
                "It should reject odd values, and a rejected promise is closed",
                Outcome::Agreed,
            ),
            ("Consensus to reject it", Outcome::Rejected),
            ("No stage 2", Outcome::Rejected),
            (
                "Agree that Jo drafts it for the next meeting",
                Outcome::Agreed,
            ),
            ("Talk again at the next meeting", Outcome::Deferred),
            (
                "Reaffirmed that `export defer` is at stage two",
                Outcome::Agreed,
            ),
            ("Odd arguments are rejected eagerly", Outcome::Agreed),
            ("No.", Outcome::Rejected),
            ("No, but we like it", Outcome::Rejected),
            ("Not inclined to change it", Outcome::Rejected),
            ("Go ahead (we may revisit the policy)", Outcome::Agreed),
            ("Use both\nThe second is deferred", Outcome::Agreed),
            ("No objections", Outcome::Agreed),
            (
                "Use the ring and do not wait for the driver",
                Outcome::Agreed,
            ),
            ("Wait for the driver", Outcome::Deferred),
            ("Do not postpone the release, use it", Outcome::Agreed),
            ("not rejected, goes in and will be used", Outcome::Agreed),
            ("map \"permission denied\" to 403", Outcome::Unknown),
            ("request denied (+1, 5, -0)", Outcome::Rejected),
        ];
        for (text, expected) in table {
            assert_eq!(outcome(text, false), expected, "{text}");
        }
    }
}
