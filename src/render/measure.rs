//! How wide text is, in a terminal and in a picture, and text cut and wrapped to a width.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// What widths are counted in.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ruler {
    /// Columns of a terminal.
    Columns,
    /// Pixels of a sans-serif font of this size. Guessed on the wide side: the font that shows it is not known.
    Pixels(f64),
}

/// What stands where text was cut off.
const ELLIPSIS: &str = "\u{2026}";

impl Ruler {
    /// The width of one line of text.
    pub(crate) fn width(self, text: &str) -> f64 {
        match self {
            // A terminal has no line of more columns than an `f64` counts.
            Self::Columns => text.width() as f64,
            Self::Pixels(size) => text.chars().map(em).sum::<f64>() * size,
        }
    }

    /// `text`, or as much of it as fits into `room` with an ellipsis behind it.
    pub(crate) fn cut(self, text: &str, room: f64) -> String {
        if self.width(text) <= room {
            return text.to_owned();
        }
        let mut left = room - self.width(ELLIPSIS);
        let mut out = String::new();
        for cluster in text.graphemes(true) {
            left -= self.width(cluster);
            if left < 0.0 {
                break;
            }
            out.push_str(cluster);
        }
        out.truncate(out.trim_end().len());
        out.push_str(ELLIPSIS);
        out
    }

    /// `text` in at most `lines` lines of width `room`, the last one cut where it is too long.
    pub(crate) fn wrap(self, text: &str, room: f64, lines: usize) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            if out.len() + 1 == lines {
                out.push(self.cut(rest, room));
                break;
            }
            let at = self.line_end(rest, room);
            let (line, after) = rest.split_at(at);
            out.push(line.trim_end().to_owned());
            rest = after.trim_start();
        }
        out
    }

    /// The byte that the first line of `text` ends at: before a word where one begins, else within it.
    fn line_end(self, text: &str, room: f64) -> usize {
        let (mut used, mut last_blank) = (0.0, None);
        for (at, cluster) in text.grapheme_indices(true) {
            used += self.width(cluster);
            if cluster == " " {
                last_blank = Some(at);
            } else if used > room && at > 0 {
                return last_blank.unwrap_or(at);
            }
        }
        text.len()
    }
}

/// `text` with lines of at most `width` columns, of which the first has `used` before it and the others have `indent` blanks. No
/// word is broken; without a width it is one line.
pub(crate) fn filled(text: &str, used: usize, indent: usize, width: Option<usize>) -> String {
    let Some(width) = width else {
        return text.to_owned();
    };
    let mut out = String::with_capacity(text.len());
    let mut column = used;
    for (at, word) in text.split(' ').enumerate() {
        let columns = word.width();
        if at > 0 && column + 1 + columns > width && column > indent {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent;
        } else if at > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += columns;
    }
    out
}

/// `text` cut to `width` columns and filled up with blanks.
pub(crate) fn column(text: &str, width: usize) -> String {
    let mut out = Ruler::Columns.cut(text, width as f64);
    let fill = width.saturating_sub(out.width());
    out.push_str(&" ".repeat(fill));
    out
}

/// The width of a character, in parts of the font's size.
fn em(c: char) -> f64 {
    match (c.width().unwrap_or(0), c) {
        (0, _) => 0.0,
        (2.., '\u{1f000}'..) => 1.35,
        (2.., _) => 1.0,
        (_, 'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ') => 0.36,
        (_, 'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '/' | '-' | '"') => 0.45,
        (_, 'm' | 'w' | 'M' | 'W' | '@' | '%' | '\u{2026}') => 1.0,
        (_, c) if c.is_uppercase() => 0.74,
        _ => 0.63,
    }
}

#[cfg(test)]
mod tests {
    use super::{Ruler, column, filled};

    #[test]
    fn wide_characters_count_double() {
        assert_eq!(column("ab", 4), "ab  ");
        assert_eq!(column("日本語", 5), "日本\u{2026}");
        assert_eq!(column("日本語", 4), "日\u{2026} ");
        assert!(Ruler::Pixels(10.0).width("日本") >= 20.0);
    }

    #[test]
    fn fills_lines_at_words() {
        assert_eq!(
            filled("ab cd 日本 efghij", 2, 2, Some(8)),
            "ab cd\n  日本\n  efghij"
        );
        assert_eq!(filled("ab cdefghij k", 0, 0, Some(4)), "ab\ncdefghij\nk");
        assert_eq!(filled("ab cd", 90, 2, None), "ab cd");
        assert_eq!(filled("", 0, 2, Some(0)), "");
    }

    #[test]
    fn wraps_between_words_and_within_long_ones() {
        let wrap = |text, lines| Ruler::Columns.wrap(text, 6.0, lines);
        assert_eq!(wrap("ab cd efgh", 3), ["ab cd", "efgh"]);
        assert_eq!(wrap("ab cd efgh ij kl", 2), ["ab cd", "efgh\u{2026}"]);
        assert_eq!(wrap("abcdefghij", 3), ["abcdef", "ghij"]);
        assert_eq!(wrap("", 2), Vec::<String>::new());
        assert_eq!(Ruler::Columns.cut("abc", 0.0), "\u{2026}");
    }
}
