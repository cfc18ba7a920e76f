use crate::cli::Status;
use crate::cli::args::FilterArgs;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::{complete, words};
use clap_complete::engine::ArgValueCompleter;

/// Search, read and follow what was said, in a full screen
///
/// Type to search; the counts at the side narrow it down, the preview shows what was found. Enter opens a record. Down leads
/// to the hits: there `e` opens your editor at the line, `h` shows the history, `p` the priorities of the release, `?` the
/// keys. It follows the notes while it is open.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// What to search for first
    #[arg(value_name = "QUERY", value_parser = words::word, add = ArgValueCompleter::new(complete::query))]
    query: Vec<String>,
    #[command(flatten)]
    filters: FilterArgs,
}

const EXAMPLES: &str = "\
Examples:
  kb browse
  kb browse replication --project cinder";

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    session.browse(args.query.join(" "), args.filters.into())
}
