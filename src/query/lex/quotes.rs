//! Phrases: what stands between quotes, and how far apart its words may stand.

use super::Lexer;
use super::token::Kind;
use crate::model::Span;
use crate::query::MAX_GAP;
use crate::query::error::QueryError;

/// Whether it is a quotation mark that any other one closes: editors and keyboards mix them up.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟')
}

/// Whether a backslash takes the meaning from it.
pub(super) fn is_mark(c: char) -> bool {
    is_quote(c) || matches!(c, '«' | '»')
}

/// Whether `rest` begins with a quote. A `«` is one only where a `»` follows, for it also stands
/// alone, between the names of a path of pages for instance.
pub(super) fn opens(rest: &str) -> bool {
    rest.starts_with(is_quote) || (rest.starts_with('«') && rest.contains('»'))
}

impl Lexer<'_> {
    /// A phrase, or words near each other. Blank quotes say nothing.
    pub(super) fn phrase(&mut self) -> Result<(), QueryError> {
        let start = self.at;
        let text = self.quoted()?;
        let gap = self.gap()?;
        if text.trim().is_empty() {
            self.drop_minus();
        } else {
            let several = text.split_whitespace().nth(1).is_some();
            let kind = match gap {
                Some(gap) if gap > 0 && several => Kind::Near(gap),
                _ => Kind::Phrase,
            };
            self.push(kind, text, start);
        }
        Ok(())
    }

    /// The text between the quote here and the next one.
    pub(super) fn quoted(&mut self) -> Result<String, QueryError> {
        let start = self.at;
        let pointed = self.bump() == Some('«');
        let closes = |c: char| if pointed { c == '»' } else { is_quote(c) };
        let opening = Span::new(start, self.at);
        let mut text = String::new();
        while let Some(c) = self.bump() {
            match c {
                c if closes(c) => return Ok(text),
                '\\' => match self.peek().filter(|c| is_mark(*c) || *c == '\\') {
                    Some(_) => text.extend(self.bump()),
                    None => text.push(c),
                },
                c => text.push(c),
            }
        }
        if self.typing {
            self.quote = true;
            return Ok(text);
        }
        Err(QueryError::UnclosedQuote { span: opening })
    }

    /// The number of a `~5` right behind a phrase. Any other `~` there is text.
    fn gap(&mut self) -> Result<Option<u32>, QueryError> {
        let Some(rest) = self.rest().strip_prefix('~') else {
            return Ok(None);
        };
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let span = Span::new(self.at + 1, self.at + 1 + digits);
        if digits == 0 || !self.ends_at(span.end) {
            return Ok(None);
        }
        self.at = span.end;
        let number = span.of(self.text).trim_start_matches('0');
        match number.parse() {
            Ok(gap) if gap <= MAX_GAP => Ok(Some(gap)),
            _ if number.is_empty() => Ok(Some(0)),
            _ => Err(QueryError::GapTooLarge { span }),
        }
    }

    /// Drops the dash before something that says nothing, so that it does not leave out the next term.
    pub(super) fn drop_minus(&mut self) {
        let is_minus = |token: &mut super::Token| token.kind == Kind::Minus;
        self.tokens.pop_if(is_minus);
    }
}
