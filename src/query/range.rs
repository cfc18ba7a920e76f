//! Ranges of dates, as `date:` and the command line take them.

use crate::model::PartialDate;
use chrono::NaiveDate;
use std::fmt;
use std::str::FromStr;

/// How a date or a range of dates is written: a hint for whoever wrote another thing.
pub const HOW_TO_WRITE: &str =
    "write it as 2015, 2015-10 or 2015-10-27; a range as 2015-10..2016-05";

/// From one date to another, each included to its last day; either end may be open.
///
/// Written as `2015`, `2015-10..`, `..2016` or `2015..2016-05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct DateRange {
    /// The earliest date.
    pub from: Option<PartialDate>,
    /// The latest date.
    pub to: Option<PartialDate>,
}

/// Why a text is no [`DateRange`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadRange {
    /// Some part of it is no date.
    #[error("`{0}` is not a date")]
    NotADate(String),
    /// Both ends are open.
    #[error("`..` names no date")]
    NoEnds,
    /// It ends before it begins.
    #[error("`{from}..{to}` ends before it begins")]
    Reversed {
        /// Where it begins.
        from: PartialDate,
        /// Where it ends.
        to: PartialDate,
    },
}

impl DateRange {
    /// Its first day, `None` where it is open.
    #[must_use]
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.from.map(|date| date.first_day())
    }

    /// Its last day, `None` where it is open.
    #[must_use]
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.to.map(|date| date.last_day())
    }
}

impl FromStr for DateRange {
    type Err = BadRange;

    fn from_str(text: &str) -> Result<Self, BadRange> {
        let date = |part: &str| {
            part.parse::<PartialDate>()
                .map_err(|_| BadRange::NotADate(part.to_owned()))
        };
        let Some((from, to)) = text.split_once("..") else {
            let day = date(text)?;
            return Ok(Self {
                from: Some(day),
                to: Some(day),
            });
        };
        let end = |part: &str| (!part.is_empty()).then(|| date(part)).transpose();
        match (end(from)?, end(to)?) {
            (None, None) => Err(BadRange::NoEnds),
            (Some(from), Some(to)) if to.last_day() < from.first_day() => {
                Err(BadRange::Reversed { from, to })
            }
            (from, to) => Ok(Self { from, to }),
        }
    }
}

impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(f, "{from}"),
            (Some(from), Some(to)) => write!(f, "{from}..{to}"),
            (Some(from), None) => write!(f, "{from}.."),
            (None, Some(to)) => write!(f, "..{to}"),
            (None, None) => f.write_str(".."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DateRange;

    fn check(text: &str, days: &str) {
        let range: DateRange = text.parse().unwrap();
        let day = |day: Option<chrono::NaiveDate>| day.map_or("-".to_owned(), |d| d.to_string());
        let got = format!("{} {}", day(range.first_day()), day(range.last_day()));
        assert_eq!(got, days, "{text}");
        assert_eq!(range.to_string().parse(), Ok(range), "{text}");
    }

    #[test]
    fn covers_whole_periods() {
        check("2015", "2015-01-01 2015-12-31");
        check("2015-10..", "2015-10-01 -");
        check("..2016", "- 2016-12-31");
        check("2015..2016-05", "2015-01-01 2016-05-31");
        check("2015..2015-05-03", "2015-01-01 2015-05-03");
        check("2015-10-27", "2015-10-27 2015-10-27");
    }

    #[test]
    fn refuses_the_rest() {
        let refused = |text: &str, reason: &str| {
            let error = text.parse::<DateRange>().unwrap_err();
            assert_eq!(error.to_string(), reason, "{text}");
        };
        refused("", "`` is not a date");
        refused("..", "`..` names no date");
        refused("2015...2016", "`.2016` is not a date");
        refused("last..2016", "`last` is not a date");
        refused("2016..2015", "`2016..2015` ends before it begins");
        refused("2015-2016", "`2015-2016` is not a date");
    }
}
