//! The words that announce decisions, actions and questions: in labels, headings and lines that introduce a list.

use crate::model::PartKind;

/// What words announce.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::recap) enum Cue {
    /// A decision, or several of them.
    Decision(Count),
    /// Something to do.
    Action(Count),
    /// Something open.
    Question(Count),
    /// That nothing was decided.
    Undecided,
}

/// Whether one is announced or a list of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::recap) enum Count {
    /// `Decision`: what is below it explains it.
    One,
    /// `Decisions`: each item below it is one.
    Many,
}

const DECISION: &str =
    "decision resolution conclusion consensus agreement outcome agreed decided resolved";
const DECISIONS: &str = "decisions resolutions conclusions agreements outcomes";
/// What may follow such a word in a label; anything else makes it a topic of its own: `Decision making`.
const AFTER: &str = "from made reached taken points of in on after at is was were are here so by about for \
    regarding upon arising";
/// With such a word nothing has been decided or handed out here and now.
const NOT_HERE: &str = "proposed potential possible previous prior pending needed needs need past earlier last \
    making lazy expected desired upcoming review reviewing scribe list process required \
    future old who how what when why tracking template call recording completed next-meeting \
    person not if before without pre unless until record records log later deadline maker makers model";
/// Before a word for a decision these make it something else: `Contributor License Agreement`, `Next big decision`.
const NOT_BEFORE: &str = "license licence level document documenting getting get next reaching reach seeking \
    seek building build summarize summarise question questions recommendations recommendation kinds types kind type find \
    make user key-value big after open rejected declined unresolved outstanding";
const MOST_BEFORE: usize = 3;

/// What a label or a heading announces, `None` where it is about something else.
pub(in crate::recap) fn cue(name: &str) -> Option<Cue> {
    let spelled = spelled(name);
    let words = words(&spelled);
    if let Some(cue) = whole(&words) {
        return Some(cue);
    }
    if words.is_empty() || words.len() > 8 || words.iter().any(|w| among(NOT_HERE, w)) {
        return None;
    }
    if undecided(&words) {
        return Some(Cue::Undecided);
    }
    let found = (0..words.len()).find_map(|at| at_word(&words, at).map(|cue| (at, cue)));
    let (at, cue) = found?;
    // `Decision/Action/Follow up` holds more of what is to be done than of what was decided.
    if matches!(cue, Cue::Decision(_)) {
        let rest = (at + 1..words.len()).filter_map(|at| at_word(&words, at));
        if let Some(action) = rest.into_iter().find(|cue| matches!(cue, Cue::Action(_))) {
            return Some(action);
        }
    }
    let other = matches!(cue, Cue::Decision(_)) && words[..at].iter().any(|w| among(NOT_BEFORE, w));
    (at <= MOST_BEFORE && !other).then_some(cue)
}

/// A name in small letters, in one of the spellings that people use, without what stands in brackets behind it.
fn spelled(name: &str) -> String {
    let lower = name.to_lowercase().replace(['\u{2019}', '"'], "");
    let lower = lower.replace("(s)", "s");
    let lower = lower.split('(').next().unwrap_or("");
    lower
        .replace("follow-up", "follow up")
        .replace("to-do", "todo")
        .replace("to do so", "")
        .replace("to do", "todo")
}

/// The words of a name without its numbers and what joins them.
fn words(lower: &str) -> Vec<&str> {
    let is_number = |w: &str| w.chars().all(|c| c.is_ascii_digit() || ".()#".contains(c));
    lower
        .split(|c: char| c.is_whitespace() || "/&,+".contains(c))
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty() && *w != "and" && !is_number(w))
        .collect()
}

/// What words announce only together: `What was agreed`, `TODO list`.
fn whole(words: &[&str]) -> Option<Cue> {
    if is_what_was(words) {
        return Some(Cue::Decision(Count::Many));
    }
    let own = words.strip_suffix(&["list"])?;
    let short = (1..3).contains(&own.len());
    let action = short && matches!(at_word(own, 0), Some(Cue::Action(_)));
    action.then_some(Cue::Action(Count::Many))
}

/// Whether `word` is one of a list of words.
pub(super) fn among(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// `What was agreed`, `What we have decided`.
fn is_what_was(words: &[&str]) -> bool {
    let [what, by @ .., last] = words else {
        return false;
    };
    let ours = |word: &&str| {
        among(
            "was is has been have we we've weve the team group all",
            word,
        )
    };
    *what == "what" && among("agreed decided", last) && !by.is_empty() && by.iter().all(ours)
}

fn undecided(words: &[&str]) -> bool {
    let negated = words
        .first()
        .is_some_and(|w| ["no", "nothing", "without"].contains(w));
    negated
        && words
            .iter()
            .any(|w| among(DECISION, w) || among(DECISIONS, w))
        || words == ["inconclusive"]
        || words == ["undecided"]
}

fn at_word(words: &[&str], at: usize) -> Option<Cue> {
    let (word, next) = (words[at], words.get(at + 1).copied());
    let closes = |next: Option<&str>| next.is_none_or(|w| among(AFTER, w) || is_cue_word(w));
    // `Jo agreed: x` says what Jo thinks.
    let by_all = at == 0 || among("we all everyone team group", words[at - 1]);
    if among("agreed decided resolved", word) && !by_all {
        return None;
    }
    if among(DECISION, word) && closes(next) {
        return Some(Cue::Decision(Count::One));
    }
    if among(DECISIONS, word) && closes(next) {
        return Some(Cue::Decision(Count::Many));
    }
    action(word, next, words.get(at + 2).copied(), at, &closes).or_else(|| question(word, next))
}

fn action(
    word: &str,
    next: Option<&str>,
    third: Option<&str>,
    at: usize,
    closes: &dyn Fn(Option<&str>) -> bool,
) -> Option<Cue> {
    match (word, next) {
        ("action", Some("item")) if closes(third) => Some(Cue::Action(Count::One)),
        ("action", Some("items")) if closes(third) => Some(Cue::Action(Count::Many)),
        ("next", Some("step" | "steps")) | ("follow", Some("ups")) if closes(third) => {
            Some(Cue::Action(Count::Many))
        }
        ("follow", Some("up")) if closes(third) => Some(Cue::Action(Count::One)),
        ("ai" | "action" | "todo", _) if closes(next) && at == 0 => Some(Cue::Action(Count::One)),
        ("ais" | "actions" | "todos" | "ai's", _) if closes(next) => Some(Cue::Action(Count::Many)),
        _ => None,
    }
}

fn question(word: &str, next: Option<&str>) -> Option<Cue> {
    let open = [
        "open",
        "unresolved",
        "outstanding",
        "remaining",
        "further",
        "unanswered",
    ]
    .contains(&word);
    match next {
        Some("question") if open => Some(Cue::Question(Count::One)),
        Some("questions") if open => Some(Cue::Question(Count::Many)),
        _ => None,
    }
}

pub(super) fn is_cue_word(word: &str) -> bool {
    among(DECISION, word)
        || among(DECISIONS, word)
        || [
            "action", "actions", "ai", "ais", "todo", "todos", "follow", "next", "summary", "open",
        ]
        .contains(&word)
}

/// Words that may stand before the one for decisions in a heading that is about a meeting's own: `Key decisions`.
pub(super) const OF_A_MEETING: &str = "key main major our the all final summary of list important meeting session team group \
    new today's todays action actions items open specific immediate design technical ptg summit sprint more other";

/// What a heading that is no part of a topic says of the section below it.
pub(super) fn of_section(title: &str) -> Option<Cue> {
    let lower = title.to_lowercase();
    let found = cue(title)?;
    let words = lower
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|w| !w.is_empty());
    let before: Vec<&str> = words.take_while(|w| !is_cue_word(w)).collect();
    let own = before.iter().all(|w| among(OF_A_MEETING, w));
    let sound = own && !lower.contains(" are ") || lower.starts_with("what ");
    match found {
        Cue::Decision(Count::Many) | Cue::Action(_) if sound => Some(found),
        Cue::Decision(Count::One) if sound && is_singular(&lower) => Some(found),
        Cue::Question(Count::Many) => Some(found),
        _ => None,
    }
}

/// `Final decision`, `Meeting outcome`, `Decision outcome`: nothing that says what was decided upon.
fn is_singular(lower: &str) -> bool {
    let mut words = lower.split_whitespace();
    words.all(|w| {
        among(OF_A_MEETING, w) || among("decision resolution conclusion consensus outcome", w)
    })
}

/// Headings below a decision heading that hold something else.
pub(super) fn is_other(title: &str) -> bool {
    let lower = title.to_lowercase();
    let known = "instructions suggestions purpose template notes background discussion context takeaways feedback transcript agenda details";
    lower
        .split(|c: char| !c.is_alphanumeric())
        .any(|w| !w.is_empty() && among(known, w))
}

/// The words that an item which is a decision may begin with, and what must follow: `Agreed to`, `Consensus is`.
pub(super) fn begins(text: &str) -> Option<&'static str> {
    let mut words = text.split_whitespace();
    let first = words.next()?.to_lowercase();
    let first = first.trim_matches(|c: char| !c.is_alphanumeric());
    let next = words.next()?.to_lowercase();
    let next = next.trim_matches(|c: char| !c.is_alphanumeric());
    let third = words.next().unwrap_or("").to_lowercase();
    let known = [
        ("agreed", &["to", "that", "on", "upon", "at", "we"][..]),
        (
            "decided",
            &["to", "that", "on", "upon", "at", "we", "against", "not"],
        ),
        ("resolved", &["to", "that"]),
        ("consensus", &["to", "is", "was", "that"]),
        ("agreement", &["to", "that", "is", "was"]),
        ("decision", &["to", "is", "was", "made"]),
        ("conclusion", &["is", "was", "that"]),
        ("outcome", &["is", "was"]),
    ];
    // `Decision to be taken` has not been.
    let open = next == "to"
        && ["be", "make", "come", "take"].contains(&third.as_str())
        && first != "agreed"
        && first != "decided";
    known
        .into_iter()
        .find(|(word, after)| *word == first && after.contains(&next) && !open)
        .map(|(word, _)| word)
}

/// What the last sentence of a text announces, where it ends with a colon.
pub(super) fn introducer(text: &str) -> Option<(Cue, &str)> {
    let before = text.strip_suffix(':')?;
    let last = before
        .rsplit(['.', '!', '?', ';'])
        .next()
        .unwrap_or(before)
        .trim();
    Some((cue(last)?, last))
}

/// Most words of a label without a colon.
const ALONE: usize = 3;

/// Whether a line is nothing but a label: `Todo`, `Action items`, `Decisions`.
pub(in crate::recap) fn announces_alone(line: &str) -> bool {
    let bare = line.starts_with(char::is_alphabetic) && line.ends_with(char::is_alphanumeric);
    bare && line.len() <= 40 && line.split(' ').count() <= ALONE && cue(line).is_some()
}

/// What a part of a topic holds.
pub(super) fn of_part(kind: PartKind) -> Option<Cue> {
    match kind {
        PartKind::Outcome => Some(Cue::Decision(Count::Many)),
        PartKind::Actions => Some(Cue::Action(Count::Many)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Count, Cue, begins, cue, of_section};

    #[test]
    fn knows_what_labels_announce() {
        use Count::{Many, One};
        let table = [
            ("Decision", Some(Cue::Decision(One))),
            ("DECISION 65.1.", Some(Cue::Decision(One))),
            ("Emerging consensus", Some(Cue::Decision(One))),
            ("Some of the decisions were", Some(Cue::Decision(Many))),
            ("Decisions of the session", Some(Cue::Decision(Many))),
            ("Conclusion / Resolution", Some(Cue::Decision(One))),
            ("Decision/Action/Follow up", Some(Cue::Action(One))),
            ("Consensus from meeting", Some(Cue::Decision(One))),
            ("No clear conclusion", Some(Cue::Undecided)),
            ("Action item", Some(Cue::Action(One))),
            ("Action Items", Some(Cue::Action(Many))),
            ("AI", Some(Cue::Action(One))),
            ("Next steps", Some(Cue::Action(Many))),
            ("Specific Action Items (& Owners)", Some(Cue::Action(Many))),
            ("An open question", Some(Cue::Question(One))),
            ("Further questions discussed", Some(Cue::Question(Many))),
            ("Decision making", None),
            ("Proposed decision", None),
            ("Previous consensus", None),
            ("Action item scribe", None),
            ("Action item review", None),
            ("Proposed action items to review", None),
            ("Decision drivers", None),
            ("The agreed format", None),
            ("Generative AI", None),
            ("TODO list", Some(Cue::Action(Many))),
            ("To-do list", Some(Cue::Action(Many))),
            ("Action item list", Some(Cue::Action(Many))),
            ("Actions arising", Some(Cue::Action(Many))),
            ("Actions arising from last meeting", None),
            ("Agreed upon", Some(Cue::Decision(One))),
            ("What was agreed", Some(Cue::Decision(Many))),
            ("What we decided", Some(Cue::Decision(Many))),
            ("What was agreed last time", None),
            ("What agreed", None),
            ("Mailing list", None),
            ("List", None),
            ("Decision list", None),
            ("Priorities", None),
        ];
        for (name, expected) in table {
            assert_eq!(cue(name), expected, "{name}");
        }
    }

    #[test]
    fn knows_sections_by_their_titles() {
        for title in [
            "Final decision",
            "Meeting outcome",
            "Decision Outcome",
            "Key decisions",
            "What was agreed",
        ] {
            let found = of_section(title);
            assert!(matches!(found, Some(Cue::Decision(_))), "{title}");
        }
        for title in [
            "Decision on quotas",
            "Team agreement",
            "Decision drivers",
            "Expected outcome",
            "Quota decision",
        ] {
            assert_eq!(of_section(title), None, "{title}");
        }
    }

    #[test]
    fn knows_how_decisions_begin() {
        assert_eq!(begins("Agreed to promote it"), Some("agreed"));
        assert_eq!(begins("consensus is to have one"), Some("consensus"));
        assert_eq!(begins("Decision to be taken tomorrow"), None);
        assert_eq!(begins("Decision on schedule"), None);
    }
}
