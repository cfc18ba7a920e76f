//! Decisions, actions, comparisons and counts.

use super::{document, lines};
use crate::kb::reports::{Comparison, Stats, Tally};
use crate::kb::{Actions, Answered, Decisions};
use crate::model::Item;
use crate::render::wire::{self, SCHEMA};
use std::io::{self, Write};

/// The document of `kb decisions`.
pub fn decisions(
    out: &mut dyn Write,
    page: &[Item],
    answered: &Answered<Decisions>,
) -> io::Result<()> {
    let all = &answered.value;
    let undecided = all.undecided_among(page).iter();
    document(
        out,
        &wire::Decisions {
            schema: SCHEMA,
            total: all.decisions.len(),
            decisions: page.iter().map(wire::DecisionRow::from).collect(),
            undecided: undecided.map(wire::UndecidedRow::from).collect(),
            index: wire::Index::of(answered),
        },
    )
}

/// The decisions, one a line.
pub fn decision_lines(out: &mut dyn Write, page: &[Item]) -> io::Result<()> {
    lines(out, page.iter().map(wire::DecisionRow::from))
}

/// The document of `kb actions`.
pub fn actions(out: &mut dyn Write, page: &[Item], answered: &Answered<Actions>) -> io::Result<()> {
    document(
        out,
        &wire::Actions {
            schema: SCHEMA,
            total: answered.value.actions.len(),
            actions: page.iter().map(wire::ActionRow::from).collect(),
            index: wire::Index::of(answered),
        },
    )
}

/// The actions, one a line.
pub fn action_lines(out: &mut dyn Write, page: &[Item]) -> io::Result<()> {
    lines(out, page.iter().map(wire::ActionRow::from))
}

/// The document of `kb compare`.
pub fn compare(out: &mut dyn Write, answered: &Answered<Comparison>) -> io::Result<()> {
    let found = &answered.value;
    document(
        out,
        &wire::Compared {
            schema: SCHEMA,
            sides: &found.sides,
            topics: wire::Shared::topics(found),
            priorities: wire::Shared::priorities(found),
            index: wire::Index::of(answered),
        },
    )
}

/// The pairs and what has no other, one a line.
pub fn compare_lines(out: &mut dyn Write, comparison: &Comparison) -> io::Result<()> {
    lines(
        out,
        wire::Shared::topics(comparison).lines("topic").into_iter(),
    )?;
    lines(
        out,
        wire::Shared::priorities(comparison)
            .lines("priority")
            .into_iter(),
    )
}

fn rows(tallies: &[Tally]) -> Vec<wire::TallyRow<'_>> {
    tallies.iter().map(wire::TallyRow::from).collect()
}

/// The document of `kb stats`.
pub fn stats(out: &mut dyn Write, answered: &Answered<Stats>) -> io::Result<()> {
    let all = &answered.value;
    document(
        out,
        &wire::Stats {
            schema: SCHEMA,
            total: wire::Counts::from(&all.total),
            releases: rows(&all.releases),
            projects: rows(&all.projects),
            tags: rows(&all.tags),
            years: rows(&all.years),
            heat: wire::Heat::from(&all.heat),
            index: wire::Index::of(answered),
        },
    )
}

/// The counts, one name a line.
pub fn stats_lines(out: &mut dyn Write, stats: &Stats) -> io::Result<()> {
    let rows = stats.groups().into_iter();
    lines(
        out,
        rows.map(|(group, tally)| wire::TallyRow::of_group(group, tally)),
    )
}
