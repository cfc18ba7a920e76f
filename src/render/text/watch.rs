//! What became of a note, as it happens.

use super::{PLACE, QUIET, plural};
use crate::kb::{Became, Finding, NoteChange};
use crate::render::clean::line;
use crate::render::place::diagnostic;
use std::io::{self, Write};

/// `1 topic`, `2 topics`.
#[must_use]
pub fn counted(count: u64, thing: &str) -> String {
    plural(usize::try_from(count).unwrap_or(usize::MAX), thing)
}

/// A note that is not as it was, with what it lacks; `had_findings` where it lacked something before.
pub fn change(
    out: &mut dyn Write,
    time: &str,
    change: &NoteChange,
    findings: Option<&[Finding]>,
    had_findings: bool,
) -> io::Result<()> {
    let (became, path) = (change.became.name(), line(&change.path));
    write!(
        out,
        "{QUIET}{time}{QUIET:#}  {became:7}  {PLACE}{path}{PLACE:#}"
    )?;
    if change.became != Became::Removed {
        write!(out, " ({})", plural(change.topics, "topic"))?;
    }
    match findings {
        Some([]) if had_findings && change.became != Became::Removed => {
            writeln!(out, ": nothing lacks any more")?;
        }
        _ => writeln!(out)?,
    }
    for finding in findings.unwrap_or_default() {
        write!(
            out,
            "{}",
            diagnostic(&finding.path, &finding.diagnostic, None)
        )?;
    }
    Ok(())
}
