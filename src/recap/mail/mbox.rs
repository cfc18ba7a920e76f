//! Where the mails of a file begin and end.

use super::header;
use super::raw::Raw;
use crate::recap::dates::SHORT_MONTHS;
use crate::recap::source::Source;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Longer lines are no separators, in bytes.
const LONGEST: usize = 400;

/// The lines of one mail: `first` is its separator or first header, `end` is behind its last line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Its first line.
    pub(super) first: u32,
    /// The line behind its last one.
    pub(super) end: u32,
}

/// Whether a line parts the mails of a file: `From jo@example.org Tue May  3 16:20:11 2016`. Who it is from is said in many
/// ways, so that the date tells.
pub(super) fn is_separator(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("From ").filter(|r| r.len() < LONGEST) else {
        return false;
    };
    let words: Vec<&str> = rest.split_whitespace().collect();
    let day = words.iter().position(|word| DAYS.contains(word));
    let Some(at) = day.filter(|at| (1..=6).contains(at)) else {
        return false;
    };
    let date = &words[at + 1..];
    let number = |word: &str| word.parse::<u32>().ok();
    let is_date = date
        .first()
        .is_some_and(|month| SHORT_MONTHS.contains(month))
        && date
            .get(1)
            .and_then(|day| number(day))
            .is_some_and(|day| (1..=31).contains(&day))
        && date.get(2).is_some_and(|time| is_time(time));
    let is_year = |word: &&str| {
        word.len() == 4 && number(word).is_some_and(|year| (1970..=2100).contains(&year))
    };
    is_date && date.iter().skip(3).take(3).any(is_year)
}

fn is_time(word: &str) -> bool {
    let parts: Vec<&str> = word.split(':').collect();
    let is_number =
        |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    (2..=3).contains(&parts.len()) && parts.iter().all(is_number)
}

/// The first line that is not blank.
pub(super) fn first_line(source: &Source) -> Option<u32> {
    (1..=source.line_count()).find(|n| !source.is_blank(*n))
}

/// The day that a separator gives, as its words.
pub(super) fn separator_date(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = words.iter().position(|word| DAYS.contains(word))?;
    let year = words
        .iter()
        .rev()
        .find(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit()))?;
    let (month, day) = (words.get(at + 1)?, words.get(at + 2)?);
    Some(format!("{month} {day}, {year}"))
}

/// The mails of a file, each with the lines up to the next one. A file that begins otherwise is one mail, unless what looks
/// like a separator stands over a header.
pub(super) fn stretches(raw: &Raw<'_>) -> Vec<Stretch> {
    let source = raw.source;
    let Some(first) = first_line(source) else {
        return Vec::new();
    };
    let is_mbox = is_separator(source.line(first));
    let begins = |n: &u32| {
        let parts = source.is_blank(n - 1) && is_separator(source.line(*n));
        parts && (is_mbox || header::is_known(raw.line(n + 1)))
    };
    let mut starts = vec![first];
    starts.extend((first + 1..=source.line_count()).filter(begins));
    let ends = starts.iter().skip(1).copied();
    let ends = ends.chain([source.line_count() + 1]);
    let pairs = starts.iter().zip(ends);
    pairs
        .map(|(first, end)| Stretch { first: *first, end })
        .collect()
}
