use crate::cli::args::ListenArgs;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::{Offer, Status};

/// Answer assistants over the Model Context Protocol
///
/// Over standard input and output, with tools that only read: search, get, priorities, history, decisions, actions, topics,
/// releases; topics and recaps as resources; prompts for a release brief and a topic's history. Notes are given as quotations
/// with their file and line. It ends when its input does.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// Talk over HTTP instead, at `/mcp`
    #[arg(long)]
    http: bool,
    #[command(flatten)]
    listen: ListenArgs,
}

const EXAMPLES: &str = "\
Examples:
  kb mcp --root ~/notes
  kb mcp --http --port 4748";

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let offer = Offer {
        pages: false,
        mcp: true,
    };
    match args.http {
        true => session.serve(args.listen.into(), offer),
        false => session.talk(),
    }
}
