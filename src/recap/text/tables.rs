//! Rows of cells between upright lines.

use crate::model::Lines;
use crate::recap::escape::escaped;
use crate::recap::lines::Line;
use crate::recap::pen::{Row, Table};

/// Whether a line is a row, or a border, of a table.
pub(super) fn is_row(text: &str) -> bool {
    let text = text.trim();
    let row = text.len() > 2 && text.starts_with('|') && text.ends_with('|');
    row || is_border(text)
}

fn is_border(text: &str) -> bool {
    text.len() > 2
        && text.starts_with('+')
        && text.ends_with('+')
        && text.chars().all(|c| "+-=".contains(c))
        || text.starts_with('|') && text.contains('-') && text.chars().all(|c| "|-=:+ ".contains(c))
}

/// The table that these rows are.
pub(super) fn table(lines: &[Line<'_>]) -> Table {
    let from = lines.first().map_or(Lines::new(1, 1), Line::place);
    let rows: Vec<Row> = lines
        .iter()
        .filter(|line| !is_border(line.text.trim()))
        .map(|line| {
            let inner = line.text.trim().trim_start_matches('|');
            let inner = inner.strip_suffix('|').unwrap_or(inner);
            Row {
                cells: inner.split('|').map(|cell| escaped(cell.trim())).collect(),
                lines: line.place(),
            }
        })
        .collect();
    Table::new(rows, 1, from)
}
