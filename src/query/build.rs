//! Tokens to a tree. Parentheses pair up (the lexer saw to it) and nest no deeper than the cap.

use super::lex::{Kind, Token};
use super::tree::{Node, Text};
use std::vec::IntoIter;

/// The tree of these tokens, `None` where nothing is left to look for.
pub(super) fn build(tokens: Vec<Token>) -> Option<Node> {
    group(&mut tokens.into_iter())
}

/// Reads up to the end of a group or of the query. Recursion is bounded by `MAX_DEPTH`.
fn group(tokens: &mut IntoIter<Token>) -> Option<Node> {
    let mut choices = Vec::new();
    let mut all = Vec::new();
    let mut negated = false;
    while let Some(token) = tokens.next() {
        let Token {
            kind, text, span, ..
        } = token;
        let text = Text { text, span };
        // What is left out is taken as it stands: half of a word would leave out what is wanted.
        let is_begun = token.begun && !negated;
        let node = match kind {
            Kind::Close => break,
            Kind::Or => {
                choices.extend(joined(std::mem::take(&mut all), Node::And));
                continue;
            }
            Kind::Minus | Kind::Not => {
                negated = !negated;
                continue;
            }
            Kind::Open => group(tokens),
            Kind::Field(field) if is_begun => Some(begun(Node::Field(field, text))),
            Kind::Field(field) => Some(Node::Field(field, text)),
            Kind::Phrase if is_begun => phrase_begun(&text),
            Kind::Phrase => Some(Node::Phrase(text)),
            Kind::Near(gap) => Some(Node::Near(text, gap)),
            Kind::Prefix => Some(Node::Prefix(text)),
            Kind::Fuzzy(edits) => Some(Node::Fuzzy(text, edits)),
            Kind::Regex => Some(Node::Regex(text)),
            Kind::Word | Kind::And if is_begun => Some(begun(Node::Word(text))),
            Kind::Word | Kind::And => Some(Node::Word(text)),
        };
        if let Some(node) = node {
            add(&mut all, if negated { negation(node) } else { node });
        }
        negated = false;
    }
    choices.extend(joined(all, Node::And));
    let flat = choices.into_iter().flat_map(|node| match node {
        Node::Or(nodes) => nodes,
        other => vec![other],
    });
    joined(flat.collect(), Node::Or)
}

fn begun(node: Node) -> Node {
    Node::Begun(Box::new(node))
}

/// A phrase whose quote is open: the words that are there, side by side, and one that is on its way.
fn phrase_begun(text: &Text) -> Option<Node> {
    let span = text.span;
    let part = |part: &str| Text {
        text: part.to_owned(),
        span,
    };
    let (before, last) = text.last_word();
    let before = (!before.trim().is_empty()).then(|| Node::Phrase(part(before)));
    let last = (!last.is_empty()).then(|| begun(Node::Word(part(last))));
    joined(before.into_iter().chain(last).collect(), Node::And)
}

fn add(all: &mut Vec<Node>, node: Node) {
    match node {
        Node::And(nodes) => all.extend(nodes),
        other => all.push(other),
    }
}

fn negation(node: Node) -> Node {
    match node {
        Node::Not(inner) => *inner,
        other => Node::Not(Box::new(other)),
    }
}

fn joined(mut nodes: Vec<Node>, many: fn(Vec<Node>) -> Node) -> Option<Node> {
    if nodes.len() > 1 {
        Some(many(nodes))
    } else {
        nodes.pop()
    }
}
