use super::found;
use crate::cli::Status;
use crate::cli::args::{FilterArgs, Format};
use crate::cli::complete;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::kb::Side;
use crate::render::{csv, json, markdown, text};
use clap::ValueEnum;
use clap_complete::engine::ArgValueCompleter;

/// Compare two releases, or two projects
///
/// Topics and priorities of both, and of one alone. Two are taken for the same where their titles have a tag in
/// common, or at least half of the significant words of the shorter one; which, is said.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// A release, by name or number, or a project
    #[arg(value_name = "A", add = ArgValueCompleter::new(complete::sides))]
    a: String,
    /// Another one
    #[arg(value_name = "B", add = ArgValueCompleter::new(complete::sides))]
    b: String,
    /// What A and B are [default: what the notes have under these names]
    #[arg(long, value_name = "WHAT")]
    by: Option<By>,
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
  kb compare mitaka newton
  kb compare mitaka newton --project cinder --tag replication
  kb compare cinder nova --by project --format md";

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// Two releases
    Release,
    /// Two projects
    Project,
}

impl From<By> for Side {
    fn from(by: By) -> Self {
        match by {
            By::Release => Side::Release,
            By::Project => Side::Project,
        }
    }
}

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let by = args.by.map(Side::from);
    let kb = session.open()?;
    let answered = kb.compare([&args.a, &args.b], by, &args.filters.into())?;
    session.tell_about(&answered);
    let found_any = found(answered.value.count());
    let width = session.terminal.text_width();
    match args.format {
        // Where there is nothing to compare, nothing is told.
        Format::Text | Format::Md if found_any == Status::Nothing => {}
        Format::Text => text::compare(session.out(), &answered.value, width)?,
        Format::Json => json::compare(session.out(), &answered)?,
        Format::Jsonl => json::compare_lines(session.out(), &answered.value)?,
        Format::Md => markdown::compare(session.out(), &answered.value)?,
        Format::Csv => csv::compare(session.out(), &answered.value, args.csv_raw)?,
    }
    Ok(found_any)
}
