//! `[[tag]]` entries: what the settings add to the vocabulary.

use super::source::{nearest, quoted, quoted_list};
use super::{ConfigError, Place, Setting, ValueSource};
use crate::model::Vocabulary;
use crate::model::tag::TagEntry;
use std::collections::BTreeSet;

/// Most tags in a line above a tag: a topic that has the tag has all of them.
const MOST_ABOVE: usize = 16;

/// What stands above a tag.
enum Above {
    Sound,
    /// It comes back to a tag that it has passed.
    Ring,
    TooMany,
}

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
        } else {
            let tag = &self.entry.tag;
            match self.above(known) {
                Above::Ring => ConfigError::new(
                    format!("`{tag}` would be above itself"),
                    "take out one `parent` of the ring",
                ),
                Above::TooMany => ConfigError::new(
                    format!("`{tag}` has more than {MOST_ABOVE} tags above it"),
                    "take out a `parent` above it",
                ),
                Above::Sound => return None,
            }
        };
        Some(match &self.parent_place {
            Some(place) => error.at(place.clone()),
            None => error,
        })
    }

    /// Follows its line of parents up.
    fn above(&self, known: &Vocabulary) -> Above {
        let mut seen = BTreeSet::new();
        let mut entry = Some(&self.entry);
        while let Some(TagEntry { tag, parent, .. }) = entry {
            if !seen.insert(tag) {
                return Above::Ring;
            }
            if seen.len() > MOST_ABOVE + 1 {
                return Above::TooMany;
            }
            entry = parent.as_ref().and_then(|parent| known.get(parent));
        }
        Above::Sound
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
