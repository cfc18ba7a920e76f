//! What a note says twice: one record.

use crate::model::{Detail, Item, ItemKind, Release};
use std::collections::HashMap;

/// A text of so many letters is not said twice by chance.
const TELLING: usize = 30;

/// What was said so far, with its place among the records.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    seen: HashMap<(ItemKind, String), usize>,
}

impl Repeats {
    /// The record that `item` repeats.
    pub(super) fn of(&self, item: &Item) -> Option<usize> {
        let known = |key: String| self.seen.get(&(item.kind(), key)).copied();
        let labelled = || relisted(item).filter(|_| is_listed(item));
        known(repeat_key(item)).or_else(|| known(labelled()?))
    }

    /// Notes that `item` is the record at this place.
    pub(super) fn note(&mut self, item: &Item, at: usize) {
        self.seen.insert((item.kind(), repeat_key(item)), at);
        if let Some(key) = relisted(item).filter(|_| !is_listed(item)) {
            self.seen.entry((item.kind(), key)).or_insert(at);
        }
    }
}

/// Whether it stands in a list under a heading, rather than behind a label.
fn is_listed(item: &Item) -> bool {
    item.rule.starts_with("under ")
}

/// What an action behind a label shares with itself in the list of all that ends the minutes, however short it is.
fn relisted(item: &Item) -> Option<String> {
    let is_action = item.kind() == ItemKind::Action;
    is_action.then(|| format!("{} relisted", bare(&item.text)))
}

/// The letters of a text.
fn bare(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// What two records of a note share when one repeats the other. Short words such as `Stage 3` may well be said of
/// several topics; so these count only within one.
fn repeat_key(item: &Item) -> String {
    let text = bare(&item.text);
    match item.detail {
        Detail::Priority { rank, .. } => {
            let releases: Vec<&str> = item.releases.iter().map(Release::as_str).collect();
            format!(
                "{text} {} {}",
                releases.join(" "),
                if text.is_empty() { rank } else { 0 }
            )
        }
        _ if text.chars().count() >= TELLING => text,
        _ => format!("{text} {}", item.topic),
    }
}
