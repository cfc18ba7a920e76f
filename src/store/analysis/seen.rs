//! The tokens of chunks met before. Few words make up most of a text, so most chunks are analysed once.

use super::{Kind, Token};
use std::collections::HashMap;
use std::ops::Range;

/// Longer chunks hardly come again, in bytes.
const LONGEST: usize = 40;
/// So many bytes of terms, and it begins anew: bounds memory, whatever the text.
const MOST_BYTES: usize = 6 << 20;

/// A token of a chunk, told from where the chunk begins. There are many, so they are kept small.
#[derive(Debug, Clone)]
struct Known {
    /// Where its term is.
    from: u32,
    to: u32,
    /// Its position less that of the chunk's first part: one below for signs, which share the position of the word before.
    position: i32,
    start: u32,
    end: u32,
    kind: Kind,
}

/// Where a chunk's tokens are, and how many positions it takes.
#[derive(Debug, Clone)]
pub(super) struct Chunk {
    pub(super) tokens: Range<usize>,
    pub(super) positions: u32,
}

/// Where a chunk stands in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Its first byte.
    pub(super) start: usize,
    /// The position of its first part.
    pub(super) position: u32,
}

/// Chunks with their tokens.
#[derive(Debug, Default)]
pub(super) struct Seen {
    terms: String,
    tokens: Vec<Known>,
    chunks: HashMap<Box<str>, Chunk>,
}

impl Seen {
    /// The chunk with this text, if it was kept.
    pub(super) fn get(&self, text: &str) -> Option<Chunk> {
        if text.len() > LONGEST {
            return None;
        }
        self.chunks.get(text).cloned()
    }

    /// Takes in the tokens that a chunk gave at `place`, and keeps them for the next time where that is worth it. Chunks given
    /// before may be gone afterwards.
    pub(super) fn put(
        &mut self,
        text: &str,
        place: Place,
        tokens: &mut Vec<Token>,
        positions: u32,
    ) -> Chunk {
        if self.terms.len() > MOST_BYTES {
            *self = Self::default();
        }
        let first = self.tokens.len();
        for token in tokens.drain(..) {
            let from = small(self.terms.len());
            self.terms.push_str(&token.term);
            let position = i64::from(token.position) - i64::from(place.position);
            let position = i32::try_from(position).unwrap_or(0);
            self.tokens.push(Known {
                from,
                to: small(self.terms.len()),
                // Before the first word of a text there is none to share a position with.
                position: if positions == 0 { -1 } else { position },
                start: small(token.start - place.start),
                end: small(token.end - place.start),
                kind: token.kind,
            });
        }
        let chunk = Chunk {
            tokens: first..self.tokens.len(),
            positions,
        };
        if text.len() <= LONGEST {
            self.chunks.insert(text.into(), chunk.clone());
        }
        chunk
    }

    /// The term of a token.
    pub(super) fn term(&self, token: usize) -> &str {
        let known = &self.tokens[token];
        &self.terms[known.from as usize..known.to as usize]
    }

    /// The position and the bytes of a token of a chunk that stands at `place`.
    pub(super) fn placed(&self, token: usize, place: Place) -> (u32, Range<usize>) {
        let known = &self.tokens[token];
        let position = place.position.saturating_add_signed(known.position);
        let (start, end) = (known.start as usize, known.end as usize);
        (position, place.start + start..place.start + end)
    }

    /// A token of a chunk that stands at `place`, whole.
    pub(super) fn token(&self, token: usize, place: Place) -> Token {
        let (position, bytes) = self.placed(token, place);
        Token {
            term: self.term(token).to_owned(),
            position,
            start: bytes.start,
            end: bytes.end,
            kind: self.tokens[token].kind,
        }
    }
}

/// A chunk's texts are far shorter than 4 GiB: notes are.
fn small(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
