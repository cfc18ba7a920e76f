//! Queries: text in, a tree or an error with a place out. The engine's own grammar is never used.
//!
//! The way: `lex` (text -> tokens) -> `operators` (which `OR`, `NOT` and `-` are meant as such)
//! -> `build` (tokens -> tree). Each is one pass. What looks like an operator but has nothing to
//! work on is taken as a word, for people paste error messages, options and code into a search.

mod build;
mod describe;
mod error;
mod lex;
mod operators;
pub mod range;
pub mod tree;

#[cfg(test)]
mod tests;

pub use describe::describe;
pub use error::QueryError;
pub use range::{BadRange, DateRange};
pub use tree::{Field, Node, Query, Text};

/// Longest query, in bytes.
pub const MAX_BYTES: usize = 4 * 1024;
/// Deepest nesting of parentheses.
pub const MAX_DEPTH: usize = 64;
/// Most words, phrases and fields in one query.
pub const MAX_TERMS: usize = 256;

/// Most words that may be allowed between near words.
pub const MAX_GAP: u32 = 100;
/// Longest regular expression, in bytes.
pub const MAX_REGEX_BYTES: usize = 256;

/// Reads a query.
///
/// Words and `"phrases"` must all be found unless `OR` stands between them; `-x` and `NOT x` leave
/// out; `( )` group; `"a b"~5` finds words near each other, `word*` and `word~` what begins so or
/// is spelt alike, `re:/x.*/` words of a form; `field:value` asks for a field (see [`Field`]). A
/// backslash takes the meaning from the sign after it. `docs/query.md` has all of it.
///
/// # Errors
///
/// A [`QueryError`] where the text is blank, too large, or breaks the grammar in a way that cannot
/// be meant as plain words: an unclosed quote, group or expression, a field without a value, a bad
/// date.
pub fn parse(text: &str) -> Result<Query, QueryError> {
    read(text, lex::lex)
}

/// Reads a query that is being typed.
///
/// A word or the value of a field at the very end is a beginning ([`Node::Begun`]) until a blank follows it. A quote, group,
/// expression or value that is open there is no fault; what is no value yet says nothing.
///
/// # Errors
///
/// As for [`parse`].
pub fn parse_begun(text: &str) -> Result<Query, QueryError> {
    read(text, lex::lex_begun)
}

fn read(
    text: &str,
    lex: fn(&str) -> Result<Vec<lex::Token>, QueryError>,
) -> Result<Query, QueryError> {
    if text.len() > MAX_BYTES {
        return Err(QueryError::TooLong { bytes: text.len() });
    }
    let tokens = operators::resolve(lex(text)?);
    let mut terms = tokens.iter().filter(|token| token.kind.is_term());
    if let Some(token) = terms.nth(MAX_TERMS) {
        return Err(QueryError::TooManyTerms { span: token.span });
    }
    match build::build(tokens) {
        Some(root) => Ok(Query { root }),
        None => Err(QueryError::Empty),
    }
}
