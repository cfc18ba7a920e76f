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
