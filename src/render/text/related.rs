//! The topics most like a topic.

use super::{PLACE, QUIET, TITLE, facts, place};
use crate::kb::RelatedTopic;
use crate::render::clean::line;
use std::io::{self, Write};

/// One block a topic, with what both have in common.
pub fn related(out: &mut dyn Write, page: &[RelatedTopic], total: usize) -> io::Result<()> {
    for other in page {
        block(out, other)?;
    }
    super::lists::count(out, page.len(), total, "topic")
}

fn block(out: &mut dyn Write, other: &RelatedTopic) -> io::Result<()> {
    let topic = &other.topic;
    writeln!(out, "{TITLE}{}{TITLE:#}", line(&topic.title))?;
    if !topic.breadcrumb.is_empty() {
        let above = topic.breadcrumb.join(" > ");
        writeln!(out, "  {QUIET}{}{QUIET:#}", line(&above))?;
    }
    let facts = facts(topic);
    if !facts.is_empty() {
        writeln!(out, "  {facts}")?;
    }
    writeln!(out, "  {PLACE}{}{PLACE:#}", place(topic))?;
    writeln!(
        out,
        "  {QUIET}|{QUIET:#} {}\n",
        line(&other.why.to_string())
    )
}
