//! What holds for every recap that is no Markdown, whatever its bytes: nothing is lost, and each record has its place.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "holds/markups.rs"]
mod markups;
mod places;

use markups::hold;
use proptest::prelude::*;

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
