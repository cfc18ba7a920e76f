use crate::cli::Status;
use crate::cli::args::Plainly;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::kb::Mode;
use crate::render::{json, text};
use std::time::{Duration, Instant};

/// Bring the index up to date, and say what changed
///
/// Every command that reads does this by itself. The index is a cache: deleting it loses nothing.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// Build the whole index anew
    #[arg(long)]
    rebuild: bool,
    /// Read every byte of the index and of the notes, and mend what is not as it was
    ///
    /// Finds what sizes and times do not tell: damage of a large index, and notes that changed without their time.
    #[arg(long, conflicts_with = "rebuild")]
    verify: bool,
    /// How to write the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Plainly,
}

const EXAMPLES: &str = "\
Examples:
  kb index -v            and say how many files were left out, and why
  kb index --verify      after a disk failed, or a tool set times back
  kb index --rebuild";

/// How long to wait for another kb that writes.
const PATIENCE: Duration = Duration::from_secs(10);

pub(in crate::cli) fn run(args: &Args, session: &mut Session) -> Result<Status, Failure> {
    let started = Instant::now();
    let patience = session.global.lock_timeout.unwrap_or(PATIENCE);
    let mode = match (args.rebuild, args.verify) {
        (true, _) => Mode::Rebuild,
        (_, true) => Mode::Verify,
        _ => Mode::Sync,
    };
    let kb = session.open_with(mode, patience)?;
    if let Some(reason) = kb.state().reason() {
        return Err(
            Failure::new(format!("the index cannot be written: {reason}"))
                .hinted("wait and try again, or keep it elsewhere with `--index DIR` or KB_INDEX"),
        );
    }
    let mut answered = kb.report()?;
    match args.format {
        Plainly::Text => {
            // Once is enough: where there is talk, these were told as the index was opened.
            let is_told = !session.global.quiet;
            let problems = &mut answered.value.problems;
            problems.retain(|problem| !(is_told && problem.is_of_folder()));
            text::indexed(session.out(), &answered.value)?;
        }
        Plainly::Json => json::indexed(session.out(), &answered)?,
    }
    if session.global.verbose {
        let skipped = kb.skipped();
        session.tell_more(&text::skipped(&skipped));
        session.tell_more(&format!("took {:.2} s", started.elapsed().as_secs_f64()));
    }
    Ok(Status::Done)
}
