use super::check::{Least, rules};
use crate::cli::Status;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::watching::{Checked, Follow, Watching};
use clap::ValueEnum;

/// Keep the index up to date as notes change, and say what changed
///
/// A line for each note that was added, changed or removed, however many times it was written meanwhile; what was only touched
/// is none. Where the system cannot watch folders, they are looked at every two seconds. Nothing is locked in between.
/// Ctrl-C ends it.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// Show what changed notes lack that they did not lack before, and say what is mended
    #[arg(long)]
    check: bool,
    /// With --check: only what is at least as grave as this
    #[arg(
        long,
        value_name = "SEVERITY",
        default_value = "note",
        requires = "check"
    )]
    severity: Least,
    /// With --check: only this rule, as `kb check` has them; may be repeated
    #[arg(long = "rule", value_name = "RULE", value_parser = rules::of_findings(), hide_possible_values = true, requires = "check")]
    rules: Vec<String>,
    /// Look at the folders from time to time, also where the system could tell of changes
    #[arg(long)]
    poll: bool,
    /// How to write what changed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: WatchFormat,
}

const EXAMPLES: &str = "\
Examples:
  kb watch
  kb watch --check                  beside an editor
  kb watch --check --severity warning
  kb watch --format jsonl | while read -r change; do make site; done";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum WatchFormat {
    /// For people
    Text,
    /// A JSON record a line
    Jsonl,
}

pub(in crate::cli) fn run(args: &Args, session: &mut Session) -> Result<Status, Failure> {
    if session.global.no_sync {
        let message = "with `--no-sync` the index stays as it is, and nothing can be watched";
        return Err(Failure::new(message).hinted("leave `--no-sync` out"));
    }
    let follow = Follow {
        check: args.check.then(|| Checked {
            least: args.severity.into(),
            rules: args.rules.clone(),
        }),
        polls: args.poll,
        as_json: args.format == WatchFormat::Jsonl,
    };
    Watching::begin(follow, session)?.run()
}
