//! Tables: columns side by side with text that is broken in its column, or a row below another where there is no room.

use super::words::Words;
use super::{Drawn, HEADING, Line, QUIET, Span, inline};
use crate::recap::pieces::{Cell, Side, Table};
use anstyle::Style;
use unicode_width::UnicodeWidthStr as _;

/// What stands between columns.
const BETWEEN: &str = " \u{2502} ";
/// The same in the rule below the head.
const CROSS: &str = "\u{2500}\u{253c}\u{2500}";
/// Columns that [`BETWEEN`] has.
const GAP: usize = 3;
/// Columns that a column of longer text has at least.
const TEXT: usize = 16;

/// A table in so many columns.
pub(super) fn lines(table: &Table, room: usize, how: Drawn) -> Vec<Line> {
    let count = table.columns.len().max(table.head.len());
    let has_head = table.head.iter().any(|cell| !cell.is_empty());
    let (mut natural, mut least) = (vec![0; count], vec![0; count]);
    let heads = std::iter::once((&table.head, HEADING));
    let rows = table.rows.iter().map(|row| (row, Style::new()));
    for (row, style) in heads.chain(rows) {
        for (at, cell) in row.iter().enumerate().take(count) {
            let words = inline::words(cell, style, how);
            natural[at] = natural[at].max(words.columns());
            least[at] = least[at].max(words.least());
        }
    }
    let Some(widths) = widths(&natural, &least, room) else {
        return records(table, room, how);
    };
    let grid = Grid {
        widths: &widths,
        sides: &table.columns,
        how,
    };
    let mut out = Vec::new();
    if has_head {
        out.extend(grid.row(&table.head, HEADING));
        out.push(grid.rule());
    }
    let rows: Vec<Vec<Line>> = table
        .rows
        .iter()
        .map(|row| grid.row(row, Style::new()))
        .collect();
    // Where a row has several lines, nobody would see where the next begins.
    let parted = rows.iter().any(|row| row.len() > 1);
    for (index, row) in rows.into_iter().enumerate() {
        if index > 0 && parted {
            out.push(grid.rule());
        }
        out.extend(row);
    }
    out
}

/// The widths of columns in so much room, where each has its `natural` width or at least what its words take; `None` where
/// they do not fit. The short ones keep their width, and the long ones give way.
fn widths(natural: &[usize], least: &[usize], room: usize) -> Option<Vec<usize>> {
    let room = room.checked_sub(GAP * natural.len().saturating_sub(1))?;
    let pairs = natural.iter().zip(least);
    let mut widths: Vec<usize> = pairs
        .map(|(natural, least)| (*least).max(TEXT).min(*natural))
        .collect();
    let mut spare = room.checked_sub(widths.iter().sum())?;
    // In each round those that want least get as much as their part of what is left.
    let mut order: Vec<usize> = (0..natural.len()).collect();
    order.sort_by_key(|at| natural[*at] - widths[*at]);
    for (done, at) in order.iter().enumerate() {
        let part = spare / (order.len() - done);
        let more = part.min(natural[*at] - widths[*at]);
        widths[*at] += more;
        spare -= more;
    }
    Some(widths)
}

/// Where the columns of a table stand.
struct Grid<'g> {
    widths: &'g [usize],
    sides: &'g [Side],
    how: Drawn,
}

impl Grid<'_> {
    /// A row, in as many lines as its highest cell has.
    fn row(&self, cells: &[Cell], style: Style) -> Vec<Line> {
        let widths = self.widths.iter().enumerate();
        let columns: Vec<Vec<Line>> = widths
            .map(|(at, width)| {
                let runs = cells.get(at).map_or(&[][..], Vec::as_slice);
                inline::words(runs, style, self.how).lines(*width, *width, true)
            })
            .collect();
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        (0..height).map(|row| self.line(&columns, row)).collect()
    }

    fn line(&self, columns: &[Vec<Line>], row: usize) -> Line {
        let mut out = Line::default();
        for (at, (column, width)) in columns.iter().zip(self.widths).enumerate() {
            if at > 0 {
                out.push(&Span::new(BETWEEN, QUIET));
            }
            let empty = Line::default();
            let text = column.get(row).unwrap_or(&empty);
            let blanks = width.saturating_sub(text.text().width());
            let before = match self.sides.get(at) {
                Some(Side::Right) => blanks,
                Some(Side::Middle) => blanks / 2,
                _ => 0,
            };
            let fill = |count: usize| Span::new(" ".repeat(count), Style::new());
            out.push(&fill(before));
            text.spans.iter().for_each(|span| out.push(span));
            out.push(&fill(blanks - before));
        }
        out
    }

    fn rule(&self) -> Line {
        let parts = self.widths.iter().map(|width| "\u{2500}".repeat(*width));
        let rule = parts.collect::<Vec<_>>().join(CROSS);
        Line {
            spans: vec![Span::new(rule, QUIET)],
        }
    }
}

/// A table whose cells stand below each other, each behind what its column is called.
fn records(table: &Table, room: usize, how: Drawn) -> Vec<Line> {
    /// Columns before the lines of a cell that goes on.
    const HANGING: usize = 2;
    let mut out: Vec<Line> = Vec::new();
    let only_head = [table.head.clone()];
    let rows = match table.rows.as_slice() {
        [] => &only_head,
        rows => rows,
    };
    for row in rows {
        if !out.is_empty() {
            out.push(Line::default());
        }
        for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let mut words = Words::default();
            let head = table.head.get(at).filter(|_| !table.rows.is_empty());
            if let Some(head) = head.filter(|head| !head.is_empty()) {
                words = inline::words(head, HEADING, how);
                words.add(&Span::new(": ", HEADING), false);
            }
            words.append(inline::words(cell, Style::new(), how));
            let rest = room.saturating_sub(HANGING).max(1);
            for (index, mut line) in words.lines(room, rest, false).into_iter().enumerate() {
                if index > 0 && room > HANGING {
                    let blanks = Span::new(" ".repeat(HANGING), Style::new());
                    line.spans.insert(0, blanks);
                }
                out.push(line);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests;
