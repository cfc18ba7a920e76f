//! How something got to where it is, release by release.

use super::{PLACE, QUIET, TITLE};
use crate::kb::reports::{History, HistoryEntry};
use crate::model::{Item, Strength};
use crate::render::clean::line;
use std::io::{self, Write};

/// Text is wrapped at so many characters.
const WIDTH: usize = 96;

/// A heading for each release, a block for each topic.
pub fn history(out: &mut dyn Write, history: &History) -> io::Result<()> {
    let mut release = None;
    for entry in &history.entries {
        if release != Some(&entry.release) {
            release = Some(&entry.release);
            let name = entry.release.as_ref().map_or("no release", |r| r.as_str());
            writeln!(out, "{TITLE}{}{TITLE:#}", line(name))?;
        }
        block(out, entry)?;
    }
    match history.entries.len() {
        0 => Ok(()),
        count => writeln!(out, "{}", super::many(count, "entry", "entries")),
    }
}

fn block(out: &mut dyn Write, entry: &HistoryEntry) -> io::Result<()> {
    let date = entry.date.map(|d| d.to_string());
    let facts = [date, entry.topic.project.clone()].into_iter().flatten();
    let facts: Vec<String> = facts.chain([entry.topic.title.clone()]).collect();
    writeln!(out, "  {}", line(&facts.join(" \u{b7} ")))?;
    if let Some(item) = &entry.priority {
        writeln!(out, "    priority {}: {}", item.rank(), line(&item.text))?;
    } else {
        for said in &entry.summary {
            match entry
                .decisions
                .iter()
                .find(|item| said.text.contains(&item.text))
            {
                Some(item) => decision(out, item)?,
                None => rows(out, "\u{2022}", &line(&said.text), "")?,
            }
        }
    }
    let said = |item: &&Item| !entry.summary.iter().any(|s| s.text.contains(&item.text));
    for item in entry.decisions.iter().filter(said) {
        decision(out, item)?;
    }
    let first = entry
        .summary
        .first()
        .map_or(entry.topic.lines().start, |s| s.line);
    writeln!(
        out,
        "    {PLACE}{}:{first}{PLACE:#}\n",
        line(&entry.topic.path)
    )
}

/// A decision, marked with what it comes to.
fn decision(out: &mut dyn Write, item: &Item) -> io::Result<()> {
    let weak = match item.strength {
        Strength::Strong => String::new(),
        Strength::Weak => format!(", weak: {}", line(&item.rule)),
    };
    let told = format!(" {QUIET}({}{weak}){QUIET:#}", item.outcome());
    rows(out, "\u{2713}", &line(&item.text), &told)
}

/// A text in rows below its mark, with what is said of it at the end.
fn rows(out: &mut dyn Write, mark: &str, text: &str, end: &str) -> io::Result<()> {
    let rows = wrapped(text, WIDTH);
    let last = rows.len() - 1;
    for (index, row) in rows.iter().enumerate() {
        let mark = if index == 0 { mark } else { " " };
        let end = if index == last { end } else { "" };
        writeln!(out, "    {mark} {row}{end}")?;
    }
    Ok(())
}

/// `text` in rows of at most so many characters where its words allow.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut out = vec![String::new()];
    for word in text.split_whitespace() {
        let row = out.last().map_or(0, |row| row.chars().count());
        if row > 0 && row + 1 + word.chars().count() > width {
            out.push(String::new());
        }
        if let Some(row) = out.last_mut() {
            if !row.is_empty() {
                row.push(' ');
            }
            row.push_str(word);
        }
    }
    out
}
