//! Links whose addresses stand elsewhere in the note: `[Ann][ann]`. A piece of it that is read by itself does not know them.

use crate::recap::source::Source;
use std::collections::HashSet;

/// The labels that a note gives addresses to, in small letters.
pub(super) fn references(source: &Source) -> HashSet<String> {
    let label = |line: u32| {
        let text = source.line(line).trim_start().strip_prefix('[')?;
        let (label, rest) = text.split_once("]:")?;
        let sound = !label.is_empty() && !label.starts_with('^') && leads(rest.trim());
        sound.then(|| label.to_lowercase())
    };
    (1..=source.line_count()).filter_map(label).collect()
}

/// Whether what stands behind a label is an address: `[Decision]: use it` is none.
fn leads(to: &str) -> bool {
    let mut words = to.split_whitespace();
    let address = words.next().unwrap_or_default();
    let alone = words
        .next()
        .is_none_or(|title| title.starts_with(['"', '\'', '(']));
    let inner = address.trim_end_matches('.');
    let marked = address.starts_with(['<', '#', '/', '.']) || address.contains("://");
    alone && (marked || inner.contains(['.', '/']))
}

/// A text in which such links are the words that they go under.
pub(super) fn without_references(text: String, known: &HashSet<String>) -> String {
    if known.is_empty() || !text.contains("][") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("][") {
        let (before, behind) = (&rest[..at], &rest[at + 2..]);
        let opened = before
            .rfind('[')
            .filter(|open| !before[*open..].contains(']'));
        let closed = behind.find(']');
        let label = closed.map(|close| behind[..close].to_lowercase());
        match (opened, closed) {
            (Some(open), Some(close)) if label.is_some_and(|label| known.contains(&label)) => {
                out.push_str(&before[..open]);
                out.push_str(&before[open + 1..]);
                rest = &behind[close + 1..];
            }
            _ => {
                out.push_str(&rest[..at + 1]);
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::{references, without_references};
    use crate::recap::source::Source;

    #[test]
    fn leaves_what_has_no_address() {
        let (source, _) = Source::new(b"- x\n\n[ann]: http://x.org/a\n[^n]: a note\n[empty]:\n");
        let known = references(&source);
        for (text, expected) in [
            ("[Ann][ann] to write it", "Ann to write it"),
            ("ask [Ann Lee][Ann], [Bo][bo]", "ask Ann Lee, [Bo][bo]"),
            ("Cells [lbragstad][done]", "Cells [lbragstad][done]"),
            ("a[0][ann] ][ann] [", "a0 ][ann] ["),
            ("no [links][", "no [links]["),
        ] {
            assert_eq!(without_references(text.to_owned(), &known), expected);
        }
    }
}
