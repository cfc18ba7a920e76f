//! Where the parts of a picture lead, for pictures within pages.

/// Addresses of a picture's parts, by their numbers from 0.
pub struct Links<'l> {
    /// Of the heading of a column.
    pub column: &'l dyn Fn(usize) -> Option<String>,
    /// Of the label of a row.
    pub row: &'l dyn Fn(usize) -> Option<String>,
    /// Of the cell of a row and a column.
    pub cell: &'l dyn Fn(usize, usize) -> Option<String>,
}

impl Links<'_> {
    /// No part leads anywhere: for pictures that stand alone.
    pub(super) fn none() -> Self {
        Self {
            column: &|_| None,
            row: &|_| None,
            cell: &|_, _| None,
        }
    }
}
