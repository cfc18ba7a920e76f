//! A snippet as rows of pieces, some of them marked.

use crate::kb::Snippet;

/// A row of a snippet.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Whether lines are left out before it.
    pub(super) gap: bool,
    /// Its text in pieces, each with whether the query matched it.
    pub(super) pieces: Vec<(bool, String)>,
}

/// The rows of a snippet.
pub(super) fn rows(snippet: &Snippet) -> Vec<Row> {
    let mut out = vec![Row {
        gap: false,
        pieces: Vec::new(),
    }];
    let mut marks = snippet.highlights.iter().peekable();
    for (at, c) in snippet.text.chars().enumerate() {
        while marks.peek().is_some_and(|(_, end)| *end <= at) {
            marks.next();
        }
        let marked = marks.peek().is_some_and(|(start, _)| *start <= at);
        if c == '\n' {
            out.push(Row {
                gap: snippet.gaps.contains(&out.len()),
                pieces: Vec::new(),
            });
            continue;
        }
        let Some(row) = out.last_mut() else { continue };
        match row.pieces.last_mut() {
            Some((same, text)) if *same == marked => text.push(c),
            _ => row.pieces.push((marked, c.to_string())),
        }
    }
    out.retain(|row| !row.pieces.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::{Row, rows};
    use crate::kb::Snippet;

    #[test]
    fn marks_stay_where_they_are() {
        let snippet = Snippet {
            text: "a \u{e9}b c\nd ef".to_owned(),
            highlights: vec![(2, 4), (9, 11)],
            lines: vec![1, 5],
            gaps: vec![1],
        };
        let row = |gap, pieces: &[(bool, &str)]| Row {
            gap,
            pieces: pieces.iter().map(|(m, t)| (*m, (*t).to_owned())).collect(),
        };
        assert_eq!(
            rows(&snippet),
            [
                row(false, &[(false, "a "), (true, "\u{e9}b"), (false, " c")]),
                row(true, &[(false, "d "), (true, "ef")]),
            ]
        );
        assert!(rows(&Snippet::default()).is_empty());
    }
}
