use super::found;
use crate::cli::Status;
use crate::cli::args::{Format, ListArgs, NarrowArgs};
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::kb::ItemFilter;
use crate::render::{csv, json, markdown, text};

/// List what was decided, by date
///
/// Each decision with its words, what they come to, its topic and its place. A decision is strong where the recap
/// marks it: by a label, a heading, an introducing line. It is weak where only a sentence says so; the words that do
/// are given. Places where the recap says that nothing was decided stand among them.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
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
  kb decisions replication                what was decided about it
  kb decisions --release mitaka
  kb decisions --tag replication --strong
  kb decisions --project cinder --format md > decisions.md";

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let wanted = ItemFilter {
        strong: args.strong,
        ..ItemFilter::default()
    };
    let kb = session.open()?;
    let answered = kb.decisions(&args.filters.into(), &wanted)?;
    session.tell_about(&answered);
    let all = &answered.value;
    let page = args.list.page(&all.decisions);
    let width = session.terminal.text_width();
    match args.list.format {
        Format::Text => text::decisions(session.out(), page, all, width)?,
        Format::Json => json::decisions(session.out(), page, &answered)?,
        Format::Jsonl => json::decision_lines(session.out(), page)?,
        Format::Md => markdown::decisions(session.out(), page, all)?,
        Format::Csv => csv::decisions(session.out(), page, args.list.csv_raw)?,
    }
    Ok(found(all.decisions.len() + all.undecided.len()))
}
