//! Tables written as lists of lists.

use super::cells::cell;
use super::{Fault, option};
use crate::model::Lines;
use crate::recap::lines::{Line, hanging, indented, place};
use crate::recap::pen::{Row, Table};
use crate::recap::rst::lists::bullet;
use crate::recap::rst::writer::Writer;

/// Reads a table whose rows are items, each a list of cells.
pub(in crate::recap::rst) fn list(
    set: &[Line<'_>],
    content: &[Line<'_>],
    writer: &mut Writer<'_>,
) -> Result<Table, Fault> {
    let headed = option(set, "header-rows")
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    let mut rows: Vec<Row> = Vec::new();
    for item in items(content)? {
        let first = item[0].no;
        let own = items(&item)
            .map_err(|_| Fault::new("a row of this table is no list of cells", first))?;
        let cells = own.iter().map(|lines| {
            let texts: Vec<&str> = lines.iter().map(|line| line.text).collect();
            cell(&texts, 0, writer)
        });
        rows.push(Row {
            cells: cells.collect(),
            lines: place(&item).unwrap_or(Lines::new(first, first)),
        });
    }
    let Some(first) = rows.first() else {
        return Err(Fault::new(
            "a table without rows",
            set.first().map_or(1, |line| line.no),
        ));
    };
    let (width, from) = (first.cells.len(), first.lines);
    let uneven = rows
        .iter()
        .find(|row| row.cells.len() != width)
        .map(|row| row.lines.start);
    if let Some(line) = uneven {
        let hint = "give each row as many cells as the first; what is missing was read as empty";
        writer.warn(
            "table",
            "this row has not as many cells as the first one",
            hint,
            line,
        );
    }
    Ok(Table::new(rows, headed, from))
}

/// The items of a list, each dedented and without its mark.
fn items<'l>(lines: &[Line<'l>]) -> Result<Vec<Vec<Line<'l>>>, Fault> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if lines[at].is_blank() {
            at += 1;
            continue;
        }
        let Some((_, start)) = bullet(lines[at].text) else {
            return Err(Fault::new("this is no list of rows", lines[at].no));
        };
        let count = 1 + indented(&lines[at + 1..], 1);
        out.push(hanging(&lines[at..at + count], start));
        at += count;
    }
    Ok(out)
}
