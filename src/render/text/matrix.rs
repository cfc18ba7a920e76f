//! Priorities over releases, as a table.

use super::{QUIET, TITLE};
use crate::kb::reports::{Matrix, MatrixRow, Status};
use crate::render::clean::line;
use crate::render::measure::{Ruler, column, filled};
use crate::render::priorities::{ends, has_projects, label};
use std::io::{self, Write};
use std::ops::Range;

/// The least columns of a terminal that labels are cut to.
const LABEL: usize = 24;
/// What the signs in the table say.
const LEGEND: &str =
    "number: place in the list; `+` new, `=` carried over, `x` not in the next list";
/// The most columns of a terminal that a release's name takes.
const NAME: usize = 12;

/// The matrix as tables of at most `width` columns; releases that do not fit beside the others stand in another
/// table below. A matrix without rows says so in words.
pub fn matrix(out: &mut dyn Write, matrix: &Matrix, width: usize) -> io::Result<()> {
    if matrix.rows.is_empty() || matrix.releases.is_empty() {
        return writeln!(out, "no release within this scope lists priorities");
    }
    let projects = has_projects(matrix);
    let widths = widths(matrix);
    let labels: Vec<String> = matrix.rows.iter().map(|row| label(row, projects)).collect();
    let longest = labels
        .iter()
        .map(|l| Ruler::Columns.width(l) as usize)
        .max()
        .unwrap_or(0);
    let blocks = blocks(&widths, width.saturating_sub(longest.min(LABEL)));
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let taken: usize = widths[block.clone()].iter().map(|w| w + 2).sum();
        let room = longest.min(width.saturating_sub(taken).max(LABEL.min(width)));
        table(out, matrix, &labels, &widths, block.clone(), room)?;
    }
    let legend = filled(LEGEND, 0, 0, Some(width));
    writeln!(out, "\n{QUIET}{legend}{QUIET:#}")
}

/// The width of each release's column.
fn widths(matrix: &Matrix) -> Vec<usize> {
    let name = |at: usize| Ruler::Columns.width(&line(matrix.releases[at].as_str())) as usize;
    let cell = |at: usize| {
        matrix
            .rows
            .iter()
            .map(|row| mark(matrix, row, at).len())
            .max()
            .unwrap_or(0)
    };
    (0..matrix.releases.len())
        .map(|at| name(at).min(NAME).max(cell(at)))
        .collect()
}

/// Releases that stand side by side, table by table.
fn blocks(widths: &[usize], room: usize) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut used = 0;
    for (at, width) in widths.iter().enumerate() {
        used += width + 2;
        match out.last_mut() {
            Some(block) if used <= room => block.end = at + 1,
            _ => {
                used = width + 2;
                out.push(at..at + 1);
            }
        }
    }
    out
}

fn table(
    out: &mut dyn Write,
    matrix: &Matrix,
    labels: &[String],
    widths: &[usize],
    block: Range<usize>,
    room: usize,
) -> io::Result<()> {
    let mut head = String::new();
    for at in block.clone() {
        let name = line(matrix.releases[at].as_str());
        head.push_str(&format!("  {}", column(&name, widths[at])));
    }
    let head = format!("{}{}", " ".repeat(room), head);
    writeln!(out, "{TITLE}{}{TITLE:#}", head.trim_end())?;
    for (row, label) in matrix.rows.iter().zip(labels) {
        let has_cell = |at: usize| row.cells.get(at).is_some_and(Option::is_some);
        if !block.clone().any(has_cell) {
            continue;
        }
        let mut text = column(label, room);
        for at in block.clone() {
            text.push_str(&format!(
                "  {:width$}",
                mark(matrix, row, at),
                width = widths[at]
            ));
        }
        writeln!(out, "{}", text.trim_end())?;
    }
    Ok(())
}

/// What a cell says: ` 3 =`, `12 +x`.
fn mark(matrix: &Matrix, row: &MatrixRow, at: usize) -> String {
    let Some(cell) = row.cells.get(at).and_then(Option::as_ref) else {
        return String::new();
    };
    let status = match cell.status {
        Some(Status::New) => "+",
        Some(Status::Carried) => "=",
        Some(Status::Dropped) | None => "",
    };
    let end = if ends(matrix, row, at) { "x" } else { "" };
    format!("{:>2} {status}{end}", cell.rank)
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::matrix;
    use crate::kb::reports::Matrix;
    use crate::render::sample;
    use unicode_width::UnicodeWidthStr as _;

    fn plain(rows: usize, columns: usize, width: usize) -> String {
        let mut out = Vec::new();
        matrix(&mut out, &sample::matrix(rows, columns), width).unwrap();
        anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
    }

    #[test]
    fn stands_in_columns() {
        let text = plain(3, 3, 70);
        let expected = [
            "                                                 Kilo  Liberty  Mitaka",
            "Active/active high availability of the volume\u{2026}          1 +x",
            "Replication v2.1 for all drivers, with failove\u{2026}   2 x            2 +",
            "Rolling upgrades 3                                3     3 =x",
            "",
            "number: place in the list; `+` new, `=` carried over, `x` not in the",
            "next list",
            "",
        ];
        assert_eq!(text, expected.join("\n"), "\n{text}");
    }

    #[test]
    fn fits_and_loses_nothing() {
        for width in [40, 80, 120] {
            let text = plain(40, 15, width);
            for row in text.lines() {
                assert!(row.width() <= width, "{width}: {row}");
                assert_eq!(row, row.trim_end());
            }
            for name in ["Kilo", "Victoria", "2023.1"] {
                assert!(text.contains(name), "{name}");
            }
            assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
        }
    }

    #[test]
    fn says_so_where_there_is_nothing() {
        let mut out = Vec::new();
        matrix(&mut out, &Matrix::default(), 80).unwrap();
        assert_eq!(out, b"no release within this scope lists priorities\n");
    }
}
