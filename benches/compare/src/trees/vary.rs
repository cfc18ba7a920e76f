//! The same text in other words, so that ten copies are not one text ten times.
//!
//! What may change is a word of lower-case ASCII letters that stands between spaces, with at most one of `.,;:` behind
//! it: markup, links, names, numbers and front matter stay. In a copy
//! - one in twelve of these words becomes another word of the text, drawn as often as it stands there, and
//! - half of the words that stand at most twenty times in all the text become a made-up word, always the same within
//!   the copy. So the dictionary grows about as it does when a collection grows by other notes.

use super::seed::{Seed, hash};
use std::collections::HashMap;

const ONE_IN: usize = 12;
const RARE: u32 = 20;
const POOL: usize = 1 << 16;

pub struct Words {
    counts: HashMap<String, u32>,
    pool: Vec<String>,
}

impl Words {
    pub fn of<'a>(texts: impl Iterator<Item = &'a str> + Clone, seed: u64) -> Self {
        let mut counts = HashMap::new();
        let mut total = 0usize;
        for word in texts.clone().flat_map(words) {
            *counts.entry(word.to_owned()).or_insert(0) += 1;
            total += 1;
        }
        let step = (total / POOL).max(1);
        let start = Seed::new(seed).below(step);
        let pool = texts.flat_map(words).skip(start).step_by(step);
        Self {
            pool: pool.map(str::to_owned).collect(),
            counts,
        }
    }

    /// All words, the most frequent first.
    pub fn by_count(&self) -> Vec<(&str, u32)> {
        let mut out: Vec<_> = self.counts.iter().map(|(w, n)| (w.as_str(), *n)).collect();
        out.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        out
    }

    pub fn count(&self, word: &str) -> u32 {
        self.counts.get(word).copied().unwrap_or(0)
    }

    /// `text` as copy number `copy` has it; number 0 is the text itself.
    pub fn vary(&self, text: &str, copy: u64, seed: &mut Seed) -> String {
        if copy == 0 {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len() + text.len() / 16);
        let (front, body) = text.split_at(front_matter(text));
        out.push_str(front);
        for piece in body.split_inclusive([' ', '\n']) {
            match word(piece.trim_end_matches([' ', '\n'])) {
                Some(word) => {
                    self.push(&mut out, word, copy, seed);
                    out.push_str(&piece[word.len()..]);
                }
                None => out.push_str(piece),
            }
        }
        out
    }

    fn push(&self, out: &mut String, word: &str, copy: u64, seed: &mut Seed) {
        let chance = seed.below(ONE_IN);
        if chance == 0 && !self.pool.is_empty() {
            out.push_str(&self.pool[seed.below(self.pool.len())]);
            return;
        }
        let own = hash(word.as_bytes()) ^ copy.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        if self.count(word) <= RARE && Seed::new(own).next() & 1 == 0 {
            made_up(out, word.len(), Seed::new(own ^ 1));
        } else {
            out.push_str(word);
        }
    }
}

fn made_up(out: &mut String, len: usize, mut seed: Seed) {
    const CONSONANTS: &[u8] = b"bcdfghklmnprstvw";
    const VOWELS: &[u8] = b"aeiou";
    for at in 0..len.clamp(4, 12) {
        let letters = if at % 2 == 0 { CONSONANTS } else { VOWELS };
        out.push(char::from(letters[seed.below(letters.len())]));
    }
}

pub fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    body(text).split([' ', '\n']).filter_map(word)
}

/// The text behind its front matter.
pub fn body(text: &str) -> &str {
    &text[front_matter(text)..]
}

fn word(piece: &str) -> Option<&str> {
    let word = piece.strip_suffix(['.', ',', ';', ':']).unwrap_or(piece);
    let plain = word.len() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase());
    plain.then_some(word)
}

/// Where the body begins: behind `---` ... `---` at the head of the text.
fn front_matter(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("---\n") else {
        return 0;
    };
    rest.find("\n---\n").map_or(0, |end| 4 + end + 5)
}
