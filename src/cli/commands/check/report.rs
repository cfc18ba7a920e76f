//! `kb check --fix --format json`: each mend, and what became of it, for scripts.

use super::fix::{Target, all_written};
use crate::cli::Status;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::kb::{Answered, Kb, MendedNote, Mends};
use crate::recap::Fault;
use crate::render::json;
use crate::render::wire::MendState;

/// Writes the notes where a target is given, and the document of what came of it.
pub(super) fn run(
    kb: &Kb,
    answered: &Answered<Mends>,
    faults: &[Fault],
    target: Option<&Target>,
    session: &mut Session,
) -> Result<Status, Failure> {
    let notes = &answered.value.notes;
    let states: Vec<MendState> = notes.iter().map(|note| state(kb, note, target)).collect();
    json::mended(session.out(), answered, faults, &states)?;
    let failed = states.iter();
    let failed = failed.filter(|state| matches!(state, MendState::Failed(_)));
    let failed = failed.count();
    if failed > 0 {
        // The document comes first, whatever is said beside it.
        session.finish()?;
    }
    all_written(failed, notes.len())?;
    Ok(super::super::found(notes.len()))
}

fn state(kb: &Kb, note: &MendedNote, target: Option<&Target>) -> MendState {
    match target.map(|target| target.write(kb, note)) {
        None => MendState::Shown,
        Some(Ok(path)) => MendState::Written(path),
        Some(Err(error)) => MendState::Failed(error.reason()),
    }
}
