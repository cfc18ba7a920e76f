use crate::cli::args::Plainly;
use crate::cli::failure::Failure;
use crate::cli::place::Place;
use crate::cli::session::Session;
use crate::cli::{Status, surroundings};
use crate::kb::Kb;
use crate::kb::doctor::State;
use crate::render::{json, text};

/// Look for what is wrong, and say what mends it
///
/// Settings, index, notes, the environment and the terminal. Every byte of the index is read; nothing is changed. Works where other
/// commands do not: with settings that cannot be read, a damaged index, or no notes.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// How to write the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Plainly,
}

const EXAMPLES: &str = "\
Examples:
  kb doctor
  kb doctor --root ~/recaps --format json

Exit status: 0 all is well, or there are warnings only, 1 something does not work, 2 error.";

pub(in crate::cli) fn run(args: &Args, session: &mut Session) -> Result<Status, Failure> {
    let place = Place::here(session.global.index.clone())?;
    let mut checks = Kb::doctor(place.root(session.global.root.as_deref()));
    checks.extend(surroundings::checks());
    let width = session.terminal.text_width();
    match args.format {
        Plainly::Text => text::doctor(session.out(), &checks, width)?,
        Plainly::Json => json::doctor(session.out(), &checks)?,
    }
    let fails = checks.iter().any(|check| check.state == State::Fail);
    Ok(if fails { Status::Faulty } else { Status::Done })
}
