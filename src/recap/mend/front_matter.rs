//! A block of front matter that begins on line 1 and is never closed gets its closing mark.

use super::{Insertion, Looked};
use crate::recap::metadata;

/// Fields that say that a block is meant, and not a rule with text below it.
const TELLING: [&str; 12] = [
    "title",
    "date",
    "tags",
    "release",
    "releases",
    "project",
    "event",
    "author",
    "authors",
    "layout",
    "categories",
    "published",
];

/// The mark that is missing. It stands below the last field, before the first blank line, and only where every line down to there
/// is a field or an item of one.
pub(super) fn mark(now: &Looked<'_>) -> Option<Insertion> {
    let is_open = now.metadata.lines.is_none() && !now.metadata.diagnostics.is_empty();
    if !is_open || now.source.line(1).trim_end() != "---" {
        return None;
    }
    let lines = 2..=now.source.line_count();
    let last = lines.take_while(|n| !now.source.is_blank(*n)).last()?;
    let fields = metadata::block_of(&now.source, 2, last)?;
    let telling = |key: &String| TELLING.contains(&key.as_str());
    fields.iter().any(telling).then(|| Insertion {
        at: now.end_of(last),
        text: format!("{}---", now.line_end()),
    })
}
