//! Where in a text a query matches, for marking it. The engine's snippets know nothing of tokens
//! that share a position, so this reads the text with our own analyzer.

use super::analysis::{Token, tokens};
use super::words::{self, Way};
use crate::query::{Field, Node, Query};
use std::collections::{HashMap, HashSet};

/// Finds the places that a query's words match. Fields other than the title, and what the query
/// denies, mark nothing.
#[derive(Debug, Clone, Default)]
pub struct Matcher {
    terms: HashSet<String>,
    /// By their first term: the rest of a phrase, with offsets from the first.
    phrases: HashMap<String, Vec<Vec<(u32, String)>>>,
}

impl Matcher {
    /// The matcher of a query.
    #[must_use]
    pub fn new(query: &Query) -> Self {
        let mut matcher = Self::default();
        matcher.node(&query.root);
        matcher
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| self.node(node)),
            Node::Word(text) => self.ways(words::word(&text.text)),
            Node::Phrase(text) => self.ways(words::phrase(&text.text)),
            Node::Field(Field::Title, text) => words::each_word(&text.text)
                .into_iter()
                .for_each(|ways| self.ways(ways)),
            _ => {}
        }
    }

    fn ways(&mut self, ways: Vec<Way>) {
        for way in ways {
            let mut terms = way.terms.into_iter();
            let Some((_, first)) = terms.next() else {
                continue;
            };
            let rest: Vec<_> = terms.collect();
            if rest.is_empty() {
                self.terms.insert(first);
            } else {
                self.phrases.entry(first).or_default().push(rest);
            }
        }
    }

    /// The byte ranges of `plain` that match: ascending, apart from each other, on character boundaries.
    #[must_use]
    pub fn ranges(&self, plain: &str) -> Vec<(usize, usize)> {
        if self.terms.is_empty() && self.phrases.is_empty() {
            return Vec::new();
        }
        let tokens = tokens(plain);
        let mut found = Vec::new();
        for token in &tokens {
            if self.terms.contains(&token.term) {
                found.push((token.start, token.end));
            }
            let phrases = self.phrases.get(&token.term).into_iter().flatten();
            found.extend(phrases.filter_map(|rest| phrase(&tokens, token, rest)));
        }
        merged(found)
    }
}

/// The range of a phrase that begins with `first`, if the rest of it follows.
fn phrase(tokens: &[Token], first: &Token, rest: &[(u32, String)]) -> Option<(usize, usize)> {
    let mut range = (first.start, first.end);
    for (offset, term) in rest {
        let position = first.position.checked_add(*offset)?;
        let from = tokens.partition_point(|token| token.position < position);
        let token = tokens[from..]
            .iter()
            .take_while(|token| token.position == position)
            .find(|token| token.term == *term)?;
        range = (range.0.min(token.start), range.1.max(token.end));
    }
    Some(range)
}

fn merged(mut ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    ranges.sort_unstable();
    let mut out: Vec<(usize, usize)> = Vec::with_capacity(ranges.len());
    for (start, end) in ranges {
        match out.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => out.push((start, end)),
        }
    }
    out
}
