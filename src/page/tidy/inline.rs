//! Headings, emphasis, breaks: what stands in a line.

use super::super::{head, tree};
use super::marks::STRUCK;
use dom_query::NodeRef;

/// What ends a line of text.
const BLOCKS: &str =
    "p, div, section, article, table, ul, ol, dl, pre, blockquote, hr, h1, h2, h3, h4, h5, h6";
const EMPHASIS: &str = "b, strong, em, i";
const HEADINGS: &str = "h1, h2, h3, h4, h5, h6";

/// Makes what stands in lines fit into lines of Markdown.
pub(super) fn tidy(main: &NodeRef<'_>, title: Option<&str>) {
    for node in tree::all(main, "q") {
        around(&node, "\"");
        tree::unwrap(&node);
    }
    for node in tree::all(main, "del, s, strike") {
        if tree::first(&node, BLOCKS).is_none() && tree::weight(&node) > 0 {
            around(&node, &STRUCK.to_string());
        }
        tree::unwrap(&node);
    }
    headings(main, title);
    for node in tree::all(main, EMPHASIS) {
        emphasis(&node);
    }
}

fn around(node: &NodeRef<'_>, mark: &str) {
    node.prepend_child(&node.tree.new_text(mark));
    node.append_child(&node.tree.new_text(mark));
}

/// A heading is one line. One without text is none, and the page's title stands in the front matter already.
fn headings(main: &NodeRef<'_>, title: Option<&str>) {
    for heading in tree::all(main, HEADINGS) {
        let parts = format!("{BLOCKS}, b, strong, br");
        for part in tree::all(&heading, &parts) {
            if !tree::is_any(&part, &["b", "strong"]) {
                part.insert_before(&main.tree.new_text(" "));
                part.insert_after(&main.tree.new_text(" "));
            }
            tree::unwrap(&part);
        }
        if tree::weight(&heading) == 0 {
            tree::unwrap(&heading);
        }
    }
    let first = tree::first(main, HEADINGS).filter(|h| tree::is_any(h, &["h1", "h2"]));
    // What stands above a heading is no part of what it heads.
    let first = first.filter(|h| !tree::has_text_above(h, main));
    let first = head::titled(main).or(first);
    let same = |heading: &NodeRef<'_>| title.is_some_and(|title| tree::line(heading) == title);
    if let Some(heading) = first.filter(same) {
        heading.remove_from_parent();
    }
}

/// Emphasis holds a line of text: one around blocks is none, and breaks at its ends stand outside of it.
fn emphasis(node: &NodeRef<'_>) {
    if tree::weight(node) == 0 || tree::first(node, BLOCKS).is_some() {
        tree::unwrap(node);
        return;
    }
    let edge = |child: &NodeRef<'_>| child.has_name("br") || tree::is_blank(child);
    while let Some(first) = node.first_child().filter(edge) {
        node.insert_before(&first);
    }
    while let Some(last) = node.last_child().filter(edge) {
        node.insert_after(&last);
    }
}
