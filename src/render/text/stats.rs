//! How much there is of everything, as tables with bars.

use super::{QUIET, TITLE, plural};
use crate::kb::reports::{Stats, Tally};
use crate::render::clean::line;
use crate::render::measure::{Ruler, column};
use std::io::{self, Write};

/// How many tags are shown.
const TAGS: usize = 15;
/// The most columns of a terminal that a name takes.
const NAME: usize = 28;
/// The most columns of a terminal that a bar takes.
const BAR: usize = 40;
/// The columns of a terminal that the numbers take.
const NUMBERS: usize = 4 * 11;

/// The counts as tables of at most `width` columns, as far as the numbers fit.
pub fn stats(out: &mut dyn Write, stats: &Stats, width: usize) -> io::Result<()> {
    let total = &stats.total;
    let count = |count: u64, thing| plural(usize::try_from(count).unwrap_or(usize::MAX), thing);
    writeln!(
        out,
        "{}, {}, {}, {}",
        count(total.recaps, "recap"),
        count(total.topics, "topic"),
        count(total.decisions, "decision"),
        count(total.actions, "action")
    )?;
    let tags = &stats.tags[..stats.tags.len().min(TAGS)];
    let more = stats.tags.len() - tags.len();
    table(out, "release", &stats.releases, width)?;
    table(out, "project", &stats.projects, width)?;
    table(out, "tag", tags, width)?;
    if more > 0 {
        writeln!(
            out,
            "{QUIET}and {}{QUIET:#}",
            count(more as u64, "more tag")
        )?;
    }
    table(out, "year", &stats.years, width)
}

/// A table with a bar for each row's topics.
fn table(out: &mut dyn Write, thing: &str, rows: &[Tally], width: usize) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = rows.iter().map(|row| line(&row.name)).collect();
    let widths = names.iter().map(|name| Ruler::Columns.width(name) as usize);
    let name = widths.max().unwrap_or(0).clamp(thing.len(), NAME);
    let bar = width.saturating_sub(name + NUMBERS + 2).min(BAR);
    let most = rows.iter().map(|row| row.topics).max().unwrap_or(0);
    let head = format!(
        "{:>11}{:>11}{:>11}{:>11}",
        "topics", "recaps", "decisions", "actions"
    );
    writeln!(out, "\n{TITLE}{}{head}{TITLE:#}", column(thing, name))?;
    for (row, text) in rows.iter().zip(&names) {
        let Tally {
            recaps,
            topics,
            decisions,
            actions,
            ..
        } = row;
        let numbers = format!("{topics:>11}{recaps:>11}{decisions:>11}{actions:>11}");
        let text = format!(
            "{}{numbers}  {}",
            column(text, name),
            blocks(*topics, most, bar)
        );
        writeln!(out, "{}", text.trim_end())?;
    }
    Ok(())
}

/// A bar of eighths of a column; whatever is there shows, if only as a sliver.
fn blocks(count: u64, most: u64, width: usize) -> String {
    const EIGHTHS: [char; 8] = [
        ' ', '\u{258f}', '\u{258e}', '\u{258d}', '\u{258c}', '\u{258b}', '\u{258a}', '\u{2589}',
    ];
    if count == 0 || most == 0 || width == 0 {
        return String::new();
    }
    let eighths = (u128::from(count) * (width as u128) * 8 / u128::from(most)).max(1);
    let eighths = usize::try_from(eighths).unwrap_or(0).min(width * 8);
    let mut out = "\u{2588}".repeat(eighths / 8);
    if eighths % 8 > 0 {
        out.push(EIGHTHS[eighths % 8]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{blocks, stats};
    use crate::kb::reports::{Stats, Tally};
    use unicode_width::UnicodeWidthStr as _;

    fn tally(name: &str, topics: u64) -> Tally {
        Tally {
            name: name.into(),
            recaps: 2,
            topics,
            decisions: topics / 2,
            actions: 1,
        }
    }

    #[test]
    fn bars_are_as_long_as_the_counts() {
        assert_eq!(blocks(8, 8, 4), "\u{2588}\u{2588}\u{2588}\u{2588}");
        assert_eq!(blocks(1, 8, 4), "\u{258c}");
        assert_eq!(blocks(1, 1000, 4), "\u{258f}");
        assert_eq!(blocks(0, 8, 4), "");
        assert_eq!(blocks(u64::MAX, u64::MAX, 2), "\u{2588}\u{2588}");
    }

    #[test]
    fn tables_fit_and_are_clean() {
        let all = Stats {
            total: tally("", 40),
            releases: vec![tally("Mitaka", 30), tally("Newton\u{1b}[2J", 10)],
            tags: (0..20)
                .map(|at| tally(&format!("日本語 a rather long name of a tag {at}"), at))
                .collect(),
            ..Stats::default()
        };
        let mut out = Vec::new();
        stats(&mut out, &all, 80).unwrap();
        let text = anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string();
        assert!(
            text.starts_with("2 recaps, 40 topics, 20 decisions, 1 action\n\nrelease "),
            "{text}"
        );
        assert!(
            text.contains("and 5 more tags\n") && text.contains("Newton\u{fffd}"),
            "{text}"
        );
        for row in text.lines() {
            assert!(row.width() <= 80 && row == row.trim_end(), "{row}");
        }
    }

    #[test]
    fn nothing_is_one_line() {
        let mut out = Vec::new();
        stats(&mut out, &Stats::default(), 80).unwrap();
        assert_eq!(out, b"0 recaps, 0 topics, 0 decisions, 0 actions\n");
    }
}
