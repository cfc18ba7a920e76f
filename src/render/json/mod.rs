//! JSON documents and lines, from the [`wire`] types.

mod links;
mod related;
mod reports;
mod watch;

pub use links::{link_lines, links};
pub use related::{related, related_lines};
pub use reports::{
    action_lines, actions, compare, compare_lines, decision_lines, decisions, stats, stats_lines,
};
pub use watch::change;

use crate::kb::RecapCount;
use crate::kb::reports::{History, Priorities, PriorityRow, ReleaseCount};
use crate::kb::{Answered, Finding, Found, IndexReport, Mends, SearchAnswer, Shown, TagCount};
use crate::model::Topic;
use crate::recap::Fault;
use crate::render::clean;
use crate::render::wire::{self, SCHEMA};
use serde::Serialize;
use std::io::{self, Write};

/// One document on a line of its own.
pub(super) fn document(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let text = serde_json::to_string(value).map_err(io::Error::other)?;
    writeln!(out, "{}", clean::json(&text))
}

/// Each row as a document on a line of its own.
pub(super) fn lines<T: Serialize>(
    out: &mut dyn Write,
    rows: impl Iterator<Item = T>,
) -> io::Result<()> {
    for row in rows {
        document(out, &row)?;
    }
    Ok(())
}

/// The document of `kb search`.
pub fn search(out: &mut dyn Write, answered: &Answered<SearchAnswer>) -> io::Result<()> {
    document(out, &wire::Search::new(answered))
}

/// The hits of `kb search`, one a line.
pub fn search_lines(out: &mut dyn Write, answer: &SearchAnswer) -> io::Result<()> {
    lines(out, answer.hits.iter().map(wire::Hit::from))
}

/// The document of `kb topics`.
pub fn topics(
    out: &mut dyn Write,
    page: &[Topic],
    answered: &Answered<Vec<Topic>>,
) -> io::Result<()> {
    let topics = page.iter().map(wire::TopicRow::from).collect();
    let total = answered.value.len();
    document(
        out,
        &wire::Topics {
            schema: SCHEMA,
            total,
            topics,
            index: wire::Index::of(answered),
        },
    )
}

/// The topics, one a line.
pub fn topic_lines(out: &mut dyn Write, page: &[Topic]) -> io::Result<()> {
    lines(out, page.iter().map(wire::TopicRow::from))
}

fn recap_row(count: &RecapCount) -> wire::RecapRow<'_> {
    wire::RecapRow::new(&count.recap, count.topics)
}

/// The document of `kb recaps`.
pub fn recaps(
    out: &mut dyn Write,
    page: &[RecapCount],
    answered: &Answered<Vec<RecapCount>>,
) -> io::Result<()> {
    let recaps = page.iter().map(recap_row).collect();
    let total = answered.value.len();
    document(
        out,
        &wire::Recaps {
            schema: SCHEMA,
            total,
            recaps,
            index: wire::Index::of(answered),
        },
    )
}

/// The recaps, one a line.
pub fn recap_lines(out: &mut dyn Write, page: &[RecapCount]) -> io::Result<()> {
    lines(out, page.iter().map(recap_row))
}

/// The document of `kb tags`.
pub fn tags(
    out: &mut dyn Write,
    page: &[TagCount],
    answered: &Answered<Vec<TagCount>>,
) -> io::Result<()> {
    let tags = page.iter().map(wire::TagRow::from).collect();
    let total = answered.value.len();
    document(
        out,
        &wire::Tags {
            schema: SCHEMA,
            total,
            tags,
            index: wire::Index::of(answered),
        },
    )
}

/// The tags, one a line.
pub fn tag_lines(out: &mut dyn Write, page: &[TagCount]) -> io::Result<()> {
    lines(out, page.iter().map(wire::TagRow::from))
}

/// Most ids that are named where a part fits several: it may fit all.
const CANDIDATES: usize = 100;

/// The ids that a part fits.
fn candidates(ids: &[(String, String)]) -> Vec<&str> {
    let ids = ids.iter().take(CANDIDATES);
    ids.map(|(id, _)| id.as_str()).collect()
}

/// The document of `kb show`.
pub fn show(out: &mut dyn Write, answered: &Answered<Found<Shown>>) -> io::Result<()> {
    let (topic, candidates) = match &answered.value {
        Found::One(shown) => (Some(wire::ShownTopic::from(&**shown)), Vec::new()),
        Found::Several(ids) => (None, candidates(ids)),
        Found::None(_) => (None, Vec::new()),
    };
    document(
        out,
        &wire::Show {
            schema: SCHEMA,
            topic,
            candidates,
            index: wire::Index::of(answered),
        },
    )
}

/// The document of `kb check`.
pub fn check(
    out: &mut dyn Write,
    page: &[Finding],
    answered: &Answered<Vec<Finding>>,
) -> io::Result<()> {
    let findings = page.iter().map(wire::FindingRow::from).collect();
    let total = answered.value.len();
    document(
        out,
        &wire::Check {
            schema: SCHEMA,
            total,
            findings,
            index: wire::Index::of(answered),
        },
    )
}

/// The document of `kb check --fix`; `states` has one for each note.
pub fn mended(
    out: &mut dyn Write,
    answered: &Answered<Mends>,
    faults: &[Fault],
    states: &[wire::MendState],
) -> io::Result<()> {
    document(out, &wire::Mended::new(answered, faults, states))
}

/// The findings, one a line.
pub fn finding_lines(out: &mut dyn Write, page: &[Finding]) -> io::Result<()> {
    lines(out, page.iter().map(wire::FindingRow::from))
}

/// The document of `kb index`.
pub fn indexed(out: &mut dyn Write, answered: &Answered<IndexReport>) -> io::Result<()> {
    let report = &answered.value;
    let problems = report.problems.iter().map(wire::FindingRow::from).collect();
    document(
        out,
        &wire::Indexed {
            schema: SCHEMA,
            added: report.added,
            changed: report.changed,
            removed: report.removed,
            unchanged: report.unchanged,
            recaps: report.recaps,
            topics: report.topics,
            rebuilt: report.rebuilt.as_deref(),
            problems,
            index: wire::Index::of(answered),
        },
    )
}

/// The document of `kb config show`.
pub fn settings(out: &mut dyn Write, settings: &[crate::kb::Setting]) -> io::Result<()> {
    document(
        out,
        &wire::Settings {
            schema: SCHEMA,
            values: settings.iter().map(wire::Setting::from).collect(),
        },
    )
}

/// The document of `kb doctor`.
pub fn doctor(out: &mut dyn Write, checks: &[crate::kb::doctor::Check]) -> io::Result<()> {
    document(out, &wire::Doctor::new(checks))
}

/// The document of `kb priorities`.
pub fn priorities(
    out: &mut dyn Write,
    page: &[PriorityRow],
    answered: &Answered<Priorities>,
) -> io::Result<()> {
    document(
        out,
        &wire::Priorities {
            schema: SCHEMA,
            total: answered.value.rows.len(),
            priorities: page.iter().map(wire::PriorityRow::from).collect(),
            index: wire::Index::of(answered),
        },
    )
}

/// The priorities, one a line.
pub fn priority_lines(out: &mut dyn Write, page: &[PriorityRow]) -> io::Result<()> {
    lines(out, page.iter().map(wire::PriorityRow::from))
}

/// The document of `kb releases`.
pub fn releases(
    out: &mut dyn Write,
    page: &[ReleaseCount],
    answered: &Answered<Vec<ReleaseCount>>,
) -> io::Result<()> {
    document(
        out,
        &wire::Releases {
            schema: SCHEMA,
            total: answered.value.len(),
            releases: page.iter().map(wire::ReleaseRow::from).collect(),
            index: wire::Index::of(answered),
        },
    )
}

/// The releases, one a line.
pub fn release_lines(out: &mut dyn Write, page: &[ReleaseCount]) -> io::Result<()> {
    lines(out, page.iter().map(wire::ReleaseRow::from))
}

/// The document of `kb history`.
pub fn history(out: &mut dyn Write, answered: &Answered<History>) -> io::Result<()> {
    let history = &answered.value;
    document(
        out,
        &wire::History {
            schema: SCHEMA,
            query: &history.query,
            understood: &history.understood,
            entries: history.entries.iter().map(wire::HistoryRow::from).collect(),
            index: wire::Index::of(answered),
        },
    )
}

/// The entries of a history, one a line.
pub fn history_lines(out: &mut dyn Write, history: &History) -> io::Result<()> {
    lines(out, history.entries.iter().map(wire::HistoryRow::from))
}
