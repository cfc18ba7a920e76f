//! The topics most like a topic.

use super::{FACTS, Table, facts};
use crate::kb::RelatedTopic;
use std::io::{self, Write};

/// The topics with what each has in common.
pub fn related(out: &mut dyn Write, page: &[RelatedTopic], raw: bool) -> io::Result<()> {
    let header = ["rank", "score"].into_iter().chain(FACTS).chain(["why"]);
    let mut table = Table::new(out, raw, &header.collect::<Vec<_>>())?;
    for other in page {
        let mut cells = vec![other.rank.to_string(), format!("{:.3}", other.score)];
        cells.extend(facts(&other.topic));
        cells.push(other.why.to_string());
        table.row(&cells)?;
    }
    table.finish()
}
