//! When an action is due.
//!
//! A day without a year is the next such day on or after the meeting. Where the words say that it went by ("was due by
//! November 20", "overdue", "(done)") it is the last one before it, unless that is long ago.

use super::states::is_done;
use crate::model::PartialDate;
use crate::recap::dates::{self, Habit};
use crate::recap::source::prefix;

/// What is known of the day of a meeting, for dates that leave something open.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Calendar {
    /// When it was, or when it was written of.
    pub(super) met: Option<PartialDate>,
    /// Whether `3/4` is a day of March, where other dates of the note tell.
    pub(super) month_first: Option<bool>,
}

/// Words that a due date stands behind.
const DUE: [&str; 6] = ["due", "by", "before", "until", "deadline", "eta"];
/// Words which say that a day went by.
const WENT_BY: [&str; 6] = [
    "was due", "were due", "overdue", "was to", "missed", "slipped",
];
/// What went by did so within so many days before the meeting.
const LATELY: i64 = 62;
/// A year that has every day.
const LEAP: i32 = 2000;
/// What stands between the word and the date is no longer than this, in bytes.
const WIDEST_GAP: usize = 8;

/// The date that `by`, `due`, `before`, `until` or the like stands before.
pub(super) fn due(text: &str, calendar: Calendar) -> Option<PartialDate> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let went_by = WENT_BY.iter().any(|words| lower.contains(words)) || is_done(text);
    DUE.iter().find_map(|word| {
        lower.match_indices(word).find_map(|(at, _)| {
            let whole = text[..at]
                .chars()
                .next_back()
                .is_none_or(|c| !c.is_alphanumeric());
            let rest = text.get(at + word.len()..)?;
            // `due to May 4` is a reason.
            let reason = *word == "due" && rest.starts_with(" to ");
            (whole && !reason)
                .then(|| behind(prefix(rest, 30), calendar, went_by))
                .flatten()
        })
    })
}

/// The date of a cell in a column of due dates.
pub(super) fn of_cell(cell: &str, calendar: Calendar) -> Option<PartialDate> {
    first(cell, calendar, false).map(|found| found.date)
}

/// The date that begins what stands behind a word such as `by`.
fn behind(near: &str, calendar: Calendar, went_by: bool) -> Option<PartialDate> {
    let found = first(near, calendar, went_by)?;
    let gap = near.get(..found.start)?;
    let close = gap.len() <= WIDEST_GAP && gap.starts_with(|c: char| !c.is_alphanumeric());
    close.then_some(found.date)
}

/// The first date of a text, in figures or words, with its year or in the year that it must be of.
fn first(text: &str, calendar: Calendar, went_by: bool) -> Option<dates::Found> {
    let habit = |year| Habit {
        year,
        month_first: calendar.month_first,
    };
    let stated = dates::find(text, habit(None));
    let open = calendar.met.and_then(|met| {
        let found = dates::find(text, habit(Some(LEAP)));
        let found = found
            .or_else(|| dates::of_figures(text, calendar.month_first, LEAP))
            .filter(|found| stated.is_none_or(|stated| found.start < stated.start))?;
        let date = placed(found.date, met, went_by)?;
        Some(dates::Found { date, ..found })
    });
    open.or(stated)
}

/// A month and day in the year that they are of, seen from a meeting.
fn placed(date: PartialDate, met: PartialDate, went_by: bool) -> Option<PartialDate> {
    let in_year = |year: i32| PartialDate::new(year, date.month(), date.day());
    let first = met.first_day();
    if went_by {
        let years = [met.year(), met.year() - 1];
        let mut before = years.into_iter().filter_map(in_year);
        let last = before.find(|day| day.first_day() <= met.last_day());
        let recent = |day: &PartialDate| (first - day.first_day()).num_days() <= LATELY;
        if let Some(day) = last.filter(recent) {
            return Some(day);
        }
    }
    // February 29 may be years away.
    let years = met.year()..=met.year() + 8;
    let mut days = years.filter_map(in_year);
    days.find(|day| day.first_day() >= first)
}

#[cfg(test)]
mod tests {
    use super::{Calendar, due, of_cell};

    fn read(text: &str, met: &str) -> Option<String> {
        let calendar = Calendar {
            met: met.parse().ok(),
            month_first: None,
        };
        due(text, calendar).map(|date| date.to_string())
    }

    fn check(text: &str, met: &str, expected: &str) {
        assert_eq!(read(text, met).as_deref(), Some(expected), "{text}");
    }

    #[test]
    fn reads_what_stands_behind_its_words() {
        check("write it by 2016-05-04", "", "2016-05-04");
        check("ship it (due: May 4)", "2016-05-02", "2016-05-04");
        check("ship it, due May 4 2015", "2016-05-02", "2015-05-04");
        for text in [
            "standby 2016-05-04",
            "revert the patch due to May 4 outage",
            "write it by January",
            "ask for it by name in May 2016",
        ] {
            assert_eq!(read(text, "2016-05-02"), None, "{text}");
        }
        assert_eq!(read("ship it by May 4", ""), None);
    }

    #[test]
    fn a_day_without_a_year_comes_after_the_meeting() {
        check(
            "jroll to write it by January 10",
            "2016-12-12",
            "2017-01-10",
        );
        check("write it by Dec 12", "2016-12-12", "2016-12-12");
        check("write it by Feb 29", "2017-01-10", "2020-02-29");
        check("write it by May 4", "2016-05", "2016-05-04");
        check("write it by January 10", "2016", "2016-01-10");
        let cell = of_cell(
            "Jan 10",
            Calendar {
                met: "2016-12-12".parse().ok(),
                month_first: None,
            },
        );
        assert_eq!(cell.unwrap().to_string(), "2017-01-10");
    }

    #[test]
    fn a_day_that_went_by_came_before_it() {
        check("it was due by December 20", "2017-01-05", "2016-12-20");
        check("write it by May 2 (done)", "2016-05-06", "2016-05-02");
        check("write it by January 10 (done)", "2016-12-12", "2017-01-10");
        check("overdue, now due by June 10", "2016-05-06", "2016-06-10");
    }

    #[test]
    fn figures_are_a_day_where_only_one_can_be_the_month() {
        check("write it by 12/15", "2016-12-12", "2016-12-15");
        check("hold it until 3/19", "2016-12-12", "2017-03-19");
        check("hold it until 19/3.", "2016-12-12", "2017-03-19");
        check("write it by 12/15/2017", "2016-12-12", "2017-12-15");
        for text in [
            "write it by 3/4",
            "be there by 24/7",
            "cut it by 1/16 of all",
            "by 13/14",
        ] {
            assert_eq!(read(text, "2016-12-12"), None, "{text}");
        }
        let calendar = Calendar {
            met: "2016-12-12".parse().ok(),
            month_first: Some(true),
        };
        let told = due("write it by 3/4", calendar).unwrap();
        assert_eq!(told.to_string(), "2017-03-04");
    }
}
