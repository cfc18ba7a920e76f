//! Walking a text chunk by chunk, and the same as the engine's tokenizer.

use super::Token;
use super::chars::{self, Char};
use super::chunk::Chunker;
use super::hopes::Hopes;
use super::seen::{Chunk, Place, Seen};
use frostem::{Algorithm, Stemmer};
use std::collections::HashMap;
use std::ops::Range;
use tantivy::tokenizer as engine;

/// The analyzer with its buffers and what it has met; cheap to clone.
pub(in crate::store) struct Analyzer {
    stemmer: Stemmer,
    chars: Vec<Char>,
    tokens: Vec<Token>,
    seen: Seen,
}

impl Default for Analyzer {
    fn default() -> Self {
        Self {
            stemmer: Stemmer::new(Algorithm::English),
            chars: Vec::new(),
            tokens: Vec::new(),
            seen: Seen::default(),
        }
    }
}

impl Clone for Analyzer {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Analyzer {
    /// A walk over the chunks of a text.
    pub(in crate::store) fn walk<'a>(&'a mut self, text: &'a str) -> Walk<'a> {
        Walk {
            analyzer: self,
            text,
            at: 0,
            position: 0,
        }
    }
}

/// A walk over the chunks of one text.
pub(in crate::store) struct Walk<'a> {
    analyzer: &'a mut Analyzer,
    text: &'a str,
    at: usize,
    position: u32,
}

impl<'a> Walk<'a> {
    /// The tokens of the next chunk that has any.
    pub(in crate::store) fn next_chunk(&mut self) -> Option<Vec<Token>> {
        let (place, chunk) = self.next()?;
        let seen = &self.analyzer.seen;
        Some(chunk.tokens.map(|at| seen.token(at, place)).collect())
    }

    /// The rest of the tokens that `keep` wants, told by their terms.
    pub(in crate::store) fn keep(
        mut self,
        hopes: Option<&Hopes>,
        keep: impl Fn(&str) -> bool,
    ) -> Vec<Token> {
        let mut kept = Vec::new();
        // How many positions a chunk takes that has nothing to keep: most chunks come again and again.
        let mut others: HashMap<&str, u32> = HashMap::new();
        while let Some((start, text)) = self.next_text() {
            if let Some(positions) = hopes.and_then(|hopes| hopes.none_in(text)) {
                self.position = self.position.saturating_add(positions);
                continue;
            }
            if let Some(positions) = others.get(text) {
                self.position = self.position.saturating_add(*positions);
                continue;
            }
            let (place, chunk) = self.analysed(start, text);
            let before = kept.len();
            let seen = &self.analyzer.seen;
            let wanted = chunk.tokens.filter(|at| keep(seen.term(*at)));
            kept.extend(wanted.map(|at| seen.token(at, place)));
            if kept.len() == before {
                others.insert(text, chunk.positions);
            }
        }
        kept
    }

    /// The next chunk that has tokens, and where it stands.
    fn next(&mut self) -> Option<(Place, Chunk)> {
        loop {
            let (start, text) = self.next_text()?;
            let (place, chunk) = self.analysed(start, text);
            if !chunk.tokens.is_empty() {
                return Some((place, chunk));
            }
        }
    }

    /// The next chunk and its first byte.
    fn next_text(&mut self) -> Option<(usize, &'a str)> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.find(|c| !chars::is_break(c))?;
        let chunk = self.text[start..].split(chars::is_break).next()?;
        self.at = start + chunk.len();
        Some((start, chunk))
    }

    /// A chunk and where it stands; the walk is behind it afterwards.
    fn analysed(&mut self, start: usize, text: &str) -> (Place, Chunk) {
        let place = Place {
            start,
            position: self.position,
        };
        let chunk = match self.analyzer.seen.get(text) {
            Some(chunk) => chunk,
            None => self.analyse(place, text),
        };
        self.position = place.position.saturating_add(chunk.positions);
        (place, chunk)
    }

    fn analyse(&mut self, place: Place, text: &str) -> Chunk {
        let analyzer = &mut *self.analyzer;
        let mut position = place.position;
        chars::normalise(text, place.start, &mut analyzer.chars);
        Chunker {
            chars: &analyzer.chars,
            stemmer: &analyzer.stemmer,
            out: &mut analyzer.tokens,
            position: &mut position,
        }
        .run();
        let positions = position - place.position;
        let tokens = &mut analyzer.tokens;
        analyzer.seen.put(text, place, tokens, positions)
    }
}

/// The engine's view of a walk.
pub(in crate::store) struct Stream<'a> {
    walk: Walk<'a>,
    place: Place,
    left: Range<usize>,
    token: engine::Token,
}

impl engine::Tokenizer for Analyzer {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        Stream {
            walk: self.walk(text),
            place: Place {
                start: 0,
                position: 0,
            },
            left: 0..0,
            token: engine::Token::default(),
        }
    }
}

impl engine::TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let at = match self.left.next() {
            Some(at) => at,
            None => {
                let Some((place, mut chunk)) = self.walk.next() else {
                    return false;
                };
                let Some(first) = chunk.tokens.next() else {
                    return false;
                };
                (self.place, self.left) = (place, chunk.tokens);
                first
            }
        };
        let seen = &self.walk.analyzer.seen;
        let (position, bytes) = seen.placed(at, self.place);
        self.token.position = position as usize;
        self.token.offset_from = bytes.start;
        self.token.offset_to = bytes.end;
        self.token.text.clear();
        self.token.text.push_str(seen.term(at));
        true
    }

    fn token(&self) -> &engine::Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut engine::Token {
        &mut self.token
    }
}
