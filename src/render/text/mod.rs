//! Answers for people.

mod compare;
mod diff;
mod doctor;
mod facets;
mod findings;
mod flow;
mod history;
mod items;
mod links;
mod lists;
mod matrix;
mod priorities;
mod related;
mod rows;
mod search;
mod short;
mod show;
mod stats;
mod watch;

pub use compare::compare;
pub use diff::diff;
pub use doctor::doctor;
pub use findings::{check, severities};
pub use history::history;
pub(in crate::render) use items::facts as item_facts;
pub use items::{actions, decisions};
pub use links::links;
pub use lists::{indexed, recaps, releases, settings, skipped, tags, topics};
pub use matrix::matrix;
pub use priorities::priorities;
pub use related::related;
pub use search::{beside, nothing_found, search};
pub(crate) use short::kind as item_kind;
pub use show::show;
pub use stats::stats;
pub use watch::{Lacks, change, counted};

use super::clean::line;
use super::terminal::{Files, linked};
use crate::model::Topic;
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

/// Titles.
const TITLE: Style = Style::new().bold();
/// What stands in the background: facts, rules.
const QUIET: Style = Style::new().dimmed();
/// Places.
const PLACE: Style = AnsiColor::Cyan.on_default();
/// What a query matched.
const MATCH: Style = AnsiColor::Yellow.on_default().bold();

/// `path:line` of a topic.
pub(crate) fn place(topic: &Topic) -> String {
    format!("{}:{}", line(&topic.path), topic.lines().start)
}

/// A place, which leads to its file where that is wanted.
fn placed(out: &mut dyn Write, path: &str, place: &str, files: Files<'_>) -> io::Result<()> {
    let text = format_args!("{PLACE}{place}{PLACE:#}");
    match files.of(path) {
        Some(target) => linked(out, &target, &text),
        None => write!(out, "{text}"),
    }
}

/// Release, project, event, date and tags of a topic, those that are known.
pub(crate) fn facts(topic: &Topic) -> String {
    let releases: Vec<&str> = topic.releases.iter().map(|r| r.as_str()).collect();
    let mut all = vec![releases.join(", ")];
    all.extend(topic.project.clone());
    all.extend(topic.event.clone());
    all.extend(topic.date.map(|d| d.to_string()));
    all.push(
        topic
            .tags
            .iter()
            .map(|t| format!("#{}", t.tag))
            .collect::<Vec<_>>()
            .join(" "),
    );
    all.retain(|fact| !fact.is_empty());
    line(&all.join(" \u{b7} "))
}

/// `1 topic`, `2 topics`.
pub(crate) fn plural(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// `1 priority`, `2 priorities`.
#[must_use]
pub fn many(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}
