//! A decision, action, priority or question in a few words.

use super::QUIET;
use super::flow::{Flow, PLAIN};
use crate::model::{Item, ItemKind, Strength};
use crate::render::clean::line;
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

/// What an item is.
pub(super) const KIND: Style = AnsiColor::Green.on_default();

/// The kind with what it comes to, where that is known: `decision, agreed`, `action of Jo, done, due 2016-05-04`, `priority 3`.
pub(crate) fn kind(item: &Item) -> String {
    let mut out = item.kind().to_string();
    match item.kind() {
        ItemKind::Priority => out.push_str(&format!(" {}", item.rank())),
        ItemKind::Decision => out.extend(item.outcome().known().map(|known| format!(", {known}"))),
        ItemKind::Undecided => "nothing decided".clone_into(&mut out),
        ItemKind::Action | ItemKind::Question => {}
    }
    if !item.owners.is_empty() {
        out.push_str(&format!(" of {}", line(&item.owners.join(", "))));
    }
    if item.is_done() {
        out.push_str(", done");
    }
    if let Some(due) = item.due() {
        out.push_str(&format!(", due {due}"));
    }
    if item.strength == Strength::Weak {
        out.push_str(&format!(" (weak: {})", line(&item.rule)));
    }
    out
}

/// An item by itself, behind two blanks.
pub(super) fn row(out: &mut dyn Write, item: &Item, width: Option<usize>) -> io::Result<()> {
    let mut flow = Flow::begin(out, width, (2, 4), KIND, &kind(item))?;
    let text = line(&item.text.replace('\n', "; "));
    flow.piece(out, PLAIN, &format!(": {text}"))?;
    flow.piece(out, QUIET, &format!(" :{}", item.lines().start))?;
    writeln!(out)
}
