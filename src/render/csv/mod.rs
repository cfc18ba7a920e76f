//! CSV after RFC 4180, safe for spreadsheets.
//!
//! A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return is run as a formula by spreadsheets;
//! it gets a `'` in front unless the user opts out.

mod links;
mod related;
mod reports;
mod search;

pub use links::links;
pub use related::related;
pub use reports::{actions, compare, decisions, stats};
pub use search::search;

use crate::kb::reports::{History, PriorityRow, ReleaseCount};
use crate::kb::{Finding, RecapCount, TagCount};
use crate::model::{Tagged, Topic};
use crate::render::clean;
use std::io::{self, Write};

/// A table in the making.
pub(super) struct Table<'w> {
    writer: csv::Writer<&'w mut dyn Write>,
    raw: bool,
}

impl<'w> Table<'w> {
    /// A table with this header.
    pub(super) fn new(out: &'w mut dyn Write, raw: bool, header: &[&str]) -> io::Result<Self> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(header)?;
        Ok(Self { writer, raw })
    }

    /// Adds a row, its cells cleaned and, unless they are wanted raw, made safe.
    pub(super) fn row(&mut self, cells: &[String]) -> io::Result<()> {
        let cells = cells.iter().map(|cell| safe(cell, self.raw));
        Ok(self.writer.write_record(cells)?)
    }

    /// Writes what is left.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// What makes a spreadsheet run a cell that begins with it; some take the wide forms for the narrow ones.
const RUN: [char; 11] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

fn safe(cell: &str, raw: bool) -> String {
    let cell = clean::clean(cell);
    let runs = cell.starts_with(RUN);
    if runs && !raw {
        format!("'{cell}")
    } else {
        cell.into_owned()
    }
}

fn joined(tags: &[Tagged]) -> String {
    tags.iter()
        .map(|t| t.tag.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

fn facts(topic: &Topic) -> Vec<String> {
    let releases: Vec<&str> = topic.releases.iter().map(|r| r.as_str()).collect();
    let lines = topic.lines();
    vec![
        topic.id.clone(),
        topic.kind.to_string(),
        topic.title.clone(),
        topic.breadcrumb.join(" > "),
        topic.project.clone().unwrap_or_default(),
        releases.join(" "),
        topic.event.clone().unwrap_or_default(),
        topic.date.map(|d| d.to_string()).unwrap_or_default(),
        joined(&topic.tags),
        topic.path.clone(),
        lines.start.to_string(),
        lines.end.to_string(),
    ]
}

const FACTS: [&str; 12] = [
    "id",
    "kind",
    "title",
    "breadcrumb",
    "project",
    "releases",
    "event",
    "date",
    "tags",
    "path",
    "line_start",
    "line_end",
];

/// Topics.
pub fn topics(out: &mut dyn Write, topics: &[Topic], raw: bool) -> io::Result<()> {
    let header: Vec<&str> = FACTS
        .into_iter()
        .chain(["level", "parent", "people", "tree_end"])
        .collect();
    let mut table = Table::new(out, raw, &header)?;
    for topic in topics {
        let mut cells = facts(topic);
        cells.push(topic.level.to_string());
        cells.push(topic.parent.clone().unwrap_or_default());
        cells.push(topic.people.join(", "));
        cells.push(topic.tree.lines.end.to_string());
        table.row(&cells)?;
    }
    table.finish()
}

/// Recaps.
pub fn recaps(out: &mut dyn Write, recaps: &[RecapCount], raw: bool) -> io::Result<()> {
    let header = [
        "path",
        "line_start",
        "line_end",
        "title",
        "project",
        "releases",
        "event",
        "location",
        "date",
        "event_date",
        "authors",
        "attendees",
        "tags",
        "topics",
    ];
    let mut table = Table::new(out, raw, &header)?;
    for RecapCount { recap, topics } in recaps {
        let text = |fact: &Option<crate::model::Fact<String>>| {
            fact.as_ref().map(|f| f.value.clone()).unwrap_or_default()
        };
        let date = |fact: &Option<crate::model::Fact<crate::model::PartialDate>>| {
            fact.as_ref()
                .map(|f| f.value.to_string())
                .unwrap_or_default()
        };
        let releases: Vec<&str> = recap.releases.iter().map(|r| r.value.as_str()).collect();
        let tags: Vec<&str> = recap.tags.iter().map(|t| t.as_str()).collect();
        table.row(&[
            recap.path.clone(),
            recap
                .lines
                .map_or_else(String::new, |lines| lines.start.to_string()),
            recap
                .lines
                .map_or_else(String::new, |lines| lines.end.to_string()),
            recap.title.value.clone(),
            text(&recap.project),
            releases.join(" "),
            text(&recap.event),
            text(&recap.location),
            date(&recap.date),
            date(&recap.event_date),
            recap.authors.join(", "),
            recap.attendees.join(", "),
            tags.join(" "),
            topics.to_string(),
        ])?;
    }
    table.finish()
}

/// Tags.
pub fn tags(out: &mut dyn Write, tags: &[TagCount], raw: bool) -> io::Result<()> {
    let mut table = Table::new(out, raw, &["tag", "name", "parent", "topics", "recaps"])?;
    for count in tags {
        let entry = count.entry.as_ref();
        table.row(&[
            count.tag.to_string(),
            entry.map(|e| e.name.clone()).unwrap_or_default(),
            entry
                .and_then(|e| e.parent.as_ref())
                .map(ToString::to_string)
                .unwrap_or_default(),
            count.topics.to_string(),
            count.recaps.to_string(),
        ])?;
    }
    table.finish()
}

/// Findings.
pub fn check(out: &mut dyn Write, findings: &[Finding], raw: bool) -> io::Result<()> {
    let mut table = Table::new(
        out,
        raw,
        &[
            "path", "line", "column", "severity", "code", "message", "hint",
        ],
    )?;
    for Finding { path, diagnostic } in findings {
        table.row(&[
            path.clone(),
            diagnostic.line.to_string(),
            diagnostic.column.to_string(),
            diagnostic.severity.to_string(),
            diagnostic.code.clone(),
            diagnostic.message.clone(),
            diagnostic.hint.clone().unwrap_or_default(),
        ])?;
    }
    table.finish()
}

/// Priorities.
pub fn priorities(out: &mut dyn Write, rows: &[PriorityRow], raw: bool) -> io::Result<()> {
    let header = [
        "id",
        "release",
        "project",
        "rank",
        "text",
        "tags",
        "owners",
        "status",
        "carried_from",
        "reason",
        "dropped_in",
        "path",
        "line_start",
        "line_end",
    ];
    let mut table = Table::new(out, raw, &header)?;
    for row in rows {
        let item = &row.item;
        let from = row.carried_from.as_ref();
        let release = |r: &Option<crate::model::Release>| {
            r.as_ref().map(ToString::to_string).unwrap_or_default()
        };
        table.row(&[
            item.id.clone(),
            release(&row.release),
            item.project.clone().unwrap_or_default(),
            item.rank().to_string(),
            item.text.clone(),
            joined(&item.tags),
            item.owners.join(", "),
            row.status.map(|s| s.to_string()).unwrap_or_default(),
            from.map(|f| f.id.clone()).unwrap_or_default(),
            from.map(|f| f.reason.clone()).unwrap_or_default(),
            release(&row.dropped_in),
            item.path.clone(),
            item.lines().start.to_string(),
            item.lines().end.to_string(),
        ])?;
    }
    table.finish()
}

/// Releases.
pub fn releases(out: &mut dyn Write, releases: &[ReleaseCount], raw: bool) -> io::Result<()> {
    let header = ["release", "aliases", "date", "known", "recaps", "topics"];
    let mut table = Table::new(out, raw, &header)?;
    for count in releases {
        table.row(&[
            count.release.to_string(),
            count.aliases.join(", "),
            count.date.map(|d| d.to_string()).unwrap_or_default(),
            count.known.to_string(),
            count.recaps.to_string(),
            count.topics.to_string(),
        ])?;
    }
    table.finish()
}

/// The entries of a history.
pub fn history(out: &mut dyn Write, history: &History, raw: bool) -> io::Result<()> {
    let header = [
        "release",
        "date",
        "project",
        "topic",
        "title",
        "summary",
        "decisions",
        "priority",
        "path",
        "line_start",
        "line_end",
    ];
    let mut table = Table::new(out, raw, &header)?;
    for entry in &history.entries {
        let topic = &entry.topic;
        let said: Vec<&str> = entry.summary.iter().map(|s| s.text.as_str()).collect();
        let decided: Vec<&str> = entry.decisions.iter().map(|d| d.text.as_str()).collect();
        table.row(&[
            entry
                .release
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            entry.date.map(|d| d.to_string()).unwrap_or_default(),
            topic.project.clone().unwrap_or_default(),
            topic.id.clone(),
            topic.title.clone(),
            said.join(" "),
            decided.join(" | "),
            entry
                .priority
                .as_ref()
                .map(|p| p.rank().to_string())
                .unwrap_or_default(),
            topic.path.clone(),
            topic.lines().start.to_string(),
            topic.lines().end.to_string(),
        ])?;
    }
    table.finish()
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn cells_do_not_run() {
        assert_eq!(safe("=cmd|x", false), "'=cmd|x");
        assert_eq!(safe("-1", false), "'-1");
        assert_eq!(safe("-1", true), "-1");
        assert_eq!(safe("a=b", false), "a=b");
        assert_eq!(safe("\n=1", false), "'\n=1");
        assert_eq!(safe("\u{ff1d}1", false), "'\u{ff1d}1");
    }
}
