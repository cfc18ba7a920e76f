//! Which notes may have something to mend, told without reading them whole.

use super::date;
use crate::model::PartialDate;
use crate::recap::metadata;
use crate::recap::source::Source;

/// Most marks of a heading.
const MOST_MARKS: usize = 6;

/// Whether a note may have something to mend. `named` is its date where only the file's name has it.
#[must_use]
pub fn is_suspect(bytes: &[u8], named: Option<PartialDate>) -> bool {
    let (source, _) = Source::new(bytes);
    let is_open = || {
        let begins = source.line(1).trim_end() == "---";
        begins && !metadata::metadata(&source).diagnostics.is_empty()
    };
    let mut lines = source.text().lines();
    lines.any(is_tight) || is_open() || named.is_some_and(|named| !date::is_said(&source, named))
}

/// Whether a line has marks of a heading with words right behind them.
fn is_tight(line: &str) -> bool {
    let text = line.trim_start_matches(['\u{feff}', ' ']);
    let words = text.trim_start_matches('#');
    let marks = text.len() - words.len();
    (1..=MOST_MARKS).contains(&marks) && words.starts_with(|c: char| !c.is_whitespace())
}
