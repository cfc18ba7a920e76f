//! Words that no note has and that are likely a slip of the hand: beside words that some note has, the nearest word is
//! searched too.

use crate::query::{Node, Query, Text};

/// A word that no note has, and the nearest one that some note has.
pub(super) type Unknown = (String, Option<String>);

/// Shorter words are near too many others, in letters.
const SHORTEST: usize = 5;
/// From so many letters on a word may have two slips.
const TWO_SLIPS: usize = 8;

/// A query with such words widened, and the words that are searched for them. `unknown` are the words of it that no note has,
/// each with the nearest one.
pub(super) fn mended(asked: Query, unknown: &[Unknown]) -> (Query, Vec<String>) {
    let mut searched = Vec::new();
    let nodes = match asked.root {
        Node::And(nodes) if nodes.iter().any(|node| is_known(node, unknown)) => nodes,
        root => return (Query { root }, searched),
    };
    let mend = |node: Node| match near(&node, unknown) {
        Some(near) => {
            searched.push(near.text.clone());
            Node::Wider(Box::new(node), vec![near])
        }
        None => node,
    };
    let root = Node::And(nodes.into_iter().map(mend).collect());
    (Query { root }, searched)
}

fn is_known(node: &Node, unknown: &[Unknown]) -> bool {
    match node.as_word() {
        Some(text) => unknown.iter().all(|(word, _)| *word != text.text),
        None => matches!(node, Node::Phrase(_) | Node::Wider(..)),
    }
}

/// The word that is likely meant by this one.
fn near(node: &Node, unknown: &[Unknown]) -> Option<Text> {
    let text = node.as_word()?;
    let (word, near) = unknown.iter().find(|(word, _)| *word == text.text)?;
    let near = near.clone().filter(|near| is_slip(word, near))?;
    let span = text.span;
    Some(Text { text: near, span })
}

/// Whether `word` is likely `near` mistyped. Names with capitals, digits or signs are meant as they are.
fn is_slip(word: &str, near: &str) -> bool {
    let letters = word.chars().count();
    let slips = if letters < TWO_SLIPS { 1 } else { 2 };
    letters >= SHORTEST
        && word.chars().all(|c| c.is_alphabetic() && c.is_lowercase())
        && strsim::osa_distance(word, near) <= slips
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn tells_slips_from_names() {
        assert!(is_slip("replicaton", "replication"));
        assert!(is_slip("overhed", "overhead"));
        assert!(is_slip("configruaton", "configuration"));
        for (name, near) in [
            ("Pod", "pod"),
            ("etdc", "etcd"),
            ("uncurryThis", "uncurrythat"),
            ("v2beta", "v1beta"),
            ("volmues", "volume"),
        ] {
            assert!(!is_slip(name, near), "{name}");
        }
    }
}
