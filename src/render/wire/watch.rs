//! What became of a note, as it happens.

use super::FindingRow;
use schemars::JsonSchema;
use serde::Serialize;

/// A line of `kb watch --format jsonl`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChangeRow<'a> {
    /// [`super::SCHEMA`].
    pub schema: u32,
    /// When it was noticed.
    pub time: &'a str,
    /// `added`, `changed` or `removed`.
    pub became: &'static str,
    /// The note.
    pub path: &'a str,
    /// How many topics it has now.
    pub topics: usize,
    /// What it lacks; `null` without `--check`.
    pub findings: Option<Vec<FindingRow<'a>>>,
}
