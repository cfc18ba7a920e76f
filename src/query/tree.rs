//! What a query says, as a tree whose leaves know their place in the text.

use super::range::{BadRange, DateRange};
use crate::model::{PartialDate, Span};
use std::fmt;

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
    /// `has:`: topics with a priority, decision, action or question (see [`Field::RECORDED`]).
    Has,
}

impl Field {
    /// All fields, in the order in which help lists them.
    pub const ALL: [Field; 11] = [
        Field::Tag,
        Field::Release,
        Field::Project,
        Field::Event,
        Field::Date,
        Field::Since,
        Field::Until,
        Field::Title,
        Field::Path,
        Field::Kind,
        Field::Has,
    ];

    /// What `has:` takes.
    pub const RECORDED: [&str; 4] = ["priority", "decision", "action", "question"];

    /// What a value of `has:` stands for, whatever its case and number: `Priorities` for `priority`.
    #[must_use]
    pub fn recorded(value: &str) -> Option<&'static str> {
        let value = value.trim().to_ascii_lowercase();
        let singular = match value.strip_suffix("ies") {
            Some(stem) => format!("{stem}y"),
            None => value.strip_suffix('s').unwrap_or(&value).to_owned(),
        };
        Self::RECORDED.into_iter().find(|kind| *kind == singular)
    }

    /// Its name, as written before the colon.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Field::Tag => "tag",
            Field::Release => "release",
            Field::Project => "project",
            Field::Event => "event",
            Field::Date => "date",
            Field::Since => "since",
            Field::Until => "until",
            Field::Title => "title",
            Field::Path => "path",
            Field::Kind => "kind",
            Field::Has => "has",
        }
    }

    /// The field of this name, whatever its case.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|field| field.name().eq_ignore_ascii_case(name))
    }

    /// The dates that `value` stands for in this field, `None` where this is no field of dates.
    ///
    /// [`super::parse`] has read every such value once, so the error is for other callers.
    #[must_use]
    pub fn dates(self, value: &str) -> Option<Result<DateRange, BadRange>> {
        let day = || {
            value
                .parse::<PartialDate>()
                .map_err(|_| BadRange::NotADate(value.to_owned()))
        };
        match self {
            Field::Date => Some(value.parse()),
            Field::Since => Some(day().map(|from| DateRange {
                from: Some(from),
                to: None,
            })),
            Field::Until => Some(day().map(|to| DateRange {
                from: None,
                to: Some(to),
            })),
            _ => None,
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
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
    /// `"near words"~5`: these words in any order, with at most so many other words between them.
    Near(Text, u32),
    /// `word*`: words that begin so; the text is without the star.
    Prefix(Text),
    /// `word~` or `word~2`: words at most so many edits away (1 or 2); the text is without the sign.
    Fuzzy(Text, u8),
    /// `re:/.../`: words that a regular expression matches whole; the text is the expression.
    Regex(Text),
    /// A part of the query that has other names, which count less. No text is read to it; see `kb::widen`.
    Wider(Box<Node>, Vec<Text>),
    /// A word or a field whose text is being typed: it, or what begins so. Only [`super::parse_begun`] reads it.
    Begun(Box<Node>),
    /// `field:value`; a quoted value comes without its quotes.
    Field(Field, Text),
}

impl Node {
    /// The words and phrases that are looked for, in their order: not those left out, no fields.
    pub fn terms(&self) -> impl Iterator<Item = &Text> {
        let mut terms = Vec::new();
        self.collect(&mut |node| match node {
            Node::Word(text)
            | Node::Phrase(text)
            | Node::Near(text, _)
            | Node::Prefix(text)
            | Node::Fuzzy(text, _)
            | Node::Regex(text) => terms.push(text),
            _ => {}
        });
        terms.into_iter()
    }

    /// The text of this word, begun or not; `None` for anything else.
    #[must_use]
    pub fn as_word(&self) -> Option<&Text> {
        match self {
            Node::Word(text) => Some(text),
            Node::Begun(node) => node.as_word(),
            _ => None,
        }
    }

    /// The word that is being typed, if one is.
    #[must_use]
    pub fn word_begun(&self) -> Option<&Text> {
        match self {
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().find_map(Node::word_begun),
            Node::Wider(node, _) => node.word_begun(),
            Node::Begun(node) => node.as_word(),
            _ => None,
        }
    }

    /// The fields that are asked for, in their order: not those left out.
    pub fn fields(&self) -> impl Iterator<Item = (Field, &Text)> {
        let mut fields = Vec::new();
        self.collect(&mut |node| {
            if let Node::Field(field, text) = node {
                fields.push((*field, text));
            }
        });
        fields.into_iter()
    }

    /// Whether some way of meeting it only leaves out: `-a`, `-a -b`, `a OR -b`.
    #[must_use]
    pub fn only_leaves_out(&self) -> bool {
        match self {
            Node::And(nodes) => nodes.iter().all(Node::only_leaves_out),
            Node::Or(nodes) => nodes.iter().any(Node::only_leaves_out),
            Node::Not(_) => true,
            Node::Wider(node, _) => node.only_leaves_out(),
            _ => false,
        }
    }

    /// Calls `leaf` with each word, phrase, pattern and field that is asked for, in their order.
    pub fn leaves<'n>(&'n self, leaf: &mut dyn FnMut(&'n Node)) {
        self.collect(leaf);
    }

    fn collect<'n>(&'n self, leaf: &mut dyn FnMut(&'n Node)) {
        match self {
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|n| n.collect(leaf)),
            Node::Not(_) => {}
            Node::Wider(node, _) | Node::Begun(node) => node.collect(leaf),
            _ => leaf(self),
        }
    }
}

/// A piece of query text and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text.
    pub text: String,
    /// Its bytes in the query.
    pub span: Span,
}

impl Text {
    /// Its words before the last one, and that one: empty where a blank follows it.
    #[must_use]
    pub fn last_word(&self) -> (&str, &str) {
        let words = self.text.as_str();
        words
            .rsplit_once(char::is_whitespace)
            .unwrap_or(("", words))
    }
}

/// A query that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The tree.
    pub root: Node,
}
