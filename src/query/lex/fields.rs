//! Fields: the value behind a name and a colon.

use super::Lexer;
use super::quotes;
use super::token::Kind;
use crate::model::Span;
use crate::query::error::QueryError;
use crate::query::tree::Field;

impl Lexer<'_> {
    /// The value of a field whose name began at `start`.
    pub(super) fn value(&mut self, field: Field, start: usize) -> Result<(), QueryError> {
        let name = Span::new(start, self.at);
        let from = self.at;
        let quoted = quotes::opens(self.rest());
        let text = match self.peek() {
            Some(_) if quoted => self.quoted()?,
            Some('(') => {
                let span = Span::new(start, from + 1);
                return Err(QueryError::GroupAsValue { field, span });
            }
            _ => self.run(false).0,
        };
        let begun = self.quote || !quoted && self.may_go_on();
        let checked = match text.trim().is_empty() {
            true => Err(QueryError::NoValue { field, span: name }),
            false => checked(field, text, Span::new(from, self.at)),
        };
        match checked {
            Ok(text) => self.push(Kind::Field(field), text, from),
            // Half of a value is none yet.
            Err(_) if begun => {
                self.drop_minus();
                return Ok(());
            }
            Err(fault) => return Err(fault),
        }
        if let Some(token) = self.tokens.last_mut() {
            token.begun = begun;
        }
        Ok(())
    }
}

/// A value as the tree has it, where the field can have it.
fn checked(field: Field, text: String, span: Span) -> Result<String, QueryError> {
    if let Some(Err(reason)) = field.dates(&text) {
        return Err(QueryError::BadDate {
            field,
            reason,
            span,
        });
    }
    if field != Field::Has {
        return Ok(text);
    }
    match Field::recorded(&text) {
        Some(kind) => Ok(kind.to_owned()),
        None => Err(QueryError::BadHas { value: text, span }),
    }
}
