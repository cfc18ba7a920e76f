//! Where on a page the main text stands.

use super::tree;
use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The mark by which an element is known again after the search.
const MARK: &str = "data-kb-place";
/// The most elements that are searched: the search reads a page up to four times.
const SEARCHED: usize = 60_000;

/// The element that holds the main text: one element, taken whole, so that nothing in it is lost.
///
/// 1. What the page itself says: its only `article`, else its only `main`, `role=main` or text of a wiki, if it leaves out
///    no more text than it has.
/// 2. Else the body. Readability tells where in it the text stands; its own text is not used, since it leaves lists, tables
///    and short paragraphs out. From the smallest element around all of what it finds up to the body, what stands beside goes
///    where most of it is links: that is a menu, or a list of other posts. All else stays.
///
/// Links are no text here: a list of a hundred posts beside the text does not make it small. The surroundings that can be
/// told by themselves are gone by now ([`super::chrome`]).
pub(super) fn main_text<'t>(document: &'t Document, body: &NodeRef<'t>) -> NodeRef<'t> {
    let all = tree::unlinked(body);
    let holds_most = |node: &NodeRef<'_>| tree::unlinked(node) * 2 >= all;
    if let Some(told) = declared(body).filter(holds_most) {
        return told;
    }
    let mut place = found(document, body);
    while let Some(node) = place.filter(|node| node.id != body.id) {
        place = node.parent();
        let beside = place.iter().flat_map(NodeRef::element_children);
        for other in beside.filter(|other| other.id != node.id) {
            if tree::linked(&other) * 2 > tree::weight(&other) {
                other.remove_from_parent();
            }
        }
    }
    *body
}

/// The element that the page calls its text. Where there are several, as on a page of a forum, none is.
fn declared<'t>(body: &NodeRef<'t>) -> Option<NodeRef<'t>> {
    let kinds = [
        "#mw-content-text",
        "#thread-content",
        "article",
        "main",
        "[role='main']",
        "[itemprop='articleBody']",
    ];
    kinds.iter().find_map(|kind| {
        let mut outermost = tree::all(body, kind);
        outermost.retain(|node| tree::weight(node) > 0);
        match outermost.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    })
}

/// The smallest element around all that Readability keeps.
fn found<'t>(document: &'t Document, body: &NodeRef<'t>) -> Option<NodeRef<'t>> {
    if document.tree.len() > SEARCHED {
        return None;
    }
    let copy = document.clone();
    let blocks = tree::all(
        body,
        "p, li, pre, td, th, dd, dt, blockquote, h2, h3, h4, div",
    );
    for (at, block) in blocks.iter().enumerate() {
        copy.tree
            .get(&block.id)?
            .set_attr(MARK, at.to_string().as_str());
    }
    // It is a crate of many rules, and a page is anybody's: where it fails, the body is taken.
    let search = AssertUnwindSafe(|| {
        let config = Config {
            disable_json_ld: true,
            ..Config::default()
        };
        let mut readability = Readability::with_document(copy, None, Some(config)).ok()?;
        readability.parse().ok().map(|article| article.content)
    });
    let kept = Document::from(catch_unwind(search).ok()??);
    let kept: Vec<NodeRef<'t>> = tree::all(&kept.root(), &format!("[{MARK}]"))
        .iter()
        .filter(|node| tree::weight(node) > 0)
        .filter_map(|node| blocks.get(node.attr(MARK)?.parse::<usize>().ok()?).copied())
        .collect();
    around(&kept, body)
}

/// The smallest element around all of these nodes.
fn around<'t>(nodes: &[NodeRef<'t>], body: &NodeRef<'t>) -> Option<NodeRef<'t>> {
    let path = |node: &NodeRef<'t>| -> Vec<NodeId> {
        let mut path: Vec<NodeId> = node.ancestors_it(None).map(|above| above.id).collect();
        path.reverse();
        path.push(node.id);
        path
    };
    let (first, rest) = nodes.split_first()?;
    let common = rest.iter().fold(path(first), |common, node| {
        let shared = common.iter().zip(path(node)).take_while(|(a, b)| *a == b);
        let length = shared.count();
        common[..length].to_vec()
    });
    let found = body.tree.get(common.last()?)?;
    tree::is_below(&found, body).then_some(found)
}
