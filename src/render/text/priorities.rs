//! Priorities by release, and what became of them.

use super::flow::{Flow, PLAIN};
use super::{PLACE, QUIET, TITLE, plural};
use crate::kb::reports::{Priorities, PriorityRow, Status};
use crate::render::clean::line;
use crate::render::priorities::AS_NOTED;
use anstyle::{AnsiColor, Style};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Columns before the words of a priority.
const WORDS: usize = 7;

const NEW: Style = AnsiColor::Green.on_default();
const CARRIED: Style = AnsiColor::Blue.on_default();
const DROPPED: Style = AnsiColor::Red.on_default();

/// A block for each release: its lists with their sources, then what it dropped. `all` is how many there are.
pub fn priorities(
    out: &mut dyn Write,
    found: &Priorities,
    all: usize,
    width: Option<usize>,
) -> io::Result<()> {
    for (index, release) in found.releases.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let name = release.as_ref().map_or("no release", |r| r.as_str());
        writeln!(out, "{TITLE}{}{TITLE:#}", line(name))?;
        let mut list = None;
        for row in found.of(release) {
            let source = (&row.item.project, &row.item.path, &row.item.topic);
            if list != Some(source) {
                list = Some(source);
                head(out, row, width)?;
            }
            listed(out, row, width)?;
        }
        let gone: Vec<&PriorityRow> = found.dropped_in(release).collect();
        let rows = found.of(release).chain(gone.iter().copied());
        let several = projects(rows) > 1;
        for row in gone {
            dropped(out, row, several, width)?;
        }
    }
    let count = found.listed();
    let counted = super::many(all, "priority", "priorities");
    let releases = plural(found.releases.len(), "release");
    match all {
        0 => Ok(()),
        _ if count == 0 => writeln!(out, "0 of {counted}"),
        _ if count < all => writeln!(out, "\n{count} of {counted}, {releases}"),
        _ => writeln!(out, "\n{counted} of {releases}"),
    }
}

/// Whose list it is, and from where.
fn head(out: &mut dyn Write, row: &PriorityRow, width: Option<usize>) -> io::Result<()> {
    let item = &row.item;
    let project = item
        .project
        .as_deref()
        .map(|p| format!("{} \u{b7} ", line(p)));
    let project = project.unwrap_or_default();
    let said = format!("{project}{}", line(&item.topic_title));
    Flow::begin(out, width, (2, 4), QUIET, &said)?;
    writeln!(out)
}

fn listed(out: &mut dyn Write, row: &PriorityRow, width: Option<usize>) -> io::Result<()> {
    let item = &row.item;
    let rank = format!("{:>3}. ", item.rank());
    write!(out, "  {rank}")?;
    let mut flow = Flow::new(width, 2 + rank.len(), WORDS);
    flow.piece(out, PLAIN, &line(&item.text))?;
    writeln!(out)?;
    let told = told(row);
    if !told.is_empty() {
        write!(out, "{:WORDS$}", "")?;
        let mut flow = Flow::new(width, WORDS, WORDS);
        for (at, (style, name, more)) in told.iter().enumerate() {
            if at > 0 {
                flow.piece(out, PLAIN, " \u{b7}")?;
            }
            // A blank is where a line may end.
            let gap = if at > 0 { " " } else { "" };
            flow.piece(out, *style, &format!("{gap}{name}"))?;
            flow.piece(out, PLAIN, more)?;
        }
        writeln!(out)?;
    }
    let place = format!("{}:{}", line(&item.path), item.lines().start);
    writeln!(out, "{:WORDS$}{PLACE}{place}{PLACE:#}", "")
}

/// What became of a priority, who has it and its tags: each with its style, and what is said behind it.
fn told(row: &PriorityRow) -> Vec<(Style, String, String)> {
    let item = &row.item;
    let mut told = Vec::new();
    match (&row.carried_from, row.status) {
        (Some(from), _) => {
            let (release, text) = (line(from.release.as_str()), line(&from.text));
            let more = format!(
                " from {release} {}: {text}, {}",
                from.rank,
                line(&from.reason)
            );
            told.push((CARRIED, "carried".to_owned(), more));
        }
        (None, Some(Status::Carried)) => {
            told.push((CARRIED, AS_NOTED.to_owned(), String::new()));
        }
        (None, Some(Status::New)) => told.push((NEW, "new".to_owned(), String::new())),
        _ => {}
    }
    if let Some(after) = &row.dropped_in {
        let more = format!(" in {}", line(after.as_str()));
        told.push((DROPPED, "dropped".to_owned(), more));
    }
    if !item.owners.is_empty() {
        told.push((PLAIN, line(&item.owners.join(", ")), String::new()));
    }
    let tags: Vec<String> = item.tags.iter().map(|t| format!("#{}", t.tag)).collect();
    if !tags.is_empty() {
        told.push((QUIET, line(&tags.join(" ")), String::new()));
    }
    told
}

/// How many projects these are of.
fn projects<'r>(rows: impl Iterator<Item = &'r PriorityRow>) -> usize {
    let names: BTreeSet<_> = rows.map(|row| &row.item.project).collect();
    names.len()
}

/// What a release dropped, with its project where there are several.
fn dropped(
    out: &mut dyn Write,
    row: &PriorityRow,
    several: bool,
    width: Option<usize>,
) -> io::Result<()> {
    let item = &row.item;
    let project = item.project.as_deref().filter(|_| several);
    let project = project.map(|p| format!("{}: ", line(p)));
    let release = row.release.as_ref().map_or("", |r| r.as_str());
    let said = format!(
        " since {} {}: {}{}",
        line(release),
        item.rank(),
        project.unwrap_or_default(),
        line(&item.text)
    );
    write!(out, "    - ")?;
    let mut flow = Flow::new(width, 6, 6);
    flow.piece(out, DROPPED, "dropped")?;
    flow.piece(out, PLAIN, &said)?;
    flow.place(out, &format!("{}:{}", line(&item.path), item.lines().start))?;
    writeln!(out)
}
