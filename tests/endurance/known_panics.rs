//! Shapes that broke Markdown parsers: items that look like definitions, titles with attributes, quotes within lists.
//! A note of such a shape is read, or named with its reason; the notes beside it are read in any case.

use crate::sandbox::Sandbox;
use kb::model::{Catalogue, Given};
use kb::recap::vocabulary::builtin;
use kb::recap::{Input, Reader};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What may stand before a line: containers of several kinds.
const BEFORE: [&str; 9] = [
    "",
    "- ",
    "+\t",
    "1) ",
    "> ",
    "* > ",
    "> - ",
    "- [ ] ",
    "[^a]:\n    * ",
];

/// Lines that mean much, or look as if they did.
const LINES: [&str; 16] = [
    "[word]: target",
    "[\u{0}]:t",
    "[word]:",
    "word\n: said of it",
    "word\n:\n    other\n    :\n        third\n        :",
    "# Head {#id .class key=value",
    "{.class}\n-------",
    "Head {#id}\n=======",
    "~![=?\\*\u{c}  \r* [ one <!]:[=?\\",
    "_a\n  # b\n  a_",
    "| a |\n|--|\n|",
    "[^a] ~~one~ [^a]: two",
    "<!-- open\n- x",
    "`` ` ```\n~~~",
    "[!NOTE]\n[!WARNING]",
    "\\",
];

/// What may stand behind it: blanks of all kinds, other containers, nothing.
const BEHIND: [&str; 10] = [
    "",
    "\n\u{b}",
    "\r\n\t\t",
    "\n  \u{c}",
    "\n> :b",
    "\n:",
    "\n\t-",
    "\r\r\u{a0}",
    "\n[^a]: x\n",
    "\n---\n: y",
];

fn shapes() -> Vec<String> {
    let mut shapes = Vec::new();
    for before in BEFORE {
        for line in LINES {
            for behind in BEHIND {
                shapes.push(format!("{before}{line}{behind}"));
                shapes.push(format!(
                    "# Otter\n\n{before}{line}{behind}\n{before}{line}{behind}"
                ));
            }
        }
    }
    shapes
}

#[test]
fn no_shape_breaks_the_reader() {
    let (vocabulary, catalogue) = (builtin(), Catalogue::openstack());
    let reader = Reader::new(&vocabulary, &catalogue);
    let mut broken = Vec::new();
    let shapes = shapes();
    for text in &shapes {
        for path in ["notes/a.md", "notes/a.rst", "notes/a.txt"] {
            let input = Input {
                path,
                id_base: "notes/a",
                bytes: text.as_bytes(),
                given: &Given::default(),
            };
            if catch_unwind(AssertUnwindSafe(|| reader.read(&input))).is_err() {
                broken.push((path, text));
            }
        }
    }
    let first: Vec<_> = broken.iter().take(12).collect();
    assert!(
        broken.is_empty(),
        "{} of {}: {first:#?}",
        broken.len(),
        shapes.len()
    );
}

/// The whole way: read, stored, marked, shown in each format.
#[test]
fn notes_of_these_shapes_stop_no_other() {
    let kb = Sandbox::with_recaps();
    for (number, text) in shapes().iter().step_by(41).enumerate() {
        kb.note(&format!("notes/shapes/{number}.md"), text);
    }
    for args in [
        &["index"][..],
        &["check", "--format", "json"],
        &["search", "target OR otter", "--limit", "1000"],
        &["topics", "--format", "md"],
        &["export", "--full", "--format", "html"],
        &["export", "--full", "--format", "md"],
    ] {
        let run = kb.kb(args);
        run.done();
        assert!(
            !run.stderr.contains("kb failed inside"),
            "{args:?}: {run:?}"
        );
    }
    assert_eq!(kb.titles("failover"), ["Replication", "plain"]);
}
