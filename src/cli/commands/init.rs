use crate::cli::Status;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::kb::Kb;
use crate::render::clean;
use crate::render::text::many;
use std::path::PathBuf;

/// Make a folder a knowledge base
///
/// Writes `kb.toml` and makes the folder `index`. Its notes are those that lie there already: `notes` in `kb.toml` is
/// the folder that holds all of them, such as `minutes`, or `.` where they lie in several; where there are none, the
/// folder `notes` is made. Nothing that is there is changed.
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
    let begun = Kb::init(&args.dir)?;
    for path in begun.made {
        writeln!(
            session.out(),
            "made {}",
            clean::line(&path.display().to_string())
        )?;
    }
    let folder = begun.notes;
    session.tell(&match begun.found {
        0 => format!("hint: put recaps into `{folder}`, then try `kb recaps`"),
        found => format!(
            "{} in `{folder}`, which `notes` in `kb.toml` names; try `kb recaps`",
            many(found, "note", "notes")
        ),
    });
    Ok(Status::Done)
}
