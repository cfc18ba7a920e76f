//! What the words under a decision label say: is it one at all, and how plainly?

use super::cues::among;
use super::openings::without_block_name;
use super::rosters::is_roster;
use super::subjects::is_verb;
use crate::model::{Lines, Strength};
use crate::recap::bot;
use crate::recap::plain::inline;
use crate::recap::source::Source;
use crate::recap::struck::{has_marks, left};

/// Whether words under a decision label are none: a pointer elsewhere, a placeholder, a link alone, a question.
pub(super) fn is_hollow(text: &str) -> bool {
    let trimmed = text.trim().trim_end_matches(['.', '!', ' ']);
    let lower = trimmed.to_lowercase();
    let bare: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    let words = lower.split_whitespace().count();
    let placeholder = among(
        "tbd tba na none nil nothing pending todo wip decision decisions notes",
        &bare,
    );
    let pointer = words <= 9
        && [
            "see ",
            "refer to ",
            "as above",
            "same as ",
            "cf. ",
            "(see ",
            "as below",
            "link to ",
        ]
        .iter()
        .any(|start| lower.starts_with(start));
    bare.is_empty()
        || placeholder
        || pointer
        || is_link(&lower)
        || is_roster(trimmed)
        || trimmed.ends_with(['?', ':'])
}

/// Whether small words are a link with at most a word beside it, unless that says what to do: `merge https://...`.
fn is_link(lower: &str) -> bool {
    let mut unlinked = lower
        .split_whitespace()
        .filter(|word| !word.contains("://") && word.contains(char::is_alphabetic));
    match unlinked.next() {
        Some(word) => lower.contains("://") && unlinked.next().is_none() && !is_verb(word),
        None => true,
    }
}

/// How much a heading says that what stands below it was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weighed {
    /// Whether the heading announces a summary too, or recommendations.
    pub(super) mixed: bool,
    /// Whether the words are a list item, no paragraph.
    pub(super) item: bool,
    /// Whether the note is a standing document, such as a README, and no recap.
    pub(super) standing: bool,
}

/// Words that say outright that something was decided.
const OUTRIGHT: &str = "chosen option|we chose|was chosen|agree|consensus|decid|approv|accept|adopt|reject|declin|defer|postpon|tabled|withdr|ratif|\
    advanc|promot|demot|no objection|unanim|resolved|stage 0|stage 1|stage 2|stage 3|stage 4|stage1|stage2|stage3|stage4";
/// Those of them that make a decision of a report: `There was consensus`.
const FORMAL: &str = "consensus|approv|accept|adopt|reject|withdr|agreed|ratif|unanim";
/// Words that a decision may do with.
const LIKELY: &str = " will | won't | shall | should | must | to be |let's| yes | keep | kept | remain| retain| drop| remov| \
    add | added | renam| go with| go ahead| forward| revert| leave | hold | ok | okay | lgtm | continue | confirm| endors| close| \
    archiv| merg| land | landed | use | allow| instead | on track";
/// Words of a report of what was said.
const REPORT: &str = "concern|objection from|open issue|open question|need to |needs to |there is |there are |there was |there \
    were |discussed|discussion of|discussion about|explained|presented|express|raised|asked |noted|heard|feedback|seem|folks|confusion|uncertain|\
    unclear|not clear|doubt|update given|nothing new|options|interested in|belief|skeptic|talk about it|hope|excited|no name|took note|please |attention|welcome|feel free|thank|as always|\
    cruising|reference material|slides|reason: |update finished|update provided|shipping in|blocker|continuation|sounds |\
    seeking|disagree|confident|opposed|independent value|wide support|support from|most support|willing|newsworthy|already|waiting on|reconvene|will discuss|next step is |further discussion in";
/// What decisions begin with when they are put as commands.
pub(super) const COMMANDS: &str = "accept adopt agree allow amend apply approve avoid call change clarify create define deprecate disallow do \
    don't drop ensure establish expose extend file fix follow forbid go have implement include introduce keep \
    leave let limit make merge move open pick prefer prohibit propose publish put reconsider reduce rename replace require \
    restrict return reuse revert review run set ship show specify split start stick stop submit switch \
    throw treat try update use wait remove add no not close archive promote continue bring";
/// A paragraph of more words is an essay's conclusion unless it says outright that something was decided.
const SHORT_PARAGRAPH: usize = 25;
/// A paragraph of more words than this is one even where it does.
const LONG_PARAGRAPH: usize = 70;

/// Whether words under a heading for decisions are one: most of what stands under `Conclusion` in minutes is, little of
/// what stands there in an essay.
pub(super) fn weigh(text: &str, weighed: Weighed) -> Option<Strength> {
    let lower = format!(" {} ", text.to_lowercase().replace('\u{2019}', "'"));
    let padded: String = lower
        .chars()
        .map(|c| if ",.;:!?()".contains(c) { ' ' } else { c })
        .collect();
    let says = |list: &str| {
        list.split('|')
            .any(|w| lower.contains(w.trim_start_matches('\n')) || padded.contains(w))
    };
    let words = lower.split_whitespace().count();
    let (outright, likely, report) = (says(OUTRIGHT), says(LIKELY), says(REPORT));
    let item = weighed.item;
    let weak = item.then_some(Strength::Weak);
    let essay = !item && words > LONG_PARAGRAPH;
    // `Jo: I would rather not` is what Jo says.
    let personal = padded.contains(" i ") || lower.contains(" i'");
    let first = padded.split_whitespace().next().unwrap_or("");
    let asks = ["how", "why", "what", "which"].contains(&first);
    if outright && !personal && !asks && (!report || says(FORMAL) && words <= SHORT_PARAGRAPH) {
        return Some(if weighed.standing || essay {
            Strength::Weak
        } else {
            Strength::Strong
        });
    }
    if weighed.mixed || weighed.standing || report || personal || asks {
        return weak;
    }
    let put = COMMANDS.split(' ').any(|verb| verb == first);
    let ours = padded.trim_start().starts_with("we ");
    match item {
        true if words == 1 && !likely => None,
        true if likely || put => Some(Strength::Strong),
        true => weak,
        // An architecture decision record says `We will use it`.
        false if words <= SHORT_PARAGRAPH && likely && (ours || put) => Some(Strength::Strong),
        false => (words <= SHORT_PARAGRAPH && likely).then_some(Strength::Weak),
    }
}

/// Whether words, names among them, say that something was decided.
pub(super) fn decides(text: &str) -> bool {
    let lower = format!(" {} ", text.to_lowercase());
    let mut words = OUTRIGHT.split('|').chain(LIKELY.split('|'));
    words.any(|word| lower.contains(word))
}

/// Whether words say that nothing was decided.
pub(super) fn is_undecided(text: &str) -> bool {
    let lower = text.to_lowercase().replace('\u{2019}', "'");
    let head: String = lower.chars().take(90).collect();
    let what = [
        "conclusion",
        "decision",
        "consensus",
        "resolution",
        "agreement",
        "outcome",
    ];
    let negated = |start: &str| {
        head.split(start).skip(1).any(|rest| {
            let clause = rest.split([',', '.', ';', ':']).next().unwrap_or("");
            let next: Vec<&str> = clause.split_whitespace().take(3).collect();
            next.iter().any(|w| {
                let word = w.trim_matches(|c: char| !c.is_alphanumeric());
                what.contains(&word) || word.strip_suffix('s').is_some_and(|w| what.contains(&w))
            })
        })
    };
    let said = concat!(
        "n't have full consensus|n't have consensus|not have consensus|lack of consensus|nothing was decided|nothing decided|nothing agreed|undecided|inconclusive|",
        "not yet decided|not decided|no clear|to be decided|did not reach|didn't reach|",
        "could not agree|couldn't agree|failed to reach|not resolved|unresolved|not conclusive|",
        "still open|to be discussed"
    );
    // A placeholder that says more; alone it is nothing.
    let more = |words: &&str| {
        let behind = head.strip_prefix(*words);
        behind.is_some_and(|rest| {
            rest.starts_with([' ', ',', ':', ';', '.', '(']) && rest.contains(char::is_alphanumeric)
        })
    };
    let open = ["none yet", "tbd", "tba", "to be determined"]
        .iter()
        .any(more)
        || ["not yet", "none yet", "nothing yet", "not agreed"]
            .contains(&head.trim_end_matches(['.', ' ']));
    let none = head.starts_with("no ") || head.contains(" no ") || head.contains("not any");
    open || none && (negated("no ") || negated("not any "))
        || said.split('|').any(|words| head.contains(words))
}

/// A text whose lines have neither the signature of a meeting's bot nor the name of a block at their ends.
pub(super) fn unsigned(text: String) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let bare: Vec<&str> = lines
        .iter()
        .map(|line| bot::unsigned(line).unwrap_or(line))
        .map(without_block_name)
        .collect();
    if bare == lines { text } else { bare.join("\n") }
}

/// Words without the line breaks between them.
pub(super) fn on_one_line(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.join(" ")
}

/// The words of these lines, which are one paragraph or item.
pub(in crate::recap) fn own_text(source: &Source, lines: Lines) -> String {
    inline(&rows(source, lines))
}

/// The words of these lines without what is struck out in them.
pub(super) fn heard_text(source: &Source, lines: Lines) -> String {
    inline(&left(&rows(source, lines)))
}

/// Whether all words of these lines are struck out.
pub(super) fn is_struck(source: &Source, lines: Lines) -> bool {
    let text = rows_with_marks(source, lines);
    text.is_some_and(|text| !inline(&left(&text)).contains(char::is_alphanumeric))
}

/// Whether half of the words of these lines are struck out, or more: who was to do it may be left.
pub(super) fn is_mostly_struck(source: &Source, lines: Lines) -> bool {
    // The address of a link is no word.
    let letters = |text: &str| inline(text).chars().filter(|c| c.is_alphanumeric()).count();
    let text = rows_with_marks(source, lines);
    text.is_some_and(|text| letters(&left(&text)) * 2 <= letters(&text))
}

/// Lines in a row where something in them may be struck out: in most nothing is.
fn rows_with_marks(source: &Source, lines: Lines) -> Option<String> {
    let marked = (lines.start..=lines.end).any(|n| has_marks(source.line(n)));
    marked.then(|| rows(source, lines))
}

/// Lines in a row, without the marks before them.
fn rows(source: &Source, lines: Lines) -> String {
    let rows = (lines.start..=lines.end).map(|n| {
        let text = source.line(n).trim();
        let text = text.strip_suffix('\\').unwrap_or(text);
        match n == lines.start {
            true => crate::recap::labels::without_bullet(text),
            false => text.trim_start_matches(['>', ' ']),
        }
    });
    rows.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{is_hollow, is_undecided};

    #[test]
    fn leaves_what_is_no_decision() {
        for text in [
            "",
            "???",
            "TBD",
            "See AIs below",
            "See summary session.",
            "https://x.example/1",
            "Ship it?",
            "None.",
            "patch https://x.example/1",
            "update: https://x.example/1",
        ] {
            assert!(is_hollow(text), "{text}");
        }
        for text in [
            "yes",
            "Use it",
            "merge https://x.example/1",
            "see-through windows are fine with all of us who were here today",
        ] {
            assert!(!is_hollow(text), "{text}");
        }
        for text in [
            "No conclusion recorded",
            "No clear conclusion (we do not mind) but:",
            "There was no real consensus",
            "Undecided",
            "None yet, Jo asks at the next meeting",
            "Not yet.",
            "tbd - ask the operators",
        ] {
            assert!(is_undecided(text), "{text}");
        }
        assert!(!is_undecided("No objections, consensus for stage 2"));
        assert!(!is_undecided("No change"));
    }
}
