//! Text from notes made harmless for terminals.
//!
//! Control bytes can move the cursor, set a title or write to the clipboard; bidirectional controls and tag
//! characters can show one text and mean another. None of them gets through, in no format.

use std::borrow::Cow;

/// Whether a character must not reach a terminal.
#[must_use]
pub fn is_hostile(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || ('\u{e0000}'..='\u{e007f}').contains(&c)
}

/// `text` with U+FFFD for each hostile character; lines and tabs stay, `\r` before a line's end goes.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    let unix = text.replace("\r\n", "\n");
    Cow::Owned(
        unix.chars()
            .map(|c| if is_hostile(c) { '\u{fffd}' } else { c })
            .collect(),
    )
}

/// `text` as one line: cleaned, line breaks and tabs as blanks.
#[must_use]
pub fn line(text: &str) -> String {
    clean(text).replace(['\n', '\t'], " ")
}

/// JSON text with every hostile character escaped. They stand only inside its strings, so that an escape
/// means the same.
#[must_use]
pub fn json(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hostile(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{clean, json, line};

    #[test]
    fn lets_nothing_through() {
        let text = "a\u{1b}]0;x\u{7}b\u{9b}c\u{202e}d\u{e0041}e\r\nf\tg\u{1a}";
        assert_eq!(
            clean(text),
            "a\u{fffd}]0;x\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}e\nf\tg\u{fffd}"
        );
        assert_eq!(line("a\nb\tc"), "a b c");
    }

    #[test]
    fn escapes_for_json() {
        let text = serde_json::to_string("a\u{9b}\u{e0041}").unwrap();
        let escaped = json(&text);
        assert_eq!(escaped, "\"a\\u009b\\udb40\\udc41\"");
        assert_eq!(
            serde_json::from_str::<String>(&escaped).unwrap(),
            "a\u{9b}\u{e0041}"
        );
    }
}
