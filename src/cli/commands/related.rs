use super::{found, show};
use crate::cli::Status;
use crate::cli::args::{Format, ListArgs};
use crate::cli::complete;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::kb::Found;
use crate::render::{csv, json, markdown, text};
use clap_complete::engine::ArgValueCompleter;

/// List the topics most like a topic
///
/// By the words and tags that tell most of it, and by links; each with what both have in common. Topics of other
/// recaps come before those beside it where they are as like.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// The topic's id, place (`notes/a.md:12`) or title, or any part that only its id has
    #[arg(required = true, value_name = "ID", add = ArgValueCompleter::new(complete::ids))]
    id: Vec<String>,
    #[command(flatten)]
    list: ListArgs,
}

const EXAMPLES: &str = "\
Examples:
  kb related scalable-backup
  kb related notes/2016-05-06-cinder-newton-design-summit-recap#scalable-backup --limit 3 --format md";

/// Topics written unless `--limit` says otherwise.
const TOPICS: u64 = 10;

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let kb = session.open()?;
    let id = args.id.join(" ");
    let answered = kb.related(&id)?;
    let mut list = args.list;
    list.limit = list.limit.or(Some(TOPICS));
    let others: &[_] = match &answered.value {
        Found::One(related) => &related.others,
        _ => &[],
    };
    let page = list.page(others);
    if list.format == Format::Json {
        json::related(session.out(), page, &answered)?;
        session.finish()?;
    }
    let Some(related) = show::one(&kb, &id, &answered.value, session)? else {
        return Ok(Status::Nothing);
    };
    let width = session.terminal.text_width();
    match list.format {
        Format::Text => text::related(session.out(), page, others.len(), width)?,
        Format::Json => {}
        Format::Jsonl => json::related_lines(session.out(), page)?,
        Format::Md => markdown::related(session.out(), related, page)?,
        Format::Csv => csv::related(session.out(), page, list.csv_raw)?,
    }
    if others.is_empty() {
        session.tell(&format!("no topic is like `{}`", related.topic.title));
    }
    Ok(found(others.len()))
}
