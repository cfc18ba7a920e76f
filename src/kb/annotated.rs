//! What is noted behind a priority or a title: `Docs (needs Jo)`, `Docs [jo]`, `Docs - carried over from Mitaka`. It says
//! nothing of what the thing is, but it may say itself that the thing goes on.

/// What opens a note, and what closes it.
const BRACKETS: &[(&str, char)] = &[(" (", ')'), (" [", ']')];
/// What stands before a note without brackets. Behind them may as well be what the thing is: only words of going on are a note.
const DASHES: &[&str] = &[
    " - ",
    " -- ",
    " \u{2013} ",
    " \u{2014} ",
    "\u{2014}",
    ", ",
    "; ",
    ": ",
];
/// How a note begins that says that the thing goes on from before.
const GOES_ON: &[&str] = &[
    "carried forward",
    "carried from",
    "carried over",
    "carry over",
    "carry-over",
    "carryover",
    "continued from",
    "continues from",
    "continuing from",
    "deferred from",
    "left over from",
    "leftover from",
    "moved from",
    "moved over from",
    "postponed from",
    "rolled over",
    "slipped from",
];
/// Notes that say so with all of their words.
const ALONE: &[&str] = &["carried", "cont", "continued"];

/// A text without what is noted behind it.
pub(super) fn bare(text: &str) -> &str {
    let brackets = BRACKETS.iter().filter_map(|(open, _)| text.find(open));
    let dashes = DASHES.iter().flat_map(|dash| text.match_indices(dash));
    let notes = dashes.filter(|(at, dash)| goes_on(&text[at + dash.len()..]));
    let end = brackets.chain(notes.map(|(at, _)| at)).min();
    end.map_or(text, |end| &text[..end])
}

/// Whether what is noted behind a text says that it goes on from a release before.
pub(super) fn is_carried(text: &str) -> bool {
    let inside = |(open, close): &(&str, char)| -> Vec<String> {
        let notes = text.split(open).skip(1);
        notes
            .filter_map(|rest| Some(rest.split_once(*close)?.0.to_owned()))
            .collect()
    };
    let in_brackets = BRACKETS.iter().flat_map(inside);
    let pieces = in_brackets.flat_map(|note| {
        let pieces: Vec<String> = note.split([',', ';', ':']).map(str::to_owned).collect();
        pieces
    });
    let behind = |dash: &&str| -> Vec<String> {
        let found = text.match_indices(*dash);
        found
            .map(|(at, _)| text[at + dash.len()..].to_owned())
            .collect()
    };
    let mut notes = pieces.chain(DASHES.iter().flat_map(behind));
    notes.any(|note| goes_on(&note))
}

fn goes_on(note: &str) -> bool {
    let lower = note.trim().to_lowercase();
    let whole = lower.trim_end_matches(['.', ')', ']', ' ']);
    ALONE.contains(&whole)
        || GOES_ON.iter().any(|words| {
            lower
                .strip_prefix(words)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
}

#[cfg(test)]
mod tests {
    use super::{bare, is_carried};

    #[test]
    fn what_is_noted_behind_a_text() {
        for (text, own, carried) in [
            ("Docs - carried over from Mitaka", "Docs", true),
            ("Docs \u{2014} continued from Mitaka", "Docs", true),
            ("Docs (carried over from Newton)", "Docs", true),
            ("Docs (Jo, deferred from Newton)", "Docs", true),
            ("Docs [continued]", "Docs", true),
            ("Docs, carried forward", "Docs", true),
            ("Docs (needs Jo)", "Docs", false),
            ("Docs [jo]", "Docs", false),
            ("Docs (deferred to Ocata)", "Docs", false),
            ("Docs (not carried over from Newton)", "Docs", false),
            (
                "Docs - the parts that were carried over",
                "Docs - the parts that were carried over",
                false,
            ),
            ("API - microversions", "API - microversions", false),
            ("Continued support", "Continued support", false),
            ("(carried over) Docs", "(carried over) Docs", false),
        ] {
            assert_eq!((bare(text), is_carried(text)), (own, carried), "{text}");
        }
    }
}
