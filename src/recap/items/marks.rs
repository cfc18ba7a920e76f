//! Labels of decisions, actions and questions on a line, in the markups people use for them.
//!
//! `Decision: x`, `- Decision: x`, `**Decision:** x`, `**Decision**: x`, `**Decision: x**`, `_Decision_`, `[DECISION: x]`,
//! `DECISION - x`, `**DECISION 65.1.** x`, `AI (owner): x`, `AI @owner: x`, `TODO(owner): x`, `[AI] x`, `#agreed x`.

use super::addressed::{addressed, handed};
use super::cues::{Count, Cue, among, cue};
use super::enclosing::{EMPHASIS, closed, opened, trimmed, unpaired};
use super::openings::{callout, without_arrow, without_break, without_pictogram, without_time};
use super::owners::owners;
use crate::recap::bot;
use crate::recap::labels::without_bullet;
use crate::recap::source::prefix;

/// A label with what follows it on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::recap) struct Mark<'l> {
    /// What it announces.
    pub(in crate::recap) cue: Cue,
    /// The label's words.
    pub(super) label: &'l str,
    /// What stands in brackets behind it: `AI (owner)`.
    pub(super) owner: &'l str,
    /// What follows; empty where the line ends with the label.
    pub(super) value: &'l str,
    /// The marks before it that its line does not close.
    pub(super) open: &'l str,
}

/// A label ends within so many bytes.
const LONGEST: usize = 70;
const DASHES: &[&str] = &[" - ", " \u{2013} ", " \u{2014} ", " -- ", " => ", " -> "];

/// The label that `line` begins with, if it announces anything.
pub(in crate::recap) fn mark(line: &str) -> Option<Mark<'_>> {
    if let Some(told) = told(line) {
        return Some(told);
    }
    let text = without_time(without_break(without_bullet(line).trim()));
    if let Some(title) = callout(line, text) {
        return mark(title).or_else(|| found(title, "", "", ""));
    }
    let text = without_arrow(without_pictogram(text));
    if let Some(found) = signed(text) {
        return Some(found);
    }
    let (opened, inner) = opened(text);
    let inner = without_pictogram(inner);
    // `[[Action items]]` is the name of a note.
    if !inner.starts_with(char::is_alphabetic) || opened.contains("[[") {
        return None;
    }
    labelled(inner, opened).or_else(|| {
        let (label, value) = handed(inner)?;
        found(label, "", value, opened)
    })
}

/// A label at the start of a text, before which `opened` stands.
fn labelled<'l>(inner: &'l str, opened: &'l str) -> Option<Mark<'l>> {
    let head = prefix(inner, LONGEST);
    let at = end(head);
    let dash = DASHES
        .iter()
        .filter_map(|d| head.find(d).map(|at| (at, d.len())))
        .min();
    let bracketed = opened.contains(['[', '(']);
    let emphasised = opened.contains(EMPHASIS);
    if let Some((from, length)) = dash.filter(|(from, _)| *from < at) {
        let label = &head[..from];
        return found(label, "", &inner[from + length..], opened).filter(|m| is_short(m.label));
    }
    let label = &head[..at];
    let rest = &inner[at..];
    match rest.chars().next() {
        Some(':') if !rest.starts_with("://") && !rest.starts_with("::") => {
            found(label, "", &rest[1..], opened)
        }
        Some('(' | '[') => with_owner(label, rest, opened),
        Some(']') if bracketed && !rest.starts_with("](") && !rest.starts_with("][") => {
            let left = opened.trim_end_matches(EMPHASIS);
            let left = left.strip_suffix(['[', '(']).unwrap_or(left);
            found(label, "", rest[1..].trim_start_matches([':', ' ']), left)
        }
        Some(_) if emphasised => after_emphasis(label, rest, opened),
        None if emphasised || bracketed => found(label, "", "", opened),
        _ => None,
    }
}

/// Where a label may end. A colon between digits is one of a time or a ratio.
fn end(head: &str) -> usize {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let ends = |at: usize, c: char| match c {
        ':' => !(digit(head[..at].chars().next_back()) && digit(head[at + 1..].chars().next())),
        _ => "()[]".contains(c) || EMPHASIS.contains(&c),
    };
    let found = head
        .char_indices()
        .find(|(at, c)| *c != ')' && ends(*at, *c));
    found.map_or(head.len(), |(at, _)| at)
}

/// `#agreed x`: what a meeting's bot is told; `REJECTED: x`: what its minutes make of it.
fn told(line: &str) -> Option<Mark<'_>> {
    let before = |c: char| c.is_whitespace() || "-*+>_[]xX\\\u{2022}".contains(c);
    let rest = line.trim_start_matches(before);
    if let Some((label, value)) = bot::command(rest) {
        return Some(Mark {
            cue: bot::announced(label)?,
            label,
            owner: "",
            value: without_emphasis(without_break(value)),
            open: "",
        });
    }
    let (label, value) = rest.split_once(':')?;
    let label = label.trim_end_matches(EMPHASIS);
    // `ACCEPTED: 5, REJECTED: 3` counts votes.
    let told = !value.trim_start().starts_with(|c: char| c.is_ascii_digit());
    (told && ["ACCEPTED", "REJECTED"].contains(&label)).then(|| Mark {
        cue: Cue::Decision(Count::One),
        label,
        owner: "",
        value: without_break(value.trim_start_matches(EMPHASIS)).trim(),
        open: "",
    })
}

/// `[jo] AI: x`, `(jo) AI: x`, `jo: AI: x`: an action of who wrote it.
fn signed(text: &str) -> Option<Mark<'_>> {
    let close = text.find([']', ')', ':'])?;
    let (who, rest) = (&text[..close], text[close + 1..].strip_prefix(' ')?);
    let owner = match &text[close..=close] {
        ":" => who,
        _ => who.strip_prefix(['[', '('])?,
    };
    let nick = |c: char| c.is_alphanumeric() || "-_|`^".contains(c);
    let sound = (2..=20).contains(&owner.len()) && owner.chars().all(nick) && cue(owner).is_none();
    let label = prefix(rest, LONGEST)
        .split_once(':')
        .filter(|_| sound)?
        .0
        .trim();
    let known = ["ai", "action", "action item", "todo", "decision", "agreed"]
        .contains(&label.to_lowercase().as_str());
    let found = known.then(|| mark(rest)).flatten()?;
    let is_own = found.owner.is_empty() && owners(found.value).is_empty();
    Some(Mark {
        owner: if is_own { owner } else { found.owner },
        ..found
    })
}

/// `AI (owner): x`; without a colon only for what is a label in capitals: `TODO(owner) x`. What stands in brackets there is no owner of
/// a decision: `AGREED (for Newton) keep it`.
fn with_owner<'l>(label: &'l str, rest: &'l str, opened: &'l str) -> Option<Mark<'l>> {
    let closing = if rest.starts_with('(') { ")" } else { "]" };
    let close = 1 + unpaired(&rest[1..], closing)?;
    let owner = &rest[1..close];
    // `TODO ([#12](https://...)): x`
    let owner = if owner.contains("://") { "" } else { owner };
    let (after, opened) = closed(&rest[close + 1..], opened);
    let after = after.trim_start();
    if rest.starts_with('[') && after.starts_with('(') {
        return None;
    }
    let shouted = label.trim().chars().all(|c| c.is_uppercase() || c == ' ');
    match after.strip_prefix([':', '-', '\u{2013}']) {
        Some(value) => found(label, owner, value, opened),
        None if after.is_empty() => found(label, owner, after, opened),
        None if shouted => {
            let mark = found(label, owner, after, opened)?;
            match mark.cue {
                Cue::Decision(_) => found(label, "", rest, opened),
                _ => Some(mark),
            }
        }
        None => None,
    }
}

/// `**Decision** x`, `**Decision**: x`, `**DECISION 65.1.** x`, `**ACTION** (jo): x`.
fn after_emphasis<'l>(label: &'l str, rest: &'l str, opened: &'l str) -> Option<Mark<'l>> {
    let (after, opened) = closed(rest, opened);
    let value = after.trim_start();
    if value.starts_with(['(', '['])
        && let Some(owned) = with_owner(label, value, opened)
    {
        return Some(owned);
    }
    let value = value
        .strip_prefix([':', '-', '\u{2013}', '\u{2014}'])
        .unwrap_or(value);
    let alone = after.is_empty() || after.starts_with([' ', ':', ',']);
    alone.then(|| found(label, "", value, opened)).flatten()
}

fn is_short(label: &str) -> bool {
    let word = label.trim();
    word.split_whitespace().count() <= 2 && word.chars().next().is_some_and(char::is_uppercase)
}

fn found<'l>(label: &'l str, owner: &'l str, value: &'l str, opened: &'l str) -> Option<Mark<'l>> {
    let label = label.trim_matches(|c: char| c.is_whitespace() || c == '.' || c == ',');
    let (value, open) = trimmed(value, opened);
    let value = value.trim_start_matches([':', ',']).trim();
    let who = addressed(label).filter(|_| owner.is_empty());
    let (announced, owner) = match who {
        Some((own, who)) => (own, who),
        None => (label, owner),
    };
    let cue = cue(announced)?;
    let (owner, value, open) = inside(cue, owner, value, open);
    (!is_setting(label, value)).then_some(Mark {
        cue,
        label,
        owner: owner.trim(),
        value,
        open,
    })
}

/// `[action: jo] x`: who stands in the bracket of the label is to do what stands behind it.
fn inside<'l>(
    cue: Cue,
    owner: &'l str,
    value: &'l str,
    open: &'l str,
) -> (&'l str, &'l str, &'l str) {
    let bracket = open
        .strip_suffix('[')
        .filter(|_| owner.is_empty() && matches!(cue, Cue::Action(_)));
    let split = bracket.and_then(|left| {
        let at = unpaired(value, "]")?;
        let (who, what) = (&value[..at], value[at + 1..].trim_start_matches([':', ' ']));
        let sound = !what.is_empty() && (1..=3).contains(&who.split_whitespace().count());
        sound.then_some((who, what, left))
    });
    split.unwrap_or((owner, value, open))
}

/// Whether a label in small letters with a bare value is a setting: `action: drop`, `resolution: 1024x768`.
fn is_setting(label: &str, value: &str) -> bool {
    let small = label.starts_with(char::is_lowercase) && !label.contains(' ');
    let answers = "yes no ok okay approved accepted rejected deferred agreed postponed none tbd";
    let bare = !value.is_empty()
        && !value.contains(' ')
        && !among(answers, value.to_lowercase().trim_end_matches('.'));
    small && (bare || value.contains('='))
}

/// Words without the marks at their end that were opened before them; those that set off some of the words stay, and those that a
/// backslash makes signs.
fn without_emphasis(text: &str) -> &str {
    let text = text.trim_end();
    let Some(mark) = text.chars().next_back().filter(|c| "*_~".contains(*c)) else {
        return text;
    };
    let rest = text.trim_end_matches(mark);
    if rest.contains(mark) || rest.ends_with('\\') {
        text
    } else {
        rest.trim_end()
    }
}

#[cfg(test)]
mod tests {
    use super::mark;

    fn check(line: &str, expected: Option<(&str, &str, &str)>) {
        let found = mark(line).map(|m| (m.label, m.owner, m.value));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn reads_every_markup() {
        check("Decision: use it", Some(("Decision", "", "use it")));
        check("   - Decision: use it", Some(("Decision", "", "use it")));
        check("* **Decision:** use it", Some(("Decision", "", "use it")));
        check("**Decision**: use it", Some(("Decision", "", "use it")));
        check("**Decision: use it.**", Some(("Decision", "", "use it.")));
        check(
            "* **Consensus: **Default to it",
            Some(("Consensus", "", "Default to it")),
        );
        check("_Decision_", Some(("Decision", "", "")));
        check("[DECISION: use it]", Some(("DECISION", "", "use it")));
        check("[Agreed] use it", Some(("Agreed", "", "use it")));
        check("DECISION - use it", Some(("DECISION", "", "use it")));
        check(
            "**DECISION 65.1.** use it",
            Some(("DECISION 65.1", "", "use it")),
        );
        check(
            "> Consensus from meeting:",
            Some(("Consensus from meeting", "", "")),
        );
        check("**Agreed,** we will", Some(("Agreed", "", "we will")));
        check("### Decision: use it", Some(("Decision", "", "use it")));
        check("AI (luke): write it", Some(("AI", "luke", "write it")));
        check("* [ ] TODO(jo) write it", Some(("TODO", "jo", "write it")));
        check("* AI \u{2013} write it", Some(("AI", "", "write it")));
        check(
            "#action jo to write it",
            Some(("action", "", "jo to write it")),
        );
        check("10:20 AI: write it", Some(("AI", "", "write it")));
        check(
            "[10:20] Jo: Agreed: use it",
            Some(("Agreed", "Jo", "use it")),
        );
        check("decision: yes", Some(("decision", "", "yes")));
        check("=> AGREED: use it", Some(("AGREED", "", "use it")));
        check("* [jo] AI: write it", Some(("AI", "jo", "write it")));
        check("jo: TODO: write it", Some(("TODO", "jo", "write it")));
        check("- **#agreed** use it", Some(("agreed", "", "use it")));
        check("- [ ] #action jo to go", Some(("action", "", "jo to go")));
        check(
            "REJECTED: the old one",
            Some(("REJECTED", "", "the old one")),
        );
        check("- #agreed use it", Some(("agreed", "", "use it")));
        check("- [AI] Jo to write it", Some(("AI", "", "Jo to write it")));
        check(
            "- **Action Item [Jo]:** write it",
            Some(("Action Item", "Jo", "write it")),
        );
    }

    #[test]
    fn leaves_the_rest() {
        check("Decision making is hard", None);
        check("* Action item scribe: someone", None);
        check("Jo agreed: nothing", None);
        check("https://decision.example/x: y", None);
        check("AI is fine", None);
        check("  action: drop", None);
        check("action: copy src=a dest=b", None);
        check("ACCEPTED: 5, REJECTED: 3", None);
        check("* [Action items](http://x.example)", None);
        check("[Decision](http://x.example): y", None);
        check(
            "Agreed - or did we really: no",
            Some(("Agreed", "", "or did we really: no")),
        );
    }
}
