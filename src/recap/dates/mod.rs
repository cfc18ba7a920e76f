//! Dates in running text, headings and file names.
//!
//! `3/4/2016` is a date where one of the two can be no month, or where others of the note tell which comes first: that
//! differs by country.

mod figures;
mod pieces;
#[cfg(test)]
mod tests;
mod words;

use crate::model::PartialDate;
use chrono::{Datelike as _, NaiveDate, NaiveDateTime};
pub(crate) use figures::of_figures;
use figures::{is_in_figures, numeric, slashed};
pub(crate) use pieces::MONTHS;
use pieces::pieces;
pub(crate) use words::is_weekday;
use words::worded;

/// Months as clocks print them: `Wed May  4 16:00:07 2016`.
pub(crate) const SHORT_MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A date found in a text, with its bytes there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// The date.
    pub(crate) date: PartialDate,
    /// Its first byte.
    pub(crate) start: usize,
    /// One past its last byte.
    pub(crate) end: usize,
}

/// What dates of a note leave to the reader.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Habit {
    /// The year of a month and day without one.
    pub(crate) year: Option<i32>,
    /// Whether `3/4/2016` is a day of March, where that is known.
    pub(crate) month_first: Option<bool>,
}

impl Habit {
    /// That of a note with these headings, of which one like `9/24/2019` tells of all: where they disagree, none does.
    pub(crate) fn of<'t>(headings: impl Iterator<Item = &'t str>, year: Option<i32>) -> Self {
        let (mut month, mut day) = (false, false);
        for heading in headings {
            if let Some((a, b, _)) = slashed(heading, &pieces(heading)) {
                month |= b > 12;
                day |= a > 12;
            }
        }
        Self {
            year,
            month_first: (month != day).then_some(month),
        }
    }
}

impl From<Option<i32>> for Habit {
    fn from(year: Option<i32>) -> Self {
        Self {
            year,
            month_first: None,
        }
    }
}

/// The first date in `text`, read with this habit.
pub(crate) fn find(text: &str, habit: impl Into<Habit>) -> Option<Found> {
    let habit = habit.into();
    let pieces = pieces(text);
    (0..pieces.len()).find_map(|at| {
        let rest = &pieces[at..];
        numeric(text, rest, habit.month_first).or_else(|| worded(text, rest, habit.year))
    })
}

/// Whether a text is a day and nothing else, though it may be open which: `December 5, 2018`, `Dec 5`, `3/4/2016`, `9/24/19`.
pub(crate) fn is_day(text: &str) -> bool {
    let whole = |found: &Found| (found.start, found.end) == (0, text.len());
    let found = find(text, Some(2000)).filter(whole);
    is_in_figures(text) || found.is_some_and(|found| found.date.day().is_some())
}

/// The date at the beginning of a metadata value such as `2015-04-06T08:56:06-05:00` or `April 6, 2015`.
pub(crate) fn of_value(value: &str) -> Option<PartialDate> {
    let value = value.trim();
    let day = value.split(['T', ' ']).next().unwrap_or(value);
    if let Ok(date) = day.parse() {
        return Some(date);
    }
    find(value, None).map(|found| found.date)
}

/// The day of a time as clocks print it: `Wed May  4 16:00:07 2016`, without the time `Wed May  4 2016`; what follows is left out.
pub(crate) fn of_clock(text: &str) -> Option<PartialDate> {
    let words: Vec<&str> = text.split_whitespace().take(5).collect();
    let text = words.join(" ");
    let day = NaiveDateTime::parse_from_str(&text, "%a %b %d %H:%M:%S %Y").map(|at| at.date());
    let day = day
        .or_else(|_| NaiveDate::parse_from_str(&text, "%a %b %d %Y"))
        .ok()?;
    PartialDate::new(day.year(), Some(day.month()), Some(day.day()))
}

/// The date in a file or folder name: `2015-11-04-x`, `2015_11_04`, `20151104`, `notes-2015-11`.
#[must_use]
pub fn of_name(name: &str) -> Option<PartialDate> {
    in_name(name).map(|found| found.date)
}

/// The date in a file or folder name, with its bytes there.
pub(crate) fn in_name(name: &str) -> Option<Found> {
    find(&name.replace('_', "-"), None).or_else(|| {
        pieces(name).iter().find_map(|p| {
            let whole = p.text.len() == 8 && p.text.bytes().all(|b| b.is_ascii_digit());
            let date = whole.then(|| full(&p.text[..4], &p.text[4..6], &p.text[6..]));
            Some(Found {
                date: date.flatten()?,
                start: p.start,
                end: p.end,
            })
        })
    })
}

fn full(year: &str, month: &str, day: &str) -> Option<PartialDate> {
    let year = year.parse().ok().filter(|y| (1970..=2100).contains(y))?;
    PartialDate::new(year, Some(month.parse().ok()?), Some(day.parse().ok()?))
}
