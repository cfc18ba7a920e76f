//! Where the references of a note lead, and what its abbreviations stand for.

use crate::recap::lines::Line;
use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

/// What stands for longer texts is left as it is, in bytes.
const LONGEST_TEXT: usize = 300;
/// Addresses that are longer lead nowhere, in bytes.
const LONGEST_LINK: usize = 2000;
/// So many bytes may be put in for names, whatever a note's size, and so many times its size: else little could become much.
const LEAST_PUT_IN: usize = 1 << 16;
const TIMES_PUT_IN: usize = 4;

/// Targets and substitutions by name.
#[derive(Debug, Default)]
pub(super) struct Targets {
    links: HashMap<String, Rc<str>>,
    texts: HashMap<String, Rc<str>>,
    /// Bytes that may still be put in.
    left: Cell<usize>,
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
        let known = alias(found).is_none() && found.len() <= LONGEST_LINK;
        (known && self.take(found.len())).then_some(&**found)
    }

    /// What `|name|` stands for.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let found = self.texts.get(name.trim())?;
        self.take(found.len()).then_some(&**found)
    }

    fn take(&self, bytes: usize) -> bool {
        let left = self.left.get().checked_sub(bytes);
        left.inspect(|left| self.left.set(*left)).is_some()
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
    let size: usize = lines.iter().map(|line| line.text.len() + 1).sum();
    let mut out = Targets::default();
    out.left.set(LEAST_PUT_IN + TIMES_PUT_IN * size);
    let mut waiting: Vec<String> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(text) = line.text.trim_start().strip_prefix(".. ") else {
            if !line.is_blank() {
                waiting.clear();
            }
            continue;
        };
        let text = text.trim_start();
        if let Some((name, text)) =
            substitution(text).filter(|(_, text)| text.len() <= LONGEST_TEXT)
        {
            out.texts.insert(name.to_owned(), text.into());
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
        let address: Rc<str> = address.into();
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
