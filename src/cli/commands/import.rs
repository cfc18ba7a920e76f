use crate::cli::Status;
use crate::cli::args::date;
use crate::cli::complete;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::kb::{ImportRequest, Kb};
use crate::model::PartialDate;
use crate::page::Stated;
use crate::render::clean;
use clap_complete::engine::ArgValueCompleter;
use std::path::PathBuf;

/// Make notes of saved web pages
///
/// Writes a recap into the first folder of notes for each page that a browser saved as HTML: a blog post, a page of a
/// wiki, a pad, a message of a mailing list. Its main text becomes Markdown, without menus, sidebars, comments and
/// scripts; title, date, authors and address become front matter. What the page does not tell stays absent, and nothing
/// is fetched. Either all pages are read, or nothing is written.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// The pages: files that end in .html, .htm or .xhtml
    #[arg(value_name = "PAGE", required = true)]
    pages: Vec<PathBuf>,
    /// The project that they are about
    #[arg(long, value_name = "PROJECT", value_parser = stated, add = ArgValueCompleter::new(complete::projects), help_heading = "Facts")]
    project: Option<String>,
    /// The release that they are about
    #[arg(long, value_name = "RELEASE", value_parser = stated, add = ArgValueCompleter::new(complete::releases), help_heading = "Facts")]
    release: Option<String>,
    /// The event that they report
    #[arg(long, value_name = "EVENT", value_parser = stated, help_heading = "Facts")]
    event: Option<String>,
    /// When they were written (`2015`, `2015-10`, `2015-10-27`) [default: what each page says]
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "Facts")]
    date: Option<PartialDate>,
    /// Replace notes that are there
    #[arg(long, help_heading = "Output")]
    force: bool,
    /// Show the notes, and write nothing
    #[arg(long, help_heading = "Output")]
    dry_run: bool,
}

const EXAMPLES: &str = "\
Examples:
  kb import recap.html
  kb import --project cinder --release mitaka --event 'Tokyo Summit' pads/*.html
  kb import --dry-run recap.html
  kb import minutes.htm --date 2016-05-11 --force";

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let root = session.root()?;
    let request = ImportRequest {
        pages: args.pages,
        stated: Stated {
            project: args.project,
            release: args.release,
            event: args.event,
            date: args.date,
        },
        force: args.force,
    };
    let bar = session.bar();
    let notes = Kb::import(&root, &request, &mut |progress| bar.tell(progress));
    drop(bar);
    let notes = notes?;
    for note in &notes {
        let path = clean::line(&note.path);
        if args.dry_run {
            session.tell(&format!("would write {path}"));
            write!(session.out(), "{}", clean::clean(&note.text))?;
        } else {
            Kb::write_imported(&root, note, request.force)?;
            writeln!(session.out(), "wrote {path}")?;
        }
    }
    Ok(Status::Done)
}

/// A fact that says something.
fn stated(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("it says nothing; leave the option out".to_owned()),
        text => Ok(text.to_owned()),
    }
}
