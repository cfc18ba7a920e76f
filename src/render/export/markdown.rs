//! Summaries as Markdown: what a person passes on to those who were not there.

use super::{has_matrix, heading, rows, title};
use crate::kb::reports::{Export, ExportRelease, Matrix, PriorityRow, Said, Summary};
use crate::model::{Item, Outcome, Recap, Strength, Topic};
use crate::recap;
use crate::render::clean::{clean, line};
use crate::render::escape::{code, link, markdown as escaped, note_link, reason};
use crate::render::priorities::{
    has_projects, has_several_projects, is_dropped_in, label, standing,
};
use std::io::{self, Write};

/// The whole report.
pub fn markdown(out: &mut dyn Write, export: &Export) -> io::Result<()> {
    writeln!(out, "# {}", escaped(&title(export)))?;
    if export.releases.is_empty() {
        return writeln!(out, "\nThere is nothing within this scope.");
    }
    if has_matrix(export) {
        writeln!(out, "\n## Priorities by release\n")?;
        matrix(out, &export.matrix)?;
    }
    for release in &export.releases {
        writeln!(out, "\n## {}", escaped(&heading(release)))?;
        self::release(out, release, export.link_base.as_deref(), "###")?;
    }
    Ok(())
}

/// Priorities as a table: their places in the lists of the releases.
pub(super) fn matrix(out: &mut dyn Write, matrix: &Matrix) -> io::Result<()> {
    let names: Vec<String> = matrix
        .releases
        .iter()
        .map(|r| escaped(r.as_str()))
        .collect();
    writeln!(out, "| priority | {} |", names.join(" | "))?;
    writeln!(out, "| --- |{}", " ---: |".repeat(names.len()))?;
    let projects = has_projects(matrix);
    for row in &matrix.rows {
        write!(out, "| {} |", escaped(&label(row, projects)))?;
        for at in 0..names.len() {
            match row.cells.get(at).and_then(Option::as_ref) {
                Some(cell) => write!(out, " {} |", cell.rank)?,
                None => write!(out, "  |")?,
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// What stands below the heading of a release; `mark` is that of the headings in it.
pub(super) fn release(
    out: &mut dyn Write,
    release: &ExportRelease,
    base: Option<&str>,
    mark: &str,
) -> io::Result<()> {
    if !release.recaps.is_empty() {
        writeln!(out)?;
    }
    for recap in &release.recaps {
        self::recap(out, recap, base)?;
    }
    priorities(out, release, mark)?;
    for summary in &release.topics {
        topic(out, summary, base, mark)?;
    }
    Ok(())
}

fn recap(out: &mut dyn Write, recap: &Recap, base: Option<&str>) -> io::Result<()> {
    let mut facts = vec![format!("**{}**", escaped(&recap.title.value))];
    facts.extend(recap.date.as_ref().map(|d| d.value.to_string()));
    facts.extend(recap.event.as_ref().map(|e| escaped(&e.value)));
    facts.push(match note_link(base, &recap.path) {
        Some(link) => format!("[{}](<{link}>)", escaped(&recap.key())),
        None => code(&recap.key()),
    });
    writeln!(out, "- {}", facts.join(", "))
}

/// The list of a release's priorities, and of those it no longer has.
fn priorities(out: &mut dyn Write, release: &ExportRelease, mark: &str) -> io::Result<()> {
    let (dropped, own): (Vec<_>, Vec<_>) = release
        .priorities
        .iter()
        .partition(|row| is_dropped_in(row, release));
    if release.priorities.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{mark} Priorities\n")?;
    // A numbered list counts on by itself, so that only a list without gaps can be one.
    let projects = has_several_projects(release);
    let whole = own.iter().zip(1..).all(|(row, at)| row.item.rank() == at);
    for row in &own {
        let rank = row.item.rank();
        let mark = if whole {
            format!("{rank}.")
        } else {
            format!("- {rank}:")
        };
        let indent = " ".repeat(if whole { mark.len() + 1 } else { 2 });
        let standing = standing(row);
        let standing = if standing.is_empty() {
            String::new()
        } else {
            format!(" *({})*", escaped(&standing.join(", ")))
        };
        item(out, &mark, &words(row, projects), &standing, &indent)?;
    }
    self::dropped(out, &dropped, projects)
}

/// A priority's words, with its project before them where there are several.
fn words(row: &PriorityRow, projects: bool) -> String {
    match row.item.project.as_deref().filter(|_| projects) {
        Some(project) => format!("{}: {}", line(project), row.item.text),
        None => row.item.text.clone(),
    }
}

fn dropped(out: &mut dyn Write, rows: &[&PriorityRow], projects: bool) -> io::Result<()> {
    let mut before = None;
    for row in rows {
        if before != Some(&row.release) {
            before = Some(&row.release);
            let name = row.release.as_ref().map_or("before", |r| r.as_str());
            writeln!(out, "\nDropped since {}:\n", escaped(name))?;
        }
        let rank = format!(" *(was {})*", row.item.rank());
        item(out, "-", &words(row, projects), &rank, "  ")?;
    }
    Ok(())
}

/// A list item; further lines of its text stand in a list below it.
fn item(out: &mut dyn Write, mark: &str, text: &str, after: &str, indent: &str) -> io::Result<()> {
    let mut rows = rows(text).into_iter();
    writeln!(
        out,
        "{mark} {}{after}",
        escaped(&rows.next().unwrap_or_default())
    )?;
    for row in rows {
        writeln!(out, "{indent}- {}", escaped(&row))?;
    }
    Ok(())
}

fn topic(out: &mut dyn Write, summary: &Summary, base: Option<&str>, mark: &str) -> io::Result<()> {
    let topic = &summary.topic;
    writeln!(out, "\n{mark} {}\n", escaped(&topic.title))?;
    let facts = facts(topic);
    if !facts.is_empty() {
        writeln!(out, "{}\n", escaped(&facts))?;
    }
    writeln!(out, "Source: {}", place(topic, base))?;
    outcome(out, summary)?;
    actions(out, &summary.actions)?;
    if !summary.questions.is_empty() {
        writeln!(out, "\n**Open questions**\n")?;
    }
    for question in &summary.questions {
        item(out, "-", &question.text, "", "  ")?;
    }
    if !topic.tags.is_empty() {
        let tags: Vec<String> = topic.tags.iter().map(|t| code(t.tag.as_str())).collect();
        writeln!(out, "\nTags: {}", tags.join(", "))?;
    }
    match &summary.markdown {
        Some(text) => quoted(out, text),
        None => Ok(()),
    }
}

/// Where it stands among other topics, and what is known of it.
fn facts(topic: &Topic) -> String {
    let mut all: Vec<String> = Vec::new();
    if !topic.breadcrumb.is_empty() {
        all.push(format!("in {}", topic.breadcrumb.join(" > ")));
    }
    all.extend(topic.project.clone());
    all.extend(topic.event.clone());
    all.extend(topic.date.map(|d| d.to_string()));
    line(&all.join(" \u{b7} "))
}

fn place(topic: &Topic, base: Option<&str>) -> String {
    let text = format!("{}:{}", topic.path, topic.lines().start);
    match link(base, &topic.path, topic.lines()) {
        Some(link) => format!("[{}](<{link}>)", escaped(&text)),
        None => code(&text),
    }
}

/// What was decided, or, where nothing was, what it is about.
fn outcome(out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
    if !summary.decisions.is_empty() {
        writeln!(out, "\n**Outcome**\n")?;
    }
    for decision in &summary.decisions {
        let word = match decision.outcome() {
            Outcome::Agreed => "Agreed",
            Outcome::Deferred => "Deferred",
            Outcome::Rejected => "Rejected",
            Outcome::Unknown => "Decided",
        };
        let mark = match decision.strength {
            Strength::Strong => format!("- **{word}:**"),
            Strength::Weak => format!("- **{word}?**"),
        };
        let after = match decision.strength {
            Strength::Strong => String::new(),
            Strength::Weak => format!(" *({})*", reason(&decision.rule)),
        };
        item(out, &mark, &decision.text, &after, "  ")?;
    }
    if !summary.lead.is_empty() {
        let lead: Vec<String> = summary
            .lead
            .iter()
            .map(|Said { text, .. }| escaped(text))
            .collect();
        writeln!(out, "\n{}", lead.join(" "))?;
    }
    Ok(())
}

fn actions(out: &mut dyn Write, actions: &[Item]) -> io::Result<()> {
    if !actions.is_empty() {
        writeln!(out, "\n**Actions**\n")?;
    }
    for action in actions {
        let mark = if action.is_done() { "- [x]" } else { "- [ ]" };
        let mut after = Vec::new();
        if !action.owners.is_empty() {
            after.push(escaped(&action.owners.join(", ")));
        }
        after.extend(action.due().map(|due| format!("due {due}")));
        let after = if after.is_empty() {
            String::new()
        } else {
            format!(" *({})*", after.join("; "))
        };
        item(out, mark, &action.text, &after, "  ")?;
    }
    Ok(())
}

/// A note's own Markdown as a quote: nothing in it ends the quote, and what would run in a page is shown as text.
fn quoted(out: &mut dyn Write, markdown: &str) -> io::Result<()> {
    writeln!(out, "\n**Full text**\n")?;
    let rows = clean(markdown);
    let rows = rows
        .trim_end()
        .lines()
        .map(|row| format!("> {row}").trim_end().to_owned());
    // What is code or a quote may differ within a quote, so that it is read as it will stand.
    let quote = rows.collect::<Vec<_>>().join("\n");
    writeln!(out, "{}", recap::defused(&quote))
}
