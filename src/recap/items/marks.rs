//! Labels of decisions, actions and questions on a line, in the markups people use for them.
//!
//! `Decision: x`, `- Decision: x`, `**Decision:** x`, `**Decision**: x`, `**Decision: x**`, `_Decision_`, `[DECISION: x]`,
//! `DECISION - x`, `**DECISION 65.1.** x`, `AI (owner): x`, `TODO(owner): x`, `[AI] x`, `#agreed x`.

use super::cues::{Count, Cue, among, cue};
use super::owners::owners;
use crate::recap::bot;
use crate::recap::labels::{ARROWS, without_bullet, without_opening};
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
}

/// A label ends within so many bytes.
const LONGEST: usize = 70;
const EMPHASIS: &[char] = &['*', '_', '`', '~'];
const DASHES: &[&str] = &[" - ", " \u{2013} ", " \u{2014} ", " -- ", " => ", " -> "];

/// The label that `line` begins with, if it announces anything.
pub(in crate::recap) fn mark(line: &str) -> Option<Mark<'_>> {
    if let Some(told) = told(line) {
        return Some(told);
    }
    let text = without_arrow(without_time(without_break(without_bullet(line).trim())));
    if let Some(found) = signed(text) {
        return Some(found);
    }
    let inner = text.trim_start_matches(|c: char| EMPHASIS.contains(&c) || "[(".contains(c));
    let opened = &text[..text.len() - inner.len()];
    let begins = inner.chars().next()?;
    if !begins.is_alphabetic() {
        return None;
    }
    let head = prefix(inner, LONGEST);
    let at = head
        .find([':', '(', '[', ']', '*', '_', '`', '~'])
        .unwrap_or(head.len());
    let dash = DASHES
        .iter()
        .filter_map(|d| head.find(d).map(|at| (at, d.len())))
        .min();
    let bracketed = opened.contains(['[', '(']);
    let emphasised = opened.contains(EMPHASIS);
    if let Some((from, length)) = dash.filter(|(from, _)| *from < at) {
        let label = &head[..from];
        return found(label, "", &inner[from + length..], bracketed).filter(|m| is_short(m.label));
    }
    let label = &head[..at];
    let rest = &inner[at..];
    match rest.chars().next() {
        Some(':') if !rest.starts_with("://") && !rest.starts_with("::") => {
            found(label, "", &rest[1..], bracketed)
        }
        Some('(' | '[') => with_owner(label, rest, bracketed),
        Some(']') if bracketed && !rest.starts_with("](") && !rest.starts_with("][") => {
            found(label, "", rest[1..].trim_start_matches([':', ' ']), false)
        }
        Some(_) if emphasised => after_emphasis(label, rest, bracketed),
        None if emphasised || bracketed => found(label, "", "", bracketed),
        _ => None,
    }
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

/// A line without the time that minutes may have before it: `10:20 AI: x`, `[10:20] AI: x`.
fn without_time(text: &str) -> &str {
    let (first, rest) = text.split_once([' ', '\t']).unwrap_or((text, ""));
    let time = first.trim_matches(['[', ']', '(', ')']);
    match bot::is_time(time) {
        true => rest.trim_start_matches(['-', '\u{2013}', ' ', '\t']),
        false => text,
    }
}

/// A line without the arrow that it begins with.
fn without_arrow(text: &str) -> &str {
    let bare = ARROWS
        .iter()
        .chain(&["\u{2192} "])
        .find_map(|arrow| text.strip_prefix(arrow));
    bare.map_or(text, str::trim_start)
}

/// `AI (owner): x`; without a colon only for what is a label in capitals: `TODO(owner) x`.
fn with_owner<'l>(label: &'l str, rest: &'l str, bracketed: bool) -> Option<Mark<'l>> {
    let close = rest.find([')', ']'])?;
    let owner = &rest[1..close];
    let after = rest[close + 1..].trim_start_matches(|c: char| EMPHASIS.contains(&c) || c == ' ');
    let shouted = label.trim().chars().all(|c| c.is_uppercase() || c == ' ');
    let value = match after.strip_prefix([':', '-', '\u{2013}']) {
        Some(value) => value,
        None if shouted || after.is_empty() => after,
        None => return None,
    };
    if rest.starts_with('[') && after.starts_with('(') {
        return None;
    }
    found(label, owner, value, bracketed)
}

/// `**Decision** x`, `**Decision**: x`, `**DECISION 65.1.** x`.
fn after_emphasis<'l>(label: &'l str, rest: &'l str, bracketed: bool) -> Option<Mark<'l>> {
    let after = rest.trim_start_matches(EMPHASIS);
    let value = after.trim_start();
    let value = value
        .strip_prefix([':', '-', '\u{2013}', '\u{2014}'])
        .unwrap_or(value);
    let alone = after.is_empty() || after.starts_with([' ', ':', ',']);
    alone.then(|| found(label, "", value, bracketed)).flatten()
}

fn is_short(label: &str) -> bool {
    let word = label.trim();
    word.split_whitespace().count() <= 2 && word.chars().next().is_some_and(char::is_uppercase)
}

fn found<'l>(label: &'l str, owner: &'l str, value: &'l str, bracketed: bool) -> Option<Mark<'l>> {
    let label = label.trim_matches(|c: char| c.is_whitespace() || c == '.' || c == ',');
    let value = value.trim_start_matches(|c: char| c.is_whitespace() || "*~".contains(c));
    let value = without_opening(value);
    let value = without_emphasis(value);
    let value = if bracketed {
        value.trim_end_matches([']', ')'])
    } else {
        value
    };
    let value = value.trim_start_matches([':', ',']).trim();
    let cue = cue(label)?;
    (!is_setting(label, value)).then_some(Mark {
        cue,
        label,
        owner: owner.trim(),
        value,
    })
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

/// A line without the backslash that breaks it in Markdown.
fn without_break(text: &str) -> &str {
    let slashes = text.len() - text.trim_end_matches('\\').len();
    if slashes % 2 == 1 {
        &text[..text.len() - 1]
    } else {
        text
    }
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
