//! Words that no note has and that are likely a slip of the hand: beside words that some note has, the nearest word is
//! searched too.

use super::{Error, Kb};
use crate::query::{Node, Query, Text};

/// Shorter words are near too many others, in letters.
const SHORTEST: usize = 5;
/// From so many letters on a word may have two slips.
const TWO_SLIPS: usize = 8;

impl Kb {
    /// A query with such words widened, and the words that are searched for them. `parsed` is the same as it was written.
    pub(super) fn mended(
        &self,
        parsed: &Query,
        asked: Query,
    ) -> Result<(Query, Vec<String>), Error> {
        let Node::And(nodes) = asked.root else {
            return Ok((asked, Vec::new()));
        };
        let unknown = self.store.unknown_words(parsed)?;
        let known = |node: &Node| match node {
            Node::Word(text) => unknown.iter().all(|(word, _)| *word != text.text),
            node => matches!(node, Node::Phrase(_) | Node::Wider(..)),
        };
        let mut searched = Vec::new();
        if !nodes.iter().any(known) {
            return Ok((
                Query {
                    root: Node::And(nodes),
                },
                searched,
            ));
        }
        let mend = |node: Node| {
            let Node::Word(text) = &node else {
                return node;
            };
            let near = unknown.iter().find(|(word, _)| *word == text.text);
            let near =
                near.and_then(|(word, near)| near.as_ref().filter(|near| is_slip(word, near)));
            let Some(near) = near.cloned() else {
                return node;
            };
            searched.push(near.clone());
            let span = text.span;
            Node::Wider(Box::new(node), vec![Text { text: near, span }])
        };
        let root = Node::And(nodes.into_iter().map(mend).collect());
        Ok((Query { root }, searched))
    }
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
