//! Several posts in one file: where each begins, and when it was written.
//!
//! A title that names an event, such as `Cinder Newton Design Summit Recap` or `Nova meeting 2016-05-04`, begins a post where
//! there are two of them or more. Where the file begins with such a title, nothing else does: it is one meeting after the other.
//! Else it is a copy of many posts, and each title that stands alone between empty lines begins one, but for those that head a
//! list, stand right below another, or say again what their post's title says.

use super::blocks::Block;
use super::lists;
use super::titles::{Stand, Title};
use crate::recap::dates;
use crate::recap::metadata::Field;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Post {
    /// Its blocks.
    pub(super) blocks: Range<usize>,
    /// Whether its first title is its own.
    pub(super) is_titled: bool,
}

/// What is held once and told of later.
const OCCASIONS: &[&str] = &[
    "summit",
    "ptg",
    "vptg",
    "midcycle",
    "mid-cycle",
    "forum",
    "recap",
    "minutes",
    "retrospective",
    "conference",
    "hackfest",
    "f2f",
    "plenary",
];
/// A word of so many titles tells none of them.
const COMMON: usize = 3;
/// What is held often: a number must tell which.
const REGULAR: &[&str] = &[
    "meeting", "meetup", "call", "sync", "day", "days", "workshop", "sprint", "session", "notes",
];

/// Whether a title names an event: an occasion with two words or more beside it, or a regular one with a number or a date.
pub(super) fn names_event(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|word| !word.is_empty())
        .collect();
    let count = |list: &[&str]| words.iter().filter(|word| list.contains(word)).count();
    let numbers = words
        .iter()
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .count();
    let (occasions, regular) = (count(OCCASIONS), count(REGULAR));
    let others = words.len() - occasions - regular - numbers;
    let dated = || dates::find(text, None).is_some();
    occasions > 0 && (others >= 2 || numbers > 0)
        || regular > 0 && numbers > 0 && (others >= 2 || dated())
}

/// The posts of a text: one, unless it shows itself to hold several.
pub(super) fn posts(blocks: &[Block<'_>], titles: &[Title<'_>]) -> Vec<Post> {
    let top = titles.first().filter(|title| title.block == 0);
    let free = |title: &&Title<'_>| {
        matches!(title.stand, Stand::Alone | Stand::Marked(_)) || title.block == 0
    };
    let events: Vec<&Title<'_>> = titles
        .iter()
        .filter(free)
        .filter(|title| names_event(title.text))
        .collect();
    let different: HashSet<String> = events
        .iter()
        .map(|title| title.text.to_lowercase())
        .collect();
    let mut starts: Vec<usize> = Vec::new();
    if different.len() > 1 {
        let of_events = events
            .first()
            .is_some_and(|first| titles.first() == Some(first));
        starts = match of_events {
            true => apart(&events),
            false => of_copy(blocks, titles),
        };
    }
    if starts.len() < 2 {
        return vec![Post {
            blocks: 0..blocks.len(),
            is_titled: top.is_some(),
        }];
    }
    let mut out = Vec::new();
    if starts[0] > 0 {
        out.push(Post {
            blocks: 0..starts[0],
            is_titled: false,
        });
    }
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(blocks.len());
        out.push(Post {
            blocks: *start..end,
            is_titled: true,
        });
    }
    out
}

/// Where titles of events begin posts: a second one right below the first is its subtitle.
fn apart(events: &[&Title<'_>]) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    let mut last = None;
    for title in events {
        if last.is_none_or(|last| title.block > last + 1) {
            out.push(title.block);
        }
        last = Some(title.block);
    }
    out
}

/// Where posts begin in a copy of many.
fn of_copy(blocks: &[Block<'_>], titles: &[Title<'_>]) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    let mut own = "";
    let common = common(titles);
    let mut before: Option<usize> = None;
    for (at, title) in titles.iter().enumerate() {
        let follows = before.is_some_and(|before| before + 1 == title.block);
        let event = names_event(title.text);
        let listed = blocks
            .get(title.block + 1)
            .is_some_and(|next| lists::mark(next.lines[0].text).is_some());
        let again = repeats(title.text, own, &common) || is_parallel(titles, at);
        let alone = title.stand == Stand::Alone || title.block == 0;
        if alone && !follows && (event || !listed && !again) {
            out.push(title.block);
            own = title.text;
        }
        before = (title.stand == Stand::Alone).then_some(title.block);
    }
    out
}

/// The words that so many titles alone have that they tell none of them.
fn common(titles: &[Title<'_>]) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for title in titles.iter().filter(|title| title.stand == Stand::Alone) {
        let own: HashSet<String> = words(title.text).into_iter().collect();
        own.into_iter()
            .for_each(|word| *counts.entry(word).or_default() += 1);
    }
    counts.retain(|_, count| *count >= COMMON);
    counts.into_keys().collect()
}

/// Whether a title says again what its post's title says: half of its telling words or more, or two words in a row.
fn repeats(text: &str, own: &str, common: &HashSet<String>) -> bool {
    let (said, known) = (words(text), words(own));
    let telling = || said.iter().filter(|word| !common.contains(*word));
    let both = telling().filter(|word| known.contains(word)).count();
    let pair = said
        .windows(2)
        .any(|pair| known.windows(2).any(|other| pair == other));
    both > 0 && both * 2 >= telling().count() || pair
}

/// Whether a title of two words ends like the one before or behind it: `Traditional setups`, `Cloud setups`.
fn is_parallel(titles: &[Title<'_>], at: usize) -> bool {
    let last = |title: &Title<'_>| {
        let words = words(title.text);
        let all = title.text.split_whitespace().count();
        words.last().filter(|_| all == 2).cloned()
    };
    let own = last(&titles[at]);
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    let mut beside = beside.filter_map(|other| titles.get(other));
    own.is_some() && beside.any(|other| last(other) == own)
}

/// The words of a title that are no numbers or small ones.
fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    let small = [
        "a", "an", "and", "for", "in", "of", "on", "the", "to", "with",
    ];
    words
        .filter(|word| !word.is_empty() && !small.contains(word))
        .map(str::to_owned)
        .collect()
}

/// The date right below a post's title, where that is all that stands on the line: `May 6, 2016`, `Posted on 2016-05-06`.
pub(super) fn date(blocks: &[Block<'_>], titles: &[Title<'_>], post: &Post) -> Option<Field> {
    let title = titles
        .first()
        .filter(|title| post.is_titled && title.block == post.blocks.start)?;
    let below = blocks[title.block].lines[title.count..].first();
    let next = blocks
        .get(title.block + 1)
        .filter(|_| post.blocks.contains(&(title.block + 1)));
    let line = below.or_else(|| next.and_then(|block| block.lines.first()))?;
    day(line.text).map(|value| Field {
        key: "date".to_owned(),
        values: vec![value.to_owned()],
        line: line.no,
    })
}

/// The date that a line consists of: `May 6, 2016`, `Posted on 2016-05-06`.
pub(super) fn day(line: &str) -> Option<&str> {
    let text = line.trim();
    let lower = text.to_lowercase();
    let said = [
        "posted on",
        "published on",
        "posted",
        "published",
        "written on",
        "updated",
    ];
    let rest = said.iter().find_map(|word| lower.strip_prefix(word));
    let bare = rest.map_or(text, |rest| {
        text.get(text.len() - rest.len()..).unwrap_or(text)
    });
    let bare = bare.trim_start_matches([':', ' ']);
    // `Posted on May 6, 2016 by Ann Lee`
    let bare = bare
        .split(" by ")
        .next()
        .unwrap_or(bare)
        .trim_end_matches([',', ' ']);
    (bare.chars().count() <= 40 && dates::is_day(bare)).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::names_event;

    #[test]
    fn knows_titles_of_events() {
        for text in [
            "OpenStack Cinder Newton Design Summit Recap",
            "OpenStack Day Nordic 2016",
            "Cinder weekly meeting 2016-05-04",
            "Denver PTG 2018",
        ] {
            assert!(names_event(text), "{text}");
        }
        for text in [
            "Mitaka Recap",
            "Contributors Meetup",
            "Session of Sprints",
            "Day 1: Workshops",
            "Cinder Nova Interaction",
        ] {
            assert!(!names_event(text), "{text}");
        }
    }
}
