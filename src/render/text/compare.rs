//! Two releases or projects side by side.

use super::{PLACE, QUIET, TITLE, place, plural};
use crate::kb::reports::Comparison;
use crate::model::{Item, Topic};
use crate::render::clean::line;
use std::io::{self, Write};

/// A thing of one side: its words, and where it stands.
type Row = (String, String);

/// What both sides have, then what only one has: topics and priorities, with their counts.
pub fn compare(out: &mut dyn Write, comparison: &Comparison) -> io::Result<()> {
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
    both(out, "topic", "topics", &topics)?;
    both(out, "priority", "priorities", &priorities)?;
    for (at, side) in comparison.sides.iter().enumerate() {
        writeln!(out, "\n{TITLE}Only in {}{TITLE:#}", line(side))?;
        let topics: Vec<Row> = comparison.topics_only[at].iter().map(topic).collect();
        only(out, &counted(topics.len(), "topic", "topics"), &topics)?;
        let priorities: Vec<Row> = comparison.priorities_only[at]
            .iter()
            .map(priority)
            .collect();
        only(
            out,
            &counted(priorities.len(), "priority", "priorities"),
            &priorities,
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
    one: &str,
    several: &str,
    pairs: &[(Row, Row, &String)],
) -> io::Result<()> {
    writeln!(out, "  {}", counted(pairs.len(), one, several))?;
    for ((a, place_a), (b, place_b), why) in pairs {
        writeln!(out, "    {a}  {PLACE}{place_a}{PLACE:#}")?;
        if (a, place_a) != (b, place_b) {
            writeln!(out, "    {b}  {PLACE}{place_b}{PLACE:#}")?;
        }
        writeln!(out, "      {QUIET}{}{QUIET:#}", line(why))?;
    }
    Ok(())
}

fn only(out: &mut dyn Write, count: &str, rows: &[Row]) -> io::Result<()> {
    writeln!(out, "  {count}")?;
    for (words, place) in rows {
        writeln!(out, "    {words}  {PLACE}{place}{PLACE:#}")?;
    }
    Ok(())
}
