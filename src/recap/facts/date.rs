//! When a recap was written, and when its event took place.

use super::Evidence;
use crate::model::{Fact, FactSource, PartialDate};
use crate::recap::dates::{self, Habit};
use crate::recap::labels::label;
use crate::recap::metadata::DATE_FIELDS;

const DATE_LABELS: &[&str] = &[
    "date",
    "meeting date",
    "date & time",
    "date and time",
    "date/time",
    "when",
    "posted",
    "published",
];

/// How far into a note a date label is looked for, in lines.
const HEAD: u32 = 40;
/// The name of a meeting's log stands within so many lines below its beginning.
const LOG: u32 = 3;

/// Metadata, file name, path year and file name, rule, the event's date, label with a year, first heading, label
/// without a year, path. Where several headings give dates, each dates its own section and none the note.
pub(super) fn date(evidence: &Evidence<'_>, title: &Fact<String>) -> Option<Fact<PartialDate>> {
    let stated = evidence.metadata.first(&DATE_FIELDS);
    if let Some(date) = stated.and_then(dates::of_value) {
        return Some(Fact::new(date, FactSource::FrontMatter));
    }
    let path = path_date(evidence);
    let of_file = dates::of_name(evidence.telling_stem()).or_else(|| {
        let year = path.map(|p| p.year());
        dates::find(evidence.telling_stem(), Some(year?)).map(|found| found.date)
    });
    if let Some(date) = of_file {
        return Some(Fact::new(date, FactSource::FileName));
    }
    if let Some(date) = evidence.input.given.date {
        return Some(Fact::new(date, FactSource::Context));
    }
    // What tells of a meeting alone was written of it.
    event_date(evidence)
        .or_else(|| labelled(evidence, None))
        .or_else(|| started(evidence))
        .or_else(|| in_title(evidence, title, None))
        .or_else(|| labelled(evidence, Some(path?.year())))
        .or_else(|| in_title(evidence, title, Some(path?.year())))
        .or_else(|| {
            path.filter(|p| p.month().is_some())
                .map(|date| Fact::new(date, FactSource::Path))
        })
}

/// The date of the event, where metadata has it.
pub(super) fn event_date(evidence: &Evidence<'_>) -> Option<Fact<PartialDate>> {
    let stated = evidence
        .metadata
        .first(&["event_date", "eventdate", "meeting_date", "held"])?;
    Some(Fact::new(dates::of_value(stated)?, FactSource::FrontMatter))
}

/// The year of a dated file or folder name, for dates without one: `2017` of `2017-meeting-notes`.
pub(in crate::recap) fn year_of_path(path: &str) -> Option<i32> {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    stem.rsplit('/').find_map(|name| {
        let mut words = name.split(|c: char| !c.is_ascii_digit());
        words.find_map(|w| {
            (w.len() == 4)
                .then(|| w.parse().ok())
                .flatten()
                .filter(|y| (1990..=2100).contains(y))
        })
    })
}

/// What the folders say: `2012-05`, `2012/05`, `2017/05-leadership-summit`, `2012`.
fn path_date(evidence: &Evidence<'_>) -> Option<PartialDate> {
    let folders: Vec<&str> = evidence.folders().collect();
    if let Some(date) = folders.iter().rev().find_map(|f| dates::of_name(f)) {
        return Some(date);
    }
    let (at, year) = folders.iter().enumerate().rev().find_map(|(at, f)| {
        let year = (f.len() == 4).then(|| f.parse::<i32>().ok()).flatten()?;
        (1970..=2100).contains(&year).then_some((at, year))
    })?;
    let month = folders.get(at + 1).and_then(|f| {
        let digits: String = f.chars().take_while(char::is_ascii_digit).collect();
        (digits.len() == 2).then(|| digits.parse().ok()).flatten()
    });
    PartialDate::new(year, month, None).or_else(|| PartialDate::new(year, None, None))
}

fn labelled(evidence: &Evidence<'_>, year: Option<i32>) -> Option<Fact<PartialDate>> {
    let first = evidence.metadata.body_line();
    let habit = evidence.habit(Some(2000));
    let dated = evidence
        .headings
        .iter()
        .filter(|h| heading_date(&h.title, habit).is_some())
        .count();
    // Several meetings in one note: the first one's label is not the note's.
    if dated > 1 {
        return None;
    }
    (first..first + HEAD).find_map(|line| {
        let text = evidence.source.line(line);
        let found = label(text.get(..text.len().min(300)).unwrap_or(""))?;
        let name = found.name.to_lowercase();
        let known = DATE_LABELS.contains(&name.as_str());
        let date = known.then(|| dates::find(found.value, year)).flatten()?;
        Some(Fact::new(date.date, FactSource::Label))
    })
}

/// Words behind `Meeting started` that are looked at.
const MOST_WORDS: usize = 8;

/// What a meeting's bot says of its beginning: `Meeting started Wed May  4 16:00:07 2016 UTC`, `Meeting started by jo at
/// 2016-05-04 16:00:07`, or the name of the log that it tells of there.
fn started(evidence: &Evidence<'_>) -> Option<Fact<PartialDate>> {
    let first = evidence.metadata.body_line();
    let begins = |line: &u32| evidence.source.line(*line).contains("Meeting started ");
    let line = (first..first + HEAD).find(begins)?;
    let text = evidence.source.line(line);
    let (_, told) = text.split_once("Meeting started ")?;
    let of_log = || {
        let below = (line..=line + LOG).map(|line| evidence.source.line(line));
        let words = below.flat_map(|text| text.split([' ', '(', ')', '<', '>', '/']));
        let mut names = words.filter(|word| word.contains(".log"));
        names.find_map(|name| name.split('.').find_map(dates::of_name))
    };
    // The day stands right before the time.
    let words: Vec<&str> = told.split([' ', 'T']).take(MOST_WORDS).collect();
    let pairs = || words.windows(2).filter(|pair| pair[1].contains(':'));
    let of_pair = || pairs().find_map(|pair| dates::of_name(pair[0]));
    Some(Fact::new(
        dates::of_clock(told).or_else(of_pair).or_else(of_log)?,
        FactSource::Label,
    ))
}

/// The date in the metadata's title, else in the first heading.
fn in_title(
    evidence: &Evidence<'_>,
    title: &Fact<String>,
    year: Option<i32>,
) -> Option<Fact<PartialDate>> {
    if title.source == FactSource::FrontMatter {
        let head: String = title.value.chars().take(300).collect();
        if let Some(found) = dates::find(&head, year) {
            return Some(Fact::new(found.date, FactSource::Title));
        }
    }
    first_heading(evidence, year).map(|date| Fact::new(date, FactSource::Heading))
}

/// The first heading's date, unless others of its level have dates too.
fn first_heading(evidence: &Evidence<'_>, year: Option<i32>) -> Option<PartialDate> {
    let first = evidence.headings.iter().find(|h| h.level > 0)?;
    let habit = evidence.habit(year);
    let date = dates::find(first.title.get(..300).unwrap_or(&first.title), habit)?.date;
    let others = evidence
        .headings
        .iter()
        .filter(|h| h.level == first.level && h.line != first.line);
    let alone = others
        .filter_map(|h| heading_date(&h.title, habit))
        .all(|other| other == date);
    alone.then_some(date)
}

/// The date of a section by its heading in a recap of this date: of a meeting that has its day, only a heading of
/// nothing but another day (`Day 2: May 4`); `September 2019 location` is about a place.
pub(in crate::recap) fn section_date(
    title: &str,
    of_recap: Option<PartialDate>,
    habit: Habit,
) -> Option<PartialDate> {
    let (head, found) = dated(title, habit)?;
    let before = words(&head[..found.start]);
    if before.iter().any(|word| ENDS.contains(&word.as_str())) {
        return None;
    }
    let of_meetings =
        |word: &String| is_of_meetings(word) || word.bytes().all(|b| b.is_ascii_digit());
    let has_day = of_recap.is_some_and(|date| date.day().is_some());
    let after = words(&head[found.end..]);
    let alone = before.iter().chain(&after).all(of_meetings);
    (!has_day || alone).then_some(found.date)
}

/// The year of a heading that is nothing but one (`2021`, `Meetings 2021`): the days in headings below it are of that year.
pub(in crate::recap) fn year_of_heading(title: &str) -> Option<i32> {
    let words = words(title);
    let is_year = |word: &&String| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let (years, others): (Vec<&String>, Vec<&String>) = words.iter().partition(is_year);
    let [year] = years[..] else {
        return None;
    };
    let known = others.into_iter().all(|word| is_of_meetings(word));
    let year: i32 = year.parse().ok().filter(|_| known)?;
    (1990..=2100).contains(&year).then_some(year)
}

/// The words of a text, in small letters.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let known = words.filter(|w| !w.is_empty());
    known.map(str::to_lowercase).collect()
}

fn is_of_meetings(word: &str) -> bool {
    MEETING.split(' ').any(|known| known.trim() == word)
}

/// Words before a date that something ends on or is due.
const ENDS: [&str; 10] = [
    "end", "ends", "ending", "due", "deadline", "until", "expire", "expires", "expiry", "by",
];

/// Words that stand beside the date in the heading of a meeting's notes.
const MEETING: &str = "meeting meetings notes minutes agenda recap summary day session sessions call sync weekly \
    monthly morning afternoon evening part am pm utc est edt cet pst pdt th st nd rd of the on at and for \
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun";

/// The date that a heading is about: one that begins it or makes up a good part of it.
pub(in crate::recap) fn heading_date(title: &str, habit: Habit) -> Option<PartialDate> {
    dated(title, habit).map(|(_, found)| found.date)
}

/// Whether a heading is a day and nothing else but words of meetings: `2024-03-28`, `Thursday, March 28, 2024`.
pub(super) fn is_of_a_day(title: &str, habit: Habit) -> bool {
    let any = PartialDate::new(2000, Some(1), Some(1));
    let date = section_date(title, any, habit);
    date.is_some_and(|date| date.day().is_some())
}

/// What is read of a heading, and the date in it that the heading is about.
fn dated(title: &str, habit: Habit) -> Option<(String, dates::Found)> {
    let head: String = title.chars().take(200).collect();
    let found = dates::find(&head, habit)?;
    let share = (found.end - found.start) * 5 >= head.len() * 2;
    // `Friday, Mar 12, 2024 (cancelled, there is a holiday)`
    let mut before = head[..found.start].split(|c: char| !c.is_alphanumeric());
    let begins = before.all(|word| word.is_empty() || dates::is_weekday(word));
    let about = (begins || share) && found.date.month().is_some();
    about.then_some((head, found))
}
