//! Other names of what a query names, from the vocabulary: `A/A` is `active/active` and `high availability`.

use crate::model::tag::TagEntry;
use crate::model::{Tag, Vocabulary};
use crate::query::{Node, Query, Text};

/// The most words that a name may have.
const LONGEST: usize = 5;
/// The most other names of one thing that are searched too.
const MOST: usize = 6;

/// The query with its names widened, and the other names.
pub(super) fn widen(query: Query, vocabulary: &Vocabulary) -> (Query, Vec<String>) {
    let mut also = Vec::new();
    let root = node(query.root, vocabulary, &mut also);
    (Query { root }, also)
}

fn node(node: Node, vocabulary: &Vocabulary, also: &mut Vec<String>) -> Node {
    match node {
        Node::And(nodes) => match runs(nodes, vocabulary, also) {
            mut one if one.len() == 1 => one.remove(0),
            more => Node::And(more),
        },
        Node::Or(nodes) => {
            let nodes = nodes.into_iter();
            Node::Or(nodes.map(|n| self::node(n, vocabulary, also)).collect())
        }
        Node::Word(_) | Node::Phrase(_) => {
            let mut nodes = runs(vec![node], vocabulary, also);
            nodes.remove(0)
        }
        other => other,
    }
}

/// Neighbouring words that together are a name of something become one part of the query, the longest name first.
fn runs(nodes: Vec<Node>, vocabulary: &Vocabulary, also: &mut Vec<String>) -> Vec<Node> {
    let mut out = Vec::new();
    let mut rest = nodes.as_slice();
    while let Some(first) = rest.first() {
        let longest = rest
            .iter()
            .take_while(|node| matches!(node, Node::Word(_)))
            .count();
        let longest = longest.clamp(1, LONGEST);
        let named = (1..=longest).rev().find_map(|n| {
            let others = others(&rest[..n], vocabulary)?;
            Some((n, others))
        });
        match named {
            Some((n, others)) => {
                also.extend(others.iter().map(|text| text.text.clone()));
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
                    Node::And(_) | Node::Or(_) => node(first.clone(), vocabulary, also),
                    leaf => leaf.clone(),
                });
                rest = &rest[1..];
            }
        }
    }
    out
}

/// What else the vocabulary calls the thing that these words name.
fn others(nodes: &[Node], vocabulary: &Vocabulary) -> Option<Vec<Text>> {
    let texts: Option<Vec<&Text>> = nodes
        .iter()
        .map(|node| match node {
            Node::Word(text) | Node::Phrase(text) => Some(text),
            _ => None,
        })
        .collect();
    let texts = texts?;
    let span = texts.first()?.span;
    let words: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
    let asked = words.join(" ");
    let entry = vocabulary.get(vocabulary.resolve(&asked)?)?;
    if !is_meant(entry, &asked) {
        return None;
    }
    let own = Tag::new(&asked);
    let names = [&entry.name].into_iter().chain(&entry.aliases);
    let mut seen = vec![own];
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

/// A short name in capitals is meant only as written: `HA`, but not `ha`; a whole name or tag in any case.
fn is_meant(entry: &TagEntry, asked: &str) -> bool {
    let short = asked.chars().count() <= 3 && asked.chars().all(char::is_alphabetic);
    let names = || [&entry.name].into_iter().chain(&entry.aliases);
    !short
        || names().any(|name| name == asked)
        || entry.tag.as_str() == asked && !names().any(|name| name.eq_ignore_ascii_case(asked))
}
