//! What holds for every recap that is no Markdown, whatever its bytes: nothing is lost, and each record has its place.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod places;

use kb::model::{Catalogue, Extent, Given};
use kb::recap::vocabulary::builtin;
use kb::recap::{Input, Reader, Reading};
use places::lies_in;
use proptest::prelude::*;
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
fn hold(path: &str, text: &str) {
    let readings = read(path, text);
    covers_each_line_once(&readings, text);
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
/// metadata too.
fn covers_each_line_once(readings: &[Reading], text: &str) {
    let mut counts = vec![0; text.split('\n').count() + 1];
    let mut told = counts.clone();
    for reading in readings {
        for topic in &reading.topics {
            (topic.own.lines.start..=topic.own.lines.end)
                .for_each(|line| counts[line as usize] += 1);
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

/// The shapes that such recaps are made of, and what may stand between them.
const PIECES: [&str; 96] = [
    "",
    "",
    "",
    "",
    "   ",
    "\t",
    "text of a paragraph",
    "Text that ends here.",
    "a line that is longer than those above it by far",
    "Replication Next Steps",
    "Scalable backup",
    "Top",
    "====",
    "===",
    "-----",
    "~~~~~~~~~~~~~~",
    "--",
    "= Wiki =",
    "== Wiki ==",
    "Cinder Newton Design Summit Recap",
    "Nova Meeting 2016-05-04",
    "Priorities for Newton",
    "Release priorities:",
    "* item",
    "  * nested",
    "    goes on",
    "- item",
    "\u{2022} item",
    "  \u{2022} nested",
    "1. one",
    "#. auto",
    "(a) letter",
    "A. Smith",
    "+ plus",
    "** stars",
    "Decision: yes",
    "ACTION: Ann to go",
    "Attendees: Ann Lee, Bo Ray",
    ":date: 2016-05-06",
    ":Author: Ann",
    ".. note:: mind",
    ".. note::",
    "   indented",
    "      deeper",
    ".. _target: http://x.org",
    ".. _a:",
    "`a`_ and b_",
    "`text <http://y.org>`_ ``code`` :ref:`x`",
    "*em* **strong** |sub|",
    ".. |sub| replace:: text",
    ".. [1] note",
    "[1]_",
    ".. code-block:: python",
    "Run::",
    "::",
    ".. list-table:: T",
    "   :header-rows: 1",
    "   * - a",
    "     - b",
    ".. csv-table:: T",
    "   \"a, b\", c",
    "+---+---+",
    "+===+===+",
    "| a | b |",
    "| a | b",
    "|   +---+",
    "====  ====",
    "a     b",
    "      c",
    "----  ----",
    "| line",
    "..",
    ".. comment",
    ".. title: T",
    ">>> code",
    "$ ls",
    "# comment",
    "a = b",
    "def f():",
    "```",
    "{{{",
    "}}}",
    "> quoted",
    ">> twice",
    "-- ",
    "From a@b.org Tue May  3 16:20:11 2016",
    "Subject: [cinder] x",
    "Date: Tue, 3 May 2016 16:20:11 +0000",
    "\\# no",
    "caf\u{e9} \u{4e2d}\u{6587} \u{1f600}",
    "\u{202e}abc",
    "text\u{2028}more",
    "\u{b}\u{c}",
    "\u{feff}",
    "a\rb",
    "\u{0}",
];

/// Lines of a channel's log, and some that are none.
const SAID: [&str; 16] = [
    "16:00:01 <jo> #startmeeting nova",
    "16:00:02 <al_x> hi all",
    "16:00:03 <jo> #topic Bugs & such",
    "16:00:04 <jo> #topic",
    "16:00:05 <jo> #agreed use *it*",
    "16:00:06 <al_x> #action jo to go",
    "16:00:07 <al_x> #",
    "16:00:08 * jo waves",
    "16:00 -!- ed has joined",
    "2016-05-04T16:00:09 <jo> # title",
    "[16:00] <@jo> ```",
    "<jo>",
    "<jo> | a | b |",
    "goes on",
    "",
    "\u{feff}",
];

fn text_of(pieces: &[(usize, u32)], crlf: bool) -> String {
    let mut text = String::new();
    for (piece, end) in pieces {
        text.push_str(PIECES[*piece]);
        text.push_str(match end {
            _ if crlf => "\r\n",
            0 => "\n\n",
            _ => "\n",
        });
    }
    text
}

#[test]
fn a_border_above_a_byte_order_mark_is_not_lost() {
    hold("notes/x.txt", "+---+---+\n\n\u{feff}\n\n");
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn random_lines(pieces in proptest::collection::vec((0..PIECES.len(), 0..4_u32), 0..40), crlf in any::<bool>()) {
        let text = text_of(&pieces, crlf);
        hold("notes/x.rst", &text);
        hold("notes/x.txt", &text);
        hold("notes/x.mbox", &text);
    }

    #[test]
    fn random_logs(pieces in proptest::collection::vec(0..SAID.len(), 0..30)) {
        let lines: Vec<&str> = pieces.iter().map(|at| SAID[*at]).collect();
        let text = lines.join("\n");
        hold("x.txt", &text);
        hold("x.eml", &format!("Subject: x\n\n{text}"));
    }

    #[test]
    fn random_signs(text in "[=\\-_*`~<>|:.+#\\[\\]()!&;\\\\ \t\r\na1Aé]{0,120}") {
        hold("x.rst", &text);
        hold("x.txt", &text);
        hold("x.eml", &text);
    }
}
