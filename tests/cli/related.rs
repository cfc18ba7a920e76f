//! `kb related`: the topics most like a topic.

use crate::sandbox::{Sandbox, strings};
use serde_json::json;

/// A topic, and others that share its words, its tag, its text, a link, or nothing.
fn recaps() -> Sandbox {
    let kb = Sandbox::new();
    kb.note(
        "notes/2016-05-06-newton.md",
        "---\ntitle: Newton days\nproject: cinder\nrelease: Newton\n---\n## Replication\n\nFailover to a secondary array \
         with os-brick. See [the plan](2015-11-04-mitaka.md#cheesecake-plan).\n\n### Failover drills\n\nA failover drill \
         each spring.\n\n## Lunch\n\nSoup for everybody.\n",
    );
    kb.note(
        "notes/2015-11-04-mitaka.md",
        "---\ntitle: Mitaka days\nproject: cinder\nrelease: Mitaka\n---\n## Secondary arrays\n\nEach failover ends at a \
         secondary array, and os-brick connects it.\n\n## Cheesecake plan\n\nDrafted, then shelved.\n\n## Badges\n\n\
         Printed in blue.\n",
    );
    kb.note(
        "notes/2017-02-23-pike.md",
        "## Replication\n\nFailover to a secondary array with os-brick. See [the \
         plan](2015-11-04-mitaka.md#cheesecake-plan).\n\n## Seating\n\nRound tables.\n",
    );
    kb
}

#[test]
fn the_most_alike_come_first_and_say_why() {
    let kb = recaps();
    insta::assert_snapshot!(kb.kb(&["related", "newton#replication"]).done());
}

#[test]
fn other_formats_say_the_same() {
    let kb = recaps();
    let found = kb.json(&["related", "newton#replication"]);
    let others = &found["related"];
    assert_eq!(found["topic"]["title"], "Replication");
    assert_eq!(others[0]["title"], "Secondary arrays");
    assert_eq!(
        others[0]["why"]["words"],
        json!(["array", "secondary", "os-brick", "failover"])
    );
    let ids = strings(others, "id");
    assert!(!ids.contains(&"notes/2016-05-06-newton#replication".to_owned()));
    let of = |id: &str| {
        others
            .as_array()
            .unwrap()
            .iter()
            .find(|o| o["id"] == id)
            .unwrap()
    };
    assert_eq!(
        of("notes/2015-11-04-mitaka#cheesecake-plan")["why"]["link"],
        "to"
    );
    let copy = of("notes/2017-02-23-pike#replication");
    assert_eq!(copy["why"]["same_text"], true);
    assert_eq!(copy["rank"], found["total"], "a copy comes last");

    let lines = kb.kb(&[
        "related",
        "newton#replication",
        "--format",
        "jsonl",
        "--limit",
        "2",
    ]);
    assert_eq!(lines.done().lines().count(), 2);
    let csv = kb.kb(&["related", "newton#replication", "--format", "csv"]);
    assert_eq!(csv.done().lines().count(), ids.len() + 1);
    assert!(csv.done().starts_with("rank,score,id,"), "{csv:?}");
    let md = kb.kb(&[
        "related",
        "newton#replication",
        "--format",
        "md",
        "--limit",
        "1",
    ]);
    assert!(md.done().contains("words: array"), "{md:?}");
}

#[test]
fn a_link_counts_from_the_other_side_too() {
    let found = recaps().json(&["related", "cheesecake-plan"]);
    assert_eq!(found["related"][0]["why"]["link"], "from");
    assert_eq!(found["related"][0]["title"], "Replication");
}

#[test]
fn an_edit_elsewhere_changes_nothing() {
    let kb = recaps();
    let before = kb.json(&["related", "newton#replication"]);
    kb.note("notes/2018-other.md", "## Garden\n\nFailover gardens.\n");
    kb.kb(&["index"]).done();
    std::fs::remove_file(kb.path("notes/2018-other.md")).unwrap();
    assert_eq!(kb.json(&["related", "newton#replication"]), before);
}

#[test]
fn nothing_like_it_is_told() {
    let kb = recaps();
    let run = kb.kb(&["related", "badges"]);
    assert_eq!(run.failed_with(1), "no topic is like `Badges`\n");
    let run = kb.kb(&["related", "chesecake-plan"]);
    let nearest = "the nearest is `notes/2015-11-04-mitaka#cheesecake-plan`";
    assert!(run.failed_with(1).contains(nearest), "{run:?}");
    let run = kb.kb(&["related", "#replication"]);
    assert!(run.failed_with(2).contains("fits 2 topics"), "{run:?}");
}

#[test]
fn what_many_notes_are_tagged_with_does_not_hide_what_few_have() {
    let kb = Sandbox::new();
    let words = "closures capture fields drops grow sizes lints migrate edition moves borrow places patterns arrays bounds calls derive enums guards hints items jumps keys loops macros";
    for (day, word) in words.split(' ').cycle().take(300).enumerate() {
        let metadata = if day % 2 == 0 {
            "---\ntags: [weekly]\n---\n"
        } else {
            ""
        };
        kb.note(
            &format!("notes/{day:03}.md"),
            format!("{metadata}## Desk\n\n{word}\n"),
        );
    }
    let text = format!("---\ntags: [weekly]\n---\n## RFC 2229\n\n{words}\n");
    kb.note("notes/a.md", text);
    kb.note(
        "notes/b.md",
        "## Closing\n\nRFC 2229 shipped, RFC 2229 closed.\n",
    );
    let found = kb.json(&["related", "a#rfc-2229"]);
    assert_eq!(found["related"][0]["title"], "Closing");
}
