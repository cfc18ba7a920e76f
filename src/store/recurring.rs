//! Topics that come up again and again under one title: of all that was said, the list of what is due says least.

use super::collect::Match;
use std::collections::{HashMap, HashSet};

/// What a record keeps of its score that has no words below a title that other notes have too.
const BARE: f32 = 0.5;
/// From so many words on it keeps all.
const FULL: usize = 150;

/// The title of a text and how many words stand below it, in one number: the last byte is the words. 0 for no title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Told(u64);

impl Told {
    /// Of a topic's Markdown, whose first line is the title. Links and signs are no words.
    pub(super) fn of(markdown: &str) -> Self {
        let (title, below) = markdown.split_once('\n').unwrap_or((markdown, ""));
        let is_word = |word: &&str| word.contains(char::is_alphanumeric) && !word.contains("://");
        let title = title.chars().filter(|c| c.is_alphanumeric());
        let title: String = title.flat_map(char::to_lowercase).collect();
        if title.is_empty() {
            return Self(0);
        }
        let words = below.split_whitespace().filter(is_word).take(FULL).count();
        let hash = blake3::hash(title.as_bytes());
        let [a, b, c, d, e, f, g, ..] = *hash.as_bytes();
        let words = u8::try_from(words).unwrap_or(u8::MAX);
        Self(u64::from_be_bytes([a, b, c, d, e, f, g, words]))
    }

    /// As the index keeps it.
    pub(super) fn number(self) -> u64 {
        self.0
    }

    /// What the index kept.
    pub(super) fn kept(number: u64) -> Self {
        Self(number)
    }

    fn title(self) -> u64 {
        self.0 >> 8
    }

    /// What the score of a record with this text is multiplied by, where its title recurs.
    fn factor(self) -> f32 {
        BARE + (1.0 - BARE) * (self.0 & 0xff) as f32 / FULL as f32
    }
}

/// Multiplies the scores of those records whose titles records of other notes among them have too.
pub(super) fn weigh(found: &mut [Match]) {
    let mut notes: HashMap<u64, HashSet<u32>> = HashMap::new();
    for found in found.iter() {
        let title = found.told.title();
        notes.entry(title).or_default().insert(found.path);
    }
    for found in found {
        let title = found.told.title();
        if title != 0 && notes.get(&title).is_some_and(|notes| notes.len() > 1) {
            *found = found.recurring(found.told.factor());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BARE, Told};

    #[test]
    fn more_words_keep_more() {
        let bare = Told::of("### Positional types, #12\n\n**Link:** https://example.org/12\n");
        let more = Told::of(&format!(
            "### POSITIONAL types #12\n\n{}",
            "word ".repeat(60)
        ));
        let full = Told::of(&format!("### Positional types\n\n{}", "word ".repeat(600)));
        assert_eq!(bare.title(), more.title());
        assert_eq!(Told::of("##\n\nwords"), Told(0));
        assert!(bare.factor() < BARE + 0.01);
        assert!(bare.factor() < more.factor() && more.factor() < full.factor());
        assert!((full.factor() - 1.0).abs() < 0.001);
    }
}
