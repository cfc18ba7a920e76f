//! Dates and periods in queries. A period takes every record whose days overlap it.

use super::error::StoreError;
use crate::model::PartialDate;
use crate::query::Text;

/// Days as `PartialDate::number` has them, both ends included; `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) from: Option<u64>,
    pub(super) to: Option<u64>,
}

/// `date:` takes a date, `A..B`, `A..` or `..B`.
pub(super) fn period(text: &Text) -> Result<Period, StoreError> {
    let value = text.text.trim();
    let (from, to) = value.split_once("..").unwrap_or((value, value));
    let from = end(from, text)?.map(|date| PartialDate::number(date.first_day()));
    let to = end(to, text)?.map(|date| PartialDate::number(date.last_day()));
    match (from, to) {
        (None, None) => Err(bad(text, format!("`{value}` names no date"))),
        (Some(from), Some(to)) if from > to => {
            Err(bad(text, format!("`{value}` ends before it begins")))
        }
        (from, to) => Ok(Period { from, to }),
    }
}

/// `since:` takes a date.
pub(super) fn since(text: &Text) -> Result<Period, StoreError> {
    let from = PartialDate::number(date(&text.text, text)?.first_day());
    Ok(Period {
        from: Some(from),
        to: None,
    })
}

/// `until:` takes a date.
pub(super) fn until(text: &Text) -> Result<Period, StoreError> {
    let to = PartialDate::number(date(&text.text, text)?.last_day());
    Ok(Period {
        from: None,
        to: Some(to),
    })
}

fn end(value: &str, text: &Text) -> Result<Option<PartialDate>, StoreError> {
    if value.trim().is_empty() {
        return Ok(None);
    }
    date(value, text).map(Some)
}

/// Tolerant of what people type: `2015/11/4` is `2015-11-04`.
fn date(value: &str, text: &Text) -> Result<PartialDate, StoreError> {
    let parts = value.trim().split(['-', '/']);
    let padded: Vec<String> = parts.map(|part| format!("{part:0>2}")).collect();
    let parsed = padded.join("-").parse();
    parsed.map_err(|_| bad(text, format!("`{}` is not a date", value.trim())))
}

fn bad(text: &Text, message: String) -> StoreError {
    StoreError::BadQuery {
        message,
        hint: None,
        span: text.span,
    }
}

#[cfg(test)]
mod tests {
    use super::{Period, period};
    use crate::model::Span;
    use crate::query::Text;

    fn read(text: &str) -> Option<(Option<u64>, Option<u64>)> {
        let text = Text {
            text: text.to_owned(),
            span: Span::default(),
        };
        period(&text).ok().map(|Period { from, to }| (from, to))
    }

    #[test]
    fn reads_dates_and_ranges() {
        let table = [
            ("2015", Some((Some(20_150_101), Some(20_151_231)))),
            ("2015/2", Some((Some(20_150_201), Some(20_150_228)))),
            ("2015-11..2016", Some((Some(20_151_101), Some(20_161_231)))),
            ("2015..", Some((Some(20_150_101), None))),
            ("..2015-11-4", Some((None, Some(20_151_104)))),
            ("..", None),
            ("2016..2015", None),
            ("soon", None),
            ("2015-13", None),
            ("2015..2016..2017", None),
        ];
        for (text, expected) in table {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
