//! Where the references of a note lead, and what its abbreviations stand for.

use crate::recap::lines::Line;
use std::collections::HashMap;

/// Targets and substitutions by name.
#[derive(Debug, Default)]
pub(super) struct Targets {
    links: HashMap<String, String>,
    texts: HashMap<String, String>,
}

impl Targets {
    /// The address that a reference leads to.
    pub(super) fn link(&self, name: &str) -> Option<&str> {
        let mut found = self.links.get(&folded(name))?;
        // One name may stand for another; a ring of them has no end.
        for _ in 0..4 {
            let Some(next) = alias(found).and_then(|name| self.links.get(&folded(name))) else {
                break;
            };
            found = next;
        }
        (alias(found).is_none()).then_some(found.as_str())
    }

    /// What `|name|` stands for.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name.trim()).map(String::as_str)
    }
}

/// The name in `name_`, which is no address.
fn alias(target: &str) -> Option<&str> {
    let name = target.strip_suffix('_')?.trim_matches('`');
    (!name.contains([':', '/'])).then_some(name)
}

/// A name as references know it: case and blanks do not count.
fn folded(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// The name and the address of `_name: address`.
pub(super) fn target(text: &str) -> Option<(String, &str)> {
    let rest = text.strip_prefix('_')?;
    let (name, address) = match rest.strip_prefix('`') {
        Some(quoted) => {
            let (name, rest) = quoted.split_once('`')?;
            (name, rest.strip_prefix(':')?)
        }
        None => split_name(rest)?,
    };
    Some((name.replace("\\:", ":"), address.trim()))
}

/// The name before the first colon that has no backslash and ends a word.
fn split_name(text: &str) -> Option<(&str, &str)> {
    let ends = |at: usize| {
        let behind = &text[at + 1..];
        !text[..at].ends_with('\\') && (behind.is_empty() || behind.starts_with(' '))
    };
    let mut colons = text.match_indices(':').map(|(at, _)| at);
    let at = colons.find(|at| ends(*at))?;
    Some((&text[..at], &text[at + 1..]))
}

/// The targets and substitutions that stand anywhere in a note.
pub(super) fn targets(lines: &[Line<'_>]) -> Targets {
    let mut out = Targets::default();
    let mut waiting: Vec<String> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(text) = line.text.trim_start().strip_prefix(".. ") else {
            if !line.is_blank() {
                waiting.clear();
            }
            continue;
        };
        let text = text.trim_start();
        if let Some((name, text)) = substitution(text) {
            out.texts.insert(name.to_owned(), text.to_owned());
            continue;
        }
        let Some((name, address)) = target(text) else {
            continue;
        };
        let address = format!("{address}{}", continued(line, &lines[at + 1..]));
        if address.is_empty() {
            // Names above one another lead to the same place.
            waiting.push(folded(&name));
            continue;
        }
        for name in waiting.drain(..).chain([folded(&name)]) {
            out.links.entry(name).or_insert_with(|| address.clone());
        }
    }
    out
}

/// The rest of an address that goes on below.
fn continued(line: &Line<'_>, below: &[Line<'_>]) -> String {
    let deeper = |next: &&Line<'_>| !next.is_blank() && next.indent() > line.indent();
    below
        .iter()
        .take_while(deeper)
        .map(|next| next.text.trim())
        .collect()
}

/// `|name| replace:: text`.
fn substitution(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.strip_prefix('|')?.split_once('|')?;
    Some((
        name.trim(),
        rest.trim_start().strip_prefix("replace::")?.trim(),
    ))
}
