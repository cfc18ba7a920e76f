//! `kb topics`, `kb recaps`, `kb tags`, and the filters they share.

use crate::sandbox::{Sandbox, strings};
use serde_json::{Value, json};

#[test]
fn topics_by_note_and_line() {
    let kb = Sandbox::with_recaps();
    insta::assert_snapshot!(kb.kb(&["topics"]).done(), @"
    notes/2016-05-06-volume-summit.md
        12 Cinder Newton design summit #storage
        14 Replication #availability-zones #replication #storage
        23 Active/Active HA #ha #storage #volume-service
    notes/2017-notes.md
         1 December 7, 2017 
         3   Backups #backup
         7 November 8 
         9   Quotas #quotas
    notes/meetings/2015-10/oct-27.md
         1 Working group 
         8   Limits 
        11     Sub topic #rolling-upgrades #upgrades
    notes/plain.md
         1 plain #replication
    notes/tools.markdown
         1 Tools 
         6   Later 
    13 topics
    ");
}

#[test]
fn a_topic_knows_its_place_and_facts() {
    let kb = Sandbox::with_recaps();
    let topics = kb.json(&["topics"])["topics"].clone();
    let of = |title: &str| -> Value {
        let topics = topics.as_array().unwrap();
        topics
            .iter()
            .find(|topic| topic["title"] == title)
            .unwrap()
            .clone()
    };
    let replication = of("Replication");
    assert_eq!(
        replication["source"],
        json!({"path": "notes/2016-05-06-volume-summit.md", "line_start": 14, "line_end": 21})
    );
    assert_eq!(replication["release"], "Newton");
    assert_eq!(replication["releases"], json!(["Newton"]));
    assert_eq!(replication["project"], "cinder");
    assert_eq!(replication["date"], "2016-05-06");
    assert_eq!(replication["kind"], "topic");
    let sub = of("Sub topic");
    assert_eq!(sub["breadcrumb"], json!(["Working group", "Limits"]));
    assert_eq!(sub["parent"], of("Limits")["id"]);
    let group = of("Working group");
    assert_eq!(
        (&group["tree_end"], &group["source"]["line_end"]),
        (&json!(12), &json!(6))
    );
    assert_eq!(of("plain")["level"], 0);
    assert_eq!(of("Backups")["date"], "2017-12-07");
    assert_eq!(of("Quotas")["date"], "2017-11-08");
    assert_eq!(of("Later")["parent"], of("Tools")["id"]);
}

#[test]
fn recaps_say_where_their_facts_come_from() {
    let kb = Sandbox::with_recaps();
    insta::assert_snapshot!(kb.kb(&["recaps"]).done(), @"
    Cinder Newton design summit
      Newton · cinder · Newton Design Summit · Austin · 2016-05-06 · 3 topics
      notes/2016-05-06-volume-summit.md
    2017 notes
      2017-12-07 · 4 topics
      notes/2017-notes.md
    Working group
      2015-10-27 · 3 topics
      notes/meetings/2015-10/oct-27.md
    plain
      1 topic
      notes/plain.md
    Tools
      2 topics
      notes/tools.markdown
    5 recaps
    ");
    let recaps = kb.json(&["recaps"])["recaps"].clone();
    assert_eq!(
        strings(&recaps, "path"),
        [
            "notes/2016-05-06-volume-summit.md",
            "notes/2017-notes.md",
            "notes/meetings/2015-10/oct-27.md",
            "notes/plain.md",
            "notes/tools.markdown"
        ]
    );
    let summit = &recaps[0];
    assert_eq!(
        [
            &summit["date_source"],
            &summit["release_source"],
            &summit["location"],
            &summit["event_date"]
        ],
        ["front matter", "front matter", "Austin", "2016-04"]
    );
    assert_eq!(summit["authors"], json!(["Ada Byte"]));
    let meeting = &recaps[2];
    assert_eq!(
        [&meeting["date"], &meeting["date_source"]],
        ["2015-10-27", "file name"]
    );
    assert_eq!(meeting["attendees"], json!(["Ann Bee", "Cee Dee"]));
    assert_eq!(meeting["release"], Value::Null);
    assert_eq!(meeting["topics"], 3);
}

#[test]
fn tags_the_most_used_first() {
    let kb = Sandbox::with_recaps();
    insta::assert_snapshot!(kb.kb(&["tags"]).done(), @"
    storage                 3 in 1 recap     
    replication             2 in 2 recaps    replication
    availability-zones      1 in 1 recap     availability zones
    backup                  1 in 1 recap     backup
    ha                      1 in 1 recap     high availability
    quotas                  1 in 1 recap     quotas
    rolling-upgrades        1 in 1 recap     rolling upgrades
    upgrades                1 in 1 recap     upgrades
    volume-service          1 in 1 recap     volume service
    9 tags
    ");
    let tags = kb.json(&["tags"])["tags"].clone();
    let counts: Vec<u64> = tags
        .as_array()
        .unwrap()
        .iter()
        .map(|tag| tag["topics"].as_u64().unwrap())
        .collect();
    assert!(counts.is_sorted_by(|a, b| a >= b), "{counts:?}");
    for tag in strings(&tags, "tag") {
        let listed = kb.json(&["topics", "--tag", &tag]);
        let counted = tags
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["tag"] == tag);
        assert_eq!(listed["total"], counted.unwrap()["topics"], "{tag}");
    }
}

#[track_caller]
fn titles(kb: &Sandbox, args: &[&str]) -> Vec<String> {
    strings(&kb.json(&[&["topics"], args].concat())["topics"], "title")
}

#[test]
fn filters_narrow_and_values_of_one_widen() {
    let kb = Sandbox::with_recaps();
    assert_eq!(titles(&kb, &["--tag", "ha"]), ["Active/Active HA"]);
    assert_eq!(titles(&kb, &["--tag", "A/A"]), ["Active/Active HA"]);
    assert_eq!(
        titles(&kb, &["--tag", "ha", "--tag", "rolling-upgrades"]),
        ["Active/Active HA", "Sub topic"]
    );
    assert_eq!(
        titles(&kb, &["--tag", "replication", "--release", "newton"]),
        ["Replication"]
    );
    assert_eq!(titles(&kb, &["--project", "CINDER"]).len(), 3);
    assert_eq!(titles(&kb, &["--event", "design"]).len(), 3);
    assert_eq!(
        titles(&kb, &["--path", "oct-27"]),
        ["Working group", "Limits", "Sub topic"]
    );
    assert_eq!(
        titles(&kb, &["--path", "notes/*.markdown"]),
        ["Tools", "Later"]
    );
    assert_eq!(
        titles(&kb, &["--since", "2017-12"]),
        ["December 7, 2017", "Backups"]
    );
    assert_eq!(titles(&kb, &["--until", "2015"]).len(), 3);
    assert_eq!(
        titles(&kb, &["--since", "2017-11-08", "--until", "2017-11"]),
        ["November 8", "Quotas"]
    );
    kb.kb(&["topics", "--since", "last week"]).failed_with(2);
}

#[test]
fn lists_have_pages() {
    let kb = Sandbox::with_recaps();
    let all = titles(&kb, &[]);
    assert_eq!(titles(&kb, &["--limit", "2", "--offset", "1"]), all[1..3]);
    assert_eq!(titles(&kb, &["--offset", "18446744073709551615"]), [""; 0]);
    assert_eq!(titles(&kb, &["--limit", "18446744073709551615"]), all);
    let page = kb.json(&["topics", "--limit", "0"]);
    assert_eq!(page["total"], all.len());
    for (command, end) in [
        ("topics", "1 of 13 topics\n"),
        ("recaps", "1 of 5 recaps\n"),
    ] {
        let run = kb.kb(&[command, "--limit", "1"]);
        assert!(run.done().ends_with(end), "{run:?}");
    }
}

#[test]
fn names_that_no_note_has_are_told_with_the_nearest() {
    let kb = Sandbox::with_recaps();
    for (flag, value, told) in [
        (
            "--tag",
            "replicaton",
            "no note has tag `replicaton`; the nearest is `replication`",
        ),
        (
            "--release",
            "newtin",
            "no note has release `newtin`; the nearest is `Newton`",
        ),
        (
            "--project",
            "cindr",
            "no note has project `cindr`; the nearest is `cinder`",
        ),
        ("--tag", "qqq", "no note has tag `qqq`"),
    ] {
        for command in [
            &["topics"][..],
            &["recaps"],
            &["tags"],
            &["search", "replication"],
        ] {
            let args = [command, &[flag, value]].concat();
            let run = kb.kb(&args);
            let lines: Vec<&str> = run.failed_with(1).lines().collect();
            assert!(lines.contains(&told), "{args:?}: {lines:?}");
        }
    }
    let half = kb.kb(&["topics", "--tag", "ha", "--tag", "replicaton"]);
    assert!(half.done().contains("Active/Active HA"));
    assert!(
        half.stderr.contains("no note has tag `replicaton`"),
        "{half:?}"
    );
    let field = kb.kb(&["search", "tag:replicaton"]);
    assert!(
        field
            .failed_with(1)
            .contains("the nearest is `replication`")
    );
}

#[test]
fn markdown_is_for_pasting() {
    let kb = Sandbox::new();
    kb.note("notes/a.md", "# A *bold* | <b>`title`</b>\n\ntext\n");
    insta::assert_snapshot!(kb.kb(&["topics", "--format", "md"]).done(), @r"- A bold \| title () `notes/a.md:1`");
    insta::assert_snapshot!(kb.kb(&["recaps", "--format", "md"]).done(), @r"
    | recap | project | release | event | date | topics | note |
    | --- | --- | --- | --- | --- | ---: | --- |
    | A bold \| title |  |  |  |  | 1 | `notes/a.md` |
    ");
}

#[test]
fn two_files_of_one_stem_keep_their_extensions_in_ids() {
    let kb = Sandbox::new();
    kb.note("notes/a.md", "# One\n");
    let ids = |kb: &Sandbox| strings(&kb.json(&["topics"])["topics"], "id");
    assert_eq!(ids(&kb), ["notes/a#one"]);
    kb.note("notes/a.markdown", "# Two\n");
    assert_eq!(ids(&kb), ["notes/a.markdown#two", "notes/a.md#one"]);
}

#[test]
fn one_mention_counts_once() {
    let kb = Sandbox::new();
    kb.note(
        "notes/a.md",
        "# X\n\nSet allow_availability_zone_fallback first.\n",
    );
    let shown = kb.json(&["show", "#x"]);
    assert_eq!(
        shown["topic"]["tag_reasons"][0]["reason"],
        "text says `allow_availability_zone_fallback`"
    );
}

#[test]
fn words_narrow_a_list() {
    let kb = Sandbox::with_outcomes();
    let total = |args: &[&str]| kb.json(args)["total"].as_u64().unwrap();
    for list in ["decisions", "actions", "topics", "recaps", "tags"] {
        let all = total(&[list]);
        let some = total(&[list, "replication"]);
        assert!(some < all, "{list}: {some} of {all}");
        let run = kb.kb(&[list, "replicaton"]);
        let told = "no note has word `replicaton`; the nearest is `replication`";
        assert_eq!(run.status, 1, "{run:?}");
        assert!(run.stderr.contains(told), "{run:?}");
        assert!(kb.kb(&[list, "\"open"]).failed_with(2).contains("query"));
        // The same in every format.
        let lines = kb.kb(&[list, "replication", "--format", "jsonl"]);
        assert_eq!(lines.stdout.lines().count() as u64, some, "{list}");
        // A release counts for what is of it, though its text does not say so.
        let of_release = kb.json(&[list, "--release", "newton"]);
        assert!(total(&[list, "newton"]) >= of_release["total"].as_u64().unwrap());
    }
    assert_eq!(
        kb.json(&["priorities", "newton"]),
        kb.json(&["priorities", "--release", "newton"])
    );
    assert!(total(&["decisions", "--limit", "all"]) > 0);
    assert!(
        kb.kb(&["topics", "--limit", "many"])
            .failed_with(2)
            .contains("`all`")
    );
}

#[test]
fn decisions_are_of_the_words_that_they_or_their_topics_have() {
    let kb = Sandbox::with_recaps();
    kb.note(
        "notes/shed.md",
        "# Shed 2026-04-07\n\n## Pump\n\nDecision: buy a quieter one.\n\n## Heap\n\nDecision: no pump beside it.\n\n## Roof\n\n\
         Decision: mend it in May.\n\nAction items:\n\n- Gorka: get a ladder\n- Canadagorka: get nails\n",
    );
    let texts = |args: &[&str], list: &str| strings(&kb.json(args)[list], "text");
    let found = texts(&["decisions", "pump"], "decisions");
    assert_eq!(found, ["buy a quieter one.", "no pump beside it."]);
    let found = texts(&["decisions", "pump", "-quieter"], "decisions");
    assert_eq!(found, ["no pump beside it."]);
    let owned = kb.json(&["actions", "gorka"]);
    assert_eq!(owned["total"], 1, "{owned}");
}

#[test]
fn filters_alone_are_a_search() {
    let kb = Sandbox::with_recaps();
    let alone = kb.json(&["search", "--tag", "replication", "--limit", "all"]);
    let asked = kb.json(&["search", "tag:replication", "--limit", "all"]);
    assert_eq!(strings(&alone["hits"], "id"), strings(&asked["hits"], "id"));
    assert!(alone["total"].as_u64().unwrap() > 0);
    assert_eq!(kb.kb(&["search", "--tag", "nowhere"]).status, 1);
}
