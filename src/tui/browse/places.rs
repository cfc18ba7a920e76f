//! The places in a record that the query found: which of them the reader is at, and which is next.

use crate::render::text::plural;
use crate::tui::look::Look;
use ratatui::text::Line;
use std::ops::Range;

/// The marks of a record that is drawn, each with its row and its bytes there.
#[derive(Default)]
pub(super) struct Places(Vec<(usize, Range<usize>)>);

impl Places {
    /// Adds the marks of a row.
    pub(super) fn add(&mut self, row: usize, marks: Vec<Range<usize>>) {
        self.0.extend(marks.into_iter().map(|mark| (row, mark)));
    }

    /// The row of one of them.
    pub(super) fn row(&self, at: usize) -> Option<usize> {
        self.0.get(at).map(|(row, _)| *row)
    }

    /// The one that the reader is at, where it is among the rows in view.
    fn seen(&self, at: Option<usize>, view: &Range<usize>) -> Option<usize> {
        at.filter(|at| self.row(*at).is_some_and(|row| view.contains(&row)))
    }

    /// The one after that which the reader is at, or the one before: counted from the rows in view, where it is not there.
    pub(super) fn next(
        &self,
        at: Option<usize>,
        view: &Range<usize>,
        forward: bool,
    ) -> Option<usize> {
        let next = match (self.seen(at, view), forward) {
            (Some(at), true) => at + 1,
            (Some(at), false) => at.checked_sub(1)?,
            (None, true) => self.0.iter().position(|(row, _)| *row >= view.start)?,
            (None, false) => self.0.iter().rposition(|(row, _)| *row < view.start)?,
        };
        (next < self.0.len()).then_some(next)
    }

    /// Shows which one the reader is at, where it is in this row.
    pub(super) fn show(&self, at: Option<usize>, row: usize, line: &mut Line<'_>, look: Look) {
        let here = at.and_then(|at| self.0.get(at));
        let Some((_, mark)) = here.filter(|(of, _)| *of == row) else {
            return;
        };
        let mut start = 0;
        for span in &mut line.spans {
            if mark.contains(&start) {
                span.style = span.style.patch(look.chosen());
            }
            start += span.content.len();
        }
    }

    /// `mark 2 of 14`, or how many there are.
    pub(super) fn said(&self, at: Option<usize>, view: &Range<usize>) -> Option<String> {
        let all = self.0.len();
        match self.seen(at, view) {
            _ if all == 0 => None,
            Some(at) => Some(format!("mark {} of {all}", at + 1)),
            None => Some(plural(all, "mark")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn the_next_mark_is_counted_from_where_the_reader_is() {
        let mut places = Places::default();
        places.add(2, vec![0..3, 5..8]);
        places.add(40, vec![1..4; 1]);
        let next = |at, view, forward| places.next(at, &view, forward);
        assert_eq!(next(Some(0), 0..10, true), Some(1));
        assert_eq!(next(Some(1), 0..10, true), Some(2));
        assert_eq!(next(Some(2), 35..45, true), None);
        assert_eq!(next(Some(2), 35..45, false), Some(1));
        assert_eq!(next(Some(0), 0..10, false), None);
        // Out of view it is none.
        assert_eq!(next(Some(0), 20..30, true), Some(2));
        assert_eq!(next(Some(0), 20..30, false), Some(1));
        assert_eq!(next(None, 0..10, true), Some(0));
        let said = |at, view| places.said(at, &view);
        assert_eq!(said(Some(1), 0..10).as_deref(), Some("mark 2 of 3"));
        assert_eq!(said(Some(1), 20..30).as_deref(), Some("3 marks"));
        assert_eq!(Places::default().said(Some(0), &(0..9)), None);
    }
}
