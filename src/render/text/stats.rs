//! Counts with bars.

use super::{QUIET, TITLE, plural};
use crate::kb::reports::{Stats, Tally};
use crate::render::clean::line;
use std::io::{self, Write};

/// Tags written; the rest is counted.
const TAGS: usize = 25;
/// Columns that the counts take.
const COUNTS: usize = 44;
/// A bar is at least so wide.
const SMALLEST: usize = 8;

/// Tables of counts, each row with a bar as long as its topics are many, in rows of at most `width` columns.
pub fn stats(out: &mut dyn Write, stats: &Stats, width: usize) -> io::Result<()> {
    let total = &stats.total;
    let count = |count: u64, thing| plural(usize::try_from(count).unwrap_or(usize::MAX), thing);
    writeln!(
        out,
        "{}, {}, {}, {}",
        count(total.recaps, "recap"),
        count(total.topics, "topic"),
        count(total.decisions, "strong decision"),
        count(total.actions, "action")
    )?;
    table(out, "release", &stats.releases, width)?;
    table(out, "project", &stats.projects, width)?;
    let shown = stats.tags.len().min(TAGS);
    table(out, "tag", &stats.tags[..shown], width)?;
    if shown < stats.tags.len() {
        writeln!(
            out,
            "{QUIET}and {}{QUIET:#}",
            plural(stats.tags.len() - shown, "more tag")
        )?;
    }
    table(out, "year", &stats.years, width)
}

fn table(out: &mut dyn Write, group: &str, tallies: &[Tally], width: usize) -> io::Result<()> {
    if tallies.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = tallies.iter().map(|t| line(&t.name)).collect();
    let chars = |text: &str| text.chars().count();
    let name_width = names
        .iter()
        .map(|n| chars(n))
        .max()
        .unwrap_or(0)
        .max(chars(group));
    let most = tallies.iter().map(|t| t.topics).max().unwrap_or(0).max(1);
    let room = width.saturating_sub(name_width + COUNTS).max(SMALLEST);
    writeln!(
        out,
        "\n{TITLE}{group:name_width$}{TITLE:#}  {QUIET}{:>8} {:>8} {:>10} {:>8}{QUIET:#}",
        "recaps", "topics", "decisions", "actions"
    )?;
    for (tally, name) in tallies.iter().zip(&names) {
        let row = format!(
            "{name:name_width$}  {:>8} {:>8} {:>10} {:>8}  {}",
            tally.recaps,
            tally.topics,
            tally.decisions,
            tally.actions,
            bar(tally.topics, most, room)
        );
        writeln!(out, "{}", row.trim_end())?;
    }
    Ok(())
}

/// A bar in eighths of a column.
fn bar(count: u64, most: u64, room: usize) -> String {
    let eighths = u128::from(count) * (room as u128) * 8 / u128::from(most);
    let eighths = usize::try_from(eighths).unwrap_or(room * 8);
    let part = [
        "", "\u{258f}", "\u{258e}", "\u{258d}", "\u{258c}", "\u{258b}", "\u{258a}", "\u{2589}",
    ];
    // What is there has a bar, however short.
    let least = usize::from(count > 0);
    let eighths = eighths.max(least);
    format!("{}{}", "\u{2588}".repeat(eighths / 8), part[eighths % 8])
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn bars_fit_their_room() {
        assert_eq!(bar(8, 8, 3), "\u{2588}\u{2588}\u{2588}");
        assert_eq!(bar(4, 8, 3), "\u{2588}\u{258c}");
        assert_eq!(
            (bar(0, 8, 3).as_str(), bar(1, 900, 3).as_str()),
            ("", "\u{258f}")
        );
    }
}
