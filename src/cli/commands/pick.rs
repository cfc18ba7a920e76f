use crate::cli::Status;
use crate::cli::args::FilterArgs;
use crate::cli::failure::Failure;
use crate::cli::screens::Print;
use crate::cli::session::Session;
use crate::kb::SearchRequest;

/// Pick a topic by a few letters of it, for use in other commands
///
/// Letters of its title, facts or path fit in their order, words in any. Enter writes the topic, Esc nothing (status 1). The
/// screen is the terminal's: what is written can go into a pipe or another command.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// What is typed already
    #[arg(value_name = "LETTERS")]
    typed: Vec<String>,
    /// What to write of the topic
    #[arg(long, value_name = "WHAT", default_value = "path")]
    print: Print,
    #[command(flatten)]
    filters: FilterArgs,
}

const EXAMPLES: &str = "\
Examples:
  $EDITOR \"$(kb pick)\"
  vim $(kb pick --print editor)           at the topic's line
  kb show \"$(kb pick --print id)\"
  kb pick repl --release newton";

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let request = SearchRequest {
        filters: args.filters.into(),
        ..SearchRequest::default()
    };
    session.pick(request, args.typed.join(" "), args.print)
}
