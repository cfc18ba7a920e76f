use crate::cli::Status;
use crate::cli::args::Plainly;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::kb::Kb;
use crate::render::{json, text};
use clap::Subcommand;

/// Show the settings
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
    /// Show each setting's value and where it comes from
    Show(ShowArgs),
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ShowArgs {
    /// How to write the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Plainly,
}

pub(in crate::cli) fn run(command: &Command, session: &mut Session) -> Result<Status, Failure> {
    let Command::Show(args) = command;
    let settings = Kb::settings(&session.root()?);
    match args.format {
        Plainly::Text => text::settings(session.out(), &settings)?,
        Plainly::Json => json::settings(session.out(), &settings)?,
    }
    Ok(Status::Done)
}
