//! Links that Markdown does not know, in running text: `[[Name]]`, `{% post_url name %}`.

use super::{Found, LONGEST};
use crate::model::LinkForm;
use std::borrow::Cow;

/// Longer names are none, in bytes.
const LONGEST_NAME: usize = 300;

/// The links of a stretch of text, by their places in it.
pub(super) fn links(text: &str) -> Vec<Found> {
    let mut out = Vec::new();
    if text.contains("[[") {
        names(text, &mut out);
    }
    if text.contains("{%") {
        templates(text, &mut out);
    }
    out
}

/// A text with what its links in double brackets go under in their places: `Bob` for `[[Bob Stone|Bob]]`.
pub(in crate::recap) fn unlinked(text: &str) -> Cow<'_, str> {
    let mut found = Vec::new();
    if text.contains("[[") {
        names(text, &mut found);
    }
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for link in found {
        let end = text[link.at..]
            .find("]]")
            .map_or(text.len(), |n| link.at + n + 2);
        out.push_str(text.get(from..link.at).unwrap_or(""));
        out.push_str(&link.text);
        from = end;
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

fn names(text: &str, out: &mut Vec<Found>) {
    let mut from = 0;
    while let Some(start) = text[from..].find("[[").map(|at| at + from) {
        let inner = start + 2;
        let Some(length) = text[inner..].find("]]") else {
            return;
        };
        // The innermost pair counts.
        let begun = text[inner..inner + length].rfind("[[");
        let inner = begun.map_or(inner, |at| inner + at + 2);
        let end = start + 2 + length;
        out.extend(name(&text[inner..end]).map(|(target, shown)| Found {
            at: inner - 2,
            form: LinkForm::Wiki,
            target,
            text: shown,
        }));
        from = end + 2;
    }
}

/// The name between double brackets, and the text it goes under. A shell's test has blanks at its edges.
fn name(inner: &str) -> Option<(String, String)> {
    let (target, shown) = match inner.split_once('|') {
        Some((target, shown)) => (target.trim_end_matches('\\'), shown),
        None => (inner, inner),
    };
    let is_name = inner.len() <= LONGEST_NAME
        && !target.starts_with(char::is_whitespace)
        && target.chars().any(char::is_alphanumeric)
        && !target.contains(['[', ']', '\n', '<', '>', '{', '}', '"', '=', '`'])
        && !target.contains("://");
    is_name.then(|| (target.trim().to_owned(), shown.trim().to_owned()))
}

fn templates(text: &str, out: &mut Vec<Found>) {
    let mut from = 0;
    while let Some(start) = text[from..].find("{%").map(|at| at + from) {
        let Some(length) = text[start..].find("%}") else {
            return;
        };
        let words: Vec<&str> = text[start + 2..start + length].split_whitespace().collect();
        let target = match words.as_slice() {
            ["post_url", name] => Some((LinkForm::Post, (*name).to_owned())),
            ["link", path] => Some((LinkForm::Path, format!("/{}", path.trim_start_matches('/')))),
            _ => None,
        };
        let target = target.filter(|(_, target)| target.len() <= LONGEST);
        out.extend(target.map(|(form, target)| Found {
            at: start,
            form,
            target,
            text: shown_before(&text[..start]).to_owned(),
        }));
        from = start + length + 2;
    }
}

/// The text of `[text](`, with which the text before a template ends.
fn shown_before(text: &str) -> &str {
    // Not all of a long text, each time anew.
    let from = text.len().saturating_sub(LONGEST_NAME);
    let from = (from..=text.len()).find(|at| text.is_char_boundary(*at));
    let text = &text[from.unwrap_or(text.len())..];
    let shown = text
        .rsplit_once("](")
        .filter(|(_, rest)| !rest.contains(')'));
    shown
        .and_then(|(before, _)| before.rsplit_once('['))
        .map_or("", |(_, shown)| shown)
}

/// The name that the end of a text gives to its place: `{#name}`.
pub(super) fn anchor(text: &str) -> Option<(usize, &str)> {
    let at = text.rfind("{#")?;
    let name = text[at + 2..].trim_end().strip_suffix('}')?;
    let is_name = !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '}');
    (is_name && name.len() <= LONGEST_NAME).then_some((at, name))
}
