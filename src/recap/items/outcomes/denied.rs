//! Negations: what they turn round, and what they only take back.

use super::against::{is_kind, is_kinds};
use crate::recap::items::cues::among;
use crate::recap::items::texts::COMMANDS;

/// What a clause begins with that says when something holds, and not that it does.
pub(super) const CONDITIONS: &str = "if unless when where whether until once because since";
/// What is decided about.
pub(super) const PROPOSALS: &str = "proposal change draft rfc pr patch spec feature motion request option idea \
    issue it this that suggestion amendment blueprint";
/// Those who decide, and what stands before what they say.
const DECIDERS: &str = "we wg tg team committee group board council tsc toc tc community project meeting room \
    everyone all that consensus decision agreed decided resolved agreement conclusion is was to therefore so hence let's";
/// Verbs of taking what was proposed, by how they begin.
const TAKING: &[&str] = &[
    "accept",
    "adopt",
    "approv",
    "advanc",
    "merg",
    "support",
    "fix",
    "pursu",
    "proceed",
    "includ",
    "implement",
    "endors",
    "ratif",
    "land",
    "ship",
    "backport",
    "happen",
    "done",
];
/// What may stand before a negation that belongs to it.
const MODALS: &str =
    "will shall should must can could did does do is was are were has have would may";
/// What may stand between a negation and its verb.
const BETWEEN: &str = "be been being to currently formally any it";
/// Verbs of which a denial is no rejection: `do not wait for the client`, `not withdrawn yet`.
const HARMLESS: &[&str] = &[
    "wait",
    "postpone",
    "defer",
    "delay",
    "reject",
    "block",
    "object",
    "oppose",
    "revisit",
    "withdraw",
    "abandon",
    "declin",
    "hold",
    "stop",
    "yet withdraw",
    "yet reject",
    "yet abandon",
];
/// What was said for something before, which a negation behind it leaves as it is.
const SAID_FOR: &str = "approved accepted adopted yes lgtm stage opposed";
/// What announces a command.
const SAID: &str = "consensus decision agreed decided resolved conclusion is was that";
/// What may be put as what is not to be done, beside what is taken; other such commands are rules.
const DO: &str = "do make add change introduce move";
/// What a text may begin not to do.
const DOING: &str =
    "doing making adding changing moving going using keeping removing taking allowing";
/// Commands that are for nothing.
const AGAINST: &str = "agree propose no not do don't close avoid wait";

/// Words without what they say is not done against or later: `do not wait for the client`, `not rejected`.
pub(super) fn undenied(lower: &str) -> String {
    let mut out = lower.to_owned();
    for verb in HARMLESS {
        for not in [" not ", "n't ", " never ", " not been ", " not be "] {
            out = out.replace(&format!("{not}{verb}"), " ");
        }
    }
    out.replace(" no reason not to ", " to ")
}

/// The clause that words end with.
pub(super) fn clause(before: &str) -> &str {
    before.rsplit([',', ';', ':', '.']).next().unwrap_or(before)
}

/// Whether words, small and between blanks, say that those who decide do not take what was proposed: `we will not merge it`,
/// `not advancing`. What others must not do is a rule: `clients must not retry`.
pub(super) fn is_turned(lower: &str) -> bool {
    let mut at = 0;
    lower.split_inclusive(' ').any(|word| {
        let from = at;
        at += word.len();
        let bare = word.trim();
        let aux = match bare {
            "not" | "never" => "",
            "cannot" => "can",
            _ => match bare.strip_suffix("n't") {
                Some("wo") => "will",
                Some("ca") => "can",
                Some(aux) => aux,
                None => return false,
            },
        };
        turns(&lower[..from], aux, &lower[at..])
    })
}

/// Whether a negation between these words does. `aux` is the verb that it is one word with.
fn turns(before: &str, aux: &str, after: &str) -> bool {
    let mut words: Vec<&str> = clause(before).split_whitespace().collect();
    let modal = match aux {
        "" => words.pop_if(|w| among(MODALS, w)).unwrap_or(""),
        _ => aux,
    };
    let subject = words.last().copied().unwrap_or("");
    // `images that are not signed`
    let which = !modal.is_empty() && among("that which who", subject);
    if which || is_for(before) || words.iter().any(|w| among(CONDITIONS, w)) {
        return false;
    }
    let mut verbs = after.split_whitespace();
    let verb = verbs.find(|w| !among(BETWEEN, w) && !w.ends_with("ly"));
    let verb = verb.unwrap_or("");
    let object = after.split_once(verb).map_or("", |(_, rest)| rest);
    let leads = words.is_empty() && clause(before).len() == before.len();
    let own = subject.is_empty() || among(DECIDERS, subject);
    let proposed = among(PROPOSALS, subject);
    let others = among("will can could did does is was", modal) && !is_kinds(&words.join(" "));
    match modal {
        _ if verb == "able" => false,
        _ if TAKING.iter().any(|stem| verb.starts_with(stem)) => {
            (own || proposed || others) && !is_kind(object)
        }
        "will" | "shall" | "should" | "must" => own || proposed && modal != "must",
        "do" => (leads || among(SAID, subject)) && among(DO, verb) && !is_kind(object),
        "" => subject == "let's" || leads && among(DOING, verb),
        _ => false,
    }
}

/// Whether words are for something already: a command, what will be, or that something was taken.
fn is_for(before: &str) -> bool {
    let mut words = before.split_whitespace();
    let first = words.clone().next().unwrap_or("");
    let put = among(COMMANDS, first) && !among(AGAINST, first);
    let will = before.split_once(" will ");
    let will = will.is_some_and(|(_, rest)| !rest.trim().is_empty());
    put || will || words.any(|w| among(SAID_FOR, w.trim_end_matches(',')))
}
