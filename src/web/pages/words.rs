//! Words of pages that templates cannot put together by themselves.

use crate::kb::TagCount;
use crate::model::{Detail, Item, Lines, PartialDate, Strength};
use std::fmt::Display;

/// `1 topic`, `2 topics`.
pub(super) fn count(number: impl Display, one: &str, several: &str) -> String {
    let number = number.to_string();
    let thing = if number == "1" { one } else { several };
    format!("{} {thing}", grouped(&number))
}

/// A number with a thin blank after each three digits: `12 345`.
fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 4 {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

/// A message in pieces, each with whether it is a user's or a note's own word, which stands between backticks.
pub(super) fn pieces(message: &str) -> Vec<(bool, &str)> {
    let pieces = message.split('`').enumerate();
    pieces.map(|(at, piece)| (at % 2 == 1, piece)).collect()
}

/// The name of a tag, where that tells more than the tag itself.
pub(super) fn tag_name(count: &TagCount) -> Option<&str> {
    let plain = |text: &str| text.to_lowercase().replace([' ', '/'], "-");
    let name = count.entry.as_ref()?.name.as_str();
    (plain(name) != plain(count.tag.as_str())).then_some(name)
}

/// The lines of an item's words: the first, and those of a list below it.
pub(super) fn rows(text: &str) -> Vec<&str> {
    text.lines().collect()
}

/// What a decision comes to, as its badge says.
pub(super) fn outcome(item: &Item) -> String {
    let word = match item.outcome().to_string().as_str() {
        "agreed" => "Agreed",
        "deferred" => "Deferred",
        "rejected" => "Rejected",
        _ => "Decided",
    };
    let doubt = if is_weak(item) { "?" } else { "" };
    format!("{word}{doubt}")
}

/// Whether only the words of a sentence say what an item is.
pub(super) fn is_weak(item: &Item) -> bool {
    item.strength == Strength::Weak
}

/// How an item was found, for people.
pub(super) fn rule(item: &Item) -> String {
    item.rule.replace('`', "\"")
}

/// When an action is due, where that is said.
pub(super) fn due(item: &Item) -> Option<PartialDate> {
    match item.detail {
        Detail::Action { due, .. } => due,
        _ => None,
    }
}

/// The anchor of an item within its topic's page: `decision-2`.
pub(super) fn anchor(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// `path:12` or `path:12-15`.
pub(super) fn place(path: &str, lines: &Lines) -> String {
    match lines.end > lines.start {
        true => format!("{path}:{}-{}", lines.start, lines.end),
        false => format!("{path}:{}", lines.start),
    }
}

/// The width of a bar for a count beside the most there is: a class of the style sheet, `w1` to `w20`.
pub(super) fn bar(count: &u64, most: &u64) -> String {
    let share = u128::from(*count) * 20 / u128::from((*most).max(1));
    format!("w{}", share.clamp(1, 20))
}

#[cfg(test)]
mod tests {
    use super::{anchor, bar, count, pieces, place};
    use crate::model::Lines;

    #[test]
    fn numbers_are_readable() {
        assert_eq!(count(1, "topic", "topics"), "1 topic");
        assert_eq!(count(1234, "topic", "topics"), "1234 topics");
        assert_eq!(count(1_234_567, "a", "b"), "1\u{202f}234\u{202f}567 b");
        assert_eq!(
            [bar(&0, &0), bar(&5, &10), bar(&10, &10)],
            ["w1", "w10", "w20"]
        );
    }

    #[test]
    fn words_of_a_message_are_told_apart() {
        assert_eq!(
            pieces("no `a` b"),
            [(false, "no "), (true, "a"), (false, " b")]
        );
    }

    #[test]
    fn places_are_short() {
        assert_eq!(place("a.md", &Lines::new(3, 3)), "a.md:3");
        assert_eq!(place("a.md", &Lines::new(3, 9)), "a.md:3-9");
        assert_eq!(anchor("notes/a#b/decision-2"), "decision-2");
    }
}
