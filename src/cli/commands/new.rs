use super::export::read_template;
use crate::cli::args::date;
use crate::cli::failure::Failure;
use crate::cli::place::from_here;
use crate::cli::session::Session;
use crate::cli::{Status, complete, editor};
use crate::config::{Root, read_regular};
use crate::kb::{Kb, NewNote, TEMPLATE_FILE};
use crate::model::PartialDate;
use crate::render::clean;
use crate::render::note;
use chrono::Datelike as _;
use clap::ValueHint;
use clap_complete::engine::ArgValueCompleter;
use std::io::ErrorKind;
use std::path::PathBuf;

/// Begin a recap: a new note from a template
///
/// Makes one file in the first folder of notes, named by its date and by what it is about, with front matter and the headings that
/// kb reads. Nothing that is there is ever replaced. The path of the note is written to standard output.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// Its title [default: project, release and event]
    #[arg(value_name = "TITLE", value_parser = fact)]
    title: Option<String>,
    /// The same, for who looks for an option
    #[arg(long = "title", value_name = "TITLE", value_parser = fact, hide = true, conflicts_with = "title")]
    titled: Option<String>,
    /// The project that it is about
    #[arg(long, value_name = "PROJECT", value_parser = fact, add = ArgValueCompleter::new(complete::projects), help_heading = "Facts")]
    project: Option<String>,
    /// The release that it is about
    #[arg(long, value_name = "RELEASE", value_parser = fact, add = ArgValueCompleter::new(complete::releases), help_heading = "Facts")]
    release: Option<String>,
    /// The event that it reports
    #[arg(long, value_name = "EVENT", value_parser = fact, add = ArgValueCompleter::new(complete::events), help_heading = "Facts")]
    event: Option<String>,
    /// When that was (`2015`, `2015-10`, `2015-10-27`) [default: today]
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "Facts")]
    date: Option<PartialDate>,
    /// A tag for all of its topics; repeat it for more
    #[arg(long, value_name = "TAG", value_parser = fact, add = ArgValueCompleter::new(complete::tags), help_heading = "Facts")]
    tag: Vec<String>,
    /// Fill this template [default: `kb-note.jinja` beside `kb.toml`, else one of kb's own]; docs/writing.md says with what
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    template: Option<PathBuf>,
    /// Put it into this folder of notes, named from the root on (`notes/2022`)
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, help_heading = "Output")]
    dir: Option<String>,
    /// Open it in $VISUAL or $EDITOR
    #[arg(long, help_heading = "Output")]
    open: bool,
    /// Write the note to standard output, and make no file
    #[arg(long, conflicts_with = "open", help_heading = "Output")]
    print: bool,
}

const EXAMPLES: &str = "\
Examples:
  kb new --project cinder --release zed --event PTG
  kb new 'Replication, next steps' --project cinder --date 2022-04-05 --open
  kb new --project cinder --release zed --template midcycle.jinja --print";

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let root = session.root()?;
    let own = match &args.template {
        Some(path) => Some((read_template(path)?, path.display().to_string())),
        None => own_template(&root)?,
    };
    let blank = Kb::new_note(
        &root,
        &NewNote {
            title: args.title.or(args.titled),
            project: args.project,
            release: args.release,
            event: args.event,
            date: args.date.or_else(today),
            tags: args.tag,
            dir: args.dir,
        },
    )?;
    for warning in &blank.warnings {
        session.tell(&format!("warning: {warning}"));
    }
    let template = own.as_ref();
    let template = template.map(|(source, name)| (source.as_str(), name.as_str()));
    let text = note::note(&blank, template).map_err(|error| Failure::of_template(&error))?;
    // A template may come from others, and a note goes on to others. A byte order mark at its start is harmless, and of no use.
    let text = clean::clean(text.trim_start_matches('\u{feff}'));
    for what in Kb::lost_facts(&root, &blank, &text) {
        session.tell(&format!(
            "warning: kb reads no {what} in what the template gives; it needs a line `{what}: {{{{ {what}|yaml }}}}`"
        ));
    }
    if args.print {
        write!(session.out(), "{text}")?;
        return Ok(Status::Done);
    }
    if args.open {
        // Where nothing can open it, it is not made: it would be in the way of the next try.
        editor::ready()?;
    }
    Kb::write_new(&root, &blank, &text)?;
    let shown = from_here(&blank.file).display().to_string();
    writeln!(session.out(), "{}", clean::line(&shown))?;
    if args.open {
        session.finish()?;
        editor::open(&blank.file, 1).inspect_err(|_| {
            session.tell(&format!("`{}` is there all the same", clean::line(&shown)));
        })?;
    }
    Ok(Status::Done)
}

/// The user's own template beside `kb.toml`, where there is one.
fn own_template(root: &Root) -> Result<Option<(String, String)>, Failure> {
    let Some(path) = root
        .config_file
        .as_ref()
        .map(|file| file.with_file_name(TEMPLATE_FILE))
    else {
        return Ok(None);
    };
    let cannot = |why: String| {
        Failure::new(format!(
            "the template `{TEMPLATE_FILE}` cannot be read: {why}"
        ))
        .hinted("mend it, or name another with `--template FILE`")
    };
    match path.symlink_metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Ok(meta) if meta.len() > note::LONGEST as u64 => {
            let most = note::LONGEST >> 10;
            return Err(cannot(format!("it is larger than {most} KiB")));
        }
        _ => {}
    }
    // It came with the folder: it may be a link that leads out of it.
    let bytes = read_regular(&path).map_err(|error| cannot(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| cannot("it is not UTF-8".to_owned()))?;
    Ok(Some((text, TEMPLATE_FILE.to_owned())))
}

/// Today, where this machine is.
fn today() -> Option<PartialDate> {
    let now = chrono::Local::now();
    PartialDate::new(now.year(), Some(now.month()), Some(now.day()))
}

/// The longest fact, in bytes: what is longer kb would not read.
const LONGEST: usize = 300;

/// A fact that says something, on one line, blanks folded as where it is read.
fn fact(text: &str) -> Result<String, String> {
    let text = text.trim();
    let folded = || text.split_whitespace().collect::<Vec<_>>().join(" ");
    match () {
        () if text.is_empty() => Err("it says nothing; leave it out".to_owned()),
        () if text.len() > LONGEST => Err(format!("it has more than {LONGEST} bytes")),
        () if text.contains(|c| clean::is_hostile(c) || c == '\n' || c == '\t') => {
            Err("it has a line break or a character that cannot be seen".to_owned())
        }
        () => Ok(folded()),
    }
}
