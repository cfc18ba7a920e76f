//! Text to tokens, in one pass. Knows quotes, escapes, fields and which parentheses group.

use super::MAX_DEPTH;
use super::error::QueryError;
use super::tree::Field;
use crate::model::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Phrase,
    Field(Field),
    Open,
    Close,
    Minus,
    Not,
    And,
    Or,
}

impl Kind {
    pub(super) fn is_term(self) -> bool {
        matches!(self, Kind::Word | Kind::Phrase | Kind::Field(_))
    }

    pub(super) fn begins_term(self) -> bool {
        self.is_term() || matches!(self, Kind::Open | Kind::Minus | Kind::Not)
    }

    pub(super) fn ends_term(self) -> bool {
        self.is_term() || self == Kind::Close
    }
}

/// A token: for a word its text without escapes, for a field its value.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) text: String,
    pub(super) span: Span,
}

/// The tokens of a query. Every `Open` has its `Close`, and none nests deeper than the cap.
pub(super) fn lex(text: &str) -> Result<Vec<Token>, QueryError> {
    let mut lexer = Lexer {
        text,
        at: 0,
        open: Vec::new(),
        tokens: Vec::new(),
    };
    while lexer.skip_blanks() {
        lexer.token()?;
    }
    match lexer.open.last() {
        Some(at) => Err(QueryError::UnclosedGroup {
            span: Span::new(*at, at + 1),
        }),
        None => Ok(lexer.tokens),
    }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    /// Where the groups begin that are open.
    open: Vec<usize>,
    tokens: Vec<Token>,
}

impl<'t> Lexer<'t> {
    fn token(&mut self) -> Result<(), QueryError> {
        match self.peek() {
            Some('-') if self.negates() => {
                self.bump();
                self.push(Kind::Minus, "-".to_owned(), self.at - 1);
                self.term(true)
            }
            Some(')') if !self.open.is_empty() => {
                self.open.pop();
                self.bump();
                self.push(Kind::Close, String::new(), self.at - 1);
                Ok(())
            }
            _ => self.term(false),
        }
    }

    /// A word, phrase or field, or the parenthesis that begins a group.
    fn term(&mut self, negated: bool) -> Result<(), QueryError> {
        match self.peek() {
            Some(c) if is_quote(c) => self.phrase(),
            Some('(') if !self.rest().starts_with("()") => self.group(),
            _ => self.word(negated),
        }
    }

    /// Whether the dash here stands at a word's start before something that can be left out:
    /// not `--rate`, `-1`, `->` or a dash by itself.
    fn negates(&self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        let after = &self.rest()[1..];
        before.is_none_or(|c| c.is_whitespace() || c == '(')
            && after.starts_with(|c: char| c.is_alphabetic() || c == '(' || is_quote(c))
            && !after.starts_with("()")
    }

    fn group(&mut self) -> Result<(), QueryError> {
        let start = self.at;
        if self.open.len() == MAX_DEPTH {
            return Err(QueryError::TooDeep {
                span: Span::new(start, start + 1),
            });
        }
        self.bump();
        self.open.push(start);
        self.push(Kind::Open, String::new(), start);
        Ok(())
    }

    fn phrase(&mut self) -> Result<(), QueryError> {
        let start = self.at;
        let text = self.quoted()?;
        if !text.trim().is_empty() {
            self.push(Kind::Phrase, text, start);
        } else if self
            .tokens
            .last()
            .is_some_and(|last| last.kind == Kind::Minus)
        {
            self.tokens.pop();
        }
        Ok(())
    }

    /// The text between the quote here and the next one.
    fn quoted(&mut self) -> Result<String, QueryError> {
        let start = self.at;
        self.bump();
        let opening = Span::new(start, self.at);
        let mut text = String::new();
        while let Some(c) = self.bump() {
            match c {
                c if is_quote(c) => return Ok(text),
                '\\' => match self.peek().filter(|c| is_quote(*c) || *c == '\\') {
                    Some(_) => text.extend(self.bump()),
                    None => text.push(c),
                },
                c => text.push(c),
            }
        }
        Err(QueryError::UnclosedQuote { span: opening })
    }

    fn word(&mut self, negated: bool) -> Result<(), QueryError> {
        let start = self.at;
        let (mut text, field) = self.run(true);
        if let Some(field) = field {
            return self.value(field, start);
        }
        let kind = match &self.text[start..self.at] {
            "OR" if !negated => Kind::Or,
            "AND" if !negated => Kind::And,
            "NOT" if !negated => Kind::Not,
            "\\OR" | "\\AND" | "\\NOT" => {
                text.remove(0);
                Kind::Word
            }
            _ => Kind::Word,
        };
        self.push(kind, text, start);
        Ok(())
    }

    /// Reads to the next blank or the end of the group; or, at a word's first colon, to the end
    /// of a field's name. A backslash stays where it has nothing to take the meaning from, so
    /// that `C:\Users` and `\d+` remain what they are.
    fn run(&mut self, mut may_name: bool) -> (String, Option<Field>) {
        let mut text = String::new();
        let mut inside = 0_usize;
        while let Some(c) = self.peek() {
            if c.is_whitespace() || (c == ')' && inside == 0 && !self.open.is_empty()) {
                break;
            }
            self.bump();
            match c {
                '\\' if self.peek().is_some_and(is_special) => {
                    text.extend(self.bump());
                    may_name = false;
                    continue;
                }
                '(' => inside += 1,
                ')' => inside = inside.saturating_sub(1),
                ':' if may_name => {
                    may_name = false;
                    let escaped = text.strip_prefix('\\').and_then(Field::of_name);
                    let field = Field::of_name(&text).filter(|_| self.peek() != Some(':'));
                    if field.is_some() {
                        return (text, field);
                    } else if escaped.is_some() {
                        text.remove(0);
                    }
                }
                _ => {}
            }
            text.push(c);
        }
        (text, None)
    }

    /// The value of a field whose name began at `start`.
    fn value(&mut self, field: Field, start: usize) -> Result<(), QueryError> {
        let name = Span::new(start, self.at);
        let from = self.at;
        let text = match self.peek() {
            Some(c) if is_quote(c) => self.quoted()?,
            Some('(') => {
                let span = Span::new(start, from + 1);
                return Err(QueryError::GroupAsValue { field, span });
            }
            _ => self.run(false).0,
        };
        if text.trim().is_empty() {
            return Err(QueryError::NoValue { field, span: name });
        }
        if let Some(Err(reason)) = field.dates(&text) {
            let span = Span::new(from, self.at);
            return Err(QueryError::BadDate {
                field,
                reason,
                span,
            });
        }
        self.push(Kind::Field(field), text, from);
        Ok(())
    }

    fn push(&mut self, kind: Kind, text: String, start: usize) {
        let span = Span::new(start, self.at);
        self.tokens.push(Token { kind, text, span });
    }

    fn skip_blanks(&mut self) -> bool {
        let rest = self.rest().trim_start();
        self.at = self.text.len() - rest.len();
        !rest.is_empty()
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”')
}

fn is_special(c: char) -> bool {
    is_quote(c) || c.is_whitespace() || matches!(c, '(' | ')' | '-' | '\\' | ':')
}
