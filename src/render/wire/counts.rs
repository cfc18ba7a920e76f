//! The document of `kb stats`.

use super::Index;
use crate::kb::reports;
use schemars::JsonSchema;
use serde::Serialize;

/// `kb stats --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Stats<'a> {
    /// [`super::SCHEMA`].
    pub schema: u32,
    /// All of it.
    pub total: Counts,
    /// By release, in order.
    pub releases: Vec<TallyRow<'a>>,
    /// By project, the largest first.
    pub projects: Vec<TallyRow<'a>>,
    /// By tag, the most used first.
    pub tags: Vec<TallyRow<'a>>,
    /// By year, oldest first.
    pub years: Vec<TallyRow<'a>>,
    /// Tags by release, or by year where there is none.
    pub heat: Heat<'a>,
    /// The state of the index.
    pub index: Index,
}

/// How much there is of each sort.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Counts {
    recaps: u64,
    topics: u64,
    decisions: u64,
    actions: u64,
}

/// The counts of one name. A line of `kb stats --format jsonl` has a `group` before them.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TallyRow<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'static str>,
    name: &'a str,
    #[serde(flatten)]
    counts: Counts,
}

/// A table of numbers.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Heat<'a> {
    by: &'static str,
    columns: &'a [String],
    rows: Vec<HeatRow<'a>>,
}

/// A row of a table of numbers, with a count for each column.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HeatRow<'a> {
    name: &'a str,
    counts: &'a [u64],
}

impl From<&reports::Tally> for Counts {
    fn from(tally: &reports::Tally) -> Self {
        Self {
            recaps: tally.recaps,
            topics: tally.topics,
            decisions: tally.decisions,
            actions: tally.actions,
        }
    }
}

impl<'a> From<&'a reports::Tally> for TallyRow<'a> {
    fn from(tally: &'a reports::Tally) -> Self {
        Self {
            group: None,
            name: &tally.name,
            counts: Counts::from(tally),
        }
    }
}

impl<'a> TallyRow<'a> {
    /// The row of a group, such as `release`.
    #[must_use]
    pub fn of_group(group: &'static str, tally: &'a reports::Tally) -> Self {
        Self {
            group: Some(group),
            ..Self::from(tally)
        }
    }
}

impl<'a> From<&'a reports::Heat> for Heat<'a> {
    fn from(heat: &'a reports::Heat) -> Self {
        let row = |(name, counts): &'a (String, Vec<u64>)| HeatRow { name, counts };
        Self {
            by: match heat.by {
                reports::HeatBy::Release => "release",
                reports::HeatBy::Year => "year",
            },
            columns: &heat.columns,
            rows: heat.rows.iter().map(row).collect(),
        }
    }
}
