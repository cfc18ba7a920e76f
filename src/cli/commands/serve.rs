use crate::cli::args::ListenArgs;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::{Offer, Status};

/// Serve the notes as web pages, to this machine
///
/// Search as you type, topics, releases, histories, the tables of priorities and tags; the same answers as JSON under
/// `/api/`. The address is written to standard output. Answers follow the notes as they change. Nothing is loaded from
/// elsewhere; Ctrl-C ends it.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// Talk MCP at `/mcp` too, for programs that ask for an assistant
    #[arg(long)]
    mcp: bool,
    #[command(flatten)]
    listen: ListenArgs,
}

const EXAMPLES: &str = "\
Examples:
  kb serve
  kb serve --port 0 --mcp
  KB_TOKEN=$(cat token) kb serve --host 0.0.0.0 --allow-host kb.example.org:4747";

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let offer = Offer {
        pages: true,
        mcp: args.mcp,
    };
    session.serve(args.listen.into(), offer)
}
