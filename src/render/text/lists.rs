//! Lists and reports.

use super::flow::{Flow, PLAIN};
use super::{PLACE, QUIET, TITLE, plural};
use crate::kb::reports::ReleaseCount;
use crate::kb::{IndexReport, RecapCount, Setting, Skipped, TagCount};
use crate::model::Topic;
use crate::render::clean::line;
use crate::render::place::diagnostic;
use std::io::{self, Write};

/// Topics, indented below one another, with a line where another note begins.
pub fn topics(
    out: &mut dyn Write,
    topics: &[Topic],
    total: usize,
    width: Option<usize>,
) -> io::Result<()> {
    let mut path = None;
    for topic in topics {
        if path != Some(&topic.path) {
            path = Some(&topic.path);
            writeln!(out, "{PLACE}{}{PLACE:#}", line(&topic.path))?;
        }
        let indent = 1 + 2 * topic.breadcrumb.len().min(6);
        let number = format!("{:>4}", topic.lines().start);
        let tags: Vec<String> = topic.tags.iter().map(|t| format!("#{}", t.tag)).collect();
        write!(out, "  {QUIET}{number}{QUIET:#}{:indent$}", "")?;
        let column = 2 + number.len() + indent;
        let mut flow = Flow::new(width, column, column + 2);
        flow.piece(out, TITLE, &line(&topic.title))?;
        flow.piece(out, QUIET, &format!(" {}", line(&tags.join(" "))))?;
        writeln!(out)?;
    }
    count(out, topics.len(), total, "topic")
}

/// Recaps, a block each.
pub fn recaps(
    out: &mut dyn Write,
    recaps: &[RecapCount],
    total: usize,
    width: Option<usize>,
) -> io::Result<()> {
    for RecapCount { recap, topics } in recaps {
        Flow::begin(out, width, (0, 2), TITLE, &line(&recap.title.value))?;
        writeln!(out)?;
        let releases: Vec<&str> = recap.releases.iter().map(|r| r.value.as_str()).collect();
        let mut known = vec![releases.join(", ")];
        for fact in [&recap.project, &recap.event, &recap.location] {
            known.extend(fact.as_ref().map(|f| f.value.clone()));
        }
        known.extend(recap.date.as_ref().map(|d| d.value.to_string()));
        known.push(plural(usize::try_from(*topics).unwrap_or(0), "topic"));
        known.retain(|fact| !fact.is_empty());
        Flow::begin(out, width, (2, 4), PLAIN, &line(&known.join(" \u{b7} ")))?;
        writeln!(out, "\n  {PLACE}{}{PLACE:#}", line(&recap.key()))?;
    }
    count(out, recaps.len(), total, "recap")
}

/// Tags with their counts.
pub fn tags(out: &mut dyn Write, tags: &[TagCount], total: usize) -> io::Result<()> {
    let width = tags
        .iter()
        .map(|t| t.tag.as_str().chars().count())
        .max()
        .unwrap_or(0);
    for count in tags {
        let name = count.entry.as_ref().map(|e| e.name.as_str()).unwrap_or("");
        let tag = line(count.tag.as_str());
        writeln!(
            out,
            "{TITLE}{tag:width$}{TITLE:#}  {:>5} in {:<10}  {QUIET}{}{QUIET:#}",
            count.topics,
            plural(usize::try_from(count.recaps).unwrap_or(0), "recap"),
            line(name),
        )?;
    }
    count(out, tags.len(), total, "tag")
}

/// Releases with their days and counts.
pub fn releases(out: &mut dyn Write, releases: &[ReleaseCount], total: usize) -> io::Result<()> {
    let named = |count: &ReleaseCount| {
        let other = count.aliases.iter();
        let other = other.map(|alias| format!(" ({})", line(alias)));
        format!(
            "{}{}",
            line(count.release.as_str()),
            other.collect::<String>()
        )
    };
    let day = |count: &ReleaseCount| match count.date {
        Some(date) => date.to_string(),
        None if count.known => "no day known".to_owned(),
        None => "not in the catalogue".to_owned(),
    };
    let widest = |text: &dyn Fn(&ReleaseCount) -> String| {
        let widths = releases.iter().map(|count| text(count).chars().count());
        widths.max().unwrap_or(0)
    };
    let (names, days) = (widest(&named), widest(&day));
    for count in releases {
        let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        writeln!(
            out,
            "{TITLE}{:names$}{TITLE:#}  {QUIET}{:days$}{QUIET:#}  {} in {}",
            named(count),
            day(count),
            plural(number(count.topics), "topic"),
            plural(number(count.recaps), "recap"),
        )?;
    }
    self::count(out, releases.len(), total, "release")
}

/// What a run of `kb index` changed.
pub fn indexed(out: &mut dyn Write, report: &IndexReport) -> io::Result<()> {
    for problem in &report.problems {
        write!(
            out,
            "{}",
            diagnostic(&problem.path, &problem.diagnostic, None)
        )?;
    }
    writeln!(
        out,
        "{} added, {} changed, {} removed, {} unchanged; {} in {}",
        report.added,
        report.changed,
        report.removed,
        report.unchanged,
        plural(usize::try_from(report.topics).unwrap_or(0), "topic"),
        plural(usize::try_from(report.recaps).unwrap_or(0), "recap"),
    )
}

/// What was left out, on one line.
#[must_use]
pub fn skipped(skipped: &Skipped) -> String {
    format!(
        "left out: {} hidden, {} ignored by git, {} excluded, {} symbolic links, {} not notes",
        skipped.hidden, skipped.ignored, skipped.excluded, skipped.links, skipped.not_notes
    )
}

/// Settings with where each comes from.
pub fn settings(out: &mut dyn Write, settings: &[Setting]) -> io::Result<()> {
    for Setting { key, value, source } in settings {
        writeln!(
            out,
            "{TITLE}{}{TITLE:#} = {}  {QUIET}{}{QUIET:#}",
            line(key),
            line(value),
            line(source)
        )?;
    }
    Ok(())
}

/// The last line of a list: how many there are.
pub(super) fn count(
    out: &mut dyn Write,
    shown: usize,
    total: usize,
    thing: &str,
) -> io::Result<()> {
    match total {
        0 => Ok(()),
        _ if shown < total => writeln!(out, "{shown} of {}", plural(total, thing)),
        _ => writeln!(out, "{}", plural(total, thing)),
    }
}
