//! `Label: value` lines in the markups people use for them.
//!
//! `Date: x`, `- Date: x`, `**Date:** x`, `**Date**: x`, `_Date_: x`, `* **Date** x`: all are the label
//! `Date` with the value `x`.

/// A label and what follows it on the line, both without emphasis marks around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label<'l> {
    /// The label's words.
    pub(crate) name: &'l str,
    /// What follows; empty where the line ends with the label.
    pub(crate) value: &'l str,
}

/// Labels longer than this, in words, are sentences with a colon.
const MOST_WORDS: usize = 6;

/// Arrows that people draw before an item or a label.
pub(crate) const ARROWS: [&str; 4] = ["==> ", "=> ", "--> ", "-> "];

/// The label that `line` begins with, if it does.
pub(crate) fn label(line: &str) -> Option<Label<'_>> {
    let text = without_bullet(line);
    if let Some(found) = emphasised(text) {
        return Some(found);
    }
    let (name, value) = text.split_once(':')?;
    if value.starts_with("//") || value.starts_with(':') {
        return None;
    }
    named(name, value)
}

fn emphasised(text: &str) -> Option<Label<'_>> {
    let mark = ["**", "__", "*", "_"]
        .into_iter()
        .find(|m| text.starts_with(m))?;
    let rest = &text[mark.len()..];
    let (inside, after) = rest.split_once(mark)?;
    if let Some((name, value)) = inside.split_once(':') {
        if value.trim().is_empty() {
            return named(name, after);
        }
        return after
            .trim()
            .is_empty()
            .then(|| named(name, value))
            .flatten();
    }
    match after.trim_start().strip_prefix(':') {
        Some(value) => named(inside, value),
        // A name in bold with nothing after it labels the list below it.
        None if after.trim().is_empty() => named(inside, ""),
        None => None,
    }
}

fn named<'l>(name: &'l str, value: &'l str) -> Option<Label<'l>> {
    let raw = name.trim_start();
    let name = name.trim_matches(|c: char| c.is_whitespace() || "*_`#:".contains(c));
    let words = name.split_whitespace().count();
    let value = closed(raw, value);
    let trimmed = without_opening(value);
    ((1..=MOST_WORDS).contains(&words)).then(|| Label {
        name,
        value: trimmed.trim_end(),
    })
}

/// Words without what is left of emphasis before them. `_` before a word is emphasis that is whole, or part of a nick: `_gryf`.
fn without_opening(text: &str) -> &str {
    let mut bare = text;
    loop {
        bare = bare.trim_start_matches(|c: char| c.is_whitespace() || c == '*');
        match bare.strip_prefix('_') {
            Some(rest) if !rest.starts_with(char::is_alphanumeric) => bare = rest,
            _ => return bare,
        }
    }
}

/// A value without the `_` at its end that was opened before its label: `_Present: Ann, Bo_`.
fn closed<'l>(name: &str, value: &'l str) -> &'l str {
    let value = value.trim_end();
    match name.starts_with('_') {
        true => value.strip_suffix('_').unwrap_or(value),
        false => value,
    }
}

/// A line without indent, quote marks and list marks (`-`, `*`, `+`, `1.`, `[ ]`, `#`).
pub(crate) fn without_bullet(line: &str) -> &str {
    let mut text = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    if text.starts_with('#') {
        text = text.trim_start_matches('#').trim_start();
    }
    if is_bare(text.trim_end()) {
        return "";
    }
    for mark in ["- ", "* ", "+ ", "\u{2022} ", "-\t", "*\t"] {
        if let Some(rest) = text.strip_prefix(mark) {
            text = rest.trim_start();
            break;
        }
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits)
        && (text[digits..].starts_with(". ") || text[digits..].starts_with(") "))
    {
        text = text[digits + 2..].trim_start();
    }
    for mark in ["[ ] ", "[x] ", "[X] "] {
        text = text.strip_prefix(mark).unwrap_or(text);
    }
    text
}

/// Whether a line is the mark of a list and nothing else: an item that is still to be written.
fn is_bare(text: &str) -> bool {
    let text = ["[ ]", "[x]", "[X]"]
        .iter()
        .find_map(|mark| text.strip_suffix(mark))
        .map_or(text, str::trim_end);
    let number = text.strip_suffix(['.', ')']);
    let is_number = |digits: &str| {
        (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    };
    ["", "-", "*", "+", "\u{2022}"].contains(&text) || number.is_some_and(is_number)
}

#[cfg(test)]
mod tests {
    use super::{label, without_bullet};

    fn check(line: &str, expected: Option<(&str, &str)>) {
        assert_eq!(label(line).map(|l| (l.name, l.value)), expected, "{line}");
    }

    #[test]
    fn reads_every_markup() {
        check("Date: 2016-11-10", Some(("Date", "2016-11-10")));
        check(
            "* Meeting date: 2021-03-02",
            Some(("Meeting date", "2021-03-02")),
        );
        check("**Attendees:** A, B", Some(("Attendees", "A, B")));
        check("* **Note Taker**: B [X]", Some(("Note Taker", "B [X]")));
        check("* **Note Taker: ** C", Some(("Note Taker", "C")));
        check("*Lead: Some One*  ", Some(("Lead", "Some One")));
        check("* **Attendees**", Some(("Attendees", "")));
        check("_Present_: D", Some(("Present", "D")));
        check(
            "- **Note-taker(s) (who writes)**:  e@",
            Some(("Note-taker(s) (who writes)", "e@")),
        );
    }

    #[test]
    fn an_item_without_words_is_nothing() {
        for bare in ["1.", "- ", "* [ ]", "12) ", "> -", "+ [x] ", "[ ]", ""] {
            assert_eq!(without_bullet(bare), "", "{bare:?}");
        }
        for (line, left) in [
            ("1. a", "a"),
            ("2016.", "2016."),
            ("- 3.5", "3.5"),
            ("-", ""),
        ] {
            assert_eq!(without_bullet(line), left);
        }
    }

    #[test]
    fn leaves_sentences_and_links() {
        check("https://example.org/x", None);
        check("std::vec is fine", None);
        check("We talked for a long time about this: nothing", None);
        check("plain text", None);
    }
}
