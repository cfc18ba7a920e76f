use super::found;
use crate::cli::Status;
use crate::cli::args::{Format, ListArgs, NarrowArgs};
use crate::cli::complete;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::kb::ItemFilter;
use crate::render::{csv, json, markdown, text};
use clap_complete::engine::ArgValueCompleter;

/// List what somebody is to do, by date
///
/// Each action with a box, its words, who is named for it, when it is due, its topic and its place. An action is
/// strong where the recap marks it: by a label, a heading, a task box. It is weak where only a sentence says so; the
/// words that do are given.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// Only what is for somebody whose name has this part, in any case, with or without `@`
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(complete::owners))]
    owner: Option<String>,
    /// Leave out what is marked as done
    #[arg(long)]
    open: bool,
    /// Leave out what only a sentence says
    #[arg(long)]
    strong: bool,
    #[command(flatten)]
    filters: NarrowArgs,
    #[command(flatten)]
    list: ListArgs,
}

const EXAMPLES: &str = "\
Examples:
  kb actions --open
  kb actions --owner ada --release newton
  kb actions --since 2016 --format csv > actions.csv";

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let wanted = ItemFilter {
        owner: args.owner,
        open: args.open,
        strong: args.strong,
    };
    let kb = session.open()?;
    let answered = kb.actions(&args.filters.into(), &wanted)?;
    session.tell_about(&answered);
    let all = &answered.value;
    let page = args.list.page(&all.actions);
    let width = session.terminal.text_width();
    match args.list.format {
        Format::Text => text::actions(session.out(), page, all, width)?,
        Format::Json => json::actions(session.out(), page, &answered)?,
        Format::Jsonl => json::action_lines(session.out(), page)?,
        Format::Md => markdown::actions(session.out(), page, all)?,
        Format::Csv => csv::actions(session.out(), page, args.list.csv_raw)?,
    }
    Ok(found(all.actions.len()))
}
