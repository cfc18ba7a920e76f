//! Tables whose columns stand below runs of `=`.

use super::Fault;
use super::cells::cell;
use crate::model::Lines;
use crate::recap::lines::Line;
use crate::recap::pen::{Row, Table};
use crate::recap::rst::writer::Writer;
use std::ops::Range;

/// Tables with more columns are kept as they are: each of them is looked at on each line.
const MOST_COLUMNS: usize = 500;

/// Whether a line is a border: runs of `sign`, at least two of them where `several`.
fn is_border(text: &str, sign: char, several: bool) -> bool {
    let runs = text.split(' ').filter(|run| !run.is_empty()).count();
    text.starts_with(sign) && (!several || runs > 1) && text.chars().all(|c| c == sign || c == ' ')
}

/// How many of `lines` are such a table: up to its second border, or its third one where the second is not followed by an empty
/// line.
pub(in crate::recap::rst) fn simple_lines(lines: &[Line<'_>]) -> Option<usize> {
    if !is_border(lines.first()?.text, '=', true) {
        return None;
    }
    let mut borders = (1..lines.len()).filter(|at| is_border(lines[*at].text, '=', true));
    let Some(second) = borders.next() else {
        // Never closed: up to the next empty line.
        return Some(lines.iter().take_while(|line| !line.is_blank()).count());
    };
    let ends = lines.get(second + 1).is_none_or(Line::is_blank);
    let last = if ends {
        second
    } else {
        borders.next().unwrap_or(second)
    };
    Some(last + 1)
}

/// Reads such a table.
pub(in crate::recap::rst) fn simple(
    lines: &[Line<'_>],
    writer: &mut Writer<'_>,
) -> Result<Table, Fault> {
    let columns = columns(lines[0].text);
    if columns.len() > MOST_COLUMNS {
        return Err(Fault::new("this table has too many columns", lines[0].no));
    }
    let borders: Vec<usize> = (0..lines.len())
        .filter(|at| is_border(lines[*at].text, '=', true))
        .collect();
    if borders.len() < 2 {
        return Err(Fault::new("this table has no border below", lines[0].no));
    }
    let drawn = Drawn::new(lines, &borders, &columns);
    if let Some(line) = drawn.skewed {
        let hint =
            "move it below the border of its column; it was read as part of the one it begins in";
        let told = "text between two columns of this table";
        writer.warn("table", told, hint, line);
    }
    if drawn.rows.is_empty() {
        return Err(Fault::new("a table without rows", lines[0].no));
    }
    let row = |(cells, lines): &(Vec<Vec<String>>, Lines)| Row {
        cells: markdown(cells, &columns, writer),
        lines: *lines,
    };
    let rows = drawn.rows.iter().map(row).collect();
    Ok(Table::new(rows, drawn.headed, lines[0].place()))
}

/// A table as it is drawn.
#[derive(Default)]
struct Drawn {
    /// Its rows: the lines of each cell, and where they stand.
    rows: Vec<(Vec<Vec<String>>, Lines)>,
    /// How many of them stand above the second of three borders.
    headed: usize,
    /// The first line with a word that crosses from one column to the next.
    skewed: Option<u32>,
}

impl Drawn {
    fn new(lines: &[Line<'_>], borders: &[usize], columns: &[Range<usize>]) -> Self {
        let mut out = Self::default();
        let head = if borders.len() > 2 { borders[1] } else { 0 };
        let last = borders.last().copied().unwrap_or(0);
        let dashed = |at: usize| {
            lines
                .get(at)
                .is_some_and(|line| is_border(line.text, '-', false))
        };
        for (at, line) in lines.iter().enumerate().take(last).skip(1) {
            if at == head {
                out.headed = out.rows.len();
            }
            if borders.contains(&at) || dashed(at) || line.is_blank() {
                continue;
            }
            // Dashes below a row join columns.
            let (cells, crosses) = match dashed(at + 1) {
                true => joined_cells(line.text, lines[at + 1].text, columns),
                false => split(line.text, columns),
            };
            out.skewed = out.skewed.or(crosses.then_some(line.no));
            let begins = at == 1 || dashed(at - 1) || at == head + 1;
            out.take(cells, line, begins);
        }
        out
    }

    /// Takes the cells of a line: one whose first cell is empty goes on with the row above, unless a row `begins` here.
    fn take(&mut self, cells: Vec<String>, line: &Line<'_>, begins: bool) {
        match self.rows.last_mut() {
            Some((known, place)) if cells[0].is_empty() && !begins => {
                let both = known.iter_mut().zip(cells);
                both.for_each(|(known, more)| known.push(more));
                place.end = line.no;
            }
            _ => {
                let cells = cells.into_iter().map(|cell| vec![cell]).collect();
                self.rows.push((cells, line.place()));
            }
        }
    }
}

fn markdown(cells: &[Vec<String>], columns: &[Range<usize>], writer: &Writer<'_>) -> Vec<String> {
    let cells = cells.iter().zip(columns);
    cells
        .map(|(texts, column)| {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            // The last column has as much room as its text takes.
            let width = if column.end == usize::MAX {
                0
            } else {
                column.len()
            };
            cell(&texts, width, writer)
        })
        .collect()
}

/// Where the columns are, in characters; the last one has no end.
fn columns(border: &str) -> Vec<Range<usize>> {
    columns_of(border, '=')
}

fn columns_of(border: &str, sign: char) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut before = ' ';
    for (at, c) in border.chars().enumerate() {
        match (before, c) {
            (' ', c) if c == sign => out.push(at..at + 1),
            (_, c) if c == sign => {
                if let Some(last) = out.last_mut() {
                    last.end = at + 1;
                }
            }
            _ => {}
        }
        before = c;
    }
    if let Some(last) = out.last_mut() {
        last.end = usize::MAX;
    }
    out
}

/// The cells of a line whose columns are joined as the dashes below it say: each stands in the first of those it takes.
fn joined_cells(text: &str, dashes: &str, columns: &[Range<usize>]) -> (Vec<String>, bool) {
    let own = columns_of(dashes, '-');
    let (cells, crosses) = split(text, &own);
    let mut out = vec![String::new(); columns.len()];
    for (cell, place) in cells.into_iter().zip(&own) {
        let at = columns
            .iter()
            .rposition(|column| column.start <= place.start);
        if let Some(known) = out.get_mut(at.unwrap_or(0)) {
            known.push_str(&cell);
        }
    }
    (out, crosses)
}

/// The cells of a line, and whether a word crosses from one column to the next: it counts to the one it begins in.
fn split(text: &str, columns: &[Range<usize>]) -> (Vec<String>, bool) {
    let signs: Vec<char> = text.chars().collect();
    let mut crosses = false;
    let mut starts: Vec<usize> = Vec::with_capacity(columns.len());
    for column in columns {
        let mut start = column.start.min(signs.len());
        // In the margin before a column stand blanks only, unless its author ran over.
        if start > 0 && start < signs.len() && signs[start - 1] != ' ' && signs[start] != ' ' {
            crosses = true;
            start += signs[start..].iter().take_while(|c| **c != ' ').count();
        }
        starts.push(start);
    }
    let cells = starts.iter().enumerate().map(|(at, start)| {
        let end = starts.get(at + 1).copied().unwrap_or(signs.len());
        let cell: String = signs[*start.min(&end)..end].iter().collect();
        cell.trim().to_owned()
    });
    (cells.collect(), crosses)
}
