//! Decisions, actions, comparisons and counts.

use super::{Table, joined};
use crate::kb::reports::{Comparison, Stats};
use crate::model::{Item, Topic};
use std::io::{self, Write};

/// Where an item comes from, and the columns for it.
const FROM: [&str; 8] = [
    "topic",
    "releases",
    "project",
    "date",
    "tags",
    "path",
    "line_start",
    "line_end",
];

fn from(item: &Item) -> Vec<String> {
    let releases: Vec<&str> = item.releases.iter().map(|r| r.as_str()).collect();
    let lines = item.lines();
    vec![
        item.topic_title.clone(),
        releases.join(" "),
        item.project.clone().unwrap_or_default(),
        item.date.map(|d| d.to_string()).unwrap_or_default(),
        joined(&item.tags),
        item.path.clone(),
        lines.start.to_string(),
        lines.end.to_string(),
    ]
}

/// Decisions.
pub fn decisions(out: &mut dyn Write, decisions: &[Item], raw: bool) -> io::Result<()> {
    let header = ["id", "text", "outcome", "strength", "rule"];
    let header: Vec<&str> = header.into_iter().chain(FROM).collect();
    let mut table = Table::new(out, raw, &header)?;
    for item in decisions {
        let mut cells = vec![
            item.id.clone(),
            item.text.clone(),
            item.outcome().to_string(),
            item.strength.to_string(),
            item.rule.clone(),
        ];
        cells.extend(from(item));
        table.row(&cells)?;
    }
    table.finish()
}

/// Actions.
pub fn actions(out: &mut dyn Write, actions: &[Item], raw: bool) -> io::Result<()> {
    let header = ["id", "text", "owners", "done", "due", "strength", "rule"];
    let header: Vec<&str> = header.into_iter().chain(FROM).collect();
    let mut table = Table::new(out, raw, &header)?;
    for item in actions {
        let mut cells = vec![
            item.id.clone(),
            item.text.clone(),
            item.owners.join(", "),
            item.is_done().to_string(),
            item.due().map(|d| d.to_string()).unwrap_or_default(),
            item.strength.to_string(),
            item.rule.clone(),
        ];
        cells.extend(from(item));
        table.row(&cells)?;
    }
    table.finish()
}

/// Title, path and line of a thing of one side.
type Cells = [String; 3];

/// Topics and priorities of both sides and of one, a row each.
pub fn compare(out: &mut dyn Write, comparison: &Comparison, raw: bool) -> io::Result<()> {
    let header = [
        "kind", "in", "a", "a_path", "a_line", "b", "b_path", "b_line", "reason",
    ];
    let mut table = Table::new(out, raw, &header)?;
    let topic = |t: &Topic| [t.title.clone(), t.path.clone(), t.lines().start.to_string()];
    let item = |i: &Item| [i.text.clone(), i.path.clone(), i.lines().start.to_string()];
    let both = &comparison.topics_in_both;
    shared(&mut table, "topic", both, &comparison.topics_only, topic)?;
    let both = &comparison.priorities_in_both;
    shared(
        &mut table,
        "priority",
        both,
        &comparison.priorities_only,
        item,
    )?;
    table.finish()
}

fn shared<T>(
    table: &mut Table<'_>,
    kind: &str,
    both: &[(T, T, String)],
    [only_a, only_b]: &[Vec<T>; 2],
    cells: impl Fn(&T) -> Cells,
) -> io::Result<()> {
    let none = || Cells::default();
    let mut row = |place: &str, a: Cells, b: Cells, reason: &str| {
        let mut all = vec![kind.to_owned(), place.to_owned()];
        all.extend(a.into_iter().chain(b));
        all.push(reason.to_owned());
        table.row(&all)
    };
    for (a, b, reason) in both {
        row("both", cells(a), cells(b), reason)?;
    }
    for one in only_a {
        row("a", cells(one), none(), "")?;
    }
    for one in only_b {
        row("b", none(), cells(one), "")?;
    }
    Ok(())
}

/// Counts by group and name; the first row counts all.
pub fn stats(out: &mut dyn Write, stats: &Stats, raw: bool) -> io::Result<()> {
    let header = ["group", "name", "recaps", "topics", "decisions", "actions"];
    let mut table = Table::new(out, raw, &header)?;
    for (group, tally) in stats.groups() {
        table.row(&[
            group.to_owned(),
            tally.name.clone(),
            tally.recaps.to_string(),
            tally.topics.to_string(),
            tally.decisions.to_string(),
            tally.actions.to_string(),
        ])?;
    }
    table.finish()
}
