//! Answers drawn to the width of a terminal, and as they are for a program.

use crate::sandbox::Sandbox;

const ANSWERS: [&[&str]; 10] = [
    &["history", "replication"],
    &["decisions"],
    &["actions"],
    &["topics"],
    &["recaps"],
    &["related", "notes/wide.md:10"],
    &["priorities"],
    &["compare", "mitaka", "newton"],
    &["links", "notes/wide.md:10"],
    &["show", "notes/wide.md:10"],
];

/// The words of an answer, however its lines are broken.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn wide() -> Sandbox {
    let kb = Sandbox::with_outcomes();
    kb.note(
        "notes/wide.md",
        "---\nreleases: [mitaka, newton]\nproject: cinder\ndate: 2016-05-06\ntags: [replication, high-availability]\n---\n\
        # Replication of volumes between sites that are far apart from one another\n\n\
        ## What was agreed on replication when everybody had said what there was to be said\n\n\
        Decision: replication of whole groups of volumes is deferred until the drivers can tell what they are able to do.\n\n\
        It was decided that 日本 日本 日本 日本 日本 日本 日本 日本 日本 日本 日本 日本 日本 日本 日本 日本 is the place.\n\n\
        Action: Jo writes down what the drivers can do, for every one of them, and sends it to the list by 2016-05-20.\n\n\
        See [the plan for the replication of groups](other-wide.md).\n",
    );
    kb
}

#[test]
fn no_word_is_broken_and_no_line_is_longer_than_the_terminal() {
    let kb = wide();
    for args in ANSWERS {
        let plain = kb.kb(args);
        for columns in [60, 80] {
            let drawn = kb.kb_with(args, &[("COLUMNS", &columns.to_string())]);
            assert_eq!(drawn.status, plain.status, "{args:?}");
            for line in drawn.stdout.lines() {
                let width = unicode_width::UnicodeWidthStr::width(line);
                // A place is one word, a line of a note is shown as it is.
                let is_whole = words(line).len() == 1 || line.contains(" | ");
                assert!(
                    width <= columns || is_whole,
                    "{args:?} in {columns}: {line}"
                );
            }
            if args[0] != "show" {
                assert_eq!(words(&drawn.stdout), words(&plain.stdout), "{args:?}");
            }
        }
    }
}

#[test]
fn lines_that_go_on_stand_below_what_they_go_on_with() {
    let kb = wide();
    let drawn = kb.kb_with(&["decisions", "--path", "wide"], &[("COLUMNS", "60")]);
    let begin = "  deferred  replication of whole groups of volumes is\n            deferred until";
    assert!(drawn.stdout.contains(begin), "{}", drawn.stdout);
    let drawn = kb.kb_with(&["topics", "--path", "wide"], &[("COLUMNS", "60")]);
    assert!(
        drawn.stdout.contains("\n           said what"),
        "{}",
        drawn.stdout
    );
}

#[test]
fn what_a_decision_comes_to_is_left_out_where_nobody_said_it() {
    let kb = Sandbox::new();
    kb.note(
        "notes/garden.md",
        "---\ndate: 2016-05-06\n---\n# Garden\n\n## Replication\n\nDecision: replication in the evening only.\n",
    );
    let told = kb.kb(&["decisions"]);
    let row = "\n            replication in the evening only.\n            Replication";
    assert!(told.done().contains(row), "{told:?}");
    for args in [
        &["show", "#replication"][..],
        &["history", "replication"],
        &["search", "kind:decision evening"],
        &["decisions", "--format", "md"],
        &["history", "replication", "--format", "md"],
    ] {
        let told = kb.kb(args);
        let told = told.done();
        assert!(
            told.contains("replication in the evening"),
            "{args:?}: {told}"
        );
        assert!(!told.contains("unknown"), "{args:?}: {told}");
    }
    let json = kb.json(&["decisions"]);
    assert_eq!(json["decisions"][0]["outcome"], "unknown");
}
