use super::found;
use crate::cli::Status;
use crate::cli::args::{Format, ListArgs, NarrowArgs};
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::render::{csv, json, markdown, text};

/// List recaps with their facts, by path
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    filters: NarrowArgs,
    #[command(flatten)]
    list: ListArgs,
}

const EXAMPLES: &str = "\
Examples:
  kb recaps --release newton --project cinder
  kb recaps --since 2016 --format json";

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let kb = session.open()?;
    let answered = kb.recaps(&args.filters.into())?;
    session.tell_about(&answered);
    let total = answered.value.len();
    let page = args.list.page(&answered.value);
    let width = session.terminal.text_width();
    match args.list.format {
        Format::Text => text::recaps(session.out(), page, total, width)?,
        Format::Json => json::recaps(session.out(), page, &answered)?,
        Format::Jsonl => json::recap_lines(session.out(), page)?,
        Format::Md => markdown::recaps(session.out(), page)?,
        Format::Csv => csv::recaps(session.out(), page, args.list.csv_raw)?,
    }
    Ok(found(total))
}
