//! Lists as they are meant: items in lists, lists in items, terms with what they mean.

use super::super::tree;
use super::marks::{DONE, OPEN};
use dom_query::NodeRef;

/// Definition lists become lists: `- **term**: what it means`, with further meanings below. One without terms, as wikis
/// write replies, is a list of what it says.
pub(super) fn definitions(main: &NodeRef<'_>) {
    for list in tree::all(main, "dl").into_iter().rev() {
        // Some pages put each pair into a `div`.
        for group in list.children().into_iter().filter(|n| n.has_name("div")) {
            tree::unwrap(&group);
        }
        let items = main.tree.new_element("ul");
        list.insert_before(&items);
        let mut term: Option<Term<'_>> = None;
        for part in list.children() {
            if part.has_name("dt") {
                term = Some(Term::of(&part, &items));
            } else if tree::is_blank(&part) || part.is_comment() {
                part.remove_from_parent();
            } else {
                match &mut term {
                    Some(term) => term.means(&part),
                    None => {
                        let item = main.tree.new_element("li");
                        items.append_child(&item);
                        put(&part, &item);
                    }
                }
            }
        }
        list.remove_from_parent();
    }
}

/// A term, as the item that it became.
struct Term<'t> {
    item: NodeRef<'t>,
    /// Where its further meanings go, from the second on.
    more: Option<NodeRef<'t>>,
    has_meaning: bool,
}

impl<'t> Term<'t> {
    fn of(term: &NodeRef<'t>, items: &NodeRef<'t>) -> Self {
        let item = term.tree.new_element("li");
        items.append_child(&item);
        let name = term.tree.new_element("strong");
        item.append_child(&name);
        put(term, &name);
        Self {
            item,
            more: None,
            has_meaning: false,
        }
    }

    fn means(&mut self, meaning: &NodeRef<'t>) {
        let tree = meaning.tree;
        if !self.has_meaning {
            self.has_meaning = true;
            let ended = self.item.text().trim_end().ends_with([':', '?', '.']);
            self.item
                .append_child(&tree.new_text(if ended { " " } else { ": " }));
            put(meaning, &self.item);
            return;
        }
        let more = *self.more.get_or_insert_with(|| {
            let more = tree.new_element("ul");
            self.item.append_child(&more);
            more
        });
        let item = tree.new_element("li");
        more.append_child(&item);
        put(meaning, &item);
    }
}

/// Moves what a part of a definition list holds, or the part itself where it is neither term nor meaning. One paragraph
/// alone is its text.
fn put(part: &NodeRef<'_>, into: &NodeRef<'_>) {
    if !tree::is_any(part, &["dt", "dd"]) {
        into.append_child(part);
        return;
    }
    if let [only] = part.element_children().as_slice()
        && only.has_name("p")
        && tree::weight(only) == tree::weight(part)
    {
        tree::unwrap(only);
    }
    tree::move_children(part, into);
    part.remove_from_parent();
}

/// Makes lists hold items and nothing else, from the innermost out.
pub(super) fn tidy(main: &NodeRef<'_>) {
    for list in tree::all(main, "menu, dir") {
        list.rename("ul");
    }
    for item in tree::all(main, "li") {
        boxes(&item);
        if !item.parent().is_some_and(|above| is_list(&above)) {
            gathered(&item);
        }
    }
    for list in tree::all(main, "ul, ol").into_iter().rev() {
        if !list
            .element_children()
            .iter()
            .any(|child| child.has_name("li") || is_list(child))
        {
            // Old pages use a list to move a text to the right.
            list.rename("div");
            continue;
        }
        for child in list.children() {
            belongs(&child);
        }
        for item in list.children().into_iter().filter(|n| n.has_name("li")) {
            lifted(&item);
            tightened(&item);
        }
        if list.element_children().is_empty() {
            list.remove_from_parent();
        }
    }
}

fn is_list(node: &NodeRef<'_>) -> bool {
    tree::is_any(node, &["ul", "ol"])
}

/// Boxes of things to do become the marks of Markdown for them.
fn boxes(item: &NodeRef<'_>) {
    for input in tree::all(item, "input[type='checkbox' i]") {
        let mark = if input.has_attr("checked") {
            DONE
        } else {
            OPEN
        };
        input.replace_with(&item.tree.new_text(mark.to_string()));
    }
}

/// Items outside of a list become one, with those right behind them.
fn gathered(item: &NodeRef<'_>) {
    let before = item.prev_sibling().filter(|n| !tree::is_blank(n));
    let before = before.or_else(|| item.prev_element_sibling());
    if let Some(list) = before.filter(|n| n.has_name("ul") && n.has_attr("data-kb-list")) {
        list.append_child(item);
        return;
    }
    let list = item.tree.new_element("ul");
    list.set_attr("data-kb-list", "");
    item.insert_before(&list);
    list.append_child(item);
}

/// What stands in a list and is no item: a list belongs to the item before it, all else is an item of its own.
fn belongs(child: &NodeRef<'_>) {
    if child.has_name("li") || child.is_comment() || tree::is_blank(child) {
        return;
    }
    let before = child.prev_element_sibling().filter(|n| n.has_name("li"));
    if let Some(item) = before.filter(|_| is_list(child)) {
        item.append_child(child);
        return;
    }
    let item = child.tree.new_element("li");
    child.insert_before(&item);
    item.append_child(child);
}

/// An item that holds lists and nothing else only moves them to the right, as editors such as Etherpad write it: they
/// belong to the item before it, or, where it is the first, their items stand in its place.
fn lifted(item: &NodeRef<'_>) {
    let inner: Vec<NodeRef<'_>> = item.element_children();
    let lists: Vec<NodeRef<'_>> = inner.into_iter().filter(is_list).collect();
    let own = tree::weight(item) - lists.iter().map(tree::weight).sum::<usize>();
    if own > 0 || tree::first(item, "img").is_some() {
        return;
    }
    let before = item.prev_element_sibling().filter(|n| n.has_name("li"));
    for list in &lists {
        match before {
            Some(before) => before.append_child(list),
            None => {
                for child in list.children() {
                    item.insert_before(&child);
                }
            }
        }
    }
    item.remove_from_parent();
}

/// A paragraph that is all that an item says, but for lists below it, is the item's text; and a break before the end of
/// its text is no break.
fn tightened(item: &NodeRef<'_>) {
    let own = item
        .children()
        .into_iter()
        .filter(|n| !tree::is_blank(n) && !is_list(n));
    let own: Vec<NodeRef<'_>> = own.filter(|n| !n.is_comment()).collect();
    if let [only] = own.as_slice()
        && tree::is_any(only, &["p", "div"])
        && tree::first(
            only,
            "p, div, table, pre, blockquote, ul, ol, h1, h2, h3, h4, h5, h6",
        )
        .is_none()
    {
        tree::unwrap(only);
    }
    for end in tree::all(item, "br") {
        let next = end.next_sibling().filter(|n| !tree::is_blank(n));
        let next = next.or_else(|| end.next_element_sibling());
        // An empty line would end the item.
        if next.is_none_or(|n| {
            is_list(&n) || n.has_name("br") || tree::is_any(&n, &["p", "div", "pre"])
        }) {
            end.remove_from_parent();
        }
    }
}
