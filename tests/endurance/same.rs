//! The same notes give the same bytes: whatever the number of threads, the way there, the language and the clock of
//! the machine.

use crate::base::{copy, settle};
use crate::sandbox::Sandbox;
use std::fs;

/// What each way to the same notes has to answer alike.
const COMMANDS: [&[&str]; 17] = [
    &[
        "search",
        "replication",
        "--limit",
        "100",
        "--format",
        "json",
    ],
    &[
        "search",
        "the volume",
        "--limit",
        "100",
        "--facets",
        "--explain",
        "--format",
        "json",
    ],
    &[
        "search",
        "replication OR priorities OR soup",
        "--sort",
        "date",
        "--group",
        "recap",
        "--format",
        "json",
    ],
    &["search", "istanbul iris INIT", "--format", "json"],
    &["topics", "--format", "json"],
    &["recaps", "--format", "csv"],
    &["tags", "--format", "json"],
    &["releases", "--format", "json"],
    &["check", "--format", "json"],
    &["stats", "--format", "json"],
    &["priorities", "--format", "json"],
    &["decisions", "--format", "json"],
    &["actions", "--format", "json"],
    &["history", "replication", "--format", "json"],
    &["related", "volume-summit#replication", "--format", "json"],
    &["compare", "mitaka", "newton", "--format", "json"],
    &["export", "--full", "--format", "html"],
];

/// Enough notes that several threads have something to do, some alike so that scores are equal.
fn notes() -> Sandbox {
    let kb = Sandbox::with_outcomes();
    for number in 0..40 {
        let text = format!(
            "# Notes of week {number}\n\n## Volume work\n\nreplication of the volume {}\n\n- Decision: agreed on {number}\n\n## Istanbul\n\nIRIS iris \u{130}ris \u{131}r\u{131}s INIT init\n",
            ["early", "late", "again"][number % 3]
        );
        kb.note(&format!("notes/weeks/{number}.md"), text);
    }
    // Days that some places skip or have twice: nothing in a note is of any place.
    kb.note("notes/2016-03-27-gap.md", "---\ntitle: Gap\ndate: 2016-03-27T02:30:00\n---\n# Gap replication\n\n## 2016-10-30 02:30\n\nreplication twice\n");
    kb.note(
        "notes/midnight.md",
        "---\ntitle: Midnight\ndate: 2011-12-30T23:59:59-12:00\n---\n# Midnight replication\n",
    );
    settle(&kb);
    kb
}

fn answers(kb: &Sandbox, vars: &[(&str, &str)]) -> Vec<(i32, String)> {
    let ask = |args: &&[&str]| {
        let run = kb.kb_with(args, vars);
        assert_ne!(run.status, 2, "{args:?}: {run:?}");
        (run.status, run.stdout)
    };
    COMMANDS.iter().map(ask).collect()
}

#[track_caller]
fn alike(one: &[(i32, String)], other: &[(i32, String)], what: &str) {
    for ((one, other), args) in one.iter().zip(other).zip(COMMANDS) {
        assert_eq!(one, other, "{what}: {args:?}");
    }
}

/// The same base beside it, without its index.
fn twin(kb: &Sandbox) -> Sandbox {
    let twin = Sandbox::new();
    copy(&kb.path("notes"), &twin.path("notes"));
    settle(&twin);
    twin
}

#[test]
fn threads_and_detours_change_no_byte() {
    let one = notes();
    let expected = answers(&one, &[("RAYON_NUM_THREADS", "1")]);
    assert!(
        expected.iter().all(|(status, _)| *status == 0),
        "each command has to find something"
    );
    let four = twin(&one);
    alike(
        &expected,
        &answers(&four, &[("RAYON_NUM_THREADS", "4")]),
        "four threads",
    );
    // Edits and back, each a commit of its own, so that there are segments, deletions and merges.
    for number in 0..12 {
        let path = four.path(format!("notes/weeks/{number}.md"));
        let text = fs::read(&path).unwrap();
        fs::write(&path, "# Otherwise\n\nreplication replication\n").unwrap();
        four.kb(&["index"]).done();
        fs::write(&path, text).unwrap();
        four.kb(&["index"]).done();
    }
    alike(&expected, &answers(&four, &[]), "edits and back");
    four.kb(&["index", "--rebuild"]).done();
    alike(
        &expected,
        &answers(&four, &[("RAYON_NUM_THREADS", "3")]),
        "built anew",
    );
}

const PLACES: [&[(&str, &str)]; 9] = [
    &[("TZ", "Asia/Kathmandu")],
    &[("TZ", "Europe/Berlin"), ("LANG", "de_DE.UTF-8")],
    &[("TZ", "Pacific/Apia")],
    &[("TZ", "America/St_Johns")],
    &[("TZ", ":no/such/place")],
    &[("LANG", "C"), ("LC_ALL", "C")],
    &[("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")],
    &[("LANG", "ja_JP.SJIS"), ("LC_CTYPE", "ja_JP.SJIS")],
    &[
        ("TZ", "UTC-14"),
        ("LC_ALL", "\u{1b}[31m"),
        ("LANGUAGE", "xx"),
    ],
];

#[test]
fn places_change_no_byte() {
    let kb = notes();
    let expected = answers(&kb, &[]);
    for place in PLACES {
        // Asked there, and built there.
        alike(&expected, &answers(&kb, place), &format!("{place:?}"));
        let there = twin(&kb);
        there.kb_with(&["index"], place).done();
        let first = there.kb(COMMANDS[0]);
        assert_eq!(first.stdout, expected[0].1, "built at {place:?}");
        let days = there.kb(COMMANDS[4]);
        assert_eq!(days.stdout, expected[4].1, "built at {place:?}");
    }
    let topics = kb.json(&["topics", "--path", "gap"]);
    let days: Vec<_> = topics["topics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["date"].clone())
        .collect();
    assert!(days.contains(&"2016-03-27".into()), "{days:?}");
    let topics = kb.json(&["topics", "--path", "midnight"]);
    assert_eq!(topics["topics"][0]["date"], "2011-12-30", "{topics}");
}
