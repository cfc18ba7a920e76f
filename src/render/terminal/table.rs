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
/// Columns that a word of a table has before it may be broken, and the fewest where it is narrow.
const WORD: [usize; 2] = [18, 9];

/// A table in so many columns.
pub(super) fn lines(table: &Table, room: usize, how: Drawn) -> Vec<Line> {
    let count = table.columns.len().max(table.head.len());
    let has_head = table.head.iter().any(|cell| !cell.is_empty());
    let (mut natural, mut longest) = (vec![0; count], vec![0; count]);
    let heads = std::iter::once((&table.head, HEADING));
    let rows = table.rows.iter().map(|row| (row, Style::new()));
    for (row, style) in heads.chain(rows) {
        for (at, cell) in row.iter().enumerate().take(count) {
            let words = inline::words(cell, style, how);
            natural[at] = natural[at].max(words.columns());
            longest[at] = longest[at].max(words.longest());
        }
    }
    let Some(widths) = widths(&natural, &longest, room) else {
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

/// The widths of columns in so much room; `None` where they do not fit.
fn widths(natural: &[usize], longest: &[usize], room: usize) -> Option<Vec<usize>> {
    let room = room.checked_sub(GAP * natural.len().saturating_sub(1))?;
    if natural.iter().sum::<usize>() <= room {
        return Some(natural.to_vec());
    }
    let least = |word: usize| -> Vec<usize> {
        let pairs = natural.iter().zip(longest);
        pairs.map(|(n, l)| (*l).min(word).min(*n).max(1)).collect()
    };
    let mut widths = WORD
        .into_iter()
        .map(least)
        .find(|least| least.iter().sum::<usize>() <= room)?;
    let spare = room - widths.iter().sum::<usize>();
    let wants: Vec<usize> = natural
        .iter()
        .zip(&widths)
        .map(|(n, w)| n.saturating_sub(*w))
        .collect();
    let all = wants.iter().sum::<usize>().max(1);
    for (width, want) in widths.iter_mut().zip(&wants) {
        *width += want * spare / all;
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
