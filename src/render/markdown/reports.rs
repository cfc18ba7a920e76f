//! Decisions, actions, comparisons and counts.

use crate::kb::reports::{Comparison, Stats, Tally};
use crate::kb::{Actions, Decisions};
use crate::model::{Item, ItemKind, Strength, Topic};
use crate::render::escape::{code, markdown as escaped, reason};
use crate::render::text::item_facts;
use std::collections::HashMap;
use std::io::{self, Write};

/// Decisions as lists by recap, with the places where nothing was decided.
pub fn decisions(out: &mut dyn Write, page: &[Item], all: &Decisions) -> io::Result<()> {
    let rows = all.with_undecided(page);
    by_recap(out, &rows, &all.titles, |item| match item.kind() {
        ItemKind::Undecided => "- nothing decided: ".to_owned(),
        _ => match item.outcome().known() {
            Some(outcome) => format!("- **{outcome}** "),
            None => "- ".to_owned(),
        },
    })
}

/// Actions as task lists by recap.
pub fn actions(out: &mut dyn Write, page: &[Item], all: &Actions) -> io::Result<()> {
    let rows: Vec<&Item> = page.iter().collect();
    by_recap(out, &rows, &all.titles, |item| {
        let done = if item.is_done() { "x" } else { " " };
        format!("- [{done}] ")
    })
}

fn by_recap(
    out: &mut dyn Write,
    items: &[&Item],
    titles: &HashMap<String, String>,
    mark: impl Fn(&Item) -> String,
) -> io::Result<()> {
    let mut above = None;
    for item in items {
        let key = (item.recap_key(), item.date, &item.releases);
        if above.as_ref() != Some(&key) {
            let gap = if above.is_some() { "\n" } else { "" };
            above = Some(key);
            let title = titles.get(&item.recap_key()).unwrap_or(&item.path);
            writeln!(out, "{gap}## {}\n", escaped(title))?;
            let facts = item_facts(item);
            if !facts.is_empty() {
                writeln!(out, "{}\n", escaped(&facts))?;
            }
        }
        entry(out, item, &mark(item))?;
    }
    Ok(())
}

/// A list item; further lines of its words are lines of the same item.
fn entry(out: &mut dyn Write, item: &Item, mark: &str) -> io::Result<()> {
    let lines: Vec<String> = item
        .text
        .lines()
        .map(|line| escaped(line.trim()))
        .filter(|line| !line.is_empty())
        .collect();
    let mut about = vec![escaped(&item.topic_title)];
    if !item.owners.is_empty() && item.kind() == ItemKind::Action {
        about.insert(0, escaped(&item.owners.join(", ")));
    }
    about.extend(item.due().map(|due| format!("due {due}")));
    if item.strength == Strength::Weak {
        about.push(format!("weak: {}", reason(&item.rule)));
    }
    writeln!(
        out,
        "{mark}{}\n  ({}) {}",
        lines.join("\\\n  "),
        about.join("; "),
        code(&format!("{}:{}", item.path, item.lines().start))
    )
}

/// A thing of one side: its words, and where it stands.
type Row = (String, String);

/// What both sides have as a table, and what only one has as a list.
pub fn compare(out: &mut dyn Write, comparison: &Comparison) -> io::Result<()> {
    let topics: Vec<(Row, Row, &str)> = comparison
        .topics_in_both
        .iter()
        .map(|(a, b, why)| (topic(a), topic(b), why.as_str()))
        .collect();
    let priorities: Vec<(Row, Row, &str)> = comparison
        .priorities_in_both
        .iter()
        .map(|(a, b, why)| (priority(a), priority(b), why.as_str()))
        .collect();
    let [a, b] = comparison.sides.each_ref().map(|side| escaped(side));
    writeln!(out, "# {a} and {b}")?;
    both(out, "Topics of both", [&a, &b], &topics)?;
    both(out, "Priorities of both", [&a, &b], &priorities)?;
    for (at, side) in [&a, &b].into_iter().enumerate() {
        let topics: Vec<Row> = comparison.topics_only[at].iter().map(topic).collect();
        only(out, &format!("Topics only in {side}"), &topics)?;
        let priorities: Vec<Row> = comparison.priorities_only[at]
            .iter()
            .map(priority)
            .collect();
        only(out, &format!("Priorities only in {side}"), &priorities)?;
    }
    Ok(())
}

fn topic(topic: &Topic) -> Row {
    (
        escaped(&topic.title),
        code(&format!("{}:{}", topic.path, topic.lines().start)),
    )
}

fn priority(item: &Item) -> Row {
    let place = code(&format!("{}:{}", item.path, item.lines().start));
    (format!("{}\\. {}", item.rank(), escaped(&item.text)), place)
}

fn both(
    out: &mut dyn Write,
    title: &str,
    [a, b]: [&str; 2],
    pairs: &[(Row, Row, &str)],
) -> io::Result<()> {
    if pairs.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {title} ({})\n", pairs.len())?;
    writeln!(out, "| {a} | {b} | by |\n| --- | --- | --- |")?;
    for ((a, place_a), (b, place_b), why) in pairs {
        let places = [place_a, place_b].map(|place| place.replace('|', "\\|"));
        let [place_a, place_b] = places;
        writeln!(out, "| {a} {place_a} | {b} {place_b} | {} |", reason(why))?;
    }
    Ok(())
}

fn only(out: &mut dyn Write, title: &str, rows: &[Row]) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {title} ({})\n", rows.len())?;
    for (words, place) in rows {
        writeln!(out, "- {words} {place}")?;
    }
    Ok(())
}

/// Counts as tables.
pub fn stats(out: &mut dyn Write, stats: &Stats) -> io::Result<()> {
    let total = std::slice::from_ref(&stats.total);
    let groups = [
        ("all", total),
        ("release", &stats.releases),
        ("project", &stats.projects),
        ("tag", &stats.tags),
        ("year", &stats.years),
    ];
    let mut gap = "";
    for (group, tallies) in groups {
        if !tallies.is_empty() {
            write!(out, "{gap}")?;
            gap = "\n";
            table(out, group, tallies)?;
        }
    }
    Ok(())
}

fn table(out: &mut dyn Write, group: &str, tallies: &[Tally]) -> io::Result<()> {
    writeln!(
        out,
        "| {group} | recaps | topics | decisions | actions |\n| --- | ---: | ---: | ---: | ---: |"
    )?;
    for tally in tallies {
        writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            escaped(&tally.name),
            tally.recaps,
            tally.topics,
            tally.decisions,
            tally.actions
        )?;
    }
    Ok(())
}
