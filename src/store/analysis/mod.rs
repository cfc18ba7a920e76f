//! How text becomes terms, the same way for notes and for questions.
//!
//! Owns the words kb can find. A chunk between blanks gives its whole (`os-brick/foo`), its pieces
//! (`os-brick`), its parts (`os`, `brick`, `foo`), their humps (`flat`, `map` of `flatMap`) and their
//! stems. Parts hold rising positions; everything else shares the position of the part it begins with, and
//! signs that of the word before them.
//! Any change of what comes out here needs a new [`ANALYZER_VERSION`].

mod chars;
mod chunk;
mod hopes;
mod seen;
mod symbols;
mod tokenizer;

#[cfg(test)]
mod tests;

pub(in crate::store) use chars::{folded as without_accents, is_cjk, is_english};
pub(in crate::store) use hopes::Hopes;
pub(in crate::store) use tokenizer::Analyzer;

/// The version of these rules; an index made by another one is made anew.
pub const ANALYZER_VERSION: u32 = 4;

/// What a stem begins with, so that it never meets a word as written.
pub(in crate::store) const STEM_MARK: char = '\u{1}';

/// Longer terms are cut here, on both sides alike: nothing is dropped.
pub(in crate::store) const MAX_TERM_BYTES: usize = 512;

/// What a token stands for in its chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A run of letters and digits, or a pair of CJK characters. Holds its own position.
    Part,
    /// The chunk without brackets, quotes and the punctuation of sentences at its edges: `os-brick`, `await*`.
    Whole,
    /// The same without any punctuation at its edges, where that differs: `await`.
    Bare,
    /// A piece of a chunk between `/`, `:` and the like, or a word with the sign before it: `#x` in `this.#x`.
    Piece,
    /// A hump of a camelCase word, or its letters or digits: `flat` and `map` of `flatMap`, `v` and `2` of `v2`.
    Hump,
    /// The English stem of a part without its accents, behind a mark.
    Stem,
    /// A run of signs such as `??=`. It shares the position of the word before it.
    Symbol,
    /// One sign that stands alone: `|`. It shares the position of the word before it.
    Sign,
    /// Another spelling of a part or whole: without accents, or one character of a CJK run.
    Form,
}

/// One term of a text and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The term as the index holds it.
    pub term: String,
    /// Its position among the parts of the text.
    pub position: u32,
    /// Its first byte in the text as given.
    pub start: usize,
    /// One past its last byte in the text as given.
    pub end: usize,
    /// What it stands for.
    pub kind: Kind,
}

/// All tokens of a text, by position.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut analyzer = Analyzer::default();
    let mut walk = analyzer.walk(text);
    std::iter::from_fn(|| walk.next_chunk()).flatten().collect()
}

/// The tokens of a text with terms that `keep` wants, by position. `hopes` are of those terms, where they are known.
pub(in crate::store) fn tokens_with(
    text: &str,
    hopes: Option<&Hopes>,
    keep: impl Fn(&str) -> bool,
) -> Vec<Token> {
    Analyzer::default().walk(text).keep(hopes, keep)
}

/// The tokens of a text, one list for each chunk that has any.
pub(in crate::store) fn chunks(text: &str) -> Vec<Vec<Token>> {
    let mut analyzer = Analyzer::default();
    let mut walk = analyzer.walk(text);
    std::iter::from_fn(|| walk.next_chunk()).collect()
}

/// Whether a term is of operator signs alone.
pub(in crate::store) fn is_operators(term: &str) -> bool {
    term.chars().all(symbols::is_operator)
}
