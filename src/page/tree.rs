//! Small questions to a tree, and changes of it.

use dom_query::{Document, NodeData, NodeRef};

/// The body of a page.
pub(super) fn body(document: &Document) -> Option<NodeRef<'_>> {
    // A frameset has none.
    document.select_single("body").nodes().first().copied()
}

/// Whether a node is an element of one of these names.
pub(super) fn is_any(node: &NodeRef<'_>, names: &[&str]) -> bool {
    node.qual_name_ref()
        .is_some_and(|name| names.contains(&name.local.as_ref()))
}

/// The elements below a node that fit a selector, in the order of the page. A selector that cannot be read has none.
pub(super) fn all<'t>(node: &NodeRef<'t>, selector: &str) -> Vec<NodeRef<'t>> {
    let selection = dom_query::Selection::from(*node).try_select(selector);
    selection.map_or_else(Vec::new, |found| found.nodes().to_vec())
}

/// The first element below a node that fits a selector.
pub(super) fn first<'t>(node: &NodeRef<'t>, selector: &str) -> Option<NodeRef<'t>> {
    all(node, selector).into_iter().next()
}

/// How many letters and signs the text of a node has, blanks not counted.
pub(super) fn weight(node: &NodeRef<'_>) -> usize {
    let own = node.is_text().then(|| text_weight(node));
    let below = node.descendants_it().filter(NodeRef::is_text);
    own.unwrap_or(0) + below.map(|text| text_weight(&text)).sum::<usize>()
}

/// How much of it stands in links.
pub(super) fn linked(node: &NodeRef<'_>) -> usize {
    all(node, "a").iter().map(weight).sum()
}

/// How much of it stands in no link.
pub(super) fn unlinked(node: &NodeRef<'_>) -> usize {
    weight(node).saturating_sub(linked(node))
}

fn text_weight(node: &NodeRef<'_>) -> usize {
    node.query_or(0, |node| match &node.data {
        NodeData::Text { contents } => contents.chars().filter(|c| !c.is_whitespace()).count(),
        _ => 0,
    })
}

/// Whether a node is a text of blanks alone.
pub(super) fn is_blank(node: &NodeRef<'_>) -> bool {
    node.is_text() && text_weight(node) == 0
}

/// Whether a text stands above a node, within `top`.
pub(super) fn has_text_above(node: &NodeRef<'_>, top: &NodeRef<'_>) -> bool {
    let mut above = top.descendants_it().take_while(|other| other.id != node.id);
    above.any(|other| other.is_text() && text_weight(&other) > 0)
}

/// Whether a node still hangs below its tree's root: what was removed with its parent does not.
pub(super) fn is_below(node: &NodeRef<'_>, top: &NodeRef<'_>) -> bool {
    node.id == top.id || node.ancestors_it(None).any(|above| above.id == top.id)
}

/// Puts the children of an element in its place.
pub(super) fn unwrap(node: &NodeRef<'_>) {
    if let Some(child) = node.first_child() {
        node.insert_siblings_before(&child);
    }
    node.remove_from_parent();
}

/// Moves all children of an element to the end of another.
pub(super) fn move_children(from: &NodeRef<'_>, to: &NodeRef<'_>) {
    for child in from.children() {
        to.append_child(&child);
    }
}

/// The text of a node in one line.
pub(super) fn line(node: &NodeRef<'_>) -> String {
    one_line(&node.text())
}

/// A text in one line, without control characters.
pub(super) fn one_line(text: &str) -> String {
    let plain = text.replace(|c: char| c.is_control(), " ");
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ")
}
