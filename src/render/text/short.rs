//! A decision, action, priority or question in a few words.

use super::QUIET;
use crate::model::{Item, ItemKind, Strength};
use crate::render::clean::line;
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

/// What an item is.
pub(super) const KIND: Style = AnsiColor::Green.on_default();

/// The kind with what it comes to: `decision, agreed`, `action of Jo, done, due 2016-05-04`, `priority 3`.
pub(crate) fn kind(item: &Item) -> String {
    let mut out = item.kind().to_string();
    match item.kind() {
        ItemKind::Priority => out.push_str(&format!(" {}", item.rank())),
        ItemKind::Decision => out.push_str(&format!(", {}", item.outcome())),
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

/// An item on a line of its own, behind `indent`.
pub(super) fn row(out: &mut dyn Write, indent: &str, item: &Item) -> io::Result<()> {
    writeln!(
        out,
        "{indent}{KIND}{}{KIND:#}: {} {QUIET}:{}{QUIET:#}",
        kind(item),
        line(&item.text.replace('\n', "; ")),
        item.lines().start
    )
}
