//! `kb check --fix`: the one place where a note is written, after it was shown and only where that is wanted.

use super::report;
use crate::cli::Status;
use crate::cli::args::Format;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::kb::{Error, Filters, Kb, MendedNote, Mends};
use crate::model::Severity;
use crate::recap::Fault;
use crate::render::{clean, text};
use clap::Args;
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

/// Whether and how mended notes are written.
#[derive(Debug, Args)]
#[command(next_help_heading = "Mending")]
pub(super) struct FixArgs {
    /// Mend what is mechanical: show what would change, and ask before it is written
    ///
    /// Headings without a blank behind their marks (`##Heading`), a date that only the file's name has, front matter that is never
    /// closed. Nothing is taken out, and a note that would then be read otherwise is left as it is. `--rule` and `--severity` choose
    /// among them. With `--format json` nothing is asked: say `--dry-run`, `--yes` or `--into DIR`.
    #[arg(long, conflicts_with_all = ["strict", "limit", "offset", "csv_raw"])]
    pub(super) fix: bool,
    /// With --fix: write without asking
    #[arg(long, requires = "fix", conflicts_with_all = ["into", "dry_run"])]
    yes: bool,
    /// With --fix: write the mended notes into this folder, and leave those that are there as they are
    #[arg(long, value_name = "DIR", requires = "fix", conflicts_with = "dry_run")]
    into: Option<PathBuf>,
    /// With --fix: show what would change, and write nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

/// Most notes that are named as left alone.
const NAMED: usize = 10;

/// What is to be mended, and how the answer is written.
pub(super) struct Wanted<'w> {
    pub(super) filters: &'w Filters,
    pub(super) faults: Vec<Fault>,
    pub(super) format: Format,
}

pub(super) fn run(
    args: &FixArgs,
    wanted: &Wanted<'_>,
    session: &mut Session,
) -> Result<Status, Failure> {
    let asks = !args.yes && !args.dry_run && args.into.is_none();
    refuse(wanted.format, asks)?;
    let kb = session.open()?;
    let target = match &args.into {
        Some(dir) => Target::Folder(kb.folder_for_copies(dir)?),
        None => Target::Notes,
    };
    let mut answered = kb.mends(wanted.filters, &wanted.faults)?;
    session.tell_about(&answered);
    let count = answered.value.notes.len();
    // Who is asked, or only looks, is shown what would come of it.
    if args.dry_run || asks {
        answered.value = kb.writable(answered.value);
    }
    if wanted.format == Format::Json {
        let target = (!args.dry_run).then_some(&target);
        return report::run(&kb, &answered, &wanted.faults, target, session);
    }
    let mends = &answered.value;
    match shown(&mends.notes, session) {
        // Who has seen enough can still say what is to be done; who only wanted to see it is done.
        Err(Failure::ClosedPipe) if !args.dry_run => {}
        done => done?,
    }
    if asks {
        // The pager reads the same keys as the answer to the question is made of.
        session.end();
        // Who was shown nothing is not asked about it.
        if session.is_unshown() {
            shown(&mends.notes, session)?;
        }
    }
    tell_left(mends, session);
    if mends.notes.is_empty() {
        session.tell(match count {
            0 => "nothing to mend",
            _ => "nothing to mend that could be written; `--into DIR` writes copies",
        });
        return Ok(Status::Nothing);
    }
    if args.dry_run {
        session.tell(&format!("would mend {}", summary(&mends.notes)));
        return Ok(Status::Done);
    }
    if asks && !is_agreed(&mends.notes, session)? {
        session.tell("nothing was changed");
        return Ok(Status::Done);
    }
    written(
        &mends.notes,
        |note| target.write(&kb, note).map(drop),
        session,
    )?;
    if matches!(target, Target::Notes) {
        tell_rest(wanted.filters, session)?;
    }
    Ok(Status::Done)
}

/// Refuses what cannot be answered so.
fn refuse(format: Format, asks: bool) -> Result<(), Failure> {
    match format {
        Format::Text => {}
        Format::Json if asks => {
            return Err(Failure::new("with `--format json` nothing is asked").hinted(
                "add `--dry-run` to see what would change, `--yes` to write it, or `--into DIR` for copies",
            ));
        }
        Format::Json => return Ok(()),
        _ => {
            return Err(Failure::new("what `--fix` does is told as text or JSON")
                .hinted("`--format json` has each mend with its place"));
        }
    }
    // Who cannot see what would change cannot agree to it.
    if asks && !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Err(
            Failure::new("there is no terminal to show the changes on and to ask").hinted(
                "pass `--dry-run` to see them, then `--yes` to write them, or `--into DIR` for copies",
            ),
        );
    }
    Ok(())
}

/// Where mended notes go.
pub(super) enum Target {
    /// In the place of the notes.
    Notes,
    /// Into a folder for copies.
    Folder(PathBuf),
}

impl Target {
    /// Writes one, and gives its path: of a note that below the root, of a copy that below the folder.
    pub(super) fn write(&self, kb: &Kb, note: &MendedNote) -> Result<String, Error> {
        match self {
            Self::Notes => kb.write_mended(note).map(|()| note.path.clone()),
            Self::Folder(dir) => {
                let copy = kb.copy_mended(note, dir)?;
                let below = copy.strip_prefix(dir).unwrap_or(&copy);
                Ok(below.to_string_lossy().replace('\\', "/"))
            }
        }
    }
}

/// Shows what would change.
fn shown(notes: &[MendedNote], session: &mut Session) -> Result<(), Failure> {
    for note in notes {
        text::diff(session.out(), &note.path, &note.before, &note.after)?;
    }
    session.finish()
}

/// Writes each note; one that cannot be written stops no other.
fn written(
    notes: &[MendedNote],
    write: impl Fn(&MendedNote) -> Result<(), Error>,
    session: &mut Session,
) -> Result<(), Failure> {
    let mut done = Vec::new();
    let mut failed = 0;
    for note in notes {
        match write(note) {
            Ok(()) => done.push(note.clone()),
            Err(error) => {
                failed += 1;
                session.fail(&error.into());
            }
        }
    }
    if !done.is_empty() {
        session.tell(&format!("mended {}", summary(&done)));
    }
    all_written(failed, notes.len())
}

/// Whether all of `count` notes could be written.
pub(super) fn all_written(failed: usize, count: usize) -> Result<(), Failure> {
    match failed {
        0 => Ok(()),
        _ => Err(Failure::new(format!(
            "{failed} of {} could not be written; what could not is as it was",
            text::many(count, "note", "notes")
        ))),
    }
}

/// Asks on the terminal. Anything but a yes is a no.
fn is_agreed(notes: &[MendedNote], session: &mut Session) -> Result<bool, Failure> {
    session.ask(&format!(
        "write this into {}? [y/N] ",
        text::many(notes.len(), "note", "notes")
    ));
    let mut answer = String::new();
    let read = io::stdin().read_line(&mut answer);
    read.map_err(|error| Failure::new(format!("the answer cannot be read: {error}")))?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// `3 notes: 4 headings spaced, 1 date added`.
fn summary(notes: &[MendedNote]) -> String {
    let count = |fault: Fault| {
        let all = notes.iter().flat_map(|note| &note.mends);
        all.filter(|mend| mend.fault == fault).count()
    };
    let parts = Fault::ALL.map(|fault| (count(fault), fault.names()));
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, (one, several))| text::many(*count, one, several))
        .collect();
    let notes = text::many(notes.len(), "note", "notes");
    format!("{notes}: {}", parts.join(", "))
}

/// Says which notes were left alone.
fn tell_left(mends: &Mends, session: &mut Session) {
    let (other, odd): (Vec<_>, Vec<_>) = mends.left.iter().partition(|note| note.is_sound);
    for note in odd.iter().take(NAMED) {
        session.tell(&format!(
            "left alone: {}: {}",
            clean::line(&note.path),
            note.reason
        ));
    }
    if odd.len() > NAMED {
        session.tell(&format!("left alone: {} more", odd.len() - NAMED));
    }
    if !other.is_empty() {
        let notes = text::many(other.len(), "note that is", "notes that are");
        session.tell(&format!("left alone: {notes} not Markdown"));
    }
}

/// Says what is left for a person, now that the notes have changed.
fn tell_rest(filters: &Filters, session: &mut Session) -> Result<(), Failure> {
    let kb: Kb = session.open()?;
    let findings = kb.check(filters)?.value;
    let warnings = findings.iter();
    let warnings = warnings.filter(|found| found.diagnostic.severity != Severity::Note);
    let warnings = warnings.count();
    let said = match (warnings, findings.len() - warnings) {
        (0, 0) => "nothing is left to mend".to_owned(),
        (warnings, notes) => format!(
            "left for you: {}, {}; `kb check` lists them",
            text::many(warnings, "warning", "warnings"),
            text::many(notes, "note", "notes")
        ),
    };
    session.tell(&said);
    Ok(())
}
