//! The terminal front end: arguments in, answers out, an exit code at the end.
//!
//! One command is one file with its arguments and one function; its doc comment is its help. Only this
//! room knows the environment, the terminal and exit codes.

mod answer;
mod args;
mod commands;
mod complete;
mod contents;
mod editor;
mod failure;
mod fronts;
mod limits;
mod pager;
mod place;
mod progress;
mod reference;
mod screens;
mod serving;
mod session;
mod surroundings;
mod terminal;
mod watching;
mod words;

use crate::kb::Error;
use args::Global;
use clap::{CommandFactory, FromArgMatches, Parser};
use failure::Failure;
use session::Session;
use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

pub use fronts::{Desk, Edit, Fronts, Offer, Pick, Picking, Ready};
pub use reference::reference;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// Found, or done.
    Done,
    /// Asked, and found nothing.
    Nothing,
    /// Checked, and found faults where none were to be.
    Faulty,
}

/// Search and read the recaps of design summits, working groups and meetings
///
/// kb reads a folder of recap Markdown, parses it into topics with release, project, event, date, people and
/// tags, picks out priorities, decisions and actions, and answers from a full-text index that is always brought up to
/// date first.
#[derive(Debug, Parser)]
#[command(name = "kb", version, propagate_version = true, max_term_width = 100, after_long_help = EXAMPLES)]
#[command(subcommand_required = true, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: commands::Command,
}

const EXAMPLES: &str = "\
Examples:
  kb search active/active                 what was said about active/active
  kb search replication --release mitaka  ... in the recaps of one release
  kb priorities                           each release's list: carried over, new, dropped
  kb history replication                  how it got to where it is
  kb decisions --release newton           what was decided
  kb export --output summary.html         summaries for people who were not there
  kb topics --tag ha                      every topic about high availability
  kb show replication-next-steps          one topic, whole
  kb check                                what the notes lack
  kb serve                                all of it as web pages, to this machine

Exit status: 0 found or done, 1 asked and found nothing, 2 error.";

/// Runs kb with these arguments, the program's name first, and with these other front ends.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>, fronts: Fronts) -> ExitCode {
    limits::are_errors();
    let args: Vec<OsString> = args.into_iter().collect();
    if let Some(answered) = complete::answer(&args) {
        return answered;
    }
    let command = command();
    let marked = words::marked(&command, &args);
    let matches = match command.try_get_matches_from(marked) {
        Ok(matches) => matches,
        Err(error) => return failure::usage(error, &args),
    };
    // What panics below is caught where it can be healed; its own words would only be noise on the terminal.
    std::panic::set_hook(Box::new(|_| {}));
    let mut suspicious = false;
    loop {
        let cli = match Cli::from_arg_matches(&matches) {
            Ok(cli) => cli,
            Err(error) => return failure::usage(error, &args),
        };
        let heals = !cli.global.no_sync && !suspicious;
        let mut session = Session::new(cli.global, suspicious, fronts);
        let work = AssertUnwindSafe(|| work(cli.command, &mut session));
        let done = catch_unwind(work).unwrap_or_else(|panic| Err(Error::panicked(&*panic).into()));
        match done {
            Ok(Status::Done) => return ExitCode::SUCCESS,
            Err(Failure::ClosedPipe) => {
                session.end();
                return ExitCode::SUCCESS;
            }
            Ok(Status::Nothing | Status::Faulty) => return ExitCode::from(1),
            // An index that fails while it is read is looked at whole, and asked once more.
            Err(failure) if heals && failure.may_be_damage() && session.is_unwritten() => {
                session.discard();
                suspicious = true;
            }
            Err(failure) => {
                session.fail(&failure);
                return ExitCode::from(2);
            }
        }
    }
}

fn work(command: commands::Command, session: &mut Session) -> Result<Status, Failure> {
    if command.is_read() {
        session.page();
    }
    let status = commands::run(command, session)?;
    session.finish()?;
    session.end();
    if status == Status::Nothing {
        session.tell_nothing();
    }
    Ok(status)
}

fn command() -> clap::Command {
    contents::in_parts(Cli::command())
}
