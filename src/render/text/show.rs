//! A topic, whole.

use super::{PLACE, QUIET, TITLE, facts, place, short};
use crate::kb::Shown;
use crate::render::clean::{clean, line};
use std::io::{self, Write};

/// A topic with its place, facts, tags with their reasons, and text.
pub fn show(out: &mut dyn Write, shown: &Shown) -> io::Result<()> {
    let topic = &shown.topic;
    writeln!(out, "{TITLE}{}{TITLE:#}", line(&topic.title))?;
    let above = std::iter::once(&shown.recap.title.value).chain(&topic.breadcrumb);
    let mut above: Vec<&str> = above
        .map(String::as_str)
        .filter(|t| *t != topic.title)
        .collect();
    above.dedup();
    if !above.is_empty() {
        writeln!(out, "  {QUIET}{}{QUIET:#}", line(&above.join(" > ")))?;
    }
    let facts = facts(topic);
    if !facts.is_empty() {
        writeln!(out, "  {facts}")?;
    }
    writeln!(
        out,
        "  {PLACE}{}-{}{PLACE:#}  {}",
        place(topic),
        topic.lines().end,
        line(&topic.id)
    )?;
    let wanted = [
        (
            "location",
            shown.recap.location.as_ref().map(|f| f.value.clone()),
        ),
        (
            "event date",
            shown.recap.event_date.as_ref().map(|f| f.value.to_string()),
        ),
        (
            "people",
            Some(topic.people.join(", ")).filter(|p| !p.is_empty()),
        ),
    ];
    for (name, value) in wanted {
        if let Some(value) = value {
            writeln!(out, "  {QUIET}{name}:{QUIET:#} {}", line(&value))?;
        }
    }
    for tagged in &topic.tags {
        writeln!(
            out,
            "  {QUIET}#{}: {}{QUIET:#}",
            line(tagged.tag.as_str()),
            line(&tagged.reason.to_string())
        )?;
    }
    for item in shown
        .items
        .iter()
        .filter(|i| shown.item.as_ref().is_none_or(|one| one.id == i.id))
    {
        short::row(out, "  ", item)?;
    }
    writeln!(out, "\n{}", clean(&shown.markdown))?;
    for (id, title) in &shown.below {
        writeln!(
            out,
            "\n{QUIET}below:{QUIET:#} {}  {PLACE}{}{PLACE:#}",
            line(title),
            line(id)
        )?;
    }
    Ok(())
}
