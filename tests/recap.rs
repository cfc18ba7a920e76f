//! What holds for every recap, whatever its bytes: on the repository's notes and on random Markdown.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "holds/markdown.rs"]
mod markdown;
mod places;

use markdown::hold;
use proptest::prelude::*;
use std::fs;
use std::path::Path;

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
