//! Lists whose levels are told by their classes, as Google Docs writes them: `lst-kix_abc-0`, `lst-kix_abc-1`, one behind the other.

use super::super::tree;
use dom_query::NodeRef;

/// Deeper lists are nested as deep as this: what the parser lets through is no deeper than the converter can go.
const DEEPEST: u32 = 20;

/// Puts each such list into the last item of the list before it, or goes on with the one of its own level.
pub(super) fn nested(main: &NodeRef<'_>) {
    for list in tree::all(main, "ul[class*='lst-'], ol[class*='lst-']") {
        let Some((name, own)) = level(&list) else {
            continue;
        };
        let Some(mut above) = before(&list).filter(|above| level(above).is_some()) else {
            continue;
        };
        while let Some(inner) =
            last_list(&above).filter(|inner| level(inner).is_some_and(|(_, n)| n <= own))
        {
            above = inner;
        }
        match level(&above) {
            Some((_, n)) if n < own => {
                if let Some(item) = last_item(&above) {
                    item.append_child(&list);
                }
            }
            Some((known, n)) if n == own && known == name => {
                tree::move_children(&list, &above);
                list.remove_from_parent();
            }
            _ => {}
        }
    }
}

/// The name of a list and its level: `abc` and 1 of `lst-kix_abc-1`.
fn level(list: &NodeRef<'_>) -> Option<(String, u32)> {
    let class = list.class()?;
    let mut names = class.split_ascii_whitespace();
    let told = names.find_map(|name| name.strip_prefix("lst-"))?;
    let (name, level) = told.rsplit_once('-')?;
    Some((name.to_owned(), level.parse::<u32>().ok()?.min(DEEPEST)))
}

/// What stands right before a list.
fn before<'t>(list: &NodeRef<'t>) -> Option<NodeRef<'t>> {
    let near = std::iter::successors(list.prev_sibling(), NodeRef::prev_sibling);
    let mut near = near.skip_while(|node| tree::is_blank(node) || node.is_comment());
    near.next().filter(NodeRef::is_element)
}

fn last_item<'t>(list: &NodeRef<'t>) -> Option<NodeRef<'t>> {
    children_from_last(list).find(|child| child.has_name("li"))
}

fn last_list<'t>(list: &NodeRef<'t>) -> Option<NodeRef<'t>> {
    let last = children_from_last(&last_item(list)?).find(NodeRef::is_element)?;
    tree::is_any(&last, &["ul", "ol"]).then_some(last)
}

/// Its children from the last one on: a list may have thousands.
fn children_from_last<'t>(node: &NodeRef<'t>) -> impl Iterator<Item = NodeRef<'t>> {
    std::iter::successors(node.last_child(), NodeRef::prev_sibling)
}
