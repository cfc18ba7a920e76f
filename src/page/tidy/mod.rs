//! The tree made such that Markdown can say it.
//!
//! The converter writes headings, lists, tables, code, quotes, links and emphasis of a tree that has them as the standard of
//! HTML wants them. Pages have lists right in lists, tables for layout, cells over several columns, definition lists, line
//! breaks in emphasis. Each of it becomes here what it means, and no text is lost.

mod code;
mod inline;
mod levels;
mod links;
mod lists;
mod marks;
mod tables;

pub(super) use marks::{CELL_BREAK, DONE, OPEN, PROSE_END, PROSE_START, STRUCK};

use super::head::Head;
use super::tree;
use dom_query::{NodeData, NodeRef};

/// Elements that are blocks of their own to a browser, and nothing to Markdown.
const BLOCKS: &str = "main, header, footer, aside, nav, figure, figcaption, details, summary, address, center, \
    fieldset, form, legend, hgroup, dialog, search, caption, tr, td, th, dt, dd, noframes, multicol";

/// Makes the tree below `main` plain.
pub(super) fn tidy(main: &NodeRef<'_>, head: &Head, title: Option<&str>) {
    clean_texts(main);
    for node in tree::all(main, "[data-lang], [data-language]") {
        node.remove_attrs(&["data-lang", "data-language"]);
    }
    code::tidy(main);
    links::images(main, head);
    links::links(main, head);
    lists::definitions(main);
    levels::nested(main);
    tables::tidy(main);
    lists::tidy(main);
    for node in tree::all(main, BLOCKS) {
        let in_table = tree::is_any(&node, &["tr", "td", "th"])
            && node.ancestors_it(None).any(|above| above.has_name("table"));
        if !in_table {
            node.rename("div");
        }
    }
    inline::tidy(main, title);
}

/// Takes control characters out of all texts, and the marks by which places are known in the Markdown again.
fn clean_texts(main: &NodeRef<'_>) {
    // Places where a word may be broken would keep it from being found.
    let inside_words = |c: char| matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}');
    let odd = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t') || marks::is_mark(c) || inside_words(c)
    };
    // Collected first: the tree cannot change under an iterator.
    let all: Vec<NodeRef<'_>> = main.descendants_it().filter(NodeRef::is_text).collect();
    for text in all {
        text.update(|node| {
            if let NodeData::Text { contents } = &mut node.data
                && contents.contains(odd)
            {
                // A page with line ends of Windows has them as `\n` by now; a lone `\r` is written as a number.
                // A form feed is a blank.
                let blank =
                    |c: char| c.is_control() && c.is_whitespace() && !matches!(c, '\n' | '\t');
                *contents = contents.replace(blank, " ").replace(odd, "").into();
            }
        });
    }
}
