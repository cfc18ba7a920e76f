//! What holds for every recap in Markdown, whatever its bytes.

use crate::places::lies_in;
use kb::model::{Catalogue, Extent, Given, Topic, Vocabulary};
use kb::recap::vocabulary::builtin;
use kb::recap::{Input, Reader, Reading};
use std::collections::BTreeMap;

fn read(vocabulary: &Vocabulary, path: &str, bytes: &[u8]) -> Reading {
    let catalogue = Catalogue::openstack();
    let given = Given::default();
    let id_base = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let mut readings = Reader::new(vocabulary, &catalogue).read(&Input {
        path,
        id_base,
        bytes,
        given: &given,
    });
    assert_eq!(readings.len(), 1, "one recap in {path}");
    readings.remove(0)
}

/// Holds the reading of a note to everything below.
pub(crate) fn hold(path: &str, bytes: &[u8]) {
    let vocabulary = builtin();
    let reading = read(&vocabulary, path, bytes);
    covers_each_line_once(&reading);
    names_are_unique_and_parents_come_first(&reading);
    for topic in &reading.topics {
        lies_in(&reading.text, &topic.own);
        lies_in(&reading.text, &topic.tree);
        for part in &topic.parts {
            lies_in(&reading.text, &part.extent);
            assert!(contains(&topic.own, &part.extent), "{}: {part:?}", topic.id);
        }
        assert!(contains(&topic.tree, &topic.own), "{}", topic.id);
        begins_with_its_title(&reading.text, topic);
    }
    let last = u32::try_from(reading.text.split('\n').count()).unwrap();
    for diagnostic in &reading.diagnostics {
        assert!(diagnostic.line <= last, "{diagnostic:?}");
    }
    let again = read(&vocabulary, path, bytes);
    assert_eq!(reading.recap, again.recap);
    assert_eq!(reading.topics, again.topics);
    assert_eq!(reading.diagnostics, again.diagnostics);
}

fn covers_each_line_once(reading: &Reading) {
    let mut owners: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    let metadata = reading.recap.metadata.map(|lines| ("metadata", lines));
    let own = reading.topics.iter().map(|t| (t.id.as_str(), t.lines()));
    for (owner, lines) in metadata.into_iter().chain(own) {
        assert!(1 <= lines.start && lines.start <= lines.end, "{owner}");
        for line in lines.start..=lines.end {
            owners.entry(line).or_default().push(owner);
        }
    }
    for (number, line) in (1..).zip(reading.text.split('\n')) {
        let blank = line.trim_start_matches('\u{feff}').trim().is_empty();
        let here = owners.get(&number).map_or(&[][..], Vec::as_slice);
        assert!(here.len() <= 1, "line {number} is in {here:?}: {line:?}");
        assert!(blank || here.len() == 1, "line {number} is lost: {line:?}");
    }
}

fn names_are_unique_and_parents_come_first(reading: &Reading) {
    let mut before: BTreeMap<&str, &Topic> = BTreeMap::new();
    let mut line = 0;
    for topic in &reading.topics {
        assert!(topic.own.lines.start > line, "{} is out of order", topic.id);
        line = topic.own.lines.end;
        if let Some(parent) = &topic.parent {
            let parent = before.get(parent.as_str());
            let parent = parent.unwrap_or_else(|| panic!("{} has no parent", topic.id));
            assert!(contains(&parent.tree, &topic.tree), "{}", topic.id);
            assert!(parent.level < topic.level, "{}", topic.id);
            let above = [&parent.breadcrumb[..], std::slice::from_ref(&parent.title)].concat();
            assert_eq!(topic.breadcrumb, above, "{}", topic.id);
        }
        let twice = before.insert(&topic.id, topic);
        assert!(twice.is_none(), "{} twice", topic.id);
    }
}

fn contains(outer: &Extent, inner: &Extent) -> bool {
    outer.span.start <= inner.span.start
        && inner.span.end <= outer.span.end
        && outer.lines.start <= inner.lines.start
        && inner.lines.end <= outer.lines.end
}

/// Letters and digits of a text, so that markup does not count.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric())
}

fn begins_with_its_title(text: &str, topic: &Topic) {
    let first = topic.own.span.of(text).lines().next().unwrap();
    // Entities such as `&amp;` are spelled out in titles.
    if topic.level > 0 && !first.contains('&') {
        // In their order, for targets of links and tags between them are left out.
        let mut written = letters(first);
        let title = &topic.title;
        assert!(
            letters(title).all(|c| written.any(|other| other == c)),
            "{title:?} is not in {first:?}"
        );
    }
}
