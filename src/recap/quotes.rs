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
        } else {
            inside(source, Lines::new(first, line - 1), &mut out);
        }
    }
    out
}

/// What a quote says that others wrote: what is deeper below their names, or else the rest of it.
fn inside(source: &Source, quote: Lines, out: &mut Vec<Lines>) {
    let mut line = quote.start;
    while line < quote.end {
        let (depth, words) = unquoted(source.line(line));
        line += 1;
        if !is_attribution(words) {
            continue;
        }
        let first = line;
        let said = |n: &u32| !unquoted(source.line(*n)).1.is_empty();
        let next = (first..=quote.end).find(said);
        let deeper = next.is_some_and(|n| unquoted(source.line(n)).0 > depth);
        let least = depth + usize::from(deeper);
        while line <= quote.end && (!said(&line) || unquoted(source.line(line)).0 >= least) {
            line += 1;
        }
        out.push(Lines::new(first, line - 1));
    }
}

/// How deep a line is quoted, and its words.
fn unquoted(text: &str) -> (usize, &str) {
    let words = text.trim_start_matches(['>', ' ', '\t']);
    let marks = &text[..text.len() - words.len()];
    (marks.matches('>').count(), words.trim_end())
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

    #[test]
    fn finds_authors_inside_quotes() {
        let lines = |text: &str| of_others(&Source::new(text.as_bytes()).0);
        assert_eq!(
            lines("> mine\n>\n> Jo Lee wrote:\n> hers\n> too\n\n> mine\n"),
            [Lines::new(4, 5)]
        );
        assert_eq!(
            lines("> On Friday, Jay wrote:\n> > his\n> >\n> mine\n> more\n"),
            [Lines::new(2, 3)]
        );
        assert_eq!(lines("> What he wrote is clear.\n> mine\n"), []);
    }
}
