//! The commands, one file each.

mod actions;
mod check;
mod compare;
mod config;
mod decisions;
mod index;
mod init;
mod recaps;
mod search;
mod show;
mod stats;
mod tags;
mod topics;

use super::Status;
use super::failure::Failure;
use super::session::Session;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Search(search::Args),
    Show(show::Args),
    Topics(topics::Args),
    Recaps(recaps::Args),
    Tags(tags::Args),
    Decisions(decisions::Args),
    Actions(actions::Args),
    Compare(compare::Args),
    Stats(stats::Args),
    Check(check::Args),
    Index(index::Args),
    Init(init::Args),
    #[command(subcommand)]
    Config(config::Command),
}

/// Runs a command.
pub(super) fn run(command: Command, session: &mut Session) -> Result<Status, Failure> {
    match command {
        Command::Search(args) => search::run(args, session),
        Command::Show(args) => show::run(&args, session),
        Command::Topics(args) => topics::run(args, session),
        Command::Recaps(args) => recaps::run(args, session),
        Command::Tags(args) => tags::run(args, session),
        Command::Decisions(args) => decisions::run(args, session),
        Command::Actions(args) => actions::run(args, session),
        Command::Compare(args) => compare::run(args, session),
        Command::Stats(args) => stats::run(args, session),
        Command::Check(args) => check::run(args, session),
        Command::Index(args) => index::run(&args, session),
        Command::Init(args) => init::run(&args, session),
        Command::Config(command) => config::run(&command, session),
    }
}

/// The status of a list that holds so many.
fn found(count: usize) -> Status {
    if count == 0 {
        Status::Nothing
    } else {
        Status::Done
    }
}
