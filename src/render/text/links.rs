//! Links between notes.

use super::flow::{Flow, PLAIN};
use super::{PLACE, QUIET, TITLE, place, plural};
use crate::kb::{Leads, Link, LinkRow, Links};
use crate::render::clean::line;
use std::io::{self, Write};

/// Columns before what is said of a link.
const INDENT: usize = 6;

/// The links of a topic or note, and those that lead to it.
pub fn links(
    out: &mut dyn Write,
    links: &Links,
    page: &[LinkRow],
    width: Option<usize>,
) -> io::Result<()> {
    if let Some(topic) = links.topics.first() {
        let mut flow = Flow::begin(out, width, (0, 2), TITLE, &line(&topic.title))?;
        flow.place(out, &place(topic))?;
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
                Link::To => to(out, row, &format!("line {}", row.link.line), width)?,
                Link::From => from(out, row, width)?,
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
pub(super) fn below(out: &mut dyn Write, rows: &[LinkRow], width: Option<usize>) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{QUIET}links:{QUIET:#}")?;
    for row in rows {
        to(out, row, "", width)?;
    }
    Ok(())
}

fn to(out: &mut dyn Write, row: &LinkRow, at: &str, width: Option<usize>) -> io::Result<()> {
    let number = format!("{:>2}", row.number);
    let mut flow = Flow::begin(out, width, (2, INDENT), QUIET, &number)?;
    flow.piece(out, PLAIN, &format!("  {}", line(&row.link.text)))?;
    if !at.is_empty() {
        flow.piece(out, QUIET, &format!("  {at}"))?;
    }
    writeln!(out)?;
    let columns = (INDENT, INDENT);
    match &row.leads {
        Leads::Topic { id, title, .. } => {
            let mut flow = Flow::begin(out, width, columns, PLAIN, &line(title))?;
            flow.place(out, &line(id))?;
        }
        Leads::File(path) => {
            let mut flow = Flow::begin(out, width, columns, PLAIN, "no note:")?;
            flow.piece(out, PLACE, &format!(" {}", line(path)))?;
        }
        Leads::Nowhere(why) => {
            let mut flow = Flow::begin(out, width, columns, QUIET, "broken:")?;
            flow.piece(out, PLAIN, &format!(" {}", line(&why.to_string())))?;
        }
    }
    writeln!(out)
}

fn from(out: &mut dyn Write, row: &LinkRow, width: Option<usize>) -> io::Result<()> {
    let topic = &row.topic;
    let number = format!("{:>2}", row.number);
    let mut flow = Flow::begin(out, width, (2, INDENT), QUIET, &number)?;
    flow.piece(out, PLAIN, &format!("  {}", line(&row.link.text)))?;
    flow.place(out, &format!("{}:{}", line(&topic.path), row.link.line))?;
    writeln!(out)?;
    let mut flow = Flow::begin(out, width, (INDENT, INDENT), QUIET, "in")?;
    flow.piece(out, PLAIN, &format!(" {}", line(&topic.title)))?;
    flow.place(out, &line(&topic.id))?;
    writeln!(out)
}
