//! `kb history`: how something got to where it is.

use crate::sandbox::Sandbox;

fn told() -> Sandbox {
    let kb = Sandbox::new();
    kb.note(
        "notes/2016-05-06-cinder-newton-recap.md",
        "---\nproject: cinder\nrelease: Newton\ndate: 2016-05-06\n---\n## Replication next steps\n\nWe met. Replication came up. It was agreed that exposing it is too soon.\n\n## Lunch\n\nSoup.\n",
    );
    kb.note(
        "notes/2015-11-04-cinder-mitaka-recap.md",
        "---\nproject: cinder\nrelease: Mitaka\ndate: 2015-11-04\n---\n## Sprints\n\nMany things. A spec for replication of groups will be written.\n\n## Replication retry\n\n### Conclusion\n\nNo conclusion recorded.\n\n## Priorities for Mitaka\n\n- Completion of replication\n",
    );
    kb
}

#[test]
fn a_tag_is_told_oldest_first() {
    insta::assert_snapshot!(told().kb(&["history", "replication"]).done());
}

#[test]
fn words_are_told_too() {
    let kb = told();
    let found = kb.json(&["history", "soup"]);
    assert_eq!(found["entries"][0]["summary"], "Soup.");
    assert_eq!(found["entries"][0]["source"]["line_start"], 10);
    let run = kb.kb(&["history", "cheese"]);
    assert!(
        run.failed_with(1).contains("nothing is said about cheese"),
        "{run:?}"
    );
}

#[test]
fn of_a_list_of_priorities_the_one_that_is_asked_for_is_told() {
    let kb = Sandbox::new();
    kb.note(
        "notes/2016-05-06-garden.md",
        "---\nrelease: Newton\n---\n## Priorities for Newton\n\n1. Barrels at the second house\n2. A path to the gate\n3. The gate\n",
    );
    let found = kb.json(&["history", "path to the gate"]);
    assert_eq!(found["entries"][0]["priority"]["rank"], 2, "{found}");
}

#[test]
fn decisions_and_priorities_are_named() {
    let found = told().json(&["history", "replication"]);
    let entries = found["entries"].as_array().unwrap();
    let of = |title: &str| {
        entries
            .iter()
            .find(|e| e["topic"]["title"] == title)
            .unwrap()
    };
    assert_eq!(of("Priorities for Mitaka")["priority"]["rank"], 1);
    assert_eq!(
        of("Replication next steps")["decisions"][0]["outcome"],
        "deferred"
    );
    assert_eq!(
        of("Replication retry")["summary"],
        "No conclusion recorded."
    );
    assert_eq!(
        of("Replication retry")["decisions"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

/// Who tags a topic does not hide it, and hides no other that says the same.
#[test]
fn what_an_author_tagged_is_told_beside_what_others_say() {
    let kb = Sandbox::new();
    kb.note(
        "notes/2016-01-01-a.md",
        "---\ntags: [barrels, replication]\n---\n# Garden recap\n\n## Barrels\n\nThe barrels leak at the seams.\n\n## Replication\n\nReplication was agreed upon.\n",
    );
    kb.note(
        "notes/2017-01-01-b.md",
        "# Garden recap\n\n## Barrels\n\nThe barrels are mended.\n\n## Replication\n\nReplication works.\n",
    );
    for (asked, told) in [
        (
            "barrels",
            ["The barrels leak at the seams.", "The barrels are mended."],
        ),
        (
            "replication",
            ["Replication was agreed upon.", "Replication works."],
        ),
    ] {
        assert_eq!(summaries(&kb, asked), told, "{asked}");
    }
}

fn summaries(kb: &Sandbox, asked: &str) -> Vec<String> {
    let found = kb.json(&["history", asked]);
    let entries = found["entries"].as_array().unwrap();
    let of = |entry: &serde_json::Value| entry["summary"].as_str().unwrap().to_owned();
    entries.iter().map(of).collect()
}

#[test]
fn words_asked_for_together_are_meant_together() {
    let kb = Sandbox::new();
    kb.note(
        "notes/2016-01-01-a.md",
        "# Sync\n\n## Never type\n\nNothing yet.\n\n## Sheds\n\nWe never lock the shed. It was decided to keep one key of each type.\n\n## Keys\n\nThe never type needs a key.\n\n## The type\n\nIt will never be stable.\n",
    );
    let expected = [
        "Nothing yet.",
        "The never type needs a key.",
        "It will never be stable.",
    ];
    assert_eq!(summaries(&kb, "never type"), expected);
    assert_eq!(summaries(&kb, "the never type"), expected);
}

/// A topic may hold very many decisions.
#[test]
fn decisions_are_found_by_their_lines() {
    let kb = Sandbox::new();
    let decided: String = (0..6000)
        .map(|n| format!("- Decision: number {n} of replication is agreed\n"))
        .collect();
    kb.note(
        "notes/2016-01-01-a.md",
        format!("# Sync\n\n## Replication\n\n{decided}"),
    );
    let found = kb.json(&["history", "replication"]);
    assert_eq!(found["entries"][0]["sentences"][0]["line"], 5, "{found}");
    assert_eq!(
        found["entries"][0]["decisions"].as_array().unwrap().len(),
        6000
    );
}

#[test]
fn a_word_that_no_note_has_names_the_nearest() {
    let kb = Sandbox::with_outcomes();
    let run = kb.kb(&["history", "replicaton"]);
    let told = run.failed_with(1);
    assert!(told.contains("the nearest is `replication`"), "{told}");
    assert!(told.contains("nothing is said about replicaton"), "{told}");
}
