use super::{drawn, found};
use crate::cli::Status;
use crate::cli::args::{FilterArgs, Format};
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::render::{chart, csv, json, markdown, text};
use std::path::PathBuf;

/// Count recaps, topics, decisions and actions
///
/// In all, by release, by project, by tag and by year. Decisions and actions are those that `kb decisions` and `kb actions`
/// list, weak ones too. A recap counts wherever
/// one of its topics does.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    filters: FilterArgs,
    /// How to write the answer
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        help_heading = "Output"
    )]
    format: Format,
    /// In CSV, keep cells that a spreadsheet would run as they are
    #[arg(long, help_heading = "Output")]
    csv_raw: bool,
    /// Draw tags by release (by year where there is none), a heat map, into this SVG file
    #[arg(long, value_name = "FILE.svg", help_heading = "Output")]
    chart: Option<PathBuf>,
    /// Replace the file where there is one
    #[arg(long, requires = "chart", help_heading = "Output")]
    force: bool,
}

const EXAMPLES: &str = "\
Examples:
  kb stats
  kb stats --project cinder
  kb stats --chart tags.svg
  kb stats --since 2016 --format csv > counts.csv";

/// Columns that tables with bars take at most.
const WIDEST: usize = 100;

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let kb = session.open()?;
    let answered = kb.stats(&args.filters.into())?;
    session.tell_about(&answered);
    let stats = &answered.value;
    if let Some(path) = args.chart.as_ref().filter(|_| stats.total.recaps > 0) {
        let svg = chart::heat(&stats.heat, stats.heat.title());
        drawn(&kb, path, &svg, args.force, session)?;
        return Ok(Status::Done);
    }
    let width = session.terminal.width().min(WIDEST);
    match args.format {
        // Where there is nothing to count, nothing is told.
        Format::Text | Format::Md | Format::Jsonl if stats.total.recaps == 0 => {}
        Format::Text => text::stats(session.out(), stats, width)?,
        Format::Json => json::stats(session.out(), &answered)?,
        Format::Jsonl => json::stats_lines(session.out(), stats)?,
        Format::Md => markdown::stats(session.out(), stats)?,
        Format::Csv => csv::stats(session.out(), stats, args.csv_raw)?,
    }
    Ok(found(stats.total.recaps.try_into().unwrap_or(usize::MAX)))
}
