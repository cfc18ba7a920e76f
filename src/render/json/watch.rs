//! What became of a note, as it happens.

use super::document;
use crate::kb::{Finding, NoteChange};
use crate::render::wire::{self, SCHEMA};
use std::io::{self, Write};

/// A note that is not as it was, with what it lacks where that was asked for, on a line.
pub fn change(
    out: &mut dyn Write,
    time: &str,
    change: &NoteChange,
    findings: Option<&[Finding]>,
) -> io::Result<()> {
    let findings = findings.map(|all| all.iter().map(wire::FindingRow::from).collect());
    document(
        out,
        &wire::ChangeRow {
            schema: SCHEMA,
            time,
            became: change.became.name(),
            path: &change.path,
            topics: change.topics,
            findings,
        },
    )
}
