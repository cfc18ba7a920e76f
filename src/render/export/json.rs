//! Summaries as JSON.

use crate::kb::reports::Export;
use crate::render::json::{document, lines};
use crate::render::wire;
use std::io::{self, Write};

/// The document of `kb export`.
pub fn json(out: &mut dyn Write, export: &Export) -> io::Result<()> {
    document(out, &wire::Export::from(export))
}

/// The topics, one a line.
pub fn json_lines(out: &mut dyn Write, export: &Export) -> io::Result<()> {
    let topics = export.releases.iter().flat_map(|release| &release.topics);
    let base = export.link_base.as_deref();
    lines(out, topics.map(|topic| wire::ExportTopic::new(topic, base)))
}
