//! The rows of a snippet behind their line numbers, broken where the terminal ends.

use super::{MATCH, QUIET};
use crate::kb::Snippet;
use crate::render::clean::is_hostile;
use std::io::{self, Write};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Columns before a line number.
const INDENT: &str = "  ";
/// Columns that words have at least.
pub(super) const LEAST: usize = 16;

/// What a reader sees as one character, made harmless.
struct Cell {
    text: String,
    marked: bool,
}

/// The snippet's rows, with what matched marked.
pub(super) fn rows(out: &mut dyn Write, snippet: &Snippet, width: usize) -> io::Result<()> {
    if snippet.text.is_empty() {
        return Ok(());
    }
    let numbers: Vec<String> = snippet.lines.iter().map(ToString::to_string).collect();
    let digits = numbers.iter().map(String::len).max().unwrap_or(0);
    let room = width.saturating_sub(INDENT.len() + digits + 3).max(LEAST);
    let mut at = 0;
    for (index, row) in snippet.text.split('\n').enumerate() {
        if snippet.gaps.contains(&index) {
            writeln!(out, "{INDENT}{QUIET}...{QUIET:#}")?;
        }
        let cells = cells(row, at, &snippet.highlights);
        at += row.chars().count() + 1;
        let mut number = numbers.get(index).map_or("", String::as_str);
        for piece in broken(&cells, room) {
            write!(out, "{INDENT}{QUIET}{number:>digits$} |{QUIET:#} ")?;
            written(out, piece)?;
            number = "";
        }
    }
    Ok(())
}

/// The characters of a row that begins at the character `at` of the snippet. Hostile ones are replaced one by one, so
/// that the marks stay in their places.
fn cells(row: &str, mut at: usize, marks: &[(usize, usize)]) -> Vec<Cell> {
    let mut out = Vec::new();
    for cluster in row.graphemes(true) {
        let after = marks.partition_point(|mark| mark.1 <= at);
        out.push(Cell {
            text: cluster.chars().map(harmless).collect(),
            marked: marks.get(after).is_some_and(|mark| mark.0 <= at),
        });
        at += cluster.chars().count();
    }
    out
}

fn harmless(c: char) -> char {
    match c {
        '\t' => ' ',
        c if is_hostile(c) => '\u{fffd}',
        c => c,
    }
}

/// A row as lines of at most `room` columns, broken at blanks where there are any.
fn broken(cells: &[Cell], room: usize) -> Vec<&[Cell]> {
    let mut out = Vec::new();
    let (mut first, mut used, mut blank) = (0, 0, None);
    let mut at = 0;
    while let Some(cell) = cells.get(at) {
        used += cell.text.width();
        if cell.text == " " {
            blank = Some(at);
        } else if used > room && at > first {
            let end = blank.unwrap_or(at);
            out.push(&cells[first..end]);
            first = blank.map_or(at, |blank| blank + 1);
            (at, used, blank) = (first, 0, None);
            continue;
        }
        at += 1;
    }
    out.push(&cells[first..]);
    out
}

fn written(out: &mut dyn Write, cells: &[Cell]) -> io::Result<()> {
    let mut on = false;
    for cell in cells {
        if cell.marked != on {
            on = cell.marked;
            match on {
                true => write!(out, "{MATCH}")?,
                false => write!(out, "{MATCH:#}")?,
            }
        }
        write!(out, "{}", cell.text)?;
    }
    if on {
        write!(out, "{MATCH:#}")?;
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::rows;
    use crate::kb::Snippet;

    fn shown(snippet: &Snippet, width: usize) -> String {
        let mut out = Vec::new();
        rows(&mut out, snippet, width).unwrap();
        String::from_utf8(out)
            .unwrap()
            .replace("\u{1b}[2m", "")
            .replace("\u{1b}[1m\u{1b}[33m", "<")
            .replace("\u{1b}[0m |", " |")
            .replace(" |\u{1b}[0m", " |")
            .replace("...\u{1b}[0m", "...")
            .replace("\u{1b}[0m", ">")
    }

    #[test]
    fn numbers_are_aligned_and_gaps_shown() {
        let snippet = Snippet {
            text: "one two\nthree\nfour".into(),
            highlights: vec![(4, 7), (14, 18)],
            lines: vec![9, 10, 120],
            gaps: vec![2],
        };
        let expected = "    9 | one <two>\n   10 | three\n  ...\n  120 | <four>\n";
        assert_eq!(shown(&snippet, 80), expected);
        assert_eq!(shown(&Snippet::default(), 80), "");
    }

    #[test]
    fn long_rows_are_broken_and_marks_go_on() {
        let snippet = Snippet {
            text: "aaaa bbbb cccc dddd eeee ffff".into(),
            highlights: vec![(10, 19)],
            lines: vec![7],
            gaps: Vec::new(),
        };
        let expected = "  7 | aaaa bbbb <cccc>\n    | <dddd> eeee ffff\n";
        // A mark that goes on over the break begins anew behind the number.
        assert_eq!(shown(&snippet, 22), expected);
        let solid = Snippet {
            text: "日本語の文章はここで折り返されます".into(),
            highlights: vec![(8, 10)],
            lines: vec![7],
            gaps: Vec::new(),
        };
        let expected = "  7 | 日本語の文章はこ\n    | <こで>折り返されま\n    | す\n";
        assert_eq!(shown(&solid, 22), expected);
    }

    #[test]
    fn nothing_hostile_gets_through() {
        let snippet = Snippet {
            text: "a\u{1b}b\tc\u{202e}\rd".into(),
            highlights: vec![(2, 3), (900, 901)],
            lines: Vec::new(),
            gaps: vec![5],
        };
        assert_eq!(
            shown(&snippet, 80),
            "   | a\u{fffd}<b> c\u{fffd}\u{fffd}d\n"
        );
    }
}
