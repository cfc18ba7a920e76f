//! What holds for every recap that is no Markdown, whatever its text.

use crate::places::lies_in;
use kb::model::{Catalogue, Extent, Given};
use kb::recap::vocabulary::builtin;
use kb::recap::{Input, Reader, Reading};
use std::collections::BTreeSet;

fn read(path: &str, text: &str) -> Vec<Reading> {
    let (vocabulary, catalogue, given) = (builtin(), Catalogue::openstack(), Given::default());
    let input = Input {
        path,
        id_base: "notes/x",
        bytes: text.as_bytes(),
        given: &given,
    };
    Reader::new(&vocabulary, &catalogue).read(&input)
}

/// Holds the reading of a file to everything below.
pub(crate) fn hold(path: &str, text: &str) {
    let readings = read(path, text);
    covers_each_line_once(&readings, text, path);
    let mut ids = BTreeSet::new();
    for reading in &readings {
        for topic in &reading.topics {
            assert!(ids.insert(topic.id.clone()), "{} twice", topic.id);
            lies_in(text, &topic.own);
            lies_in(text, &topic.tree);
            assert!(contains(&topic.tree, &topic.own), "{}", topic.id);
            let first = reading.recap.lines.map(|lines| lines.start);
            assert_eq!(topic.recap_line, first, "{}", topic.id);
        }
        for item in &reading.items {
            assert!(ids.insert(item.id.clone()), "{} twice", item.id);
            lies_in(text, &item.extent);
            assert!(ids.contains(&item.topic), "{}", item.id);
        }
        numbers_lie_within_their_topics(reading);
        for told in &reading.diagnostics {
            assert!(told.line as usize <= text.split('\n').count(), "{told:?}");
            assert!(told.span.end <= text.len(), "{told:?}");
        }
    }
    let again = read(path, text);
    for (one, other) in readings.iter().zip(&again) {
        assert_eq!(one.recap, other.recap);
        assert_eq!(one.topics, other.topics);
        assert_eq!(one.items, other.items);
        assert_eq!(one.text, other.text);
        assert_eq!(one.diagnostics, other.diagnostics);
    }
}

/// Each line that is not blank stands in one topic, or in the metadata. A mail's topic begins with its header, which is its
/// metadata too, and a line of a mail in HTML may hold the end of a topic and the beginning of others.
fn covers_each_line_once(readings: &[Reading], text: &str, path: &str) {
    let is_mail = [".eml", ".mbox"].iter().any(|end| path.ends_with(end));
    let mut counts = vec![0; text.split('\n').count() + 1];
    let mut told = counts.clone();
    for reading in readings {
        for (at, topic) in reading.topics.iter().enumerate() {
            let (start, end) = (topic.own.lines.start, topic.own.lines.end);
            let next = reading.topics.get(at + 1).map(|next| next.own.lines.start);
            let shared = is_mail && next == Some(end);
            (start..=end - u32::from(shared)).for_each(|line| counts[line as usize] += 1);
        }
        if let Some(lines) = reading.recap.metadata {
            (lines.start..=lines.end).for_each(|line| told[line as usize] += 1);
        }
    }
    for (line, row) in (1..).zip(text.split('\n')) {
        let blank = row.trim_start_matches('\u{feff}').trim().is_empty();
        assert!(
            counts[line] <= 1 && told[line] <= 1,
            "line {line} is in several: {row:?}"
        );
        assert!(
            blank || counts[line] + told[line] > 0,
            "line {line} is lost: {row:?}"
        );
    }
}

fn numbers_lie_within_their_topics(reading: &Reading) {
    let topics = reading
        .topics
        .iter()
        .zip(reading.numbers())
        .zip(reading.markdown());
    for ((topic, numbers), markdown) in topics {
        let own = topic.own.lines;
        let mut before = own.start;
        for at in 0..u32::try_from(markdown.lines().count()).unwrap() {
            let line = numbers.at(at);
            assert!(
                before <= line && line <= own.end,
                "{}: line {at} is {line}, in {own:?}",
                topic.id
            );
            before = line;
        }
    }
}

fn contains(outer: &Extent, inner: &Extent) -> bool {
    outer.lines.start <= inner.lines.start && inner.lines.end <= outer.lines.end
}
