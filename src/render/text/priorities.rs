//! Priorities by release, and what became of them.

use super::{PLACE, QUIET, TITLE, plural};
use crate::kb::reports::{Priorities, PriorityRow, Status};
use crate::render::clean::line;
use crate::render::priorities::AS_NOTED;
use anstyle::{AnsiColor, Style};
use std::collections::BTreeSet;
use std::io::{self, Write};

const NEW: Style = AnsiColor::Green.on_default();
const CARRIED: Style = AnsiColor::Blue.on_default();
const DROPPED: Style = AnsiColor::Red.on_default();

/// A block for each release: its lists with their sources, then what it dropped. `all` is how many there are.
pub fn priorities(out: &mut dyn Write, found: &Priorities, all: usize) -> io::Result<()> {
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
                head(out, row)?;
            }
            listed(out, row)?;
        }
        let gone: Vec<&PriorityRow> = found.dropped_in(release).collect();
        let rows = found.of(release).chain(gone.iter().copied());
        let several = projects(rows) > 1;
        for row in gone {
            dropped(out, row, several)?;
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
fn head(out: &mut dyn Write, row: &PriorityRow) -> io::Result<()> {
    let item = &row.item;
    let project = item
        .project
        .as_deref()
        .map(|p| format!("{} \u{b7} ", line(p)));
    writeln!(
        out,
        "  {QUIET}{}{}{QUIET:#}",
        project.unwrap_or_default(),
        line(&item.topic_title)
    )
}

fn listed(out: &mut dyn Write, row: &PriorityRow) -> io::Result<()> {
    let item = &row.item;
    let mut told = Vec::new();
    match (&row.carried_from, row.status) {
        (Some(from), _) => told.push(format!(
            "{CARRIED}carried{CARRIED:#} from {} {}: {}, {}",
            line(from.release.as_str()),
            from.rank,
            line(&from.text),
            line(&from.reason)
        )),
        (None, Some(Status::Carried)) => told.push(format!("{CARRIED}{AS_NOTED}{CARRIED:#}")),
        (None, Some(Status::New)) => told.push(format!("{NEW}new{NEW:#}")),
        _ => {}
    }
    if let Some(after) = &row.dropped_in {
        told.push(format!(
            "{DROPPED}dropped{DROPPED:#} in {}",
            line(after.as_str())
        ));
    }
    if !item.owners.is_empty() {
        told.push(line(&item.owners.join(", ")));
    }
    let tags: Vec<String> = item.tags.iter().map(|t| format!("#{}", t.tag)).collect();
    if !tags.is_empty() {
        told.push(format!("{QUIET}{}{QUIET:#}", line(&tags.join(" "))));
    }
    writeln!(out, "  {:>3}. {}", item.rank(), line(&item.text))?;
    if !told.is_empty() {
        writeln!(out, "       {}", told.join(" \u{b7} "))?;
    }
    writeln!(
        out,
        "       {PLACE}{}:{}{PLACE:#}",
        line(&item.path),
        item.lines().start
    )
}

/// How many projects these are of.
fn projects<'r>(rows: impl Iterator<Item = &'r PriorityRow>) -> usize {
    let names: BTreeSet<_> = rows.map(|row| &row.item.project).collect();
    names.len()
}

/// What a release dropped, with its project where there are several.
fn dropped(out: &mut dyn Write, row: &PriorityRow, several: bool) -> io::Result<()> {
    let item = &row.item;
    let project = item.project.as_deref().filter(|_| several);
    let project = project
        .map(|p| format!("{}: ", line(p)))
        .unwrap_or_default();
    let release = row.release.as_ref().map_or("", |r| r.as_str());
    writeln!(
        out,
        "    - {DROPPED}dropped{DROPPED:#} since {} {}: {project}{}  {PLACE}{}:{}{PLACE:#}",
        line(release),
        item.rank(),
        line(&item.text),
        line(&item.path),
        item.lines().start
    )
}
