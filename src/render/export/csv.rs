//! Summaries as CSV, a topic a row.

use crate::kb::reports::{Export, Said, Summary};
use crate::model::{Item, Strength};
use crate::render::clean::line;
use crate::render::csv::Table;
use crate::render::escape::link;
use std::io::{self, Write};

const HEADER: [&str; 17] = [
    "release",
    "id",
    "title",
    "breadcrumb",
    "project",
    "event",
    "date",
    "tags",
    "summary",
    "decisions",
    "actions",
    "questions",
    "markdown",
    "path",
    "line_start",
    "line_end",
    "link",
];

/// The topics. Cells that spreadsheets would run are made safe, unless they are wanted `raw`.
pub fn csv(out: &mut dyn Write, export: &Export, raw: bool) -> io::Result<()> {
    let mut table = Table::new(out, raw, &HEADER)?;
    for group in &export.releases {
        let release = group
            .release
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        for summary in &group.topics {
            table.row(&cells(
                summary,
                release.clone(),
                export.link_base.as_deref(),
            ))?;
        }
    }
    table.finish()
}

fn cells(summary: &Summary, release: String, base: Option<&str>) -> Vec<String> {
    let topic = &summary.topic;
    let lines = topic.lines();
    let tags: Vec<&str> = topic.tags.iter().map(|t| t.tag.as_str()).collect();
    vec![
        release,
        topic.id.clone(),
        topic.title.clone(),
        topic.breadcrumb.join(" > "),
        topic.project.clone().unwrap_or_default(),
        topic.event.clone().unwrap_or_default(),
        topic.date.map(|d| d.to_string()).unwrap_or_default(),
        tags.join(" "),
        joined(&summary.lead, |said: &Said| line(&said.text)),
        joined(&summary.decisions, decision),
        joined(&summary.actions, action),
        joined(&summary.questions, |item| line(&item.text)),
        summary.markdown.clone().unwrap_or_default(),
        topic.path.clone(),
        lines.start.to_string(),
        lines.end.to_string(),
        link(base, &topic.path, lines).unwrap_or_default(),
    ]
}

fn joined<T>(all: &[T], text: impl Fn(&T) -> String) -> String {
    all.iter().map(text).collect::<Vec<_>>().join(" | ")
}

/// `agreed: its words`, `agreed?: its words` where only a sentence says so.
fn decision(item: &Item) -> String {
    let mark = if item.strength == Strength::Weak {
        "?"
    } else {
        ""
    };
    format!("{}{mark}: {}", item.outcome(), line(&item.text))
}

fn action(item: &Item) -> String {
    let mut out = line(&item.text);
    if !item.owners.is_empty() {
        out.push_str(&format!(" ({})", line(&item.owners.join(", "))));
    }
    if item.is_done() {
        out.push_str(" [done]");
    }
    out
}
