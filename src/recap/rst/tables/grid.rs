//! Tables drawn with `+`, `-` and `|`.
//!
//! Columns begin where some border has a `+`; rows at the lines that have a piece of a border. A cell goes over several columns
//! where no `|` parts them, over several rows where no border does.

use super::Fault;
use super::cells::cell;
use crate::model::Lines;
use crate::recap::lines::Line;
use crate::recap::pen::{Row, Table};
use crate::recap::rst::writer::Writer;
use unicode_width::UnicodeWidthChar;

/// How many of `lines` are a drawn table.
pub(in crate::recap::rst) fn grid_lines(lines: &[Line<'_>]) -> Option<usize> {
    let first = lines.first()?.text;
    let inner = first
        .strip_prefix("+-")?
        .strip_suffix("-+")
        .or(first.strip_prefix("+-")?.strip_suffix('+'))?;
    let sound = inner.chars().all(|c| "+-".contains(c));
    sound.then(|| {
        lines
            .iter()
            .take_while(|line| line.text.starts_with(['+', '|']))
            .count()
    })
}

/// The table as columns of signs: a wide letter takes two, the second of them empty.
struct Drawing<'d> {
    lines: &'d [Line<'d>],
    signs: Vec<Vec<char>>,
    /// Where columns begin and end.
    walls: Vec<usize>,
    /// Lines that hold a piece of a border.
    borders: Vec<usize>,
}

/// Reads a drawn table.
pub(in crate::recap::rst) fn grid(lines: &[Line<'_>], writer: &Writer<'_>) -> Result<Table, Fault> {
    let drawing = Drawing::new(lines)?;
    let headed = drawing.headed();
    let mut rows: Vec<Row> = Vec::new();
    for band in drawing.borders.windows(2) {
        let row = drawing.row(band[0], band[1], writer)?;
        rows.extend(row);
    }
    if rows.is_empty() {
        return Err(Fault::new("a table without rows", lines[0].no));
    }
    Ok(Table::new(rows, headed, lines[0].place()))
}

impl<'d> Drawing<'d> {
    fn new(lines: &'d [Line<'d>]) -> Result<Self, Fault> {
        let signs: Vec<Vec<char>> = lines.iter().map(|line| spread(line.text)).collect();
        let mut walls: Vec<usize> = Vec::new();
        for row in signs.iter().filter(|row| is_border(row)) {
            walls.extend(
                row.iter()
                    .enumerate()
                    .filter(|(_, c)| **c == '+')
                    .map(|(at, _)| at),
            );
        }
        walls.sort_unstable();
        walls.dedup();
        let mut out = Self {
            lines,
            signs,
            walls,
            borders: Vec::new(),
        };
        out.borders = (0..lines.len())
            .filter(|at| out.pieces(*at).any(|piece| piece))
            .collect();
        out.check()?;
        Ok(out)
    }

    fn at(&self, line: usize, column: usize) -> char {
        self.signs[line].get(column).copied().unwrap_or(' ')
    }

    /// For each column whether the line is a piece of a border there.
    fn pieces(&self, line: usize) -> impl Iterator<Item = bool> {
        self.walls.windows(2).map(move |walls| {
            let inner = walls[0] + 1..walls[1];
            let all = |sign: char| inner.clone().all(|at| self.at(line, at) == sign);
            let ends =
                "+|".contains(self.at(line, walls[0])) || self.is_border_sign(line, walls[0]);
            !inner.is_empty() && ends && (all('-') || all('='))
        })
    }

    fn is_border_sign(&self, line: usize, column: usize) -> bool {
        "+-=".contains(self.at(line, column))
    }

    /// Its edges must be closed on every line, and its last line must be a border.
    fn check(&self) -> Result<(), Fault> {
        let (Some(left), Some(right)) = (self.walls.first(), self.walls.last()) else {
            return Err(Fault::new(
                "the borders of this table do not meet",
                self.lines[0].no,
            ));
        };
        for (at, line) in self.lines.iter().enumerate() {
            let closed = |wall: usize| "+|".contains(self.at(at, wall));
            if !closed(*left) || !closed(*right) || self.signs[at].len() != right + 1 {
                return Err(Fault::new("the borders of this table do not meet", line.no));
            }
        }
        match self.borders.last() {
            Some(last) if last + 1 == self.lines.len() && self.pieces(*last).all(|piece| piece) => {
                Ok(())
            }
            _ => Err(Fault::new(
                "this table has no border below",
                self.lines[self.lines.len() - 1].no,
            )),
        }
    }

    /// How many rows stand above a border of `=`.
    fn headed(&self) -> usize {
        let thick =
            |line: &usize| self.signs[*line].contains(&'=') && is_border(&self.signs[*line]);
        self.borders
            .iter()
            .skip(1)
            .position(thick)
            .map_or(0, |at| at + 1)
    }

    /// The row between two borders, `None` where nothing is.
    fn row(&self, above: usize, below: usize, writer: &Writer<'_>) -> Result<Option<Row>, Fault> {
        if above + 1 == below {
            return Ok(None);
        }
        let mut cells = vec![String::new(); self.walls.len() - 1];
        let mut start = 0;
        for column in 1..self.walls.len() {
            if self.is_wall(self.walls[column], above, below)? {
                let (left, right) = (self.walls[start] + 1, self.walls[column]);
                cells[start] = self.text(left, right, above, below, writer);
                start = column;
            }
        }
        Ok(Some(Row {
            cells,
            lines: Lines::new(self.lines[above + 1].no, self.lines[below - 1].no),
        }))
    }

    /// Whether a column ends here, on all lines between two borders alike.
    fn is_wall(&self, column: usize, above: usize, below: usize) -> Result<bool, Fault> {
        let closed = |line: usize| "|+".contains(self.at(line, column));
        let count = (above + 1..below).filter(|line| closed(*line)).count();
        if count == below - above - 1 {
            return Ok(true);
        }
        // A sign in the text of a cell that goes over two columns is no wall.
        let corner = self.at(above, column) == '+' && self.at(below, column) == '+';
        match count {
            0 => Ok(false),
            _ if !corner => Ok(false),
            _ => {
                let first = (above + 1..below)
                    .find(|line| !closed(*line))
                    .unwrap_or(above + 1);
                Err(Fault::new(
                    "the borders of this table do not meet",
                    self.lines[first].no,
                ))
            }
        }
    }

    /// The text of a cell, its part of a border above left out where the cell goes on from the row before.
    fn text(
        &self,
        left: usize,
        right: usize,
        above: usize,
        below: usize,
        writer: &Writer<'_>,
    ) -> String {
        let inner = |line: usize| -> String {
            let row = &self.signs[line];
            let signs = row[left.min(row.len())..right.min(row.len())].iter();
            signs.filter(|c| **c != '\0').collect()
        };
        let goes_on = !(left..right).all(|at| self.is_border_sign(above, at));
        let first = if goes_on { above } else { above + 1 };
        let texts: Vec<String> = (first..below).map(inner).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        cell(&texts, right - left - 2.min(right - left), writer)
    }
}

/// Whether a line is a border from end to end.
fn is_border(row: &[char]) -> bool {
    row.first() == Some(&'+') && row.iter().all(|c| "+-=".contains(*c))
}

fn spread(text: &str) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars() {
        out.push(c);
        if c.width() == Some(2) {
            out.push('\0');
        }
    }
    out
}
