//! Text to a tree, within limits.
//!
//! The parser builds what browsers build, and like theirs its time grows with the square of the depth: ten thousand `<div>`
//! in one another take seconds, and a few unclosed `<font>` in each paragraph make a tree larger than the memory. So it is
//! fed in pieces, and stopped where the tree leaves what pages written by people look like.

use super::PageError;
use dom_query::Document;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

/// How deep elements may stand in one another. Real pages stay below a hundred.
pub(super) const DEEPEST: usize = 500;
/// The most nodes of a tree. The largest pages of wikis have a tenth of it.
pub(super) const MOST: usize = 1_000_000;
/// How much is read before the tree is looked at, in bytes: no more than a few hundred tags.
const PIECE: usize = 1024;

/// The tree of a page.
pub(super) fn parse(text: &str) -> Result<Document, PageError> {
    let options = ParseOpts {
        tokenizer: TokenizerOpts::default(),
        tree_builder: TreeBuilderOpts {
            // What stands in `<noscript>` is then elements that can be removed, and no text.
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
    };
    let mut parser = parse_document(Document::default(), options);
    let mut rest = text;
    while !rest.is_empty() {
        let end = (PIECE.min(rest.len())..rest.len()).find(|at| rest.is_char_boundary(*at));
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        parser.process(StrTendril::from_slice(piece));
        within_limits(&parser.tokenizer.sink.sink)?;
        rest = after;
    }
    let document = parser.finish();
    // Nobody asks for them.
    document.errors.borrow_mut().clear();
    Ok(document)
}

fn within_limits(document: &Document) -> Result<(), PageError> {
    document.errors.borrow_mut().clear();
    if document.tree.len() > MOST {
        return Err(PageError::TooMany);
    }
    // What is open is the last of its parent, or nearly so: a text and a comment behind it are looked past.
    let mut node = document.root();
    for _ in 0..DEEPEST {
        let back = std::iter::successors(node.last_child(), dom_query::NodeRef::prev_sibling);
        let last = back.take(4).find(dom_query::NodeRef::is_element);
        match last {
            Some(last) => node = last,
            None => return Ok(()),
        }
    }
    Err(PageError::TooDeep)
}
