//! Links between notes.

use crate::kb::{Leads, Link, LinkRow, Links};
use crate::render::escape::{code, markdown as escaped};
use std::io::{self, Write};

/// The links of a topic or note as lists, to others and from others.
pub fn links(out: &mut dyn Write, links: &Links, page: &[LinkRow]) -> io::Result<()> {
    let title = links.topics.first().map_or("", |topic| &topic.title);
    writeln!(out, "# Links of {}", escaped(title))?;
    for (way, title) in [(Link::To, "To others"), (Link::From, "From others")] {
        let mut rows = page.iter().filter(|row| row.way == way).peekable();
        if rows.peek().is_some() {
            writeln!(out, "\n## {title}\n")?;
        }
        for row in rows {
            row_of(out, row)?;
        }
    }
    Ok(())
}

fn row_of(out: &mut dyn Write, row: &LinkRow) -> io::Result<()> {
    let at = code(&format!("{}:{}", row.topic.path, row.link.line));
    let other = match (&row.leads, row.way) {
        (_, Link::From) => format!("in {} {}", escaped(&row.topic.title), code(&row.topic.id)),
        (Leads::Topic { id, title, .. }, _) => format!("to {} {}", escaped(title), code(id)),
        (Leads::File(path), _) => format!("to the file {}", code(path)),
        (Leads::Nowhere(why), _) => format!("broken: {}", escaped(&why.to_string())),
    };
    writeln!(out, "- {} ({at}) {other}", escaped(&row.link.text))
}
