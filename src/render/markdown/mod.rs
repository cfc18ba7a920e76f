//! Answers as Markdown, for pasting into a page or a mail.

mod links;
mod related;
mod reports;
mod search;

pub use links::links;
pub use related::related;
pub use reports::{actions, compare, decisions, stats};
pub use search::search;

use crate::kb::reports::{History, Priorities, PriorityRow, ReleaseCount, Status};
use crate::kb::{Finding, RecapCount, Shown, TagCount};
use crate::model::Topic;
use crate::render::escape::{code, markdown as escaped, reason};
use crate::render::priorities::AS_NOTED;
use crate::render::text::{facts, place};
use std::io::{self, Write};

/// Topics as a list.
pub fn topics(out: &mut dyn Write, topics: &[Topic]) -> io::Result<()> {
    for topic in topics {
        let indent = "  ".repeat(topic.breadcrumb.len().min(6));
        writeln!(
            out,
            "{indent}- {} ({}) {}",
            escaped(&topic.title),
            escaped(&facts(topic)),
            code(&place(topic))
        )?;
    }
    Ok(())
}

/// Recaps as a table.
pub fn recaps(out: &mut dyn Write, recaps: &[RecapCount]) -> io::Result<()> {
    writeln!(
        out,
        "| recap | project | release | event | date | topics | note |\n| --- | --- | --- | --- | --- | ---: | --- |"
    )?;
    for RecapCount { recap, topics } in recaps {
        let releases: Vec<&str> = recap.releases.iter().map(|r| r.value.as_str()).collect();
        let text = |fact: &Option<crate::model::Fact<String>>| {
            fact.as_ref().map(|f| escaped(&f.value)).unwrap_or_default()
        };
        let date = recap
            .date
            .as_ref()
            .map(|d| d.value.to_string())
            .unwrap_or_default();
        writeln!(
            out,
            "| {} | {} | {} | {} | {date} | {topics} | {} |",
            escaped(&recap.title.value),
            text(&recap.project),
            escaped(&releases.join(", ")),
            text(&recap.event),
            code(&recap.key()).replace('|', "\\|"),
        )?;
    }
    Ok(())
}

/// Tags as a table.
pub fn tags(out: &mut dyn Write, tags: &[TagCount]) -> io::Result<()> {
    writeln!(
        out,
        "| tag | name | topics | recaps |\n| --- | --- | ---: | ---: |"
    )?;
    for count in tags {
        let name = count
            .entry
            .as_ref()
            .map(|e| escaped(&e.name))
            .unwrap_or_default();
        writeln!(
            out,
            "| {} | {name} | {} | {} |",
            escaped(count.tag.as_str()),
            count.topics,
            count.recaps
        )?;
    }
    Ok(())
}

/// Findings as a list.
pub fn check(out: &mut dyn Write, findings: &[Finding]) -> io::Result<()> {
    for Finding { path, diagnostic } in findings {
        let place = if diagnostic.line > 0 {
            format!("{path}:{}", diagnostic.line)
        } else {
            path.clone()
        };
        writeln!(
            out,
            "- {} {}: {}",
            code(&place),
            diagnostic.severity,
            escaped(&diagnostic.message)
        )?;
    }
    Ok(())
}

/// A topic with its facts and its own Markdown.
pub fn show(out: &mut dyn Write, shown: &Shown) -> io::Result<()> {
    writeln!(out, "{}\n", crate::render::clean::clean(&shown.markdown))?;
    writeln!(
        out,
        "{}  \n{}",
        escaped(&facts(&shown.topic)),
        code(&place(&shown.topic))
    )
}

/// Priorities as a numbered list for each release.
pub fn priorities(out: &mut dyn Write, found: &Priorities) -> io::Result<()> {
    for release in &found.releases {
        let name = release.as_ref().map_or("No release", |r| r.as_str());
        writeln!(out, "## {}\n", escaped(name))?;
        let (mut list, mut gap) = (None, "");
        for row in found.of(release) {
            let source = (&row.item.project, &row.item.path, &row.item.topic);
            if list.replace(source) != Some(source) {
                writeln!(out, "{gap}### {}\n", escaped(&whose(row)))?;
                gap = "\n";
            }
            writeln!(
                out,
                "{}. {}{}",
                row.item.rank(),
                escaped(&row.item.text),
                standing(row)
            )?;
        }
        for (at, row) in found.dropped_in(release).enumerate() {
            if at == 0 {
                writeln!(out)?;
            }
            let before = row.release.as_ref().map_or("", |r| r.as_str());
            let project = row.item.project.as_deref();
            let place = format!("{}:{}", row.item.path, row.item.lines().start);
            writeln!(
                out,
                "- dropped since {} {}: {}{} {}",
                escaped(before),
                row.item.rank(),
                project
                    .map(|p| format!("{}: ", escaped(p)))
                    .unwrap_or_default(),
                escaped(&row.item.text),
                code(&place)
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Whose list a priority is of, and from where: `cinder · Priorities for Mitaka`.
fn whose(row: &PriorityRow) -> String {
    let item = &row.item;
    let names = item.project.iter().chain([&item.topic_title]);
    let names: Vec<&str> = names.map(String::as_str).collect();
    names.join(" \u{b7} ")
}

/// What became of a priority, with its source.
fn standing(row: &PriorityRow) -> String {
    let item = &row.item;
    let told = match (&row.carried_from, row.status) {
        (Some(from), _) => format!(
            " (carried from {} {}, {})",
            escaped(from.release.as_str()),
            from.rank,
            reason(&from.reason)
        ),
        (None, Some(Status::Carried)) => format!(" ({AS_NOTED})"),
        (None, Some(Status::New)) => " (new)".to_owned(),
        _ => String::new(),
    };
    let gone = row.dropped_in.as_ref();
    let gone = gone.map(|after| format!(" (dropped in {})", escaped(after.as_str())));
    let place = format!("{}:{}", item.path, item.lines().start);
    format!("{told}{} {}", gone.unwrap_or_default(), code(&place))
}

/// Releases as a table.
pub fn releases(out: &mut dyn Write, releases: &[ReleaseCount]) -> io::Result<()> {
    writeln!(
        out,
        "| release | also | date | recaps | topics |\n| --- | --- | --- | ---: | ---: |"
    )?;
    for count in releases {
        writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            escaped(count.release.as_str()),
            escaped(&count.aliases.join(", ")),
            count.date.map(|d| d.to_string()).unwrap_or_default(),
            count.recaps,
            count.topics
        )?;
    }
    Ok(())
}

/// A history with a heading for each release.
pub fn history(out: &mut dyn Write, history: &History) -> io::Result<()> {
    writeln!(out, "# History: {}", escaped(&history.query))?;
    let mut release = None;
    for entry in &history.entries {
        if release != Some(&entry.release) {
            release = Some(&entry.release);
            let name = entry.release.as_ref().map_or("No release", |r| r.as_str());
            writeln!(out, "\n## {}\n", escaped(name))?;
        }
        let date = entry.date.map(|d| format!("{d} ")).unwrap_or_default();
        let ranked = entry
            .priority
            .as_ref()
            .map(|p| format!("priority {}: ", p.rank()));
        let said: Vec<String> = entry.summary.iter().map(|s| escaped(&s.text)).collect();
        let line = entry
            .summary
            .first()
            .map_or(entry.topic.lines().start, |s| s.line);
        let place = format!("{}:{line}", entry.topic.path);
        writeln!(
            out,
            "- {date}**{}**: {}{} {}",
            escaped(&entry.topic.title),
            ranked.unwrap_or_default(),
            said.join(" "),
            code(&place)
        )?;
        for item in &entry.decisions {
            let outcome = item.outcome().known();
            let outcome = outcome.map(|outcome| format!("{outcome}: "));
            let outcome = outcome.unwrap_or_default();
            writeln!(out, "  - {outcome}{}", escaped(&item.text))?;
        }
    }
    Ok(())
}
