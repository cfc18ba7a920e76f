use super::found;
use crate::cli::Status;
use crate::cli::args::{FilterArgs, Format};
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::{complete, words};
use crate::render::{csv, json, markdown, text};
use clap_complete::engine::ArgValueCompleter;

/// Tell how something got to where it is, oldest first
///
/// For each topic about it: one or two sentences of the recap's own, outcome first, its decisions, and whether it was
/// a priority. A tag, its name or an alias finds the topics that have it; anything else is searched for, and of several
/// words a sentence has to say all that the topic's title does not.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// A tag, or words
    #[arg(required = true, value_name = "TAG-OR-WORDS", value_parser = words::word, add = ArgValueCompleter::new(complete::tags))]
    about: Vec<String>,
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
}

const EXAMPLES: &str = "\
Examples:
  kb history replication
  kb history availability zones --project cinder
  kb history active/active --release mitaka..newton";

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let kb = session.open()?;
    let answered = kb.history(&args.about.join(" "), &args.filters.into())?;
    session.tell_about(&answered);
    let history = &answered.value;
    let width = session.terminal.text_width();
    match args.format {
        Format::Text => text::history(session.out(), history, width)?,
        Format::Json => json::history(session.out(), &answered)?,
        Format::Jsonl => json::history_lines(session.out(), history)?,
        Format::Md => markdown::history(session.out(), history)?,
        Format::Csv => csv::history(session.out(), history, args.csv_raw)?,
    }
    if history.entries.is_empty() {
        session.tell(&format!("nothing is said about {}", history.understood));
    }
    Ok(found(history.entries.len()))
}
