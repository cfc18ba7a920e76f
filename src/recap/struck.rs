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

/// The tags that strike out, without their brackets.
const TAGS: [&str; 3] = ["s", "del", "strike"];

/// Whether a tag is one that strikes out, or the end of one.
pub(super) fn is_tag(tag: &str) -> bool {
    let inner = tag.strip_prefix('<').and_then(|tag| tag.strip_suffix('>'));
    let name = inner.map(|inner| inner.strip_prefix('/').unwrap_or(inner));
    name.is_some_and(|name| TAGS.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

/// Whether something in a text may be struck out: in most nothing is.
pub(super) fn has_marks(text: &str) -> bool {
    text.contains("~~") || text.contains("</") && matches!(marked(text), Cow::Owned(_))
}

/// A text with `~~` in the place of tags that strike out, as exports of pads have them.
fn marked(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut rest = text;
    let mut found = false;
    while let Some(open) = rest.find('<') {
        let end = rest[open..]
            .find('>')
            .map_or(rest.len(), |at| open + at + 1);
        let tag = &rest[open..end];
        found |= is_tag(tag);
        out.push_str(&rest[..open]);
        match is_tag(tag) {
            true => out.push_str("~~"),
            false => out.push('<'),
        }
        rest = &rest[if is_tag(tag) { end } else { open + 1 }..];
    }
    out.push_str(rest);
    match found {
        true => Cow::Owned(out),
        false => Cow::Borrowed(text),
    }
}

/// A text without the marks of what is struck out.
pub(super) fn unmarked(text: &str) -> String {
    marked(text).replace("~~", "")
}

/// A text without what is struck out in it.
pub(super) fn unstruck(text: &str) -> Cow<'_, str> {
    match marked(text) {
        Cow::Borrowed(text) => without_struck(text),
        Cow::Owned(text) => Cow::Owned(without_struck(&text).into_owned()),
    }
}

fn without_struck(text: &str) -> Cow<'_, str> {
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
    let begins = marked(without_bullet(text).trim_start()).starts_with("~~");
    if matches!(left, Cow::Borrowed(_)) || !begins {
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
            ("<s>a</s> b <DEL>c</DEL> <b>d</b>", " b  <b>d</b>"),
            ("a < b", "a < b"),
        ] {
            assert_eq!(unstruck(text), expected, "{text}");
        }
        assert_eq!(left("- ~~quotas~~"), "");
        assert_eq!(left("- <s>quotas</s> moved to Ocata"), "");
        assert_eq!(left("- ~~quotas~~ moved to Ocata"), "");
        assert_eq!(left("~~quotas~~ (next cycle)"), "");
        assert_eq!(left("~~quotas~~ limits"), " limits");
    }
}
