//! Texts without a letter or digit: `( )`, `...`. Most are punctuation, which no index holds; where somebody wrote them as code
//! they are worth finding, and are kept as they stand.

use crate::query::{Node, Query};

/// The longest row of signs that is kept, in characters.
const LONGEST: usize = 64;

/// A text without a letter or digit, with single blanks.
pub(super) fn row(text: &str) -> Option<String> {
    let wordless = !text.chars().any(char::is_alphanumeric);
    let row = || text.split_whitespace().collect::<Vec<_>>().join(" ");
    let row = wordless.then(row)?;
    (1..=LONGEST).contains(&row.chars().count()).then_some(row)
}

/// The row that a whole query is, of two words or more.
pub(super) fn of_query(query: &Query) -> Option<String> {
    let Node::And(nodes) = &query.root else {
        return None;
    };
    let word = |node: &Node| row(&node.as_word()?.text);
    let words: Option<Vec<String>> = nodes.iter().map(word).collect();
    row(&words?.join(" "))
}

/// Where a row stands in a text as a word of its own, in bytes.
pub(super) fn places(row: &str, text: &str) -> Vec<(usize, usize)> {
    let ends = |c: char| c.is_whitespace() || "\"'“”‘’".contains(c);
    let places = text.match_indices(row).map(|(at, _)| (at, at + row.len()));
    let alone = places.filter(|(start, end)| {
        text[..*start].chars().next_back().is_none_or(ends)
            && text[*end..]
                .chars()
                .next()
                .is_none_or(|c| ends(c) || matches!(c, ',' | '.' | ';' | ':' | ')'))
    });
    alone.collect()
}

#[cfg(test)]
mod tests {
    use super::{of_query, places, row};
    use crate::query::parse;

    #[test]
    fn rows_have_no_word() {
        assert_eq!(row(" {  ... } ").as_deref(), Some("{ ... }"));
        assert_eq!(row("a"), None);
        assert_eq!(row(" "), None);
        assert_eq!(row(&"(".repeat(65)), None);
    }

    #[test]
    fn a_query_of_signs_is_a_row() {
        let of = |text: &str| of_query(&parse(text).unwrap());
        assert_eq!(of("{ ... }").as_deref(), Some("{ ... }"));
        assert_eq!(of("{ a }"), None);
        assert_eq!(of("..."), None);
    }

    #[test]
    fn rows_stand_alone() {
        assert_eq!(
            places("...", "a... ... \"...\", b....."),
            [(5, 8), (10, 13)]
        );
    }
}
