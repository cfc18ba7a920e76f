//! What holds for every recap, whatever its bytes: on the repository's notes and on random Markdown.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod places;

use kb::model::{Catalogue, Extent, Given, Topic, Vocabulary};
use kb::recap::vocabulary::builtin;
use kb::recap::{Input, Reader, Reading};
use places::lies_in;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

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
fn hold(path: &str, bytes: &[u8]) {
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
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn begins_with_its_title(text: &str, topic: &Topic) {
    let first = topic.own.span.of(text).lines().next().unwrap();
    // Entities such as `&amp;` are spelled out in titles.
    if topic.level > 0 && !first.contains('&') {
        let title = &topic.title;
        assert!(
            letters(first).contains(&letters(title)),
            "{title:?} is not in {first:?}"
        );
    }
}

#[test]
fn the_notes_of_the_repository() {
    let notes = Path::new(env!("CARGO_MANIFEST_DIR")).join("notes");
    let mut count = 0;
    for entry in fs::read_dir(notes).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("notes/{}", path.file_name().unwrap().to_str().unwrap());
        hold(&name, &fs::read(path).unwrap());
        count += 1;
    }
    assert!(count >= 10, "{count} notes");
}

/// The shapes that recaps are made of, and what may stand between them.
const PIECES: [&str; 77] = [
    "",
    "",
    "",
    "   ",
    "\t",
    "text of a paragraph",
    "more text, with a date: May 3, 2016.",
    "# Top",
    "## One",
    "## One",
    "##Two",
    "### Conclusion",
    "#### Deep",
    "###### Deepest",
    "#Tight",
    "#123",
    "## ",
    "##",
    "#",
    "## [Link](http://x.org) ##",
    "## a `b` *c* _d_",
    "# C#",
    "## &amp; &lt;",
    "## caf\u{e9} \u{4e2d}\u{6587} \u{1f600}",
    "## \u{202e}abc",
    "## Agenda",
    "## Attendees",
    "### Action items",
    "## May 3, 2016",
    "## May 4",
    "Short",
    "=====",
    "-----",
    "---",
    "...",
    "+++",
    "***",
    "title: T",
    "date: 2016-01-02",
    "tags: [a, b]",
    "bad: [x",
    "release: Newton",
    "**Bold one**",
    "**Bold two**",
    "**Bold:** text",
    "_Emphasis_",
    "_Other emphasis_",
    "*Lead: X*  ",
    "```",
    "```text",
    "~~~",
    "    code",
    "    # code",
    "> # quoted",
    "> text",
    "- # listed",
    "- item",
    "  - nested",
    "1. one",
    "* Ann Bee, Org",
    "| a | b |",
    "|---|---|",
    "<!--",
    "-->",
    "<details>",
    "<h2>Html</h2>",
    "[r]: http://y.org",
    "[^1]: note",
    "\t# tab",
    "Decision: yes",
    "Presenter: Ann Bee (AB)",
    "\\# no",
    "text\u{2028}more",
    "\u{b}\u{c}",
    "\u{feff}",
    "a\rb",
    "\u{0}",
];

#[test]
fn seven_marks_make_no_title_of_several_lines() {
    hold("x.md", b"####### Too deep\nmore text\n=====\n");
}

#[test]
fn a_mark_indented_in_a_paragraph_makes_no_title_of_several_lines() {
    hold("x.md", b"[r]: http://y.org\n\t# tab\nmore text\n=====\n");
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn random_markdown(
        pieces in proptest::collection::vec((0..PIECES.len(), 0..4), 0..40),
        crlf in any::<bool>(),
        mixed in any::<bool>(),
    ) {
        let mut text = String::new();
        for (piece, end) in pieces {
            text.push_str(PIECES[piece]);
            text.push_str(match end {
                0 if mixed => "\r\n",
                _ if crlf => "\r\n",
                1 => "\n\n",
                _ => "\n",
            });
        }
        hold("notes/2016-01-02-x.md", text.as_bytes());
    }

    #[test]
    fn random_front_matter(
        fence in prop_oneof!["---", "\\+\\+\\+", "\u{feff}---"],
        lines in proptest::collection::vec("[a-z]{0,6}(: ?[\\[\"'{&*!|>#\\-a-zé0-9 ]{0,8})?", 0..6),
        closed in any::<bool>(),
        body in "[#a\\-= \n]{0,30}",
    ) {
        let close = if closed { fence.trim_start_matches('\u{feff}') } else { "" };
        let text = format!("{fence}\n{}\n{close}\n{body}", lines.join("\n"));
        hold("notes/x.md", text.as_bytes());
    }

    #[test]
    fn random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        hold("x.markdown", &bytes);
    }

    #[test]
    fn random_signs(text in "[#=\\-_*`~<>|:.\\[\\]()!&;\\\\ \t\r\na1é]{0,120}") {
        hold("x", text.as_bytes());
    }
}
