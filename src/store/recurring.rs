//! Topics that come up again and again under one title: of all that was said, the list of what is due says least.

use super::collect::Match;
use std::collections::{HashMap, HashSet};

/// What a record keeps of its score that has no words below a title that other notes have too.
const BARE: f32 = 0.5;
/// From so many words on it keeps all.
const FULL: usize = 150;

/// The title of a text and how many words stand below it.
pub(super) struct Told {
    title: String,
    words: usize,
}

impl Told {
    /// Of a topic's Markdown, whose first line is the title. Links and signs are no words.
    pub(super) fn of(markdown: &str) -> Self {
        let (title, below) = markdown.split_once('\n').unwrap_or((markdown, ""));
        let is_word = |word: &&str| word.contains(char::is_alphanumeric) && !word.contains("://");
        let title = title.chars().filter(|c| c.is_alphanumeric());
        Self {
            title: title.flat_map(char::to_lowercase).collect(),
            words: below.split_whitespace().filter(is_word).take(FULL).count(),
        }
    }

    /// What the score of a record with this text is multiplied by, where its title recurs.
    fn factor(&self) -> f32 {
        BARE + (1.0 - BARE) * self.words as f32 / FULL as f32
    }
}

/// Multiplies the scores of those records whose titles records of other notes among them have too.
pub(super) fn weigh(found: &mut [Match], texts: &[Told]) {
    let mut notes: HashMap<&str, HashSet<u32>> = HashMap::new();
    for (found, told) in found.iter().zip(texts) {
        notes.entry(&told.title).or_default().insert(found.path);
    }
    for (found, told) in found.iter_mut().zip(texts) {
        let is_said = !told.title.is_empty();
        if is_said
            && notes
                .get(told.title.as_str())
                .is_some_and(|notes| notes.len() > 1)
        {
            *found = found.recurring(told.factor());
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
        assert_eq!(bare.title, more.title);
        assert!(bare.factor() < BARE + 0.01);
        assert!(bare.factor() < more.factor() && more.factor() < full.factor());
        assert!((full.factor() - 1.0).abs() < 0.001);
    }
}
