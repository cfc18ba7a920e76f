//! How something got to where it is, release by release.

use super::flow::{Flow, PLAIN};
use super::{PLACE, QUIET, TITLE};
use crate::kb::reports::{History, HistoryEntry};
use crate::model::{Item, Strength};
use crate::render::clean::line;
use std::io::{self, Write};

/// Columns that what was said ends before, where no terminal shows it.
const WIDTH: usize = 102;
/// Columns before what is said of a topic, and before its words.
const MARK: usize = 4;
const WORDS: usize = 6;

/// A heading for each release, a block for each topic, drawn to a width where one is known.
pub fn history(out: &mut dyn Write, history: &History, width: Option<usize>) -> io::Result<()> {
    let mut release = None;
    for entry in &history.entries {
        if release != Some(&entry.release) {
            release = Some(&entry.release);
            let name = entry.release.as_ref().map_or("no release", |r| r.as_str());
            writeln!(out, "{TITLE}{}{TITLE:#}", line(name))?;
        }
        block(out, entry, width)?;
    }
    match history.entries.len() {
        0 => Ok(()),
        count => writeln!(out, "{}", super::many(count, "entry", "entries")),
    }
}

fn block(out: &mut dyn Write, entry: &HistoryEntry, width: Option<usize>) -> io::Result<()> {
    let date = entry.date.map(|d| d.to_string());
    let facts = [date, entry.topic.project.clone()].into_iter().flatten();
    let facts: Vec<String> = facts.chain([entry.topic.title.clone()]).collect();
    Flow::begin(out, width, (2, MARK), PLAIN, &line(&facts.join(" \u{b7} ")))?;
    writeln!(out)?;
    if let Some(item) = &entry.priority {
        let said = format!("priority {}: {}", item.rank(), line(&item.text));
        Flow::begin(out, width, (MARK, WORDS), PLAIN, &said)?;
        writeln!(out)?;
    } else {
        for said in &entry.summary {
            match entry
                .decisions
                .iter()
                .find(|item| said.text.contains(&item.text))
            {
                Some(item) => decision(out, item, width)?,
                None => marked(out, "\u{2022}", &line(&said.text), "", width)?,
            }
        }
    }
    let said = |item: &&Item| !entry.summary.iter().any(|s| s.text.contains(&item.text));
    for item in entry.decisions.iter().filter(said) {
        decision(out, item, width)?;
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

/// A decision, marked with what it comes to, where that is known.
fn decision(out: &mut dyn Write, item: &Item, width: Option<usize>) -> io::Result<()> {
    let outcome = item.outcome().known().map(|outcome| outcome.to_string());
    let weak = item.strength == Strength::Weak;
    let weak = weak.then(|| format!("weak: {}", line(&item.rule)));
    let told: Vec<String> = outcome.into_iter().chain(weak).collect();
    let told = match told.is_empty() {
        true => String::new(),
        false => format!(" ({})", told.join(", ")),
    };
    marked(out, "\u{2713}", &line(&item.text), &told, width)
}

/// A text behind its mark, with what is said of it at the end.
fn marked(
    out: &mut dyn Write,
    mark: &str,
    text: &str,
    end: &str,
    width: Option<usize>,
) -> io::Result<()> {
    write!(out, "{:MARK$}{mark} ", "")?;
    let mut flow = Flow::new(width.or(Some(WIDTH)), WORDS, WORDS);
    let text: Vec<&str> = text.split_whitespace().collect();
    flow.piece(out, PLAIN, &text.join(" "))?;
    // What is said at the end makes no line longer than a reader's screen, and breaks none for a program.
    flow.width = width;
    if !end.is_empty() {
        flow.piece(out, QUIET, end)?;
    }
    writeln!(out)
}
