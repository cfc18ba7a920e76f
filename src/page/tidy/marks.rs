//! Signs that stand for something in the tree and become Markdown afterwards: what the converter would escape as text.
//!
//! They are characters for private use. Those of a page itself are taken out first.

/// `~~`, around what was struck out.
pub(in crate::page) const STRUCK: char = '\u{f8f0}';
/// The end of a line in a cell of a table.
pub(in crate::page) const CELL_BREAK: char = '\u{f8f1}';
/// Before the number of a text that is taken over as it is.
pub(in crate::page) const PROSE_START: char = '\u{f8f2}';
/// Behind it.
pub(in crate::page) const PROSE_END: char = '\u{f8f3}';
/// A ticked box.
pub(in crate::page) const DONE: char = '\u{f8f4}';
/// An empty box.
pub(in crate::page) const OPEN: char = '\u{f8f5}';

/// Whether a character is one of them.
pub(super) fn is_mark(c: char) -> bool {
    (STRUCK..=OPEN).contains(&c)
}
