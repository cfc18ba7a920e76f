//! The title of a recap.

use super::Evidence;
use super::date::is_of_a_day;
use crate::model::{Fact, FactSource};
use crate::recap::dates;
use crate::recap::headings::{Heading, shortened};

/// The metadata's title; else the first heading where it stands above all others; else the file's name.
pub(super) fn title(evidence: &Evidence<'_>) -> Fact<String> {
    if let Some(title) = evidence.metadata.first(&["title", "subject"]) {
        let title = shortened(&super::super::plain::inline(title));
        return Fact::new(title, FactSource::FrontMatter);
    }
    let mut levels = evidence.headings.iter().filter(|h| h.level > 0);
    if let Some(first) = levels.next() {
        let habit = evidence.habit(Some(2000));
        let same = |other: &Heading| other.level == first.level && other.line != first.line;
        let is_day = |title: &str| is_of_a_day(title, habit);
        // The day of one of several meetings.
        let of_one = is_day(&first.title)
            && evidence
                .headings
                .iter()
                .any(|h| same(h) && is_day(&h.title));
        let above = levels.all(|other| other.level > first.level);
        if (first.level == 1 || above) && !of_one {
            return Fact::new(first.title.clone(), FactSource::Heading);
        }
    }
    Fact::new(from_name(evidence), FactSource::FileName)
}

fn from_name(evidence: &Evidence<'_>) -> String {
    let stem = evidence.stem();
    let lower = stem.to_lowercase();
    let folder = evidence.folders().next_back();
    // Such a name says nothing without its folder.
    if [
        "readme", "index", "_index", "notes", "minutes", "agenda", "toc",
    ]
    .contains(&lower.as_str())
        && let Some(folder) = folder
    {
        return format!("{} {}", worded(folder), worded(stem));
    }
    worded(stem)
}

/// `2015-11-04-cinder-mitaka_recap` is `cinder mitaka recap`, `weekly_20170510` `weekly`; a name of digits alone stays.
fn worded(name: &str) -> String {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit() || "-_. ".contains(c));
    let dated = dates::in_name(name).filter(|_| !rest.is_empty());
    // The date stands at one end; where it ends the name, what is before it may well begin with a digit.
    let kept = match dated {
        Some(found) if found.end == name.len() && found.start > 0 => &name[..found.start],
        Some(_) => rest,
        None => name,
    };
    let words: Vec<&str> = kept
        .split(['-', '_', ' '])
        .filter(|w| !w.is_empty())
        .collect();
    if words.is_empty() || !kept.contains(char::is_alphabetic) {
        name.to_owned()
    } else {
        words.join(" ")
    }
}
