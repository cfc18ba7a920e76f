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
    /// The record that `item` repeats; where it repeats none, it is noted as the record at the place `at`.
    pub(super) fn take(&mut self, item: &Item, at: usize) -> Option<usize> {
        let text = bare(&item.text);
        let key = (item.kind(), repeat_key(item, &text));
        let again = relisted(item, &text).map(|again| (item.kind(), again));
        let above = again.as_ref().filter(|_| is_listed(item));
        let known = |key| self.seen.get(key).copied();
        if let Some(first) = known(&key).or_else(|| known(above?)) {
            return Some(first);
        }
        self.seen.insert(key, at);
        if let Some(again) = again.filter(|_| !is_listed(item)) {
            self.seen.entry(again).or_insert(at);
        }
        None
    }
}

/// Whether it stands in a list under a heading, rather than behind a label.
fn is_listed(item: &Item) -> bool {
    item.rule.starts_with("under ")
}

/// What an action behind a label shares with itself in the list of all that ends the minutes, however short it is.
fn relisted(item: &Item, text: &str) -> Option<String> {
    let is_action = item.kind() == ItemKind::Action;
    is_action.then(|| format!("{text} relisted"))
}

/// The letters of a text.
fn bare(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// What two records of a note share when one repeats the other. Short words such as `Stage 3` may well be said of
/// several topics; so these count only within one.
fn repeat_key(item: &Item, text: &str) -> String {
    match item.detail {
        Detail::Priority { rank, .. } => {
            let releases: Vec<&str> = item.releases.iter().map(Release::as_str).collect();
            format!(
                "{text} {} {}",
                releases.join(" "),
                if text.is_empty() { rank } else { 0 }
            )
        }
        _ if text.chars().count() >= TELLING => text.to_owned(),
        _ => format!("{text} {}", item.topic),
    }
}
