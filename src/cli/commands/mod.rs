//! The commands, one file each.

mod actions;
mod browse;
mod check;
mod compare;
mod completions;
mod config;
mod decisions;
mod doctor;
mod export;
mod history;
mod import;
mod index;
mod init;
mod links;
mod man;
mod mcp;
mod new;
mod pick;
mod priorities;
mod recaps;
mod related;
mod releases;
mod search;
mod serve;
mod show;
mod stats;
mod tags;
mod topics;
mod watch;

use super::Status;
use super::failure::Failure;
use super::session::Session;
use crate::kb::Kb;
use crate::kb::write::write_file;
use clap::Subcommand;
use std::path::Path;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Search(search::Args),
    Browse(browse::Args),
    Pick(pick::Args),
    Show(show::Args),
    Related(related::Args),
    Links(links::Args),
    Priorities(priorities::Args),
    History(history::Args),
    Decisions(decisions::Args),
    Actions(actions::Args),
    Compare(compare::Args),
    Export(export::Args),
    Stats(stats::Args),
    Topics(topics::Args),
    Recaps(recaps::Args),
    Tags(tags::Args),
    Releases(releases::Args),
    Check(check::Args),
    Watch(watch::Args),
    Serve(serve::Args),
    Mcp(mcp::Args),
    Index(index::Args),
    Doctor(doctor::Args),
    Init(init::Args),
    New(new::Args),
    Import(import::Args),
    Completions(completions::Args),
    Man(man::Args),
    #[command(subcommand)]
    Config(config::Command),
}

impl Command {
    /// Whether its answer is there to be read, and may be long.
    pub(super) fn is_read(&self) -> bool {
        match self {
            Self::Show(args) => args.is_read(),
            Self::Search(_)
            | Self::Related(_)
            | Self::Priorities(_)
            | Self::History(_)
            | Self::Decisions(_)
            | Self::Actions(_)
            | Self::Compare(_)
            | Self::Export(_)
            | Self::Stats(_)
            | Self::Topics(_)
            | Self::Recaps(_)
            | Self::Tags(_)
            | Self::Releases(_)
            | Self::Check(_)
            | Self::Config(_) => true,
            _ => false,
        }
    }
}

/// Runs a command.
pub(super) fn run(command: Command, session: &mut Session) -> Result<Status, Failure> {
    match command {
        Command::Search(args) => search::run(args, session),
        Command::Browse(args) => browse::run(args, session),
        Command::Pick(args) => pick::run(args, session),
        Command::Show(args) => show::run(&args, session),
        Command::Related(args) => related::run(args, session),
        Command::Links(args) => links::run(args, session),
        Command::Priorities(args) => priorities::run(args, session),
        Command::History(args) => history::run(args, session),
        Command::Topics(args) => topics::run(args, session),
        Command::Recaps(args) => recaps::run(args, session),
        Command::Tags(args) => tags::run(args, session),
        Command::Releases(args) => releases::run(args, session),
        Command::Export(args) => export::run(args, session),
        Command::Decisions(args) => decisions::run(args, session),
        Command::Actions(args) => actions::run(args, session),
        Command::Compare(args) => compare::run(args, session),
        Command::Stats(args) => stats::run(args, session),
        Command::Check(args) => check::run(args, session),
        Command::Watch(args) => watch::run(&args, session),
        Command::Serve(args) => serve::run(args, session),
        Command::Mcp(args) => mcp::run(args, session),
        Command::Index(args) => index::run(&args, session),
        Command::Doctor(args) => doctor::run(&args, session),
        Command::Init(args) => init::run(&args, session),
        Command::New(args) => new::run(args, session),
        Command::Import(args) => import::run(args, session),
        Command::Completions(args) => completions::run(&args, session),
        Command::Man(args) => man::run(&args, session),
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

/// Writes a chart into a file, outside the notes.
fn drawn(
    kb: &Kb,
    path: &Path,
    svg: &str,
    force: bool,
    session: &mut Session,
) -> Result<(), Failure> {
    refuse_notes(kb, path)?;
    let ending = path.extension().and_then(|e| e.to_str());
    if ending.is_some_and(|e| !e.eq_ignore_ascii_case("svg")) {
        let message = format!(
            "a chart is an SVG picture, and `{}` is none",
            path.display()
        );
        let named = path.with_extension("svg");
        return Err(Failure::new(message).hinted(format!("name it `{}`", named.display())));
    }
    write_file(path, svg.as_bytes(), force)?;
    session.tell(&format!("drew {}", path.display()));
    Ok(())
}

/// Notes are never written: not by an answer put into their folder either. Nor are the settings and the index.
fn refuse_notes(kb: &Kb, target: &Path) -> Result<(), Failure> {
    if kb.is_own_file(target) {
        let message = format!("`{}` belongs to the knowledge base", target.display());
        return Err(Failure::new(message).hinted("choose another name: kb would not read it again"));
    }
    if !kb.is_in_notes(target) {
        return Ok(());
    }
    let message = format!("`{}` lies in a folder of notes", target.display());
    Err(Failure::new(message).hinted("write it elsewhere: what lies there is read as a recap"))
}
