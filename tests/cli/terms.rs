//! A technical term is found as it is written.

use crate::sandbox::Sandbox;
use serde_json::Value;
use std::path::Path;

/// Runs a search over the repository's own notes, with the index elsewhere.
fn in_the_repository(query: &str) -> Value {
    let kb = Sandbox::new();
    let index = kb.outside().join("repository-index");
    let args = ["--root", env!("CARGO_MANIFEST_DIR"), "--index"];
    let run = kb.kb(&[
        &args[..],
        &[
            index.to_str().unwrap(),
            "search",
            "--format",
            "json",
            "--",
            query,
        ],
    ]
    .concat());
    assert_eq!(run.status, 0, "{query}: {}", run.stderr);
    run.json()
}

#[test]
fn active_active_gives_both_topics_of_the_repository_first() {
    for query in ["active/active", "\"active/active\"", "Active/Active"] {
        let found = in_the_repository(query);
        let hits = found["hits"].as_array().unwrap();
        let mut first: Vec<&str> = hits[..2]
            .iter()
            .map(|hit| hit["source"]["path"].as_str().unwrap())
            .collect();
        first.sort_unstable();
        assert_eq!(
            first,
            [
                "notes/2015-11-04-cinder-mitaka-design-summit-recap.md",
                "notes/2016-05-06-cinder-newton-design-summit-recap.md"
            ],
            "{query}"
        );
        for hit in &hits[..2] {
            let title = hit["title"].as_str().unwrap();
            assert!(title.contains("Active/Active"), "{query}: {title}");
        }
    }
}

/// The lines of the topic that a hit stands for, as they are in the repository.
fn lines_of(hit: &Value) -> String {
    let source = &hit["source"];
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(source["path"].as_str().unwrap());
    let text = std::fs::read_to_string(path).unwrap();
    let number = |key: &str| usize::try_from(source[key].as_u64().unwrap()).unwrap();
    let (start, end) = (number("line_start"), number("line_end"));
    let lines: Vec<&str> = text.lines().skip(start - 1).take(end + 1 - start).collect();
    lines.join("\n").to_lowercase()
}

#[test]
fn the_repository_holds_what_is_found_in_it() {
    for term in [
        "c-vol",
        "allow_availability_zone_fallback",
        "v2.1",
        "N-1",
        "active/active",
    ] {
        for query in [term.to_owned(), format!("\"{term}\"")] {
            let found = in_the_repository(&query);
            assert!(
                lines_of(&found["hits"][0]).contains(&term.to_lowercase()),
                "{query}: {}",
                found["hits"][0]
            );
        }
    }
}

/// Each term with the only topic of the fixture that has it.
const TERMS: [(&str, &str); 17] = [
    ("active/active", "Active/Active HA"),
    ("active-active", "Active/Active HA"),
    ("A/A", "Active/Active HA"),
    ("v2.1", "Replication"),
    ("N-1", "Active/Active HA"),
    ("/v3", "Limits"),
    ("c-vol", "Active/Active HA"),
    ("allow_availability_zone_fallback", "Replication"),
    ("availability zone fallback", "Replication"),
    ("--rate", "Limits"),
    ("don't", "Tools"),
    ("don\u{2019}t", "Tools"),
    ("[WIP]", "Tools"),
    ("C++", "Tools"),
    ("c++", "Tools"),
    ("eth1.cfg", "Limits"),
    ("limits show --rate", "Limits"),
];

#[test]
fn each_term_finds_its_topic_bare_and_quoted() {
    let kb = Sandbox::with_recaps();
    for (term, title) in TERMS {
        for query in [term.to_owned(), format!("\"{term}\"")] {
            assert_eq!(kb.titles(&query), [title], "{query}");
        }
    }
}

#[test]
fn signs_tell_terms_apart() {
    let kb = Sandbox::new();
    kb.note("notes/plus.md", "# Plus\n\nwritten in C++ only\n");
    kb.note("notes/sharp.md", "# Sharp\n\nwritten in C# only\n");
    kb.note("notes/bare.md", "# Bare\n\nvitamin C only\n");
    assert_eq!(kb.titles("C++"), ["Plus"]);
    assert_eq!(kb.titles("C#"), ["Sharp"]);
    assert_eq!(kb.titles("\"vitamin C\""), ["Bare"]);
}

#[test]
fn signs_that_are_code_are_found_and_marked() {
    let kb = Sandbox::new();
    let text = "# Spread\n\nIt (the spread) is `...`, an empty block `{ }`; nothing else.\n";
    kb.note("notes/spread.md", text);
    kb.note("notes/other.md", "# Other\n\nWait (a { bit... })\n");
    kb.note("notes/comma.md", "# Comma\n\nends with `,` and `: &_`\n");
    let cases = [
        ("...", "Spread"),
        ("{ }", "Spread"),
        (",", "Comma"),
        (": &_", "Comma"),
    ];
    for (signs, title) in cases {
        for query in [signs.to_owned(), format!("\"{signs}\"")] {
            assert_eq!(kb.titles(&query), [title], "{query}");
        }
    }
    let run = kb.kb(&["--color", "always", "search", "..."]);
    assert!(run.stdout.contains("m...\u{1b}["), "{run:?}");
    let none = kb.kb(&["search", ";"]);
    none.failed_with(1);
    assert!(none.told().starts_with("`;` has nothing to search for"));
}

#[test]
fn what_the_text_does_not_show_is_found_too() {
    let kb = Sandbox::with_recaps();
    assert_eq!(kb.titles("example.org/plan"), ["Replication"]);
}

#[test]
fn words_of_metadata_are_found_below_those_of_the_text() {
    let kb = Sandbox::new();
    let metadata = "---\ntitle: Autumn gathering\nproject: quokka\nevent: Paris Summit\nreviewers:\n  - Ann Wombat\n---\n";
    let text = "# Cells\n\nSplit in two.\n\n# Quotas\n\nKept per tenant.\n";
    kb.note("notes/a.md", format!("{metadata}\n{text}"));
    kb.note(
        "notes/b.md",
        "# Elsewhere\n\nThe quokka is no part of it.\n",
    );
    assert_eq!(kb.titles("quokka"), ["Elsewhere", "Cells", "Quotas"]);
    assert_eq!(kb.titles("paris quotas"), ["Quotas"]);
    assert_eq!(kb.titles("\"autumn gathering\" tenant"), ["Quotas"]);
    // What kb makes no fact of is found in the first topic, and shown where it stands.
    let run = kb.kb(&["search", "wombat"]);
    assert!(run.stdout.contains("\n  6 | - Ann Wombat\n"), "{run:?}");
    kb.kb(&["search", "reviewers"]).failed_with(1);
    kb.note(
        "notes/c.md",
        "---\ntitle: Zebra crossing\n---\nPainted white.\n",
    );
    let run = kb.kb(&["search", "zebra"]);
    assert!(run.stdout.contains("\n  4 | Painted white.\n"), "{run:?}");
}
