//! Dates as recaps give them: a year, a month of a year, or a day.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A date of year, month or day precision, within the years 1 to 9999.
///
/// Written and parsed as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Ordered by its first day, a coarser date
/// before a finer one of the same first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
}

impl PartialDate {
    /// The date of these parts, `None` where no calendar has it or a day comes without its month.
    #[must_use]
    pub fn new(year: i32, month: Option<u32>, day: Option<u32>) -> Option<Self> {
        if !(1..=9999).contains(&year) || (day.is_some() && month.is_none()) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1))?;
        Some(Self { year, month, day })
    }

    /// The year.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(&self) -> Option<u32> {
        self.month
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(&self) -> Option<u32> {
        self.day
    }

    /// The first day that this date covers.
    #[must_use]
    pub fn first_day(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
            .unwrap_or(NaiveDate::MIN)
    }

    /// The last day that this date covers.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        if self.day.is_some() {
            return self.first_day();
        }
        let (year, month) = match self.month {
            Some(month) if month < 12 => (self.year, month + 1),
            _ => (self.year + 1, 1),
        };
        NaiveDate::from_ymd_opt(year, month, 1)
            .and_then(|next| next.pred_opt())
            .unwrap_or(NaiveDate::MAX)
    }

    /// A day as a number that sorts and compares like the day: `YYYYMMDD`.
    #[must_use]
    pub fn number(day: NaiveDate) -> u64 {
        let year = u64::try_from(day.year()).unwrap_or(0);
        year * 10_000 + u64::from(day.month()) * 100 + u64::from(day.day())
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// Why a text is no [`PartialDate`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date")]
pub struct BadDate(pub String);

impl FromStr for PartialDate {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        let bad = || BadDate(text.to_owned());
        let number = |part: &str, width: usize| {
            (part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())
                .flatten()
                .ok_or_else(bad)
        };
        let mut parts = text.split('-');
        let year = number(parts.next().unwrap_or(""), 4)?;
        let month = parts.next().map(|part| number(part, 2)).transpose()?;
        let day = parts.next().map(|part| number(part, 2)).transpose()?;
        if parts.next().is_some() {
            return Err(bad());
        }
        i32::try_from(year)
            .ok()
            .and_then(|year| Self::new(year, month, day))
            .ok_or_else(bad)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn keeps_its_precision() {
        for text in ["2015", "2015-11", "2015-11-04"] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn refuses_what_no_calendar_has() {
        for text in [
            "",
            "15",
            "2015-13",
            "2015-02-30",
            "2015-1",
            "2015-01-01-01",
            "+015",
            "0000",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn covers_its_whole_period() {
        assert_eq!(date("2016-02").last_day().to_string(), "2016-02-29");
        assert_eq!(date("2015").last_day().to_string(), "2015-12-31");
        assert_eq!(PartialDate::number(date("2015-11").first_day()), 20_151_101);
        assert!(date("9999").last_day() > date("9999").first_day());
    }
}
