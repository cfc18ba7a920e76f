//! Words that were struck out: `~~drop it~~`. They are shown and searched, but neither decided nor put first; what is to be
//! done is done.

use super::labels::without_bullet;
use std::borrow::Cow;

/// What may stand behind a struck text without taking its place: `~~quotas~~ moved to Ocata`.
const LEFT: &[&str] = &[
    "moved",
    "deferred",
    "postponed",
    "dropped",
    "removed",
    "done",
    "reverted",
    "withdrawn",
    "cancelled",
    "canceled",
    "abandoned",
    "no longer",
];

/// A text without what is struck out in it.
pub(super) fn unstruck(text: &str) -> Cow<'_, str> {
    let mut pieces = text.split("~~");
    // An odd mark at the end strikes nothing.
    let marks = text.matches("~~").count() / 2 * 2;
    if marks == 0 {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for at in 0..=marks {
        let piece = pieces.next().unwrap_or("");
        out.push_str(if at % 2 == 0 { piece } else { "" });
    }
    for piece in pieces {
        out.push_str("~~");
        out.push_str(piece);
    }
    Cow::Owned(out)
}

/// What is left of an item's words; nothing where all of it is struck, or what is left says why.
pub(super) fn left(text: &str) -> Cow<'_, str> {
    let left = unstruck(text);
    if matches!(left, Cow::Borrowed(_)) || !without_bullet(text).trim_start().starts_with("~~") {
        return left;
    }
    let rest = without_bullet(&left).trim_start().to_lowercase();
    let told = rest.trim_start_matches(|c: char| "(-\u{2013}\u{2014}:>= ".contains(c));
    let none = !rest.contains(char::is_alphanumeric)
        || rest.starts_with('(')
        || LEFT.iter().any(|word| told.starts_with(word));
    if none { Cow::Borrowed("") } else { left }
}

#[cfg(test)]
mod tests {
    use super::{left, unstruck};

    #[test]
    fn leaves_what_is_not_struck() {
        for (text, expected) in [
            ("use ~~v1~~ v2", "use  v2"),
            ("~~all~~", ""),
            ("~~a~~ b ~~c~~", " b "),
            ("odd ~~ mark", "odd ~~ mark"),
            ("~~a~~ b ~~ c", " b ~~ c"),
        ] {
            assert_eq!(unstruck(text), expected, "{text}");
        }
        assert_eq!(left("- ~~quotas~~"), "");
        assert_eq!(left("- ~~quotas~~ moved to Ocata"), "");
        assert_eq!(left("~~quotas~~ (next cycle)"), "");
        assert_eq!(left("~~quotas~~ limits"), " limits");
    }
}
