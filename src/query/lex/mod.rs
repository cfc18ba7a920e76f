//! Text to tokens, in one pass. Knows quotes, escapes, fields, which parentheses group and which
//! signs at a word's end widen it. Of a query that is being typed it knows what is on its way.

mod endings;
mod fields;
mod quotes;
mod regex;
mod token;

pub(super) use token::{Kind, Token};

use super::MAX_DEPTH;
use super::error::QueryError;
use super::tree::Field;
use crate::model::Span;

/// The tokens of a query. Every `Open` has its `Close`, and none nests deeper than the cap.
pub(super) fn lex(text: &str) -> Result<Vec<Token>, QueryError> {
    lexed(text, false)
}

/// The tokens of a query that is being typed: what is open at its end is no fault, and what stands there is begun. A group
/// may lack its `Close` there.
pub(super) fn lex_begun(text: &str) -> Result<Vec<Token>, QueryError> {
    let mut tokens = lexed(text, true)?;
    if let Some(last) = tokens.last_mut() {
        let ends = last.span.end == text.len();
        last.begun |= ends && matches!(last.kind, Kind::Word | Kind::And | Kind::Or | Kind::Not);
    }
    Ok(tokens)
}

fn lexed(text: &str, typing: bool) -> Result<Vec<Token>, QueryError> {
    let mut lexer = Lexer {
        text,
        at: 0,
        open: Vec::new(),
        tokens: Vec::new(),
        typing,
        quote: false,
    };
    while lexer.skip_blanks() {
        lexer.token()?;
    }
    match lexer.open.last() {
        Some(at) if !typing => Err(QueryError::UnclosedGroup {
            span: Span::new(*at, at + 1),
        }),
        _ => Ok(lexer.tokens),
    }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    /// Where the groups begin that are open.
    open: Vec<usize>,
    tokens: Vec<Token>,
    /// Whether the end of the text may be on its way.
    typing: bool,
    /// Whether a quote is open at the end.
    quote: bool,
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

    /// A word, phrase, expression or field, or the parenthesis that begins a group.
    fn term(&mut self, negated: bool) -> Result<(), QueryError> {
        match self.peek() {
            Some(_) if quotes::opens(self.rest()) => self.phrase(),
            Some(_) if regex::opens(self.rest()) => self.regex(),
            Some('(') if self.opens_group(self.rest()) => self.group(),
            _ => self.word(negated),
        }
    }

    /// Whether the dash here stands at a word's start before something that can be left out:
    /// not `--rate`, `-1`, `->` or a dash by itself.
    fn negates(&self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        let after = &self.rest()[1..];
        before.is_none_or(|c| c.is_whitespace() || c == '(')
            && (after.starts_with(char::is_alphabetic)
                || quotes::opens(after)
                || self.opens_group(after))
    }

    /// Whether `rest` begins with a parenthesis that groups: not around signs alone as in `()` or `({ … })`, and no
    /// `(:` or `([`, and none that stands by itself as in `if (`, that nothing closes.
    fn opens_group(&self, rest: &str) -> bool {
        let Some(inner) = rest.strip_prefix('(') else {
            return false;
        };
        if let Some((inside, _)) = inner.split_once(')')
            && inside.contains(|c: char| c != '(' && !c.is_whitespace())
            && !inside.contains(char::is_alphanumeric)
        {
            // Within a group the parenthesis behind a blank would close that one.
            return !self.open.is_empty() && inside.contains(char::is_whitespace);
        }
        match inner.chars().next() {
            Some(')') => false,
            Some(c) if is_lone_sign(c) || c.is_whitespace() => inner.contains(')'),
            Some(_) => true,
            // Behind it, a group may be on its way.
            None => self.typing,
        }
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

    fn word(&mut self, negated: bool) -> Result<(), QueryError> {
        let start = self.at;
        let (mut text, field) = self.run(true);
        if let Some(field) = field {
            return self.value(field, start);
        }
        let raw = &self.text[start..self.at];
        let kind = match raw {
            "OR" if !negated => Kind::Or,
            "AND" if !negated => Kind::And,
            "NOT" if !negated => Kind::Not,
            "\\OR" | "\\AND" | "\\NOT" => {
                text.remove(0);
                Kind::Word
            }
            _ => {
                let (kind, word) = endings::of_word(text, raw);
                text = word;
                kind
            }
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
                    // `kind: Pod` is pasted text.
                    let ends = self.peek() == Some(':') || self.ends_at(self.at);
                    let ends = ends && !self.may_go_on();
                    let field = Field::of_name(&text).filter(|_| !ends);
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

    /// Whether a blank, the end of the group or the end of the query stands at `at`.
    fn ends_at(&self, at: usize) -> bool {
        match self.text[at..].chars().next() {
            Some(')') => !self.open.is_empty(),
            next => next.is_none_or(char::is_whitespace),
        }
    }

    fn push(&mut self, kind: Kind, text: String, start: usize) {
        let span = Span::new(start, self.at);
        self.tokens.push(Token {
            kind,
            text,
            span,
            begun: self.quote,
        });
    }

    /// Whether what is read up to here may go on, for the text ends and is being typed.
    fn may_go_on(&self) -> bool {
        self.typing && self.at == self.text.len()
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

/// Whether it can begin only a word of signs, not one of letters, a phrase or another group.
fn is_lone_sign(c: char) -> bool {
    !c.is_alphanumeric() && (c == ':' || !is_special(c))
}

/// Whether a backslash takes the meaning from it.
fn is_special(c: char) -> bool {
    quotes::is_mark(c) || c.is_whitespace() || matches!(c, '(' | ')' | '-' | '\\' | ':')
}
