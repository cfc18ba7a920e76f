//! Which tokens that look like operators are meant as such; the others become words.
//!
//! `OR` and `AND` need a term on both sides, `NOT` and `-` one behind them and another term in the
//! query. So `OR gate`, `-x` and `NOT NULL` find what they say.

use super::lex::{Kind, Token};
use crate::model::Span;

/// The tokens with each useless operator made a word, and each `AND` that works dropped.
pub(super) fn resolve(tokens: Vec<Token>) -> Vec<Token> {
    let alone = tokens.iter().filter(|token| token.kind.is_term()).count() < 2;
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut rest = tokens.into_iter().peekable();
    while let Some(mut token) = rest.next() {
        let next = rest.peek().map(|token| token.kind);
        let after_term = out.last().is_some_and(|before| before.kind.ends_term());
        let before_term = next.is_some_and(Kind::begins_term);
        let before_word = next.is_some_and(Kind::is_word);
        match token.kind {
            Kind::And if after_term && before_term => continue,
            Kind::Or if after_term && before_term => {}
            // A lone `-x` is an option name or a part of one. Before anything but a word there
            // is no such reading, and the caller explains why leaving out alone finds nothing.
            Kind::Minus if alone && before_word => {
                if let Some(word) = rest.next() {
                    token = joined(&token, &word);
                }
            }
            Kind::Minus => {}
            Kind::Not if before_term && !(alone && before_word) => {}
            Kind::And | Kind::Or | Kind::Not => token.kind = Kind::Word,
            _ => {}
        }
        out.push(token);
    }
    out
}

fn joined(sign: &Token, word: &Token) -> Token {
    Token {
        kind: word.kind,
        text: format!("{}{}", sign.text, word.text),
        span: Span::new(sign.span.start, word.span.end),
        begun: word.begun,
    }
}
