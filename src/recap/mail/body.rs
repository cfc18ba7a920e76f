//! What the author of a mail says: text as any other.

use crate::model::Lines;
use crate::recap::lines::{Line, untabbed};
use crate::recap::pen::Pen;
use crate::recap::script::Script;
use crate::recap::text;

/// Adds lines of text, each with the lines of the file that it stands in, to a script.
pub(super) fn body(lines: &[(String, Lines)], script: &mut Script) {
    let texts: Vec<String> = lines
        .iter()
        .map(|(line, _)| untabbed(line, text::TAB))
        .collect();
    // A line of the text may stand for several of the file: they are numbered from 1 by their places here, and given theirs below.
    let rows: Vec<Line<'_>> = (1..)
        .zip(&texts)
        .map(|(at, text)| Line::new(text, at))
        .collect();
    let mut pen = Pen::default();
    text::write(&rows, &mut pen);
    let written = pen.done();
    let of_file = |at: u32| {
        lines
            .get(at.saturating_sub(1) as usize)
            .map(|(_, from)| *from)
    };
    let mut known = lines.first().map_or(Lines::new(1, 1), |(_, from)| *from);
    if let Some((_, first)) = lines.first().filter(|_| !written.text.is_empty()) {
        script.gap(*first);
    }
    for (row, at) in written.text.lines().zip(&written.lines) {
        if let (Some(first), Some(last)) = (of_file(at.start), of_file(at.end)) {
            known = Lines::new(first.start, last.end.max(first.start));
        }
        script.push(row, known);
    }
    if let Some((_, last)) = lines.last() {
        script.gap(*last);
    }
}
