//! The pieces of a query's text.

use crate::model::Span;
use crate::query::tree::Field;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::query) enum Kind {
    Word,
    Phrase,
    /// A phrase whose words may stand so many others apart.
    Near(u32),
    Prefix,
    /// A word with at most so many edits.
    Fuzzy(u8),
    Regex,
    Field(Field),
    Open,
    Close,
    Minus,
    Not,
    And,
    Or,
}

impl Kind {
    /// Whether it asks for something.
    pub(in crate::query) fn is_term(self) -> bool {
        self.is_word()
            || matches!(
                self,
                Kind::Phrase | Kind::Near(_) | Kind::Regex | Kind::Field(_)
            )
    }

    /// Whether it is one word without any marks before it, so that a dash may be its first sign.
    pub(in crate::query) fn is_word(self) -> bool {
        matches!(self, Kind::Word | Kind::Prefix | Kind::Fuzzy(_))
    }

    pub(in crate::query) fn begins_term(self) -> bool {
        self.is_term() || matches!(self, Kind::Open | Kind::Minus | Kind::Not)
    }

    pub(in crate::query) fn ends_term(self) -> bool {
        self.is_term() || self == Kind::Close
    }
}

/// A token: for a word its text without escapes and operators, for a field its value.
#[derive(Debug)]
pub(in crate::query) struct Token {
    pub(in crate::query) kind: Kind,
    pub(in crate::query) text: String,
    pub(in crate::query) span: Span,
    /// Whether its end may be on its way.
    pub(in crate::query) begun: bool,
}
