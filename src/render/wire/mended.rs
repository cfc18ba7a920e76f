//! What was mended in notes.

use super::{Index, SCHEMA};
use crate::kb::{Answered, LeftNote, MendedNote, Mends};
use crate::recap::{Fault, Mend};
use schemars::JsonSchema;
use serde::Serialize;

/// What became of a mended note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MendState {
    /// It was only to be shown.
    Shown,
    /// It was written, to this path.
    Written(String),
    /// It could not be written, for this reason.
    Failed(String),
}

/// `kb check --fix --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Mended<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// How many notes have something to mend.
    pub total: usize,
    /// How many of them were written.
    pub written: usize,
    /// How many of them could not be written.
    pub failed: usize,
    /// The rules that were followed, in the order in which they mend.
    pub rules: Vec<RuleCount>,
    /// The notes that have something to mend, by path.
    pub notes: Vec<MendedRow<'a>>,
    /// The notes that are left alone, by path.
    pub left: Vec<LeftRow<'a>>,
    /// The state of the index.
    pub index: Index,
}

/// How often a rule was followed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RuleCount {
    rule: &'static str,
    mends: usize,
}

/// A note that has something to mend.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MendedRow<'a> {
    path: &'a str,
    /// `shown`, `written` or `failed`.
    state: &'static str,
    /// Where it was written: the note, or the copy below its folder.
    to: Option<&'a str>,
    /// Why it could not be written.
    reason: Option<&'a str>,
    mends: Vec<MendRow<'a>>,
}

/// One mend.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MendRow<'a> {
    rule: &'static str,
    /// The line it is about, as the note was at first.
    line: u32,
    /// That line, as the mends before this one left it.
    before: &'a str,
    /// What stands there instead, lines joined by `\n`.
    after: &'a str,
}

/// A note that is left alone.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LeftRow<'a> {
    path: &'a str,
    reason: &'a str,
}

impl<'a> Mended<'a> {
    /// The document of these mends; `states` has one for each note.
    #[must_use]
    pub fn new(answered: &'a Answered<Mends>, faults: &[Fault], states: &'a [MendState]) -> Self {
        let Mends { notes, left } = &answered.value;
        let count = |is: fn(&MendState) -> bool| states.iter().filter(|state| is(state)).count();
        let rows = notes.iter().zip(states);
        Self {
            schema: SCHEMA,
            total: notes.len(),
            written: count(|state| matches!(state, MendState::Written(_))),
            failed: count(|state| matches!(state, MendState::Failed(_))),
            rules: faults
                .iter()
                .map(|fault| RuleCount::of(*fault, notes))
                .collect(),
            notes: rows
                .map(|(note, state)| MendedRow::new(note, state))
                .collect(),
            left: left.iter().map(LeftRow::from).collect(),
            index: Index::of(answered),
        }
    }
}

impl RuleCount {
    fn of(fault: Fault, notes: &[MendedNote]) -> Self {
        let all = notes.iter().flat_map(|note| &note.mends);
        Self {
            rule: fault.rule(),
            mends: all.filter(|mend| mend.fault == fault).count(),
        }
    }
}

impl<'a> MendedRow<'a> {
    fn new(note: &'a MendedNote, state: &'a MendState) -> Self {
        let (name, to, reason) = match state {
            MendState::Shown => ("shown", None, None),
            MendState::Written(path) => ("written", Some(path.as_str()), None),
            MendState::Failed(reason) => ("failed", None, Some(reason.as_str())),
        };
        Self {
            path: &note.path,
            state: name,
            to,
            reason,
            mends: note.mends.iter().map(MendRow::from).collect(),
        }
    }
}

impl<'a> From<&'a Mend> for MendRow<'a> {
    fn from(mend: &'a Mend) -> Self {
        Self {
            rule: mend.fault.rule(),
            line: mend.line,
            before: &mend.before,
            after: &mend.after,
        }
    }
}

impl<'a> From<&'a LeftNote> for LeftRow<'a> {
    fn from(note: &'a LeftNote) -> Self {
        Self {
            path: &note.path,
            reason: &note.reason,
        }
    }
}
