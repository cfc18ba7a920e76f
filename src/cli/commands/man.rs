use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::{Status, complete};
use crate::kb::write::write_file;
use crate::render::clean;
use clap::{Command, ValueHint};
use clap_complete::engine::ArgValueCompleter;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};
use std::path::PathBuf;

/// Write the manual pages
///
/// The page of kb, or of one of its commands, to standard output; with --dir all of them into files. `man -l` shows a page.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// The command, such as `search` or `config set`
    #[arg(value_name = "COMMAND", add = ArgValueCompleter::new(complete::commands))]
    command: Vec<String>,
    /// Write all pages into this folder: `kb.1`, `kb-search.1`, ...
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "command")]
    dir: Option<PathBuf>,
    /// With --dir: replace pages that are there
    #[arg(long, requires = "dir")]
    force: bool,
}

const EXAMPLES: &str = "\
Examples:
  kb man search | man -l -
  kb man --dir ~/.local/share/man/man1 --force";

pub(in crate::cli) fn run(args: &Args, session: &mut Session) -> Result<Status, Failure> {
    let mut pages = Vec::new();
    collect(&whole(), &mut pages)?;
    if let Some(dir) = &args.dir {
        for (name, page) in &pages {
            write_file(&dir.join(format!("{name}.1")), page, args.force)?;
        }
        session.tell(&format!(
            "wrote {} pages into {}",
            pages.len(),
            dir.display()
        ));
        return Ok(Status::Done);
    }
    let wanted = std::iter::once("kb").chain(args.command.iter().map(String::as_str));
    let wanted = wanted.collect::<Vec<_>>().join("-");
    let Some((_, page)) = pages.iter().find(|(name, _)| *name == wanted) else {
        let named = clean::line(&args.command.join(" "));
        let failure = Failure::new(format!("kb has no command `{named}`"));
        return Err(failure.hinted("`kb --help` lists them"));
    };
    session.out().write_all(page)?;
    Ok(Status::Done)
}

/// kb with all its commands. The words `help` and its commands repeat what the pages say.
fn whole() -> Command {
    let mut command = crate::cli::command().disable_help_subcommand(true);
    command.build();
    command
}

/// The page of a command and those of the commands below it, by their names.
fn collect(command: &Command, pages: &mut Vec<(String, Vec<u8>)>) -> Result<(), Failure> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    pages.push((name.to_owned(), page(command)?));
    let below = command
        .get_subcommands()
        .filter(|below| !below.is_hide_set());
    for below in below {
        collect(below, pages)?;
    }
    Ok(())
}

/// The page of a command.
fn page(command: &Command) -> Result<Vec<u8>, Failure> {
    let man = Man::new(command.clone()).source(format!("kb {}", env!("CARGO_PKG_VERSION")));
    // A page has no date, so that it is the same wherever it is made; an empty one would be left out, and shift the rest.
    let man = man.date(" ").manual("kb");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    synopsis(command).to_writer(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    if let Some(text) = command.get_after_long_help() {
        examples(&text.to_string()).to_writer(&mut page)?;
    }
    Ok(page)
}

/// The command's usage: all its options by name would say less, and take more.
fn synopsis(command: &Command) -> Roff {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").trim();
    let mut section = Roff::new();
    section.control("SH", ["SYNOPSIS"]).text([roman(usage)]);
    section
}

/// Examples line by line: filled, they would be no commands any more.
fn examples(text: &str) -> Roff {
    let mut section = Roff::new();
    section.control("SH", ["EXAMPLES"]).control("nf", []);
    for line in text.lines().filter(|line| *line != "Examples:") {
        section.text([roman(line)]);
    }
    section.control("fi", []);
    section
}
