//! The topics most like a topic.

use super::flow::{Flow, PLAIN};
use super::{PLACE, QUIET, TITLE, facts, place};
use crate::kb::RelatedTopic;
use crate::render::clean::line;
use std::io::{self, Write};

/// One block a topic, with what both have in common.
pub fn related(
    out: &mut dyn Write,
    page: &[RelatedTopic],
    total: usize,
    width: Option<usize>,
) -> io::Result<()> {
    for other in page {
        block(out, other, width)?;
    }
    super::lists::count(out, page.len(), total, "topic")
}

fn block(out: &mut dyn Write, other: &RelatedTopic, width: Option<usize>) -> io::Result<()> {
    let topic = &other.topic;
    Flow::begin(out, width, (0, 2), TITLE, &line(&topic.title))?;
    writeln!(out)?;
    if !topic.breadcrumb.is_empty() {
        let above = topic.breadcrumb.join(" > ");
        Flow::begin(out, width, (2, 4), QUIET, &line(&above))?;
        writeln!(out)?;
    }
    let facts = facts(topic);
    if !facts.is_empty() {
        Flow::begin(out, width, (2, 4), PLAIN, &facts)?;
        writeln!(out)?;
    }
    writeln!(out, "  {PLACE}{}{PLACE:#}", place(topic))?;
    let mut flow = Flow::begin(out, width, (2, 4), QUIET, "|")?;
    flow.piece(out, PLAIN, &format!(" {}", line(&other.why.to_string())))?;
    writeln!(out, "\n")
}
