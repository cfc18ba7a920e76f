//! Other names of what a query names, from the vocabulary: `A/A` is `active/active` and `high availability`.

use super::mended::{Unknown, mended};
use super::{Error, Kb};
use crate::model::tag::TagEntry;
use crate::model::{Tag, Vocabulary};
use crate::query::{Node, Query, Text};

/// The most words that a name may have.
const LONGEST: usize = 5;
/// The most other names of one thing that are searched too.
const MOST: usize = 6;

/// A query as it is searched.
pub(super) struct Widened {
    pub(super) query: Query,
    /// What is searched too and some note has.
    pub(super) also: Vec<String>,
    /// Whether a word of it was likely a slip of the hand.
    pub(super) is_mended: bool,
}

impl Kb {
    /// A query with other names of what it names, and with slips of the hand mended; `exact` turns both off.
    pub(super) fn widened(
        &self,
        parsed: &Query,
        unknown: &[Unknown],
        exact: bool,
    ) -> Result<Widened, Error> {
        if exact {
            return Ok(Widened {
                query: parsed.clone(),
                also: Vec::new(),
                is_mended: false,
            });
        }
        let (query, names) = widen(parsed.clone(), &self.vocabulary);
        let mut also = Vec::new();
        for name in names {
            if self.store.has_name(&name)? {
                also.push(name);
            }
        }
        let (query, near) = mended(query, unknown);
        let is_mended = !near.is_empty();
        also.extend(near);
        Ok(Widened {
            query,
            also,
            is_mended,
        })
    }
}

/// The query with its names widened, and the other names.
fn widen(query: Query, vocabulary: &Vocabulary) -> (Query, Vec<String>) {
    let mut asked = Vec::new();
    words_of(&query.root, &mut asked);
    let mut widener = Widener {
        vocabulary,
        asked,
        also: Vec::new(),
    };
    let root = widener.node(query.root);
    (Query { root }, widener.also)
}

/// The words of a query, those left out too, as tags are written.
fn words_of(node: &Node, out: &mut Vec<Tag>) {
    match node {
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| words_of(node, out)),
        Node::Not(node) | Node::Wider(node, _) | Node::Begun(node) => words_of(node, out),
        Node::Word(text) | Node::Phrase(text) => out.extend(Tag::new(&text.text)),
        _ => {}
    }
}

struct Widener<'v> {
    vocabulary: &'v Vocabulary,
    /// What the query has words for already: none of them may stand for another one.
    asked: Vec<Tag>,
    also: Vec<String>,
}

impl Widener<'_> {
    fn node(&mut self, node: Node) -> Node {
        match node {
            Node::And(nodes) => match self.runs(nodes) {
                mut one if one.len() == 1 => one.remove(0),
                more => Node::And(more),
            },
            Node::Or(nodes) => {
                let nodes = nodes.into_iter();
                Node::Or(nodes.map(|n| self.node(n)).collect())
            }
            Node::Word(_) | Node::Phrase(_) | Node::Begun(_) => {
                let mut nodes = self.runs(vec![node]);
                nodes.remove(0)
            }
            other => other,
        }
    }

    /// Neighbouring words that together are a name of something become one part of the query, the longest name first.
    fn runs(&mut self, nodes: Vec<Node>) -> Vec<Node> {
        let mut out = Vec::new();
        let mut rest = nodes.as_slice();
        while let Some(first) = rest.first() {
            let longest = rest
                .iter()
                .take_while(|node| node.as_word().is_some())
                .count();
            let longest = longest.clamp(1, LONGEST);
            let named = (1..=longest).rev().find_map(|n| {
                let others = self.others(&rest[..n])?;
                Some((n, others))
            });
            match named {
                Some((n, others)) => {
                    let new = others
                        .iter()
                        .filter(|other| !self.also.contains(&other.text));
                    let new: Vec<String> = new.map(|text| text.text.clone()).collect();
                    self.also.extend(new);
                    let own = if n == 1 {
                        first.clone()
                    } else {
                        Node::And(rest[..n].to_vec())
                    };
                    out.push(Node::Wider(Box::new(own), others));
                    rest = &rest[n..];
                }
                None => {
                    out.push(match first {
                        Node::And(_) | Node::Or(_) => self.node(first.clone()),
                        leaf => leaf.clone(),
                    });
                    rest = &rest[1..];
                }
            }
        }
        out
    }

    /// What else the vocabulary calls the thing that these words name.
    fn others(&self, nodes: &[Node]) -> Option<Vec<Text>> {
        let texts: Option<Vec<&Text>> = nodes
            .iter()
            .map(|node| match node {
                Node::Phrase(text) => Some(text),
                node => node.as_word(),
            })
            .collect();
        let texts = texts?;
        let span = texts.first()?.span;
        let words: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
        let asked = words.join(" ");
        let entry = self.vocabulary.get(self.vocabulary.resolve(&asked)?)?;
        if !is_meant(entry, &asked) {
            return None;
        }
        let own = Tag::new(&asked);
        let names = [&entry.name].into_iter().chain(&entry.aliases);
        let mut seen: Vec<Option<Tag>> = self.asked.iter().cloned().map(Some).collect();
        seen.push(own);
        let others = names.filter(|name| {
            let tag = Tag::new(name);
            let new = !seen.contains(&tag);
            seen.push(tag);
            new
        });
        let text = |name: &String| Text {
            text: name.clone(),
            span,
        };
        let others: Vec<Text> = others.take(MOST).map(text).collect();
        (!others.is_empty()).then_some(others)
    }
}

/// A short name in capitals is meant only as written: `HA`, but not `ha`; a whole name or tag in any case.
fn is_meant(entry: &TagEntry, asked: &str) -> bool {
    let short = asked.chars().count() <= 3 && asked.chars().all(char::is_alphabetic);
    let names = || [&entry.name].into_iter().chain(&entry.aliases);
    !short
        || names().any(|name| name == asked)
        || entry.tag.as_str() == asked && !names().any(|name| name.eq_ignore_ascii_case(asked))
}
