//! What a query says, as a tree whose leaves know their place in the text.

use crate::model::Span;

/// A field that a query may name before a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// `tag:`
    Tag,
    /// `release:`
    Release,
    /// `project:`
    Project,
    /// `event:`
    Event,
    /// `date:` (a date, or `from..to` with either end open)
    Date,
    /// `since:` (this date or later)
    Since,
    /// `until:` (this date or earlier)
    Until,
    /// `title:`
    Title,
    /// `path:`
    Path,
    /// `kind:`
    Kind,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// All of these.
    And(Vec<Node>),
    /// At least one of these.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// A word as the user wrote it, without surrounding blanks.
    Word(Text),
    /// Words in this order, side by side, as they stood between quotes.
    Phrase(Text),
    /// `field:value`; a quoted value comes without its quotes.
    Field(Field, Text),
}

/// A piece of query text and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text.
    pub text: String,
    /// Its bytes in the query.
    pub span: Span,
}

/// A query that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The tree.
    pub root: Node,
}
