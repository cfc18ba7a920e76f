//! What holds for every recap, on the repository's notes and on random Markdown.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use kb::model::{Catalogue, Given, Topic, Vocabulary};
use kb::recap::vocabulary::builtin;
use kb::recap::{Input, Reader, Reading};
use proptest::prelude::*;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

fn read(vocabulary: &Vocabulary, bytes: &[u8]) -> Reading {
    let catalogue = Catalogue::openstack();
    let given = Given::default();
    let input = Input {
        path: "notes/2016-01-02-x.md",
        id_base: "notes/2016-01-02-x",
        bytes,
        given: &given,
    };
    Reader::new(vocabulary, &catalogue).read(&input)
}

/// Letters and digits of a text, so that markup does not count.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn hold(bytes: &[u8]) {
    let vocabulary = builtin();
    let reading = read(&vocabulary, bytes);
    let lines: Vec<&str> = reading.text.split('\n').collect();
    let metadata = reading.recap.metadata.map_or(0, |lines| lines.end);
    let mut covered: HashMap<u32, &str> = HashMap::new();
    let mut seen = HashSet::new();
    for topic in &reading.topics {
        let own = topic.own.lines;
        for line in own.start..=own.end {
            let other = covered.insert(line, &topic.id);
            assert_eq!(other, None, "line {line} stands in two topics");
        }
        assert!(seen.insert(topic.id.clone()), "{} twice", topic.id);
        assert!(
            topic.parent.as_ref().is_none_or(|p| seen.contains(p)),
            "{} before its parent",
            topic.id
        );
        assert!(topic.tree.lines.start == own.start && topic.tree.lines.end >= own.end);
        assert!(
            reading
                .text
                .get(topic.own.span.start..topic.own.span.end)
                .is_some(),
            "{} has no text",
            topic.id
        );
        holds_its_title(topic, lines[own.start as usize - 1]);
    }
    for (index, line) in lines.iter().enumerate() {
        let number = u32::try_from(index + 1).unwrap();
        let blank = line.trim_matches('\u{feff}').trim().is_empty();
        assert!(
            blank || number <= metadata || covered.contains_key(&number),
            "line {number} is lost: {line:?}"
        );
    }
    assert_eq!(reading.text.len(), bytes.len());
    let again = read(&vocabulary, bytes);
    assert_eq!(
        (&reading.topics, &reading.recap),
        (&again.topics, &again.recap)
    );
}

fn holds_its_title(topic: &Topic, line: &str) {
    // Entities such as `&amp;` are spelled out in titles.
    if topic.level > 0 && !line.contains('&') && !line.contains('\\') {
        assert!(
            letters(line).contains(&letters(&topic.title)),
            "{:?} is not in {line:?}",
            topic.title
        );
    }
}

#[test]
fn the_notes_of_the_repository() {
    let notes = Path::new(env!("CARGO_MANIFEST_DIR")).join("notes");
    let mut count = 0;
    for entry in fs::read_dir(notes).unwrap() {
        hold(&fs::read(entry.unwrap().path()).unwrap());
        count += 1;
    }
    assert!(count >= 10);
}

/// The shapes that recaps are made of.
const PIECES: &[&str] = &[
    "",
    "",
    "text of a paragraph",
    "# Top",
    "## One",
    "##Two",
    "### Conclusion",
    "#### Deep",
    "#Tight",
    "#123",
    "## [Link](http://x.org)",
    "## Agenda",
    "## Attendees",
    "- Ann Bee, Org",
    "Short",
    "=====",
    "-----",
    "---",
    "+++",
    "title: T",
    "date: 2016-01-02",
    "tags: [a, b]",
    "bad: [x",
    "**Bold one**",
    "**Bold two**",
    "_Emphasis_",
    "*Lead: X*  ",
    "```",
    "~~~",
    "    code",
    "> # quoted",
    "- # listed",
    "- item",
    "  - nested",
    "1. one",
    "| a | b |",
    "|---|---|",
    "a | b",
    "<!--",
    "-->",
    "<details>",
    "<b>",
    "[r]: http://y.org",
    "[^1]: note",
    "\t# tab",
    "Decision: yes",
    "**Date:** May 3, 2016",
    "## May 3, 2016",
    "## May 4",
    "## ",
    "##",
    "# C#",
    "text\u{2028}more",
    "\u{b}",
    "caf\u{e9} \u{4e2d}\u{6587}",
    "Title: X",
    "\\# no",
    "&amp;",
    "## a `b` *c*",
    "Presenter: Ann Bee (AB)",
    "\u{feff}",
    "word word word word word word word word word word.",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_markdown(pieces in proptest::collection::vec(0..PIECES.len(), 0..40), ends in proptest::collection::vec(any::<bool>(), 40)) {
        let mut text = String::new();
        for (piece, crlf) in pieces.iter().zip(&ends) {
            text.push_str(PIECES[*piece]);
            text.push_str(if *crlf && ends[0] { "\r\n" } else { "\n" });
        }
        hold(text.as_bytes());
    }

    #[test]
    fn random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        hold(&bytes);
    }
}
