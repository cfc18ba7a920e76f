use crate::cli::Status;
use crate::cli::complete;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use clap::ValueEnum;

/// Print what makes a shell complete the commands of kb
///
/// Commands, options, and the tags, releases, projects and ids that the index has. Have the shell read it when it
/// starts, so that it is always that of the kb in use.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  source <(kb completions bash)           in ~/.bashrc
  source <(kb completions zsh)            in ~/.zshrc, after compinit
  kb completions fish | source            in ~/.config/fish/completions/kb.fish
  kb completions powershell | Out-String | Invoke-Expression     in $PROFILE
  eval (kb completions elvish | slurp)    in ~/.config/elvish/rc.elv";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    /// Bash
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
    /// PowerShell
    Powershell,
    /// Elvish
    Elvish,
}

impl Shell {
    fn name(self) -> &'static str {
        match self {
            Shell::Bash => "bash",
            Shell::Zsh => "zsh",
            Shell::Fish => "fish",
            Shell::Powershell => "powershell",
            Shell::Elvish => "elvish",
        }
    }
}

pub(in crate::cli) fn run(args: &Args, session: &mut Session) -> Result<Status, Failure> {
    let name = args.shell.name();
    let shells = complete::shells();
    let shell = shells
        .completer(name)
        .ok_or_else(|| Failure::new(format!("`{name}` is not known")))?;
    let mut script = Vec::new();
    shell.write_registration(complete::ASKED, "kb", "kb", &program(), &mut script)?;
    session.out().write_all(&script)?;
    Ok(Status::Done)
}

/// What the shell runs to ask: kb as it was called, by its whole path where that was a path.
fn program() -> String {
    let called = std::env::args_os().next().map(std::path::PathBuf::from);
    let called = called.unwrap_or_else(|| "kb".into());
    let path = match called.components().count() {
        0 | 1 => called,
        _ => std::env::current_dir().map_or(called.clone(), |here| here.join(&called)),
    };
    path.to_string_lossy().into_owned()
}
