use super::{found, show};
use crate::cli::Status;
use crate::cli::args::{Format, ListArgs};
use crate::cli::complete;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::kb::Found;
use crate::render::{csv, json, markdown, text};
use clap_complete::engine::ArgValueCompleter;

/// List the links of a topic to other notes, and of other notes to it
///
/// Each with its line, and where it leads or why it leads nowhere. Links by paths, to headings and by names in double brackets
/// count; those to addresses do not. `kb check` lists all that lead nowhere.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// The topic's id, place (`notes/a.md:12`) or title, or any part that only its id has; the path of a note for all of its topics
    #[arg(required = true, value_name = "ID", add = ArgValueCompleter::new(complete::ids))]
    id: Vec<String>,
    #[command(flatten)]
    list: ListArgs,
}

const EXAMPLES: &str = "\
Examples:
  kb links scalable-backup
  kb links notes/2016-05-06-cinder-newton-design-summit-recap.md
  kb show scalable-backup --follow 2      what the second one leads to";

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let kb = session.open()?;
    let id = args.id.join(" ");
    let answered = kb.links(&id)?;
    let list = args.list;
    let rows: &[_] = match &answered.value {
        Found::One(links) => &links.rows,
        _ => &[],
    };
    let page = list.page(rows);
    if list.format == Format::Json {
        json::links(session.out(), page, &answered)?;
        session.finish()?;
    }
    let Some(links) = show::one(&kb, &id, &answered.value, session)? else {
        return Ok(Status::Nothing);
    };
    if rows.is_empty() {
        let what = match links.topics.as_slice() {
            [topic] => format!("`{}`", topic.title),
            _ => format!("`{id}`"),
        };
        session.tell(&format!("{what} links to no note, and none links to it"));
    }
    let width = session.terminal.text_width();
    match list.format {
        Format::Text if rows.is_empty() => {}
        Format::Text => text::links(session.out(), links, page, width)?,
        Format::Json => {}
        Format::Jsonl => json::link_lines(session.out(), page)?,
        Format::Md => markdown::links(session.out(), links, page)?,
        Format::Csv => csv::links(session.out(), page, list.csv_raw)?,
    }
    Ok(found(rows.len()))
}
