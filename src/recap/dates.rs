//! Dates in running text, headings and file names.
//!
//! `3/4/2016` is a date where one of the two can be no month, or where others of the note tell which comes first: that
//! differs by country.

use crate::model::PartialDate;
use chrono::{Datelike as _, NaiveDate, NaiveDateTime};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

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

/// A word or number of a text, with its bytes.
#[derive(Clone, Copy)]
struct Piece<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl Piece<'_> {
    fn number(&self, most_digits: usize) -> Option<u32> {
        let digits = self.text.bytes().take_while(u8::is_ascii_digit).count();
        let suffix = &self.text[digits..];
        let sound =
            (1..=most_digits).contains(&digits) && ["", "st", "nd", "rd", "th"].contains(&suffix);
        sound.then(|| self.text[..digits].parse().ok()).flatten()
    }

    fn year(&self) -> Option<i32> {
        let sound = self.text.len() == 4 && self.text.bytes().all(|b| b.is_ascii_digit());
        let year = sound.then(|| self.text.parse::<i32>().ok()).flatten()?;
        (1970..=2100).contains(&year).then_some(year)
    }

    fn month(&self) -> Option<u32> {
        let word = self.text.to_lowercase();
        let known = |m: &str| {
            *m == *word
                || (word.len() >= 3
                    && (m[..3] == word || (word == "sept" && m.starts_with("sept"))))
        };
        MONTHS
            .iter()
            .position(|m| known(m))
            .and_then(|at| u32::try_from(at + 1).ok())
    }
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

fn is_in_figures(text: &str) -> bool {
    let figures: Vec<&str> = text.split(['/', '-', '.']).collect();
    let lengths: Vec<usize> = figures.iter().map(|part| part.len()).collect();
    let year_at = |at: usize| lengths[at] == 4 || at == 2 && lengths[at] == 2;
    let marks = text.chars().filter(|c| !c.is_ascii_digit());
    let small = |at: usize| (1..=2).contains(&lengths[at]);
    lengths.len() == 3
        && figures
            .iter()
            .all(|part| part.bytes().all(|b| b.is_ascii_digit()))
        && marks.collect::<std::collections::HashSet<char>>().len() == 1
        && small(1)
        && (year_at(0) && small(2) || small(0) && year_at(2))
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
    if let Some(found) = find(&name.replace('_', "-"), None) {
        return Some(found.date);
    }
    pieces(name).iter().find_map(|p| {
        let whole = p.text.len() == 8 && p.text.bytes().all(|b| b.is_ascii_digit());
        whole
            .then(|| full(&p.text[..4], &p.text[4..6], &p.text[6..]))
            .flatten()
    })
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                out.push(Piece {
                    text: &text[first..at],
                    start: first,
                    end: at,
                });
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// What stands between two pieces.
fn between<'t>(text: &'t str, a: &Piece<'_>, b: &Piece<'_>) -> &'t str {
    text.get(a.end..b.start).unwrap_or("")
}

fn full(year: &str, month: &str, day: &str) -> Option<PartialDate> {
    let year = year.parse().ok().filter(|y| (1970..=2100).contains(y))?;
    PartialDate::new(year, Some(month.parse().ok()?), Some(day.parse().ok()?))
}

/// `2015-11-04`, `2015/11/04`, `2015.11.04`, `2015-11`, `31/12/2015`.
fn numeric(text: &str, pieces: &[Piece<'_>], month_first: Option<bool>) -> Option<Found> {
    let first = pieces.first()?;
    let second = pieces.get(1)?;
    let mark = between(text, first, second);
    let third = pieces
        .get(2)
        .filter(|third| between(text, second, third) == mark);
    if let Some(year) = first
        .year()
        .filter(|_| second.text.len() == 2 && ["-", "/", "."].contains(&mark))
    {
        if let Some(third) = third {
            // A clock time may be glued on: `2015-11-04T10`.
            let day = third
                .text
                .get(..2)
                .filter(|_| third.text.len() == 2 || third.text.as_bytes().get(2) == Some(&b'T'));
            if let Some(date) = day.and_then(|day| full(first.text, second.text, day)) {
                return Some(Found {
                    date,
                    start: first.start,
                    end: third.start + 2,
                });
            }
        }
        let date = (mark != ".")
            .then(|| PartialDate::new(year, Some(second.number(2)?), None))
            .flatten()?;
        return Some(Found {
            date,
            start: first.start,
            end: second.end,
        });
    }
    let third = third.filter(|_| mark == "/" || mark == ".")?;
    let (a, b, year) = slashed(text, pieces)?;
    let month_first = month_first.filter(|_| mark == "/");
    let (month, day) = match (a > 12, b > 12) {
        (true, false) => (b, a),
        (false, true) => (a, b),
        (false, false) if a == b || month_first == Some(true) => (a, b),
        (false, false) if month_first == Some(false) => (b, a),
        _ => return None,
    };
    let date = PartialDate::new(year, Some(month), Some(day))?;
    Some(Found {
        date,
        start: first.start,
        end: third.end,
    })
}

/// The three numbers of `31/12/2015` at the beginning of `pieces`, day and month in either order.
fn slashed(text: &str, pieces: &[Piece<'_>]) -> Option<(u32, u32, i32)> {
    let [first, second, third, ..] = pieces else {
        return None;
    };
    let mark = between(text, first, second);
    let sound = (mark == "/" || mark == ".") && between(text, second, third) == mark;
    sound
        .then(|| Some((first.number(2)?, second.number(2)?, third.year()?)))
        .flatten()
}

/// `November 4, 2015`, `4 November 2015`, `Nov 4th-6th 2015`, `November 2015`, and with a year given `Nov 4`.
fn worded(text: &str, pieces: &[Piece<'_>], year: Option<i32>) -> Option<Found> {
    let first = pieces.first()?;
    let (month, day, used) = match (first.month(), first.number(2)) {
        (Some(month), _) => {
            // `may` and `march` are verbs: with a capital, or next to a number.
            let day = pieces
                .get(1)
                .filter(|p| near(text, first, p))
                .and_then(|p| p.number(2));
            (month, day, if day.is_some() { 2 } else { 1 })
        }
        (None, Some(day)) => {
            let of = usize::from(pieces.get(1).is_some_and(|p| p.text == "of"));
            (
                pieces
                    .get(1 + of)
                    .filter(|p| near(text, &pieces[of], p))?
                    .month()?,
                Some(day),
                2 + of,
            )
        }
        _ => return None,
    };
    let last = pieces.get(used - 1)?;
    // The end of a range of days, `4-6`, stands between the day and the year.
    let skip = usize::from(
        pieces
            .get(used)
            .is_some_and(|p| p.number(2).is_some() && day.is_some() && range(text, last, p)),
    );
    let after = pieces
        .get(used + skip)
        .filter(|p| near(text, &pieces[used + skip - 1], p));
    if let Some((piece, found)) = after.and_then(|p| p.year().map(|y| (p, y))) {
        let date = PartialDate::new(found, Some(month), day)?;
        return Some(Found {
            date,
            start: first.start,
            end: piece.end,
        });
    }
    let capital = first.month().is_none()
        || first.text.starts_with(char::is_uppercase)
        || between_is_name(text, first, last);
    let date = PartialDate::new(year?, Some(month), Some(day.filter(|_| capital)?))?;
    Some(Found {
        date,
        start: first.start,
        end: last.end,
    })
}

/// Whether two pieces stand side by side but for blanks, a comma, a full stop or a hyphen.
fn near(text: &str, a: &Piece<'_>, b: &Piece<'_>) -> bool {
    let gap = between(text, a, b);
    gap.chars().count() <= 3 && gap.chars().all(|c| c.is_whitespace() || ",.-_".contains(c))
}

fn range(text: &str, a: &Piece<'_>, b: &Piece<'_>) -> bool {
    matches!(
        between(text, a, b).trim(),
        "-" | "\u{2013}" | "to" | "&" | "and" | "/"
    )
}

/// `may-21` in a file name.
fn between_is_name(text: &str, a: &Piece<'_>, b: &Piece<'_>) -> bool {
    between(text, a, b) == "-" || between(text, a, b) == "_"
}

#[cfg(test)]
mod tests {
    use super::{Habit, find, is_day, of_name, of_value};

    fn check(text: &str, year: Option<i32>, expected: Option<&str>) {
        let found = find(text, year).map(|f| f.date.to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn reads_what_people_write() {
        check("# January 28, 2014 Meeting Notes", None, Some("2014-01-28"));
        check("Meeting of 2021-03-02.", None, Some("2021-03-02"));
        check("7th of December 2017", None, Some("2017-12-07"));
        check("Dec 7th, 2017", None, Some("2017-12-07"));
        check("May 21-23, 2012", None, Some("2012-05-21"));
        check("Tokyo, October 2015", None, Some("2015-10"));
        check("31/12/2016", None, Some("2016-12-31"));
        check("2016/11", None, Some("2016-11"));
    }

    #[test]
    fn leaves_what_is_no_date_or_unclear() {
        for text in [
            "release 2024.1 now",
            "3/4/2016",
            "we may 2 times",
            "12:30-14:45",
            "Sprint 12",
            "RFC 2580",
            "v2015.1",
        ] {
            check(text, None, None);
        }
    }

    #[test]
    fn other_headings_tell_which_number_is_the_month() {
        let read = |headings: &[&str]| {
            let habit = Habit::of(headings.iter().copied(), None);
            find("3/4/2016", habit).map(|found| found.date.to_string())
        };
        assert_eq!(
            read(&["9/24/2016", "3/4/2016"]).as_deref(),
            Some("2016-03-04")
        );
        assert_eq!(read(&["24/9/2016"]).as_deref(), Some("2016-04-03"));
        assert_eq!(read(&["24/9/2016", "9/24/2016"]), None);
        assert_eq!(read(&["9/8/2016"]), None);
    }

    #[test]
    fn knows_days() {
        for text in [
            "3/4/2016",
            "2016-03-04",
            "9/24/19",
            "24.9.2016",
            "Dec 5th, 2018",
            "May 4",
        ] {
            assert!(is_day(text), "{text}");
        }
        for text in [
            "10:30",
            "2016",
            "1.2.3",
            "3/4",
            "12/2016",
            "3/4-2016",
            "1/2/3/2016",
            "3//2016",
            "May 2016",
            "On May 4",
        ] {
            assert!(!is_day(text), "{text}");
        }
    }

    #[test]
    fn takes_a_year_from_elsewhere() {
        check("may-21", Some(2012), Some("2012-05-21"));
        check("November 8", Some(2017), Some("2017-11-08"));
        check("we may 2 times", Some(2012), None);
        check("Sprint 12", Some(2012), None);
    }

    #[test]
    fn reads_names_and_values() {
        assert_eq!(
            of_name("2015-11-04-cinder")
                .map(|d| d.to_string())
                .as_deref(),
            Some("2015-11-04")
        );
        assert_eq!(
            of_name("20151104-cinder").map(|d| d.to_string()).as_deref(),
            Some("2015-11-04")
        );
        assert_eq!(of_name("1345-1430_SIGGOVERNANCE"), None);
        assert_eq!(of_name("2024-1-workitems"), None);
        assert_eq!(
            of_value("2015-04-06T08:56:06-05:00")
                .map(|d| d.to_string())
                .as_deref(),
            Some("2015-04-06")
        );
        assert_eq!(
            of_value("Wed, 06 Apr 2015 10:00")
                .map(|d| d.to_string())
                .as_deref(),
            Some("2015-04-06")
        );
    }
}
