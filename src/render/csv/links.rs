//! Links between notes.

use super::Table;
use crate::kb::LinkRow;
use crate::render::wire;
use std::io::{self, Write};

const HEADER: [&str; 12] = [
    "way",
    "number",
    "text",
    "target",
    "path",
    "line",
    "id",
    "leads_to",
    "target_id",
    "target_title",
    "target_path",
    "reason",
];

/// The links of a topic or note, and those that lead to it.
pub fn links(out: &mut dyn Write, page: &[LinkRow], raw: bool) -> io::Result<()> {
    let mut table = Table::new(out, raw, &HEADER)?;
    for row in page {
        let leads = &row.leads;
        let known = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let reason = leads.broken().map(ToString::to_string);
        table.row(&[
            row.way.name().to_owned(),
            row.number.to_string(),
            row.link.text.clone(),
            row.link.target.clone(),
            row.topic.path.clone(),
            row.link.line.to_string(),
            row.topic.id.clone(),
            wire::leads_kind(leads).to_owned(),
            known(leads.id()),
            known(leads.title()),
            known(leads.path()),
            reason.unwrap_or_default(),
        ])?;
    }
    table.finish()
}
