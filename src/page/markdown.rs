//! The tree as Markdown, and what the converter leaves to do.

use super::tidy::{CELL_BREAK, DONE, OPEN, PROSE_END, PROSE_START, STRUCK};
use super::tree;
use dom_query::NodeRef;

mod lines;
mod prose;

/// The Markdown of a tidy tree.
pub(super) fn markdown(main: &NodeRef<'_>) -> String {
    let mut texts = Vec::new();
    for pre in tree::all(main, "pre[data-kb-prose]") {
        let place = main.tree.new_element("p");
        let mark = format!("{PROSE_START}{}{PROSE_END}", texts.len());
        place.append_child(&main.tree.new_text(mark));
        texts.push(prose::prose(&pre.text()));
        pre.replace_with(&place);
    }
    let written = main.md(None);
    let mut out = String::with_capacity(written.len() + 64);
    lines::write(&mut out, &written, &texts);
    let kept = out.trim_matches('\n').trim_end();
    format!("{kept}\n")
}
