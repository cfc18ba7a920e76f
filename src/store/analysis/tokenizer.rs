//! Walking a text chunk by chunk, and the same as the engine's tokenizer.

use super::Token;
use super::chars::{self, Char};
use super::chunk::Chunker;
use frostem::{Algorithm, Stemmer};
use std::collections::HashMap;
use tantivy::tokenizer as engine;

/// The analyzer with its buffers; cheap to clone.
pub(in crate::store) struct Analyzer {
    stemmer: Stemmer,
    chars: Vec<Char>,
    tokens: Vec<Token>,
}

impl Default for Analyzer {
    fn default() -> Self {
        Self {
            stemmer: Stemmer::new(Algorithm::English),
            chars: Vec::new(),
            tokens: Vec::new(),
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
    /// The tokens of the next chunk that has any; whatever the caller leaves in the list is dropped.
    pub(in crate::store) fn next_chunk(&mut self) -> Option<&mut Vec<Token>> {
        self.analyzer.tokens.clear();
        while self.analyzer.tokens.is_empty() {
            let (start, chunk) = self.next_text()?;
            self.analyse(start, chunk);
        }
        Some(&mut self.analyzer.tokens)
    }

    /// The rest of the tokens that `keep` wants, told by their terms.
    pub(in crate::store) fn keep(mut self, keep: impl Fn(&str) -> bool) -> Vec<Token> {
        let mut kept = Vec::new();
        // How many positions a chunk takes that has nothing to keep: most chunks come again and again.
        let mut others: HashMap<&str, u32> = HashMap::new();
        while let Some((start, chunk)) = self.next_text() {
            if let Some(positions) = others.get(chunk) {
                self.position += positions;
                continue;
            }
            let (position, before) = (self.position, kept.len());
            self.analyzer.tokens.clear();
            self.analyse(start, chunk);
            kept.extend(
                self.analyzer
                    .tokens
                    .drain(..)
                    .filter(|token| keep(&token.term)),
            );
            if kept.len() == before {
                others.insert(chunk, self.position - position);
            }
        }
        kept
    }

    /// The next chunk and its first byte.
    fn next_text(&mut self) -> Option<(usize, &'a str)> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.find(|c| !chars::is_break(c))?;
        let chunk = self.text[start..].split(chars::is_break).next()?;
        self.at = start + chunk.len();
        Some((start, chunk))
    }

    /// Puts the tokens of a chunk behind those that are there.
    fn analyse(&mut self, start: usize, chunk: &str) {
        chars::normalise(chunk, start, &mut self.analyzer.chars);
        Chunker {
            chars: &self.analyzer.chars,
            stemmer: &self.analyzer.stemmer,
            out: &mut self.analyzer.tokens,
            position: &mut self.position,
        }
        .run();
    }
}

/// The engine's view of a walk.
pub(in crate::store) struct Stream<'a> {
    walk: Walk<'a>,
    next: usize,
    token: engine::Token,
}

impl engine::Tokenizer for Analyzer {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.tokens.clear();
        Stream {
            walk: self.walk(text),
            next: 0,
            token: engine::Token::default(),
        }
    }
}

impl engine::TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        if self.next >= self.walk.analyzer.tokens.len() {
            self.next = 0;
            if self.walk.next_chunk().is_none() {
                return false;
            }
        }
        let from = &mut self.walk.analyzer.tokens[self.next];
        self.next += 1;
        self.token.position = from.position as usize;
        self.token.offset_from = from.start;
        self.token.offset_to = from.end;
        self.token.text = std::mem::take(&mut from.term);
        true
    }

    fn token(&self) -> &engine::Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut engine::Token {
        &mut self.token
    }
}
