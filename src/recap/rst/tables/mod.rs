//! Tables of all four kinds, as rows of Markdown.

mod cells;
mod csv;
mod grid;
mod list;
mod simple;

pub(super) use self::csv::csv;
pub(super) use grid::{grid, grid_lines};
pub(super) use list::list;
pub(super) use simple::{simple, simple_lines};

use super::writer::Writer;
use crate::recap::lines::Line;
use crate::recap::pen::Table;

/// Why something is no table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) line: u32,
}

impl Fault {
    fn new(message: impl Into<String>, line: u32) -> Self {
        Self {
            message: message.into(),
            line,
        }
    }
}

impl Writer<'_> {
    /// Writes a table. Where it is none, that is told, and `keep` writes its lines.
    pub(super) fn rows_or(
        &mut self,
        table: Result<Table, Fault>,
        hint: &str,
        keep: impl FnOnce(&mut Self),
    ) {
        match table {
            Ok(table) => self.rows(&table),
            Err(fault) => {
                self.warn("table", &fault.message, hint, fault.line);
                keep(self);
            }
        }
    }
}

/// The option of this name.
fn option<'l>(set: &[Line<'l>], name: &str) -> Option<&'l str> {
    set.iter().find_map(|line| {
        let (key, start) = super::fields::field(line.text)?;
        (key == name).then(|| line.text.get(start..).unwrap_or("").trim())
    })
}
