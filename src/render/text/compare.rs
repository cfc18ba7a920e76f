//! Two releases or projects side by side.

use super::flow::{Flow, PLAIN};
use super::{QUIET, TITLE, place, plural};
use crate::kb::reports::Comparison;
use crate::model::{Item, Topic};
use crate::render::clean::line;
use std::io::{self, Write};

/// A thing of one side: its words, and where it stands.
type Row = (String, String);

/// What both sides have, then what only one has: topics and priorities, with their counts.
pub fn compare(
    out: &mut dyn Write,
    comparison: &Comparison,
    width: Option<usize>,
) -> io::Result<()> {
    let topics = &comparison.topics_in_both;
    let topics: Vec<_> = topics
        .iter()
        .map(|(a, b, why)| (topic(a), topic(b), why))
        .collect();
    let priorities = &comparison.priorities_in_both;
    let priorities: Vec<_> = priorities
        .iter()
        .map(|(a, b, why)| (priority(a), priority(b), why))
        .collect();
    let [a, b] = &comparison.sides;
    writeln!(out, "{TITLE}In both {} and {}{TITLE:#}", line(a), line(b))?;
    both(
        out,
        &counted(topics.len(), "topic", "topics"),
        &topics,
        width,
    )?;
    both(
        out,
        &counted(priorities.len(), "priority", "priorities"),
        &priorities,
        width,
    )?;
    for (at, side) in comparison.sides.iter().enumerate() {
        writeln!(out, "\n{TITLE}Only in {}{TITLE:#}", line(side))?;
        let topics: Vec<Row> = comparison.topics_only[at].iter().map(topic).collect();
        only(
            out,
            &counted(topics.len(), "topic", "topics"),
            &topics,
            width,
        )?;
        let priorities: Vec<Row> = comparison.priorities_only[at]
            .iter()
            .map(priority)
            .collect();
        only(
            out,
            &counted(priorities.len(), "priority", "priorities"),
            &priorities,
            width,
        )?;
    }
    Ok(())
}

fn counted(count: usize, one: &str, several: &str) -> String {
    match count {
        1 => plural(1, one),
        _ => format!("{count} {several}"),
    }
}

fn topic(topic: &Topic) -> Row {
    (line(&topic.title), place(topic))
}

fn priority(item: &Item) -> Row {
    let place = format!("{}:{}", line(&item.path), item.lines().start);
    (format!("{}. {}", item.rank(), line(&item.text)), place)
}

fn both(
    out: &mut dyn Write,
    count: &str,
    pairs: &[(Row, Row, &String)],
    width: Option<usize>,
) -> io::Result<()> {
    writeln!(out, "  {count}")?;
    for (a, b, why) in pairs {
        row(out, a, width)?;
        if a != b {
            row(out, b, width)?;
        }
        Flow::begin(out, width, (6, 8), QUIET, &line(why))?;
        writeln!(out)?;
    }
    Ok(())
}

fn only(out: &mut dyn Write, count: &str, rows: &[Row], width: Option<usize>) -> io::Result<()> {
    writeln!(out, "  {count}")?;
    rows.iter().try_for_each(|one| row(out, one, width))
}

fn row(out: &mut dyn Write, (words, place): &Row, width: Option<usize>) -> io::Result<()> {
    let mut flow = Flow::begin(out, width, (4, 6), PLAIN, words)?;
    flow.place(out, place)?;
    writeln!(out)
}
