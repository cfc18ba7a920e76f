use super::found;
use crate::cli::Status;
use crate::cli::args::{Format, ListArgs, NarrowArgs};
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::render::{csv, json, markdown, text};

/// List tags, the most used first
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
  kb tags
  kb tags --release newton --format json";

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let kb = session.open()?;
    let answered = kb.tags(&args.filters.into())?;
    session.tell_about(&answered);
    let total = answered.value.len();
    let page = args.list.page(&answered.value);
    match args.list.format {
        Format::Text => text::tags(session.out(), page, total)?,
        Format::Json => json::tags(session.out(), page, &answered)?,
        Format::Jsonl => json::tag_lines(session.out(), page)?,
        Format::Md => markdown::tags(session.out(), page)?,
        Format::Csv => csv::tags(session.out(), page, args.list.csv_raw)?,
    }
    Ok(found(total))
}
