use super::{drawn, found};
use crate::cli::Status;
use crate::cli::args::{Format, ListArgs, NarrowArgs};
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::kb;
use crate::render::{chart, csv, json, markdown, text};
use std::path::PathBuf;

/// List each release's priorities: carried over, new, dropped
///
/// A list counts where its recap calls it a release's: under `Priorities for Newton`, or after `Release priorities:`.
///
/// A priority is carried over where it shares a tag of its own words, or at least half of the significant words of
/// the shorter of the two, with one of the release before that lists any for the project; the reason is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    filters: NarrowArgs,
    #[command(flatten)]
    list: ListArgs,
    /// Show a table: priorities as rows, releases as columns
    #[arg(long, conflicts_with_all = ["format", "limit", "offset"], help_heading = "Output")]
    matrix: bool,
    /// Draw that table into this SVG file
    #[arg(long, value_name = "FILE.svg", help_heading = "Output")]
    chart: Option<PathBuf>,
    /// Replace the file where there is one
    #[arg(long, requires = "chart", help_heading = "Output")]
    force: bool,
}

const EXAMPLES: &str = "\
Examples:
  kb priorities
  kb priorities --matrix --project cinder
  kb priorities --chart priorities.svg
  kb priorities --release newton          ... and what Newton dropped from the release before
  kb priorities --project cinder --release mitaka.. --format json";

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let kb = session.open()?;
    let mut answered = kb.priorities(&args.filters.into())?;
    session.tell_about(&answered);
    let total = answered.value.rows.len();
    if let Some(path) = args.chart.as_ref().filter(|_| total > 0) {
        let svg = chart::matrix(&kb::matrix(&answered.value));
        drawn(&kb, path, &svg, args.force, session)?;
        if !args.matrix {
            return Ok(Status::Done);
        }
    }
    if args.matrix {
        let width = session.terminal.width();
        text::matrix(session.out(), &kb::matrix(&answered.value), width)?;
        return Ok(found(total));
    }
    let page = args.list.page(&answered.value.rows).to_vec();
    let width = session.terminal.text_width();
    match args.list.format {
        Format::Json => json::priorities(session.out(), &page, &answered)?,
        Format::Jsonl => json::priority_lines(session.out(), &page)?,
        Format::Csv => csv::priorities(session.out(), &page, args.list.csv_raw)?,
        Format::Text | Format::Md => {
            let all = answered.value.listed();
            answered.value.keep(page);
            match args.list.format {
                Format::Md => markdown::priorities(session.out(), &answered.value)?,
                _ => text::priorities(session.out(), &answered.value, all, width)?,
            }
        }
    }
    Ok(found(total))
}
