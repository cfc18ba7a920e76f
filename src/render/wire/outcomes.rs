//! The documents of `kb decisions` and `kb actions`.

use super::{ActionRow, DecisionRow, Index, UndecidedRow};
use schemars::JsonSchema;
use serde::Serialize;

/// `kb decisions --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Decisions<'a> {
    /// [`super::SCHEMA`].
    pub schema: u32,
    /// How many decisions there are in all.
    pub total: usize,
    /// The decisions, by date, path and line.
    pub decisions: Vec<DecisionRow<'a>>,
    /// Where the notes say that nothing was decided.
    pub undecided: Vec<UndecidedRow<'a>>,
    /// The state of the index.
    pub index: Index,
}

/// `kb actions --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Actions<'a> {
    /// [`super::SCHEMA`].
    pub schema: u32,
    /// How many there are in all.
    pub total: usize,
    /// The actions, by date, path and line.
    pub actions: Vec<ActionRow<'a>>,
    /// The state of the index.
    pub index: Index,
}
