//! When a page was published.

use crate::model::PartialDate;
use crate::page::tree;
use chrono::{DateTime, Datelike, NaiveDate};
use dom_query::NodeRef;

/// The fields of metadata that say when a page was published, best first. When it was last changed is another matter.
pub(super) const NAMES: &[&str] = &[
    "article:published_time",
    "datePublished",
    "date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publish-date",
];

/// A date as machines write it: `2016-05-11T20:18:08Z`, `2016-05`, `2016/05/11`, `Wed, 11 May 2016 20:18:08 +0000`,
/// `Wed May 11 20:18:08 UTC 2016`. What could be another day elsewhere, such as `5/11/2016`, is none.
pub(super) fn of_value(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let day = text.split(['T', ' ']).next()?.replace('/', "-");
    if let Ok(date) = day.parse() {
        return Some(date);
    }
    if let Ok(mailed) = DateTime::parse_from_rfc2822(text) {
        return of_day(mailed.date_naive());
    }
    of_archive(text)
}

/// `Wed May 11 20:18:08 UTC 2016`, as archives of mailing lists have it.
pub(super) fn of_archive(text: &str) -> Option<PartialDate> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (month, day, year) = match words.as_slice() {
        [_, month, day, time, year] | [_, month, day, time, _, year] if time.contains(':') => {
            (month, day, year)
        }
        _ => return None,
    };
    let date = NaiveDate::parse_from_str(&format!("{day} {month} {year}"), "%d %b %Y");
    of_day(date.ok()?)
}

fn of_day(date: NaiveDate) -> Option<PartialDate> {
    PartialDate::new(date.year(), Some(date.month()), Some(date.day()))
}

/// When the text was published by what stands in it: its first `<time>`, else the only day that all `<time>` of the page
/// name.
pub(in crate::page) fn date_in(main: &NodeRef<'_>) -> Option<PartialDate> {
    let times = |node: &NodeRef<'_>, selector: &str| -> Vec<PartialDate> {
        let times = tree::all(node, selector);
        let said = times.iter().filter_map(|time| time.attr("datetime"));
        said.filter_map(|text| of_value(&text)).collect()
    };
    let first = |selector: &str| times(main, selector).first().copied();
    let told = "time[itemprop~='datePublished'], time[pubdate], time.published, time.entry-date:not(.updated)";
    let mut all = times(&main.tree.root(), "time[datetime]");
    all.dedup();
    let only = all.first().copied().filter(|_| all.len() == 1);
    first(told).or_else(|| first("time[datetime]")).or(only)
}

/// A day in words: `April 26, 2021, 10:01 a.m.`, `Sept. 3, 2021`, `Monday, 26 April 2021`.
pub(super) fn of_words(text: &str) -> Option<PartialDate> {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    words.windows(3).find_map(|three| {
        let [first, second, year] = three else {
            return None;
        };
        let day = |day: &str, month: &str| {
            let month = month
                .get(..3)
                .filter(|_| month.chars().all(char::is_alphabetic))?;
            NaiveDate::parse_from_str(&format!("{day} {month} {year}"), "%d %b %Y").ok()
        };
        let found = day(first, second).or_else(|| day(second, first));
        found.filter(|_| year.len() == 4).and_then(of_day)
    })
}

#[cfg(test)]
mod tests {
    use super::{of_value, of_words};

    #[test]
    fn reads_what_machines_write() {
        for (text, expected) in [
            ("2016-05-11T20:18:08+00:00", Some("2016-05-11")),
            (" 2016-05-11 20:18", Some("2016-05-11")),
            ("2016/05/11", Some("2016-05-11")),
            ("2016-05", Some("2016-05")),
            ("Wed, 11 May 2016 20:18:08 +0000", Some("2016-05-11")),
            ("Wed May 11 20:18:08 UTC 2016", Some("2016-05-11")),
            ("Mon May  9 20:18:08 2016", Some("2016-05-09")),
            ("5/11/2016", None),
            ("yesterday", None),
            ("2016-13-40", None),
            ("", None),
        ] {
            let found = of_value(text).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn reads_days_in_words() {
        for (text, expected) in [
            (
                "Sender's time: April 26, 2021, 10:01 a.m.",
                Some("2021-04-26"),
            ),
            ("Sept. 3, 2021, noon", Some("2021-09-03")),
            ("Monday, 26 April\n 2021", Some("2021-04-26")),
            ("26 April", None),
            ("Room 12, 2021", None),
        ] {
            let found = of_words(text).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
