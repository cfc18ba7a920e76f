//! Which chunks can hold a wanted term at all: most of a long text need not be analysed to see that it holds none.

use super::STEM_MARK;

/// Stems that share only their first letter with the words that they are of: `dying`.
const ODD_STEMS: [&str; 3] = ["die", "lie", "tie"];

/// What the terms that are wanted begin with.
#[derive(Debug, Clone)]
pub(in crate::store) struct Hopes {
    /// The first bytes of terms of one byte.
    ones: [bool; 1 << 8],
    /// A bit for each pair of first bytes of short terms.
    twos: Vec<u64>,
    /// The same for the first three bytes of others; those that share a bit only cost time.
    threes: Vec<u64>,
}

impl Hopes {
    pub(in crate::store) fn of<'t>(terms: impl Iterator<Item = &'t str>) -> Self {
        let mut hopes = Self {
            ones: [false; 1 << 8],
            twos: vec![0; 1 << 10],
            threes: vec![0; 1 << 10],
        };
        for term in terms {
            let term = term.trim_start_matches(STEM_MARK);
            match term.as_bytes() {
                // A stem of three letters may end otherwise than the word: `owe` of `owing`.
                [first, second, third, _, ..] => {
                    let (word, bit) = three(*first, *second, *third);
                    hopes.threes[word] |= bit;
                }
                [first, second, ..] if !ODD_STEMS.contains(&term) => {
                    let (word, bit) = pair(*first, *second);
                    hopes.twos[word] |= bit;
                }
                [first, ..] => hopes.ones[usize::from(*first)] = true,
                [] => {}
            }
        }
        hopes
    }

    /// How many positions a chunk takes, if it is sure to have no wanted term: each term of an ASCII chunk is some of its
    /// bytes in small letters, or the stem of such, which begins as the word does.
    pub(super) fn none_in(&self, chunk: &str) -> Option<u32> {
        if !chunk.is_ascii() {
            return None;
        }
        let (mut parts, mut first, mut before, mut in_part) = (0, 0, 0, false);
        for byte in chunk.bytes().map(|byte| byte.to_ascii_lowercase()) {
            let (word, bit) = pair(before, byte);
            let short = self.ones[usize::from(byte)] || self.twos[word] & bit != 0;
            let (word, bit) = three(first, before, byte);
            if short || self.threes[word] & bit != 0 {
                return None;
            }
            let is_letter = byte.is_ascii_alphanumeric();
            parts += u32::from(is_letter && !in_part);
            (first, before, in_part) = (before, byte, is_letter);
        }
        Some(parts)
    }
}

/// Where the bit of a pair is.
fn pair(first: u8, second: u8) -> (usize, u64) {
    bit(usize::from(first) << 8 | usize::from(second))
}

/// The same of three bytes.
fn three(first: u8, second: u8, third: u8) -> (usize, u64) {
    let low = |byte: u8| usize::from(byte & 0x1f);
    bit(low(first) << 10 | low(second) << 5 | low(third))
}

fn bit(number: usize) -> (usize, u64) {
    (number / 64, 1 << (number % 64))
}
