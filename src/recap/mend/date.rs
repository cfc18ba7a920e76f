//! A date that the file's name has and the note itself does not is written into the note, in the style of its metadata.

use super::{Insertion, Looked};
use crate::model::{FactSource, Given, PartialDate};
use crate::recap::dates::{self, Habit};
use crate::recap::metadata::DATE_FIELDS;
use crate::recap::source::Source;
use crate::recap::{Input, Reader};

/// A name of a file that says nothing.
const UNTELLING: &str = "note.md";

/// The field that is missing.
pub(super) fn field(now: &Looked<'_>) -> Option<Insertion> {
    // Most names have none.
    if !now.input.path.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let recap = now.reading()?;
    let date = recap.recap.date.as_ref()?;
    let is_named = date.source == FactSource::FileName && !recap.topics.is_empty();
    let is_sound = now.metadata.diagnostics.is_empty();
    if !is_named || !is_sound || says_itself(now.reader, now.input.bytes) {
        return None;
    }
    if is_said(&now.source, date.value) {
        return None;
    }
    let stated = now.metadata.fields.iter();
    let mut stated = stated.filter(|field| DATE_FIELDS.contains(&field.key.as_str()));
    match stated.next() {
        // An empty field is filled; one whose value is no date is left to its author.
        Some(field) => filled(now, field.line, date.value),
        None => Some(added(now, date.value)),
    }
}

/// The longest line that is looked at, in bytes.
const LONGEST_LINE: usize = 4096;

/// Dates of a line that are looked at.
const MOST_DATES: usize = 8;

/// Whether the text names the date, though kb would not take it from there: then it is not lost with the file's name.
pub(super) fn is_said(source: &Source, date: PartialDate) -> bool {
    let whole = date.to_string();
    // `5/6/2016` may be either day: who wrote it knows.
    let habits = [true, false].map(|month_first| Habit {
        year: Some(date.year()),
        month_first: Some(month_first),
    });
    let names = |line: &str, habit: Habit| {
        let mut rest = line.get(..LONGEST_LINE).unwrap_or(line);
        for _ in 0..MOST_DATES {
            let Some(found) = dates::find(rest, habit) else {
                return false;
            };
            if found.date.to_string().starts_with(&whole) {
                return true;
            }
            rest = rest.get(found.end..).unwrap_or("");
        }
        false
    };
    let figures = |line: &&str| line.bytes().any(|b| b.is_ascii_digit());
    let lines = (1..=source.line_count()).map(|n| source.line(n));
    let mut lines = lines.filter(figures);
    lines.any(|line| habits.iter().any(|habit| names(line, *habit)))
}

/// Whether the note would have a date in a file of any other name.
fn says_itself(reader: &Reader<'_>, bytes: &[u8]) -> bool {
    let given = Given::default();
    let readings = reader.read(&Input {
        path: UNTELLING,
        id_base: "note",
        bytes,
        given: &given,
    });
    let has_date = |reading: &crate::recap::Reading| {
        reading.recap.date.is_some() || reading.topics.iter().any(|topic| topic.date.is_some())
    };
    readings.iter().any(has_date)
}

fn filled(now: &Looked<'_>, line: u32, date: PartialDate) -> Option<Insertion> {
    let text = now.source.line(line);
    let is_empty = text.trim_end().ends_with(':');
    is_empty.then(|| Insertion {
        at: now.end_of(line) - (text.len() - text.trim_end().len()),
        text: format!(" {date}"),
    })
}

fn added(now: &Looked<'_>, date: PartialDate) -> Insertion {
    let end = now.line_end();
    let source = &now.source;
    let Some(lines) = now.metadata.lines else {
        let below = if source.is_blank(1) { "" } else { end };
        return Insertion {
            at: source.content_start(),
            text: format!("---{end}date: {date}{end}---{end}{below}"),
        };
    };
    match source.line(lines.end).trim_end() {
        "---" => Insertion {
            at: source.line_start(lines.end),
            text: format!("date: {date}{end}"),
        },
        "+++" => {
            // Below the head of a table it would be a field of that table.
            let mut inner = lines.start + 1..lines.end;
            let table = inner.find(|n| source.line(*n).starts_with('['));
            Insertion {
                at: source.line_start(table.unwrap_or(lines.end)),
                text: format!("date = {date}{end}"),
            }
        }
        _ => Insertion {
            at: now.end_of(lines.end),
            text: format!("{end}Date: {date}"),
        },
    }
}
