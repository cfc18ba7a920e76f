//! Tables of values between commas.

use super::cells::cell;
use super::{Fault, option};
use crate::model::Lines;
use crate::recap::lines::Line;
use crate::recap::pen::{Row, Table};
use crate::recap::rst::writer::Writer;

/// Reads a table of values. Its columns may be named by the option `header`, by its first rows, or not at all.
pub(in crate::recap::rst) fn csv(
    set: &[Line<'_>],
    content: &[Line<'_>],
    from: Lines,
    writer: &Writer<'_>,
) -> Result<Table, Fault> {
    let delimiter = match option(set, "delim") {
        None | Some("") => b',',
        Some("tab" | "\\t") => b'\t',
        Some("space") => b' ',
        Some(sign) if sign.len() == 1 => sign.as_bytes()[0],
        Some(_) => {
            return Err(Fault::new(
                "the delimiter of this table is no single sign",
                from.start,
            ));
        }
    };
    let mut rows: Vec<Row> = Vec::new();
    let named = set.iter().find(|line| line.text.starts_with(":header:"));
    if let Some(line) = named {
        let text = line.text[":header:".len()..].trim();
        rows.extend(records(&[Line::new(text, line.no)], delimiter, writer));
    }
    let below = option(set, "header-rows")
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    let headed = rows.len() + below;
    let quotes: usize = content
        .iter()
        .map(|line| line.text.matches('"').count())
        .sum();
    if quotes % 2 == 1 {
        let open = content
            .iter()
            .find(|line| line.text.matches('"').count() % 2 == 1);
        return Err(Fault::new(
            "a quote in this table is never closed",
            open.map_or(from.start, |line| line.no),
        ));
    }
    rows.extend(records(content, delimiter, writer));
    match rows.is_empty() {
        true => Err(Fault::new("a table without rows", from.start)),
        false => Ok(Table::new(rows, headed, from)),
    }
}

fn records(lines: &[Line<'_>], delimiter: u8, writer: &Writer<'_>) -> Vec<Row> {
    let texts: Vec<&str> = lines.iter().map(|line| line.text).collect();
    let text = opened(&texts.join("\n"), delimiter);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut out: Vec<Row> = Vec::new();
    let at = |line: u64| {
        let index = usize::try_from(line.max(1) - 1)
            .unwrap_or(usize::MAX)
            .min(lines.len().max(1) - 1);
        lines.get(index).map_or(1, |line| line.no)
    };
    for record in reader.records() {
        // Quotes are counted before, and the text is UTF-8: there is nothing else that could be wrong with it.
        let Ok(record) = record else { break };
        let start = record.position().map_or(1, csv::Position::line);
        let breaks: usize = record.iter().map(|value| value.matches('\n').count()).sum();
        let cells = record.iter().map(|value| {
            let texts: Vec<&str> = value.split('\n').collect();
            cell(&texts, 0, writer)
        });
        out.push(Row {
            cells: cells.collect(),
            lines: Lines::new(at(start), at(start + breaks as u64)),
        });
    }
    out
}

/// The text without the blanks between a delimiter and the quote that opens the next value.
fn opened(text: &str, delimiter: u8) -> String {
    let delimiter = char::from(delimiter);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(delimiter).filter(|_| delimiter != ' ') {
        let (taken, behind) = rest.split_at(at + delimiter.len_utf8());
        out.push_str(taken);
        let bare = behind.trim_start_matches(' ');
        rest = if bare.starts_with('"') { bare } else { behind };
    }
    out.push_str(rest);
    out
}
