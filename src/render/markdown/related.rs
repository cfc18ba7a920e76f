//! The topics most like a topic.

use crate::kb::{Related, RelatedTopic};
use crate::render::escape::{code, markdown as escaped};
use crate::render::text::{facts, place};
use std::io::{self, Write};

/// The topics as a list, with what each has in common.
pub fn related(out: &mut dyn Write, related: &Related, page: &[RelatedTopic]) -> io::Result<()> {
    writeln!(out, "# Related to {}\n", escaped(&related.topic.title))?;
    for other in page {
        let topic = &other.topic;
        writeln!(
            out,
            "{}. {} ({}) {}  \n   {}",
            other.rank,
            escaped(&topic.title),
            escaped(&facts(topic)),
            code(&place(topic)),
            escaped(&other.why.to_string())
        )?;
    }
    Ok(())
}
