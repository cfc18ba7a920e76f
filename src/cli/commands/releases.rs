use super::found;
use crate::cli::Status;
use crate::cli::args::{FilterArgs, Format, ListArgs};
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::render::{csv, json, markdown, text};

/// List the releases that recaps are about, in order
///
/// By the day a release came out where the catalogue or `[[release]]` in kb.toml knows it, else by the last date of its
/// recaps.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    list: ListArgs,
}

const EXAMPLES: &str = "\
Examples:
  kb releases
  kb releases --project cinder --format json";

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let kb = session.open()?;
    let answered = kb.releases(&args.filters.into())?;
    session.tell_about(&answered);
    let total = answered.value.len();
    let page = args.list.page(&answered.value);
    match args.list.format {
        Format::Text => text::releases(session.out(), page, total)?,
        Format::Json => json::releases(session.out(), page, &answered)?,
        Format::Jsonl => json::release_lines(session.out(), page)?,
        Format::Md => markdown::releases(session.out(), page)?,
        Format::Csv => csv::releases(session.out(), page, args.list.csv_raw)?,
    }
    Ok(found(total))
}
