use crate::cli::Status;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::terminal::file_links;
use crate::cli::{complete, editor};
use crate::kb::{Found, Kb, Leads, Shown, is_item_id};
use crate::render::terminal::{Files, Reading};
use crate::render::{clean, json, markdown, text};
use clap::ValueEnum;
use clap_complete::engine::ArgValueCompleter;

/// Show one topic, whole, or all topics of a note
///
/// With its place, facts, tags and the reason for each, and its text: drawn for a terminal, elsewhere its Markdown as it
/// stands.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// The topic's id, place (`notes/a.md:12`) or title, or any part that only its id has; the path of a note for all of its
    /// topics
    #[arg(required = true, value_name = "ID", add = ArgValueCompleter::new(complete::ids))]
    id: Vec<String>,
    /// Write its Markdown alone: as it stands in the note, or what another markup comes to
    #[arg(long, conflicts_with = "format")]
    raw: bool,
    /// Open its note at its line, in $VISUAL or $EDITOR
    #[arg(long, conflicts_with_all = ["raw", "format"])]
    open: bool,
    /// Show what its link of this number leads to, as they are numbered below its text
    #[arg(long, value_name = "N", conflicts_with = "open")]
    follow: Option<usize>,
    /// How to write the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ShowFormat,
}

impl Args {
    /// Whether its answer is to be read in the terminal.
    pub(super) fn is_read(&self) -> bool {
        !self.open
    }
}

const EXAMPLES: &str = "\
Examples:
  kb show notes/2016-05-06-cinder-newton-design-summit-recap#scalable-backup
  kb show notes/2016-05-06-cinder-newton-design-summit-recap.md:103
  kb show scalable backup                 by its title
  kb show notes/2016-05-06-cinder-newton-design-summit-recap.md
  kb show scalable-backup --raw
  kb show scalable-backup --follow 1
  kb show scalable-backup --open";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ShowFormat {
    /// For people
    Text,
    /// One JSON document
    Json,
    /// Markdown
    Md,
}

/// Ids listed where a part fits several.
const LISTED: usize = 20;

pub(in crate::cli) fn run(args: &Args, session: &mut Session) -> Result<Status, Failure> {
    let kb = session.open()?;
    let id = args.id.join(" ");
    let mut answered = kb.show(&id)?;
    if let (Found::One(shown), Some(number)) = (&answered.value, args.follow) {
        let target = followed(shown, number)?.to_owned();
        answered = kb.show(&target)?;
    }
    let shown = match &answered.value {
        Found::One(shown) => shown,
        Found::Several(ids) => {
            if args.format == ShowFormat::Json {
                json::show(session.out(), &answered)?;
                session.finish()?;
            }
            let whole = match args.format {
                ShowFormat::Json => Vec::new(),
                _ => kb.note(&id)?,
            };
            return match whole.as_slice() {
                [] => Err(several(&id, ids)),
                topics => note(args, &kb, topics, session),
            };
        }
        Found::None(nearest) => {
            if args.format == ShowFormat::Json {
                json::show(session.out(), &answered)?;
            }
            session.tell(&none(&kb, &id, nearest.as_deref())?);
            return Ok(Status::Nothing);
        }
    };
    if args.open {
        return open(&kb, shown);
    }
    match args.format {
        ShowFormat::Json => json::show(session.out(), &answered)?,
        _ => written(args, &kb, shown, session)?,
    }
    Ok(Status::Done)
}

/// Shows the topics of a note, one after the other.
fn note(args: &Args, kb: &Kb, topics: &[Shown], session: &mut Session) -> Result<Status, Failure> {
    if args.follow.is_some() {
        let message = format!(
            "`{}` is a note, and links are numbered by topics",
            args.id.join(" ")
        );
        return Err(
            Failure::new(message).hinted("name one of its topics; `kb links` lists all of a note")
        );
    }
    for (index, shown) in topics.iter().enumerate() {
        if args.open {
            return open(kb, shown);
        }
        if index > 0 {
            writeln!(session.out())?;
        }
        written(args, kb, shown, session)?;
    }
    Ok(Status::Done)
}

fn open(kb: &Kb, shown: &Shown) -> Result<Status, Failure> {
    let lines = shown
        .item
        .as_ref()
        .map_or(shown.topic.lines(), |item| item.lines());
    let path = shown.topic.path.as_str();
    let file = editor::file(kb.file(path), path)?;
    editor::open(&file, lines.start)?;
    Ok(Status::Done)
}

/// Writes one topic, for people or as Markdown.
fn written(args: &Args, kb: &Kb, shown: &Shown, session: &mut Session) -> Result<(), Failure> {
    if args.raw {
        writeln!(session.out(), "{}", clean::clean(&shown.markdown))?;
    } else if args.format == ShowFormat::Md {
        markdown::show(session.out(), shown)?;
    } else {
        let links = file_links(kb);
        let hyperlinks = session.links();
        let reading = Reading {
            drawn: session.terminal.drawn(hyperlinks),
            hyperlinks,
            files: Files::wanted(hyperlinks, &links),
        };
        text::show(session.out(), shown, reading)?;
    }
    Ok(())
}

/// The id of the topic that a link of this number leads to.
fn followed(shown: &Shown, number: usize) -> Result<&str, Failure> {
    let id = &shown.topic.id;
    let Some(row) = shown.links.iter().find(|row| row.number == number) else {
        let message = format!("`{id}` has no link {number}");
        return Err(Failure::new(message).hinted(match shown.links.len() {
            0 => "it links to no note".to_owned(),
            count => format!("its links are numbered from 1 to {count}"),
        }));
    };
    match &row.leads {
        Leads::Topic { id, .. } => Ok(id),
        Leads::File(path) => Err(Failure::new(format!(
            "link {number} of `{id}` leads to `{path}`, which is no note"
        ))),
        Leads::Nowhere(why) => Err(Failure::new(format!(
            "link {number} of `{id}` leads nowhere: {why}"
        ))),
    }
}

/// What the part of an id names, where that is one thing. That it names nothing is told, that it names several is an error.
pub(super) fn one<'f, T>(
    kb: &Kb,
    part: &str,
    found: &'f Found<T>,
    session: &mut Session,
) -> Result<Option<&'f T>, Failure> {
    match found {
        Found::One(one) => Ok(Some(one)),
        Found::Several(ids) => Err(several(part, ids)),
        Found::None(nearest) => {
            session.tell(&none(kb, part, nearest.as_deref())?);
            Ok(None)
        }
    }
}

/// That no id has a part and no topic this title, with the nearest id; or that a note has no such line.
fn none(kb: &Kb, part: &str, nearest: Option<&str>) -> Result<String, Failure> {
    if let Some((path, last)) = kb.beyond(part)? {
        return Ok(format!(
            "no topic stands at `{part}`: the last one of `{path}` ends at line {last}"
        ));
    }
    let near = nearest.map(|id| format!("; the nearest is `{id}`"));
    let near = near.unwrap_or_default();
    Ok(format!(
        "no topic has `{part}` in its id or as its title{near}"
    ))
}

/// A part of an id that several have.
fn several(part: &str, ids: &[(String, String)]) -> Failure {
    // They are all of one kind.
    let things = match ids.first().is_some_and(|(id, _)| is_item_id(id)) {
        true => "items",
        false => "topics",
    };
    let mut message = format!("`{part}` fits {} {things}:", ids.len());
    for (id, _) in ids.iter().take(LISTED) {
        message.push_str("\n  ");
        message.push_str(id);
    }
    if ids.len() > LISTED {
        message.push_str(&format!("\n  and {} more", ids.len() - LISTED));
    }
    Failure::new(message).hinted("name one of them in full")
}
