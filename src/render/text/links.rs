//! Links between notes.

use super::{PLACE, QUIET, TITLE, place, plural};
use crate::kb::{Leads, Link, LinkRow, Links};
use crate::render::clean::line;
use std::io::{self, Write};

/// The links of a topic or note, and those that lead to it.
pub fn links(out: &mut dyn Write, links: &Links, page: &[LinkRow]) -> io::Result<()> {
    if let Some(topic) = links.topics.first() {
        let title = line(&topic.title);
        write!(
            out,
            "{TITLE}{title}{TITLE:#}  {PLACE}{}{PLACE:#}",
            place(topic)
        )?;
        match links.topics.len() {
            1 => writeln!(out)?,
            all => writeln!(out, "  {QUIET}{}{QUIET:#}", plural(all, "topic"))?,
        }
    }
    for (way, title) in [(Link::To, "links to"), (Link::From, "linked from")] {
        let rows: Vec<&LinkRow> = page.iter().filter(|row| row.way == way).collect();
        if !rows.is_empty() {
            writeln!(out, "\n{QUIET}{title}{QUIET:#}")?;
        }
        for row in rows {
            match way {
                Link::To => to(out, row, &format!("line {}", row.link.line))?,
                Link::From => from(out, row)?,
            }
        }
    }
    let count = |way| links.rows.iter().filter(|row| row.way == way).count();
    let (to, from) = (count(Link::To), count(Link::From));
    let total = to + from;
    if page.len() < total {
        write!(out, "\n{} of {}", page.len(), plural(total, "link"))?;
    } else {
        write!(out, "\n{}", plural(total, "link"))?;
    }
    writeln!(out, ": {to} to others, {from} from others")
}

/// The links of a topic, below its text.
pub(super) fn below(out: &mut dyn Write, rows: &[LinkRow]) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{QUIET}links:{QUIET:#}")?;
    for row in rows {
        to(out, row, "")?;
    }
    Ok(())
}

fn to(out: &mut dyn Write, row: &LinkRow, at: &str) -> io::Result<()> {
    let gap = if at.is_empty() { "" } else { "  " };
    writeln!(
        out,
        "  {QUIET}{:>2}{QUIET:#}  {}{gap}{QUIET}{at}{QUIET:#}",
        row.number,
        line(&row.link.text),
    )?;
    match &row.leads {
        Leads::Topic { id, title, .. } => {
            writeln!(out, "      {}  {PLACE}{}{PLACE:#}", line(title), line(id))
        }
        Leads::File(path) => writeln!(out, "      no note: {PLACE}{}{PLACE:#}", line(path)),
        Leads::Nowhere(why) => writeln!(
            out,
            "      {QUIET}broken:{QUIET:#} {}",
            line(&why.to_string())
        ),
    }
}

fn from(out: &mut dyn Write, row: &LinkRow) -> io::Result<()> {
    let topic = &row.topic;
    writeln!(
        out,
        "  {QUIET}{:>2}{QUIET:#}  {}  {PLACE}{}:{}{PLACE:#}",
        row.number,
        line(&row.link.text),
        line(&topic.path),
        row.link.line
    )?;
    writeln!(
        out,
        "      {QUIET}in{QUIET:#} {}  {PLACE}{}{PLACE:#}",
        line(&topic.title),
        line(&topic.id)
    )
}
