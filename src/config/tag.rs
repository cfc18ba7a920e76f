//! `[[tag]]` entries: what the settings add to the vocabulary.

use super::source::{nearest, quoted, quoted_list};
use super::{ConfigError, Place, Setting, ValueSource};
use crate::model::Vocabulary;
use crate::model::tag::TagEntry;
use std::collections::BTreeSet;

/// A tag that the settings add to the vocabulary, or put in the place of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagSetting {
    /// The entry.
    pub entry: TagEntry,
    /// Where it stands.
    pub(super) line: u32,
    /// Where its parent is named.
    pub(super) parent_place: Option<Place>,
}

impl TagSetting {
    pub(super) fn parent_error(&self, known: &Vocabulary) -> Option<ConfigError> {
        let parent = self.entry.parent.as_ref()?;
        let error = if known.get(parent).is_none() {
            let names = known.entries.iter().map(|entry| entry.tag.as_str());
            let hint = nearest(parent.as_str(), names).map_or_else(
                || "add a `[[tag]]` for it".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            ConfigError::new(format!("there is no tag `{parent}`"), hint)
        } else if self.is_above_itself(known) {
            let message = format!("`{}` would be above itself", self.entry.tag);
            ConfigError::new(message, "take out one `parent` of the ring")
        } else {
            return None;
        };
        Some(match &self.parent_place {
            Some(place) => error.at(place.clone()),
            None => error,
        })
    }

    /// Whether its line of parents comes back to a tag that it has passed.
    fn is_above_itself(&self, known: &Vocabulary) -> bool {
        let mut seen = BTreeSet::new();
        let mut entry = Some(&self.entry);
        while let Some(TagEntry { tag, parent, .. }) = entry {
            if !seen.insert(tag) {
                return true;
            }
            entry = parent.as_ref().and_then(|parent| known.get(parent));
        }
        false
    }

    pub(super) fn values(&self) -> impl Iterator<Item = Setting> {
        let entry = &self.entry;
        let source = ValueSource::File { line: self.line };
        [
            ("tag.tag", Some(quoted(entry.tag.as_str()))),
            ("tag.name", Some(quoted(&entry.name))),
            ("tag.aliases", Some(quoted_list(&entry.aliases))),
            (
                "tag.parent",
                entry.parent.as_ref().map(|tag| quoted(tag.as_str())),
            ),
        ]
        .into_iter()
        .filter_map(move |(key, value)| {
            value.map(|value| Setting {
                key: key.to_owned(),
                value,
                source,
            })
        })
    }
}
