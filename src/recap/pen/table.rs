//! Tables, row by row.

use super::Pen;
use crate::model::Lines;

/// A row: each cell's Markdown, on one line, and the lines it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) cells: Vec<String>,
    pub(crate) lines: Lines,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    /// The row that names the columns.
    pub(crate) header: Option<Row>,
    pub(crate) rows: Vec<Row>,
    /// Where it begins.
    pub(crate) from: Lines,
}

impl Table {
    /// A table of these rows, the first `headed` of which name its columns.
    pub(crate) fn new(mut rows: Vec<Row>, headed: usize, from: Lines) -> Self {
        let below = rows.split_off(headed.min(rows.len()));
        let header = rows.into_iter().reduce(|mut above, row| {
            for (at, cell) in row.cells.into_iter().enumerate() {
                match above.cells.get_mut(at) {
                    Some(words) if words.is_empty() => *words = cell,
                    Some(words) if !cell.is_empty() => *words = format!("{words} {cell}"),
                    Some(_) => {}
                    None => above.cells.push(cell),
                }
            }
            above.lines.end = row.lines.end;
            above
        });
        Self {
            header,
            rows: below,
            from,
        }
    }

    fn width(&self) -> usize {
        let rows = self.rows.iter().chain(&self.header);
        rows.map(|row| row.cells.len()).max().unwrap_or(0)
    }
}

impl Pen {
    /// Writes a table. Without a row that names its columns it has one of empty cells, as Markdown wants one.
    pub(crate) fn table(&mut self, table: &Table) {
        let width = table.width();
        if width == 0 {
            return;
        }
        self.gap();
        let none = Row {
            cells: Vec::new(),
            lines: Lines::new(table.from.start, table.from.start),
        };
        let mut header = table.header.clone().unwrap_or(none);
        header.cells.resize(width, String::new());
        self.row(&header);
        let end = Lines::new(header.lines.end, header.lines.end);
        self.line(&format!("|{}", " --- |".repeat(width)), end);
        for row in &table.rows {
            self.row(row);
        }
        self.gap();
    }

    /// A row with its own cells: a table may be as wide as its widest row, and have many narrow ones.
    fn row(&mut self, row: &Row) {
        let mut text = String::from("|");
        for cell in &row.cells {
            text.push(' ');
            text.push_str(&barred(cell));
            text.push_str(" |");
        }
        self.line(&text, row.lines);
    }
}

/// A cell in which no sign is taken for the wall to the next one.
fn barred(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut before = ' ';
    for c in cell.chars() {
        if c == '|' && before != '\\' {
            out.push('\\');
        }
        out.push(c);
        // Two backslashes are one that is meant.
        before = if before == '\\' && c == '\\' { ' ' } else { c };
    }
    out
}
