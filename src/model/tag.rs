//! Tags, and the vocabulary that says which words of a recap stand for which tag.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A tag: lower case, words joined by `-`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tag(String);

impl Tag {
    /// The tag that `text` stands for: `Rolling Upgrades` is `rolling-upgrades`. `None` where nothing is left.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let mut out = String::with_capacity(text.len());
        for c in text.chars().flat_map(char::to_lowercase) {
            if c.is_alphanumeric() || matches!(c, '.' | '+' | '/') {
                out.push(c);
            } else if !out.is_empty() && !out.ends_with('-') {
                out.push('-');
            }
        }
        let tag = out.trim_matches('-');
        (!tag.is_empty()).then(|| Self(tag.to_owned()))
    }

    /// The tag's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a topic has a tag.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TagReason {
    /// The note's author gave it.
    FrontMatter,
    /// The topic's title says so, in these words.
    Title(String),
    /// The topic's text says so, in these words and so many times.
    Text(String, u32),
    /// It is the parent of this tag in the vocabulary.
    Parent(Tag),
}

impl fmt::Display for TagReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TagReason::FrontMatter => f.write_str("front matter"),
            TagReason::Title(words) => write!(f, "title says `{words}`"),
            TagReason::Text(words, 1) => write!(f, "text says `{words}`"),
            TagReason::Text(words, times) => write!(f, "text says `{words}` {times} times"),
            TagReason::Parent(tag) => write!(f, "above `{tag}`"),
        }
    }
}

/// A tag on a topic, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Tagged {
    /// The tag.
    pub tag: Tag,
    /// Why the topic has it.
    pub reason: TagReason,
}

/// One entry of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagEntry {
    /// The tag.
    pub tag: Tag,
    /// How people call it in full, such as `high availability`.
    pub name: String,
    /// What people write for it. An alias of up to three letters in capitals matches only as written.
    pub aliases: Vec<String>,
    /// A wider tag that comes with it.
    pub parent: Option<Tag>,
}

/// Whether a name stands for its tag only as it is written, with what joins its words: up to three letters with a
/// capital, or single letters: `HA`, `A/A`.
#[must_use]
pub fn is_as_written(name: &str) -> bool {
    let words = name.split(|c: char| !c.is_alphanumeric());
    let (mut letters, mut single) = (0, true);
    for word in words.filter(|word| !word.is_empty()) {
        letters += word.len();
        single &= word.len() == 1;
    }
    single && letters > 0 || letters <= 3 && name.chars().any(char::is_uppercase)
}

/// The words that stand for tags. Each tag has one entry.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Vocabulary {
    /// The entries, in order of their tags.
    pub entries: Vec<TagEntry>,
}

impl Vocabulary {
    /// This vocabulary with `entry` added, or put in the place of the entry of the same tag.
    pub fn put(&mut self, entry: TagEntry) {
        match self.entries.binary_search_by(|e| e.tag.cmp(&entry.tag)) {
            Ok(at) => self.entries[at] = entry,
            Err(at) => self.entries.insert(at, entry),
        }
    }

    /// The entry of a tag.
    #[must_use]
    pub fn get(&self, tag: &Tag) -> Option<&TagEntry> {
        let at = self.entries.binary_search_by(|e| e.tag.cmp(tag)).ok()?;
        self.entries.get(at)
    }

    /// The tag that a user's word names: a tag itself, a name or an alias, whatever the case.
    #[must_use]
    pub fn resolve(&self, word: &str) -> Option<&Tag> {
        let tag = Tag::new(word)?;
        let lower = word.to_lowercase();
        // A tag from a note has hyphens where a name has blanks, and people where it has slashes.
        let hyphened = |tag: &Tag| tag.0.replace('/', "-");
        let own = hyphened(&tag);
        let is = |name: &str| {
            name.to_lowercase() == lower || Tag::new(name).is_some_and(|tag| hyphened(&tag) == own)
        };
        let named = |e: &&TagEntry| is(&e.name) || e.aliases.iter().any(|a| is(a));
        let entry = self.get(&tag).or_else(|| self.entries.iter().find(named))?;
        Some(&entry.tag)
    }
}

#[cfg(test)]
mod tests {
    use super::Tag;

    #[test]
    fn is_made_from_words() {
        let tag = |text| Tag::new(text).map(|t| t.to_string());
        assert_eq!(tag("Rolling Upgrades").as_deref(), Some("rolling-upgrades"));
        assert_eq!(tag(" A/A ").as_deref(), Some("a/a"));
        assert_eq!(tag("--"), None);
    }
}
