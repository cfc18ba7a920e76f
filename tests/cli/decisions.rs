//! `kb decisions`: what was decided, how sure that is, and where nothing was.

use crate::sandbox::{Sandbox, strings};
use serde_json::{Value, json};

#[test]
fn decisions_stand_below_their_recaps() {
    let kb = Sandbox::with_outcomes();
    insta::assert_snapshot!(kb.kb(&["decisions"]).done(), @"
    Cinder Mitaka outcomes · Mitaka · cinder · 2015-11-04
      agreed    agreed to keep the lock of the c-vol service in the database.
                A/A at last · notes/2015-11-04-volume-outcomes.md:9
      rejected  After a long talk it was agreed that the old driver is rejected.
                weak: says `it was agreed`
                A/A at last · notes/2015-11-04-volume-outcomes.md:12
      undecided No conclusion was reached.
                nothing decided · A/A at last · notes/2015-11-04-volume-outcomes.md:16

    Cinder Newton design summit · Newton · cinder · 2016-05-06
      deferred  wait for the second array
                Replication · notes/2016-05-06-volume-summit.md:21

    2017 notes · 2017-12-07
                backups in chunks stay.
                Backups · notes/2017-notes.md:5

    4 decisions (1 weak) in 3 recaps, 1 place where nothing was decided
    ");
}

#[test]
fn weak_ones_can_be_left_out() {
    let kb = Sandbox::with_outcomes();
    let all = kb.json(&["decisions"]);
    let strong = kb.json(&["decisions", "--strong"]);
    let is_strong = |item: &&Value| item["strength"] == "strong";
    let kept: Vec<&Value> = all["decisions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(is_strong)
        .collect();
    assert_eq!(
        kept,
        strong["decisions"]
            .as_array()
            .unwrap()
            .iter()
            .collect::<Vec<_>>()
    );
    assert!(strong["total"].as_u64() < all["total"].as_u64());
}

#[test]
fn a_decision_has_its_outcome_and_place() {
    let kb = Sandbox::with_outcomes();
    let found = kb.json(&["decisions", "--release", "mitaka", "--strong"]);
    let one = &found["decisions"][0];
    assert_eq!(one["topic"]["title"], "A/A at last");
    assert_eq!(
        [
            &one["release"],
            &one["project"],
            &one["date"],
            &one["outcome"]
        ],
        ["Mitaka", "cinder", "2015-11-04", "agreed"]
    );
    assert_eq!(
        one["source"],
        json!({"path": "notes/2015-11-04-volume-outcomes.md", "line_start": 9, "line_end": 10})
    );
}

#[test]
fn no_conclusion_is_no_decision() {
    let kb = Sandbox::new();
    kb.note(
        "notes/a.md",
        "# Talk\n\ntext\n\n## Conclusion\n\nNo conclusion was reached.\n",
    );
    let run = kb.kb(&["decisions"]);
    insta::assert_snapshot!(run.done(), @"
    Talk
      undecided No conclusion was reached.
                nothing decided · Talk · notes/a.md:7

    0 decisions, 1 place where nothing was decided
    ");
    let found = kb.json(&["decisions"]);
    assert_eq!(
        (&found["total"], &found["decisions"]),
        (&json!(0), &json!([]))
    );
    assert_eq!(strings(&found["undecided"], "text").len(), 1);
    insta::assert_snapshot!(kb.kb(&["decisions", "--format", "md"]).done(), @"
    ## Talk

    - nothing decided: No conclusion was reached.
      (Talk) `notes/a.md:7`
    ");
}

#[test]
fn a_page_has_what_is_undecided_among_its_decisions() {
    let kb = Sandbox::new();
    for day in 1..4 {
        kb.note(
            &format!("notes/2016-05-0{day}.md"),
            format!("# Day {day}\n\nDecision: do {day}.\n\n## Other {day}\n\ntext\n\n### Conclusion\n\nNo conclusion was reached.\n"),
        );
    }
    let all = kb.json(&["decisions"]);
    assert_eq!(all["undecided"].as_array().unwrap().len(), 3);
    let places = |args: &[&str]| -> Vec<String> {
        let page = kb.json(&[&["decisions"], args].concat());
        assert_eq!(page["total"], 3);
        let undecided = page["undecided"].as_array().unwrap();
        undecided
            .iter()
            .map(|u| u["date"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(places(&["--limit", "1"]), ["2016-05-01"]);
    assert_eq!(places(&["--limit", "1", "--offset", "1"]), ["2016-05-02"]);
    assert_eq!(places(&["--offset", "2"]), ["2016-05-03"]);
    assert_eq!(places(&["--offset", "9"]), [""; 0]);
}

#[test]
fn nothing_decided_at_all_ends_with_1() {
    let kb = Sandbox::with_outcomes();
    kb.kb(&["decisions", "--project", "nova"]).failed_with(1);
    kb.kb(&["decisions", "--since", "2030"]).failed_with(1);
}

#[test]
fn decisions_as_markdown_and_csv() {
    let kb = Sandbox::with_outcomes();
    let args = ["decisions", "--release", "mitaka"];
    insta::assert_snapshot!(kb.kb(&[&args[..], &["--format", "md"]].concat()).done(), @"
    ## Cinder Mitaka outcomes

    Mitaka · cinder · 2015-11-04

    - **agreed** agreed to keep the lock of the c-vol service in the database.
      (A/A at last) `notes/2015-11-04-volume-outcomes.md:9`
    - **rejected** After a long talk it was agreed that the old driver is rejected.
      (A/A at last; weak: says `it was agreed`) `notes/2015-11-04-volume-outcomes.md:12`
    - nothing decided: No conclusion was reached.
      (A/A at last) `notes/2015-11-04-volume-outcomes.md:16`
    ");
    insta::assert_snapshot!(kb.kb(&[&args[..], &["--format", "csv"]].concat()).done(), @"
    id,text,outcome,strength,rule,topic,releases,project,date,tags,path,line_start,line_end
    notes/2015-11-04-volume-outcomes#aa-at-last/decision-1,agreed to keep the lock of the c-vol service in the database.,agreed,strong,label `Decision`,A/A at last,Mitaka,cinder,2015-11-04,database drivers ha locking volume-service,notes/2015-11-04-volume-outcomes.md,9,10
    notes/2015-11-04-volume-outcomes#aa-at-last/decision-2,After a long talk it was agreed that the old driver is rejected.,rejected,weak,says `it was agreed`,A/A at last,Mitaka,cinder,2015-11-04,database drivers ha locking volume-service,notes/2015-11-04-volume-outcomes.md,12,12
    ");
}
