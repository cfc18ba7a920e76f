//! Which text of a hit a snippet is taken from, and the lines of the note that it stands in.

use super::{Passage, Snippet, snippet};
use crate::model::{Item, LineNumbers, Topic};
use crate::recap::{Plain, plain};
use crate::store::{Hit, Matcher};

/// Letters and digits that a line of an item is known by.
const KNOWN_BY: usize = 16;
/// Lines of its topic among which one is looked for.
const AHEAD: usize = 64;

/// The snippet of a topic: of its body, or of what is hidden in it or of the note's metadata where only that matches.
pub(in crate::kb) fn of_topic(hit: &Hit, matcher: &Matcher) -> Snippet {
    let topic = &hit.topic;
    let plain = plain(&hit.markdown);
    let body = body(topic, &plain, &hit.numbers);
    let ranges = matcher.ranges(body.text);
    let hidden = matcher.ranges(&plain.extra);
    if ranges.is_empty() && !hidden.is_empty() {
        let extra = Passage {
            text: &plain.extra,
            lines: &plain.extra_lines,
            numbers: &hit.numbers,
        };
        return snippet(extra, &hidden, &matcher.typed_in(extra.text));
    }
    // Where the title matches, the metadata would only say so again.
    let told = !ranges.is_empty() || !matcher.ranges(&topic.title).is_empty();
    let about = matcher.ranges(&hit.metadata);
    if !told && !about.is_empty() {
        let lines: Vec<u32> = (0..).take(hit.metadata.lines().count()).collect();
        let metadata = Passage {
            text: &hit.metadata,
            lines: &lines,
            numbers: &LineNumbers::from(topic.recap_line.unwrap_or(1)),
        };
        return snippet(metadata, &about, &matcher.typed_in(metadata.text));
    }
    snippet(body, &ranges, &matcher.typed_in(body.text))
}

/// What stands below the heading, which is shown as the title.
fn body<'p>(topic: &Topic, plain: &'p Plain, numbers: &'p LineNumbers) -> Passage<'p> {
    let (text, lines) = match topic.level {
        0 => (plain.text.as_str(), plain.lines.as_slice()),
        _ => (
            plain.text.split_once('\n').map_or("", |(_, rest)| rest),
            plain.lines.get(1..).unwrap_or(&[]),
        ),
    };
    Passage {
        text,
        lines,
        numbers,
    }
}

/// The snippet of an item of the hit's topic.
pub(in crate::kb) fn of_item(hit: &Hit, item: &Item, matcher: &Matcher) -> Snippet {
    let lines = item_lines(item, &plain(&hit.markdown), &hit.numbers);
    let passage = Passage {
        text: &item.text,
        lines: &lines,
        numbers: &LineNumbers::default(),
    };
    let typed = matcher.typed_in(&item.text);
    snippet(passage, &matcher.ranges(&item.text), &typed)
}

/// The line of the note that each line of an item's text begins in. The text is without markup and its lines may be
/// folded, so they are looked for among those of its topic.
fn item_lines(item: &Item, plain: &Plain, numbers: &LineNumbers) -> Vec<u32> {
    let numbers = plain.lines.iter().map(|line| numbers.at(*line));
    let own: Vec<(u32, String)> = numbers
        .zip(plain.text.lines())
        .filter(|(number, _)| item.lines().contains(*number))
        .map(|(number, line)| (number, letters(line, usize::MAX)))
        .collect();
    let (mut passed, mut number) = (0, item.lines().start);
    let mut lines = Vec::new();
    for line in item.text.lines() {
        let wanted = letters(line, KNOWN_BY);
        let ahead = own[passed..].iter().take(AHEAD);
        let here = ahead
            .into_iter()
            .position(|(_, line)| line.contains(&wanted));
        if let Some(here) = here.filter(|_| !wanted.is_empty()) {
            number = own[passed + here].0;
            passed += here + 1;
        }
        lines.push(number);
    }
    lines
}

/// The first letters and digits of a line.
fn letters(line: &str, most: usize) -> String {
    line.chars()
        .filter(|c| c.is_alphanumeric())
        .take(most)
        .collect()
}
