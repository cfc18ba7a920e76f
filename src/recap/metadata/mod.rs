//! The metadata at the top of a note: YAML, TOML, a `Title:` header, or two YAML blocks in a row.
//!
//! A block that will not parse is a diagnostic, and what can be read of it line by line is kept.

mod block;
mod pad;
mod salvage;

pub(crate) use pad::tags as tags_of_pad;

use super::links::unlinked;
use super::source::Source;
use crate::model::{Diagnostic, Lines};
use std::borrow::Cow;

/// The fields that a recap's date may stand in, the first that has a value wins.
pub(crate) const DATE_FIELDS: [&str; 5] = ["date", "published", "posted", "created", "pubdate"];

/// One field: its key in lower case with `_` for `-` and blanks, its values, its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// The key.
    pub(crate) key: String,
    /// Its values: one for a scalar, as the note writes it; any number for a list.
    pub(crate) values: Vec<String>,
    /// The line of the key.
    pub(crate) line: u32,
}

/// All metadata of a note.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    /// The fields, in order.
    pub(crate) fields: Vec<Field>,
    /// The lines they take, marks included.
    pub(crate) lines: Option<Lines>,
    /// What was wrong with them.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Metadata {
    /// The first field under one of `keys`, in the order of `keys`.
    pub(crate) fn field(&self, keys: &[&str]) -> Option<&Field> {
        keys.iter().find_map(|key| {
            self.fields
                .iter()
                .find(|f| f.key == *key && !f.values.is_empty())
        })
    }

    /// The first value under one of `keys`.
    pub(crate) fn first(&self, keys: &[&str]) -> Option<&str> {
        self.field(keys)?.values.first().map(String::as_str)
    }

    /// All values under all of `keys`.
    pub(crate) fn all<'m>(&'m self, keys: &'m [&str]) -> impl Iterator<Item = &'m str> {
        let wanted = self
            .fields
            .iter()
            .filter(|f| keys.contains(&f.key.as_str()));
        wanted.flat_map(|f| f.values.iter().map(String::as_str))
    }

    /// Puts a block that stands above these fields before them.
    pub(crate) fn add(&mut self, block: Metadata) {
        self.fields.splice(0..0, block.fields);
        self.diagnostics.splice(0..0, block.diagnostics);
        self.lines = block.lines.or(self.lines);
    }

    /// The first line after the metadata.
    pub(crate) fn body_line(&self) -> u32 {
        self.lines.map_or(1, |lines| lines.end + 1)
    }
}

/// Reads the metadata of a note.
pub(crate) fn metadata(source: &Source) -> Metadata {
    let mut out = Metadata::default();
    match source.line(1).trim_end() {
        "---" => {
            if block::yaml(source, 1, &mut out) {
                let next = out.body_line();
                // Exports put a block of their own before the author's.
                if source.line(next).trim_end() == "---" {
                    block::yaml(source, next, &mut out);
                }
            }
        }
        "+++" => {
            block::toml(source, &mut out);
        }
        _ => header(source, &mut out),
    }
    pad::read(source, &mut out);
    // A link to a note is what it goes under.
    for value in out.fields.iter_mut().flat_map(|f| f.values.iter_mut()) {
        if let Cow::Owned(shown) = unlinked(value) {
            *value = shown;
        }
    }
    out
}

/// `Title: ...` and further `Key: value` lines up to the first blank one.
fn header(source: &Source, out: &mut Metadata) {
    if !source.line(1).to_ascii_lowercase().starts_with("title:") {
        return;
    }
    let end = (1..=source.line_count())
        .take_while(|n| !source.is_blank(*n))
        .last()
        .unwrap_or(1);
    let fields = salvage::fields(source, Lines::new(1, end));
    // A paragraph that merely begins with "Title:" has lines that are no fields.
    if fields.len() == end as usize {
        out.fields = fields;
        out.lines = Some(Lines::new(1, end));
    }
}

/// The keys of the lines from `first` to `last`, `None` where they are no fields of YAML from end to end.
pub(crate) fn block_of(source: &Source, first: u32, last: u32) -> Option<Vec<String>> {
    block::keys(source, Lines::new(first, last))
}

/// A block of metadata without its marks and keys, line by line: what of it somebody could look for.
#[must_use]
pub fn values(block: &str) -> String {
    let lines: Vec<&str> = block.lines().map(value).collect();
    lines.join("\n")
}

/// What stands behind the key of a line, or all of a line without one.
fn value(line: &str) -> &str {
    let entry = line.trim_start();
    let is_nested = entry.len() < line.len();
    let entry = entry.strip_prefix("- ").unwrap_or(entry);
    if matches!(entry.trim_end(), "---" | "+++" | "...") {
        return "";
    }
    // Keys of several words stand at the left edge: `Event date: 2015-10`.
    let in_key = |c: char| c.is_alphanumeric() || "_-".contains(c) || c == ' ' && !is_nested;
    let behind = entry.trim_start_matches(in_key);
    let has_key = behind.len() < entry.len();
    let sign = behind
        .strip_prefix(':')
        .filter(|rest| rest.is_empty() || rest.starts_with(' '));
    match sign.or(behind.strip_prefix('=')) {
        Some(rest) if has_key => rest,
        _ => entry,
    }
}

/// A key as fields keep it.
pub(crate) fn key(text: &str) -> String {
    text.trim().to_lowercase().replace(['-', ' '], "_")
}

#[cfg(test)]
mod tests;
