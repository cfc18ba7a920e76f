//! A topic, whole.

use super::flow::{Flow, PLAIN};
use super::{QUIET, TITLE, facts, place, placed, short};
use crate::kb::Shown;
use crate::model::Topic;
use crate::render::clean::{clean, line};
use crate::render::measure::Ruler;
use crate::render::terminal::{self, Drawn, Reading};
use anstyle::Style;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr as _;

/// Columns before the lines below the title, and before those that go on.
const INDENT: [usize; 2] = [2, 4];

/// A topic with its place, facts, tags with their reasons, and text.
pub fn show(out: &mut dyn Write, shown: &Shown, reading: Reading<'_>) -> io::Result<()> {
    let topic = &shown.topic;
    let width = reading.drawn.map(|drawn| drawn.width);
    Flow::begin(out, width, (0, 2), TITLE, &line(&topic.title))?;
    writeln!(out)?;
    let above = std::iter::once(&shown.recap.title.value).chain(&topic.breadcrumb);
    let mut above: Vec<&str> = above
        .map(String::as_str)
        .filter(|t| *t != topic.title)
        .collect();
    above.dedup();
    below(out, "", &above.join(" > "), QUIET, width)?;
    below(out, "", &facts(topic), Style::new(), width)?;
    write!(out, "  ")?;
    let lines = format!("{}-{}", place(topic), topic.lines().end);
    placed(out, &topic.path, &lines, reading.files)?;
    let id = line(&topic.id);
    let used = (INDENT[0] + lines.width()) + 2 + id.width();
    match width.is_some_and(|width| used > width) {
        true => writeln!(out, "\n  {id}")?,
        false => writeln!(out, "  {id}")?,
    }
    let people = Some(topic.people.join(", ")).filter(|p| !p.is_empty());
    let location = shown.recap.location.as_ref().map(|f| f.value.clone());
    let event_date = shown.recap.event_date.as_ref();
    let wanted = [
        ("location", location),
        ("event date", event_date.map(|f| f.value.to_string())),
        ("people", people),
    ];
    for (name, value) in wanted {
        if let Some(value) = value {
            below(out, &format!("{name}:"), &value, Style::new(), width)?;
        }
    }
    tags(out, topic, width)?;
    let is_asked = |id: &str| shown.item.as_ref().is_none_or(|one| one.id == id);
    for item in shown.items.iter().filter(|item| is_asked(&item.id)) {
        short::row(out, item, width)?;
    }
    match reading.drawn {
        Some(how) => body(out, topic, &shown.markdown, how, reading.hyperlinks)?,
        None => writeln!(out, "\n{}", clean(&shown.markdown))?,
    }
    super::links::below(out, &shown.links, width)?;
    for (id, title) in &shown.below {
        writeln!(out)?;
        let mut flow = Flow::begin(out, width, (0, 2), QUIET, "below:")?;
        flow.piece(out, PLAIN, &format!(" {}", line(title)))?;
        flow.place(out, &line(id))?;
        writeln!(out)?;
    }
    Ok(())
}

/// The tags with their reasons: one a line, or one behind the other where they would fill a screen.
fn tags(out: &mut dyn Write, topic: &Topic, width: Option<usize>) -> io::Result<()> {
    let all = topic.tags.iter();
    if width.is_some() {
        let all = all.map(|tagged| format!("#{} ({})", tagged.tag.as_str(), tagged.reason));
        let all = all.collect::<Vec<_>>().join(" \u{b7} ");
        return below(out, "", &all, QUIET, width);
    }
    for tagged in all {
        let why = format!("#{}: {}", tagged.tag.as_str(), tagged.reason);
        below(out, "", &why, QUIET, width)?;
    }
    Ok(())
}

/// A line below the title, behind what it is; broken where the terminal ends, if that is known. Nothing where it says
/// nothing.
fn below(
    out: &mut dyn Write,
    name: &str,
    text: &str,
    style: Style,
    width: Option<usize>,
) -> io::Result<()> {
    let whole = line(&format!("{name} {text}"));
    let whole = whole.trim();
    let rows = match width {
        // No terminal has more columns than an `f64` counts.
        Some(width) => {
            let room = width.saturating_sub(INDENT[1]).max(1) as f64;
            Ruler::Columns.wrap(whole, room, usize::MAX)
        }
        None => Vec::from_iter((!whole.is_empty()).then(|| whole.to_owned())),
    };
    for (index, row) in rows.iter().enumerate() {
        let indent = INDENT[index.min(1)];
        let named = row
            .strip_prefix(name)
            .filter(|_| index == 0 && !name.is_empty());
        match named {
            Some(rest) => writeln!(
                out,
                "{:indent$}{QUIET}{name}{QUIET:#}{style}{rest}{style:#}",
                ""
            )?,
            None => writeln!(out, "{:indent$}{style}{row}{style:#}", "")?,
        }
    }
    Ok(())
}

/// The text, drawn for a terminal.
fn body(
    out: &mut dyn Write,
    topic: &Topic,
    markdown: &str,
    how: Drawn,
    hyperlinks: bool,
) -> io::Result<()> {
    let lines = terminal::body(markdown, &topic.title, how);
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    lines
        .iter()
        .try_for_each(|line| line.write(out, hyperlinks))
}
