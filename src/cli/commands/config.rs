use crate::cli::args::Plainly;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::{Status, complete};
use crate::config::{self, EntryKey};
use crate::kb::{Change, Error, Kb};
use crate::render::{clean, json, text};
use clap::Subcommand;
use clap_complete::engine::ArgValueCompleter;

/// Show and change the settings
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
    /// Show each setting's value and where it comes from
    Show(ShowArgs),
    /// Write one setting's value, as TOML
    Get(KeyArgs),
    /// Change one setting in `kb.toml`
    ///
    /// Comments and all other settings stay as they are. The file is written only where the settings can be used afterwards. An entry
    /// of a table is named by what it is called: `tag.replication.aliases` is `aliases` of the `[[tag]]` whose `tag` is `replication`;
    /// one that is not there is made.
    Set(SetArgs),
    /// Take one setting out of `kb.toml`, so that its default counts
    ///
    /// A key that is no setting, such as one that was mistyped, is taken out too. Comments above it stay. `tag.replication` takes out
    /// a whole entry.
    Unset(UnsetArgs),
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ShowArgs {
    /// How to write the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Plainly,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct KeyArgs {
    /// The setting, such as `notes` or `tag.replication.aliases`; docs/settings.md has all of them
    #[arg(value_name = "KEY", add = ArgValueCompleter::new(complete::settings))]
    key: String,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct UnsetArgs {
    /// The setting: `notes`, `index`, `include`, `exclude`, `max_size`, or one of an entry such as `tag.replication.aliases`
    #[arg(value_name = "KEY", add = ArgValueCompleter::new(complete::settings))]
    key: String,
}

#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct SetArgs {
    /// The setting: `notes`, `index`, `include`, `exclude`, `max_size`, or one of an entry such as `tag.replication.aliases`
    #[arg(value_name = "KEY", add = ArgValueCompleter::new(complete::settings))]
    key: String,
    /// Its value; several make a list
    #[arg(value_name = "VALUE", required = true)]
    values: Vec<String>,
}

const EXAMPLES: &str = "\
Examples:
  kb config set notes notes minutes
  kb config set exclude README.md 'drafts/**'
  kb config set max_size '4 MiB'
  kb config set tag.erasure-coding.aliases EC reed-solomon
  kb config set tag.erasure-coding.parent replication
  kb config set 'context.meetings/**/*.md.project' cinder";

pub(in crate::cli) fn run(command: &Command, session: &mut Session) -> Result<Status, Failure> {
    match command {
        Command::Show(args) => show(args, session),
        Command::Get(args) => get(&args.key, session),
        Command::Set(args) => change(&args.key, &Change::Set(args.values.clone()), session),
        Command::Unset(args) => change(&args.key, &Change::Unset, session),
    }
}

fn show(args: &ShowArgs, session: &mut Session) -> Result<Status, Failure> {
    let settings = Kb::settings(&session.root()?);
    match args.format {
        Plainly::Text => text::settings(session.out(), &settings)?,
        Plainly::Json => json::settings(session.out(), &settings)?,
    }
    Ok(Status::Done)
}

fn get(key: &str, session: &mut Session) -> Result<Status, Failure> {
    if let Some(entry) = EntryKey::new(key) {
        return get_entry(&entry, session);
    }
    let known = config::keys();
    if !known.iter().any(|other| other == key) {
        let error = config::unknown(key, known.iter().map(String::as_str));
        return Err(Error::from(error).into());
    }
    let settings = Kb::settings(&session.root()?);
    let values: Vec<_> = settings.iter().filter(|s| s.key == key).collect();
    for setting in &values {
        writeln!(session.out(), "{}", clean::line(&setting.value))?;
    }
    Ok(super::found(values.len()))
}

/// Writes one value of an entry, or all of it as `kb.toml` has it.
fn get_entry(entry: &EntryKey<'_>, session: &mut Session) -> Result<Status, Failure> {
    let mut found = 0;
    for setting in Kb::entry(&session.root()?, entry)? {
        let field = setting.key.rsplit('.').next().unwrap_or_default();
        let value = clean::line(&setting.value);
        match entry.field {
            Some(wanted) if wanted != field => continue,
            Some(_) => writeln!(session.out(), "{value}")?,
            None => writeln!(session.out(), "{field} = {value}")?,
        }
        found += 1;
    }
    Ok(super::found(found))
}

fn change(key: &str, change: &Change, session: &mut Session) -> Result<Status, Failure> {
    let dir = session.root_dir()?;
    let changed = Kb::change_setting(&dir, key, change)?;
    if changed.before == changed.after {
        session.tell("nothing changed");
        return Ok(match change {
            Change::Set(_) => Status::Done,
            Change::Unset => Status::Nothing,
        });
    }
    let name = changed.file.display().to_string();
    text::diff(session.out(), &name, &changed.before, &changed.after)?;
    for folder in &changed.missing {
        session.tell(&format!(
            "warning: there is no folder `{folder}`; no notes are read there before it is made"
        ));
    }
    Ok(Status::Done)
}
