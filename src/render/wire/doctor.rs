//! The document of `kb doctor`.

use crate::kb::doctor::{Check, State};
use schemars::JsonSchema;
use serde::Serialize;

/// `kb doctor --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Doctor<'a> {
    /// [`super::SCHEMA`].
    pub schema: u32,
    /// Whether everything works.
    pub healthy: bool,
    /// What was looked at.
    pub checks: Vec<CheckRow<'a>>,
}

impl<'a> Doctor<'a> {
    /// The document of these checks.
    #[must_use]
    pub fn new(checks: &'a [Check]) -> Self {
        Self {
            schema: super::SCHEMA,
            healthy: checks.iter().all(|check| check.state != State::Fail),
            checks: checks.iter().map(CheckRow::from).collect(),
        }
    }
}

/// One thing that was looked at.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CheckRow<'a> {
    area: &'a str,
    state: &'a str,
    what: &'a str,
    mend: Option<&'a str>,
}

impl<'a> From<&'a Check> for CheckRow<'a> {
    fn from(check: &'a Check) -> Self {
        Self {
            area: check.area,
            state: check.state.as_str(),
            what: &check.what,
            mend: check.mend.as_deref(),
        }
    }
}
