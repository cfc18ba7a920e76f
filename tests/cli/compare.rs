//! `kb compare`: two releases, or two projects, side by side.

use crate::sandbox::{Sandbox, strings};
use serde_json::json;

#[test]
fn releases_have_things_in_common_for_a_reason() {
    let kb = Sandbox::with_outcomes();
    insta::assert_snapshot!(kb.kb(&["compare", "mitaka", "newton"]).done(), @"
    In both release Mitaka and release Newton
      2 topics
        A/A at last  notes/2015-11-04-volume-outcomes.md:7
        Active/Active HA  notes/2016-05-06-volume-summit.md:23
          tag `ha`
        Priorities for Mitaka  notes/2015-11-04-volume-outcomes.md:27
        Priorities for Newton  notes/2016-05-07-volume-priorities.md:7
          word `priorities`
      1 priority
        1. Replication  notes/2015-11-04-volume-outcomes.md:29
        1. Finish replication  notes/2016-05-07-volume-priorities.md:9
          tag `replication`

    Only in release Mitaka
      1 topic
        Lunch  notes/2015-11-04-volume-outcomes.md:23
      2 priorities
        2. Volume manager cleanup  notes/2015-11-04-volume-outcomes.md:30
        3. Tea  notes/2015-11-04-volume-outcomes.md:31

    Only in release Newton
      1 topic
        Replication  notes/2016-05-06-volume-summit.md:14
      1 priority
        2. User messages  notes/2016-05-07-volume-priorities.md:10
    ");
}

#[test]
fn the_sides_are_what_the_notes_have() {
    let kb = Sandbox::with_outcomes();
    kb.note(
        "notes/nova.md",
        "---\nproject: nova\nrelease: Mitaka\n---\n# Nova\n\n## Active/Active\n\n## Dinner\n",
    );
    let found = kb.json(&["compare", "Nova", "CINDER"]);
    assert_eq!(found["sides"], json!(["project nova", "project cinder"]));
    let both = &found["topics"]["both"][0];
    assert_eq!(
        (&both["a"]["title"], &both["reason"]),
        (&json!("Active/Active"), &json!("tag `ha`"))
    );
    assert_eq!(strings(&found["topics"]["only_a"], "title"), ["Dinner"]);
    let within = kb.json(&["compare", "nova", "cinder", "--release", "newton"]);
    assert_eq!(within["topics"]["both"], json!([]));
    let mixed = kb.kb(&["compare", "nova", "mitaka"]);
    insta::assert_snapshot!(mixed.failed_with(2), @"
    error: `mitaka` is a release and `nova` is a project
    hint: compare two releases, or two projects; `--release` and `--project` narrow both sides
    ");
}

#[test]
fn names_of_no_note_are_told() {
    let kb = Sandbox::with_outcomes();
    insta::assert_snapshot!(kb.kb(&["compare", "mitako", "cindre"]).failed_with(1), @"
    no note has release or project `mitako`; the nearest is `Mitaka`
    no note has release or project `cindre`; the nearest is `cinder`
    ");
    insta::assert_snapshot!(kb.kb(&["compare", "mitaka", "newtown"]).failed_with(1), @"no note has release `newtown`; the nearest is `Newton`");
    insta::assert_snapshot!(kb.kb(&["compare", "mitaka", "newton", "--by", "project"]).failed_with(1), @"
    no note has project `mitaka`
    no note has project `newton`
    ");
}

#[test]
fn a_recap_of_both_sides_is_in_both() {
    let kb = Sandbox::new();
    kb.note(
        "notes/a.md",
        "---\nrelease: [Mitaka, Newton]\n---\n# All\n\n## Locks\n\n## Locks again\n",
    );
    let found = kb.json(&["compare", "mitaka", "newton"]);
    let both = found["topics"]["both"].as_array().unwrap();
    assert_eq!(both.len(), 2);
    for pair in both {
        assert_eq!(pair["a"], pair["b"]);
        assert_eq!(pair["reason"], "its recap is about both");
    }
}

#[test]
fn comparisons_as_lines_markdown_and_csv() {
    let kb = Sandbox::with_outcomes();
    let run = |format: &str| kb.kb(&["compare", "mitaka", "newton", "--format", format]);
    insta::assert_snapshot!(run("md").done(), @r"
    # release Mitaka and release Newton

    ## Topics of both (2)

    | release Mitaka | release Newton | by |
    | --- | --- | --- |
    | A/A at last `notes/2015-11-04-volume-outcomes.md:7` | Active/Active HA `notes/2016-05-06-volume-summit.md:23` | tag `ha` |
    | Priorities for Mitaka `notes/2015-11-04-volume-outcomes.md:27` | Priorities for Newton `notes/2016-05-07-volume-priorities.md:7` | word `priorities` |

    ## Priorities of both (1)

    | release Mitaka | release Newton | by |
    | --- | --- | --- |
    | 1\. Replication `notes/2015-11-04-volume-outcomes.md:29` | 1\. Finish replication `notes/2016-05-07-volume-priorities.md:9` | tag `replication` |

    ## Topics only in release Mitaka (1)

    - Lunch `notes/2015-11-04-volume-outcomes.md:23`

    ## Priorities only in release Mitaka (2)

    - 2\. Volume manager cleanup `notes/2015-11-04-volume-outcomes.md:30`
    - 3\. Tea `notes/2015-11-04-volume-outcomes.md:31`

    ## Topics only in release Newton (1)

    - Replication `notes/2016-05-06-volume-summit.md:14`

    ## Priorities only in release Newton (1)

    - 2\. User messages `notes/2016-05-07-volume-priorities.md:10`
    ");
    insta::assert_snapshot!(run("csv").done(), @"
    kind,in,a,a_path,a_line,b,b_path,b_line,reason
    topic,both,A/A at last,notes/2015-11-04-volume-outcomes.md,7,Active/Active HA,notes/2016-05-06-volume-summit.md,23,tag `ha`
    topic,both,Priorities for Mitaka,notes/2015-11-04-volume-outcomes.md,27,Priorities for Newton,notes/2016-05-07-volume-priorities.md,7,word `priorities`
    topic,a,Lunch,notes/2015-11-04-volume-outcomes.md,23,,,,
    topic,b,,,,Replication,notes/2016-05-06-volume-summit.md,14,
    priority,both,Replication,notes/2015-11-04-volume-outcomes.md,29,Finish replication,notes/2016-05-07-volume-priorities.md,9,tag `replication`
    priority,a,Volume manager cleanup,notes/2015-11-04-volume-outcomes.md,30,,,,
    priority,a,Tea,notes/2015-11-04-volume-outcomes.md,31,,,,
    priority,b,,,,User messages,notes/2016-05-07-volume-priorities.md,10,
    ");
    let lines = run("jsonl");
    let lines: Vec<serde_json::Value> = lines
        .done()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), run("csv").done().lines().count() - 1);
    assert_eq!(
        (&lines[0]["kind"], &lines[0]["in"]),
        (&json!("topic"), &json!("both"))
    );
}
