//! Roles: what `` :name:`text` `` shows.

use crate::recap::escape::{code, escaped, link};

/// Roles whose text is words, not code.
const WORDS: &[&str] = &[
    "abbr",
    "any",
    "dfn",
    "doc",
    "download",
    "emphasis",
    "guilabel",
    "menuselection",
    "numref",
    "ref",
    "strong",
    "sub",
    "subscript",
    "sup",
    "superscript",
    "term",
    "title",
    "title-reference",
];

/// The name of the role that the text begins with, where a mark stands behind it.
pub(super) fn before(text: &str) -> Option<&str> {
    let name = name(text)?;
    text[name.len() + 2..].starts_with('`').then_some(name)
}

/// The name of the role that the text begins with.
pub(super) fn behind(text: &str) -> Option<&str> {
    name(text)
}

fn name(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix(':')?.split_once(':')?;
    let sound = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "-_.+:".contains(c));
    (sound && !name.is_empty() && name.len() <= 40).then_some(name)
}

/// The text and the target of `text <target>`; nothing but the target leaves the text empty.
pub(super) fn with_target(inner: &str) -> Option<(&str, &str)> {
    let (text, target) = inner.trim_end().strip_suffix('>')?.rsplit_once('<')?;
    let apart = text.is_empty() || text.ends_with(|c: char| c.is_whitespace());
    apart.then(|| (text.trim(), target.trim()))
}

/// What a role makes of its text. Without a role it is code, as most who write it mean it.
pub(super) fn written(role: &str, inner: &str) -> String {
    let role = role.rsplit(':').next().unwrap_or(role);
    let inner = inner.split_whitespace().collect::<Vec<_>>().join(" ");
    let inner = inner.as_str();
    match role {
        "pep" | "rfc" => return format!("{} {}", role.to_uppercase(), escaped(inner)),
        "emphasis" | "title" | "title-reference" => return format!("*{}*", escaped(inner)),
        "strong" => return format!("**{}**", escaped(inner)),
        _ => {}
    }
    if let Some((text, target)) = with_target(inner).filter(|(text, _)| !text.is_empty()) {
        return link(&escaped(text), target);
    }
    let shown = inner.trim_start_matches(['~', '!']);
    match WORDS.contains(&role) && !shown.contains(['/', '_']) {
        true => escaped(shown),
        false => code(shown),
    }
}
