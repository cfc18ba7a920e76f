//! Quotes of others in a note: `On Tue, 3 May 2016, Jo Smith wrote:` and the lines behind `>` below.

use super::mail::is_attribution;
use super::source::Source;
use crate::model::Lines;

/// The lines of quotes whose author is named above them. What is decided there was decided elsewhere.
pub(super) fn of_others(source: &Source) -> Vec<Lines> {
    let mut out = Vec::new();
    let mut line = 1;
    while line <= source.line_count() {
        if !is_quote(source.line(line)) {
            line += 1;
            continue;
        }
        let first = line;
        while line <= source.line_count() && is_quote(source.line(line)) {
            line += 1;
        }
        let above = first - 1 - u32::from(first > 1 && source.is_blank(first - 1));
        if first > 1 && is_attribution(source.line(above).trim()) {
            out.push(Lines::new(first, line - 1));
        }
    }
    out
}

fn is_quote(text: &str) -> bool {
    text.trim_start_matches(' ').starts_with('>')
}

#[cfg(test)]
mod tests {
    use super::{Source, of_others};
    use crate::model::Lines;

    #[test]
    fn finds_quotes_with_their_authors() {
        let (source, _) =
            Source::new(b"> mine\n\nOn Monday, Jay wrote:\n\n> his\n> too\n\nText:\n> mine\n");
        assert_eq!(of_others(&source), [Lines::new(5, 6)]);
    }
}
