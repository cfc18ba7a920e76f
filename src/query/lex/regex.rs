//! Regular expressions: `re:/.../`. Their syntax is the store's, which has the engine for them.

use super::Lexer;
use super::token::{Kind, Token};
use crate::model::Span;
use crate::query::MAX_REGEX_BYTES;
use crate::query::error::QueryError;

/// What an expression begins with. A bare `/` is none: `/etc/` is a path.
const OPENING: &str = "re:/";

/// Whether `rest` begins with an expression.
pub(super) fn opens(rest: &str) -> bool {
    rest.get(..OPENING.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(OPENING))
}

impl Lexer<'_> {
    /// The expression here, to its closing slash.
    pub(super) fn regex(&mut self) -> Result<(), QueryError> {
        let start = self.at;
        self.at += OPENING.len();
        let from = self.at;
        let Some(text) = self.expression() else {
            // Half of an expression is none yet.
            if self.typing {
                self.drop_minus();
                return Ok(());
            }
            let span = Span::new(start, from);
            return Err(QueryError::UnclosedRegex { span });
        };
        if text.trim().is_empty() {
            let span = Span::new(start, self.at);
            return Err(QueryError::EmptyRegex { span });
        }
        let span = Span::new(from, self.at - 1);
        if text.len() > MAX_REGEX_BYTES {
            let bytes = text.len();
            return Err(QueryError::LongRegex { bytes, span });
        }
        self.wants_end()?;
        let kind = Kind::Regex;
        self.tokens.push(Token {
            kind,
            text,
            span,
            begun: false,
        });
        Ok(())
    }

    /// Reads to the next slash without a backslash, `None` where there is none.
    fn expression(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            match self.bump()? {
                '/' => return Some(text),
                '\\' if self.peek() == Some('/') => text.extend(self.bump()),
                '\\' => {
                    text.push('\\');
                    text.extend(self.bump());
                }
                c => text.push(c),
            }
        }
    }

    /// What goes on behind the closing slash was meant to be part of the expression.
    fn wants_end(&mut self) -> Result<(), QueryError> {
        if self.ends_at(self.at) {
            return Ok(());
        }
        let slash = self.at - 1;
        let span = Span::new(slash, self.at);
        Err(QueryError::SlashInRegex { span })
    }
}
