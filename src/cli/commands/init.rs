use crate::cli::Status;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::kb::Kb;
use crate::render::clean;
use std::path::PathBuf;

/// Make a folder a knowledge base
///
/// Writes `kb.toml` and makes the folders `notes` and `index` where they are missing. Nothing that is there is
/// changed.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// The folder; made where it is missing
    #[arg(value_name = "DIR", default_value = ".")]
    dir: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  kb init
  kb init ~/recaps";

pub(in crate::cli) fn run(args: &Args, session: &mut Session) -> Result<Status, Failure> {
    let made = Kb::init(&args.dir)?;
    for path in made {
        writeln!(
            session.out(),
            "made {}",
            clean::line(&path.display().to_string())
        )?;
    }
    session.tell("hint: put recaps into `notes`, then try `kb recaps`");
    Ok(Status::Done)
}
