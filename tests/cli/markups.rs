//! Recaps that are not Markdown: read where they lie, with their own lines.

use crate::sandbox::{Sandbox, strings};

/// A team's list for one release, as a table, and a part of it in a section of its own.
fn priorities(release: &str, rows: &[(&str, &str)], goals: &[(&str, &str)]) -> String {
    let border = format!("+{}+{}+\n", "-".repeat(30), "-".repeat(20));
    let table = |rows: &[(&str, &str)]| {
        let mut text = format!("{border}| {:<28} | {:<18} |\n", "Priority", "Owner");
        text.push_str(&border.replace('-', "="));
        for (name, owners) in rows {
            for (at, owner) in owners.split('\n').enumerate() {
                let name = if at == 0 { *name } else { "" };
                text.push_str(&format!("| {name:<28} | {owner:<18} |\n"));
            }
            text.push_str(&border);
        }
        text
    };
    let title = format!("{release} Project Priorities");
    let rule = "=".repeat(title.len());
    let mut text =
        format!(".. _{release}:\n\n{rule}\n{title}\n{rule}\n\nWhat the team does first.\n\n");
    text.push_str(&table(rows));
    if !goals.is_empty() {
        text.push_str(&format!(
            "\nStretch Goals\n-------------\n\n{}",
            table(goals)
        ));
    }
    text.push_str("\n.. _Ann Lee: https://example.org/~ann\n");
    text
}

fn two_releases() -> Sandbox {
    let kb = Sandbox::new();
    let mitaka = [("`Cells V2`_", "`Ann Lee`_"), ("Upgrades", "Bo Ray")];
    kb.note(
        "notes/nova/mitaka-priorities.rst",
        priorities("Mitaka", &mitaka, &[]),
    );
    let newton = [
        ("`Cells V2`_", "`Ann Lee`_\n`Bo Ray`_"),
        ("Get me a network", "Cy Dee"),
    ];
    let text = priorities("Newton", &newton, &[("Glance v2", "Di Eff")]);
    kb.note("notes/nova/newton-priorities.rst", text);
    kb
}

#[test]
fn priorities_of_tables_are_carried_over() {
    let kb = two_releases();
    insta::assert_snapshot!(kb.kb(&["priorities", "--project", "nova"]).done());
    insta::assert_snapshot!(kb.kb(&["priorities", "--matrix"]).done());
}

#[test]
fn a_topic_is_shown_as_markdown_with_the_lines_of_its_file() {
    let kb = two_releases();
    let raw = kb.kb(&["show", "newton-project", "--raw"]);
    assert!(
        raw.done()
            .contains("| Cells V2 | [Ann Lee](<https://example.org/~ann>)<br>Bo Ray |"),
        "{raw:?}"
    );
    let hit = &kb.json(&["search", "network"])["hits"][0];
    assert_eq!(hit["source"]["path"], "notes/nova/newton-priorities.rst");
    assert_eq!(hit["snippet"]["lines"][0], 15, "{hit}");
}

#[test]
fn a_broken_table_is_told_with_its_place_and_lost_nothing() {
    let kb = Sandbox::new();
    kb.note("notes/a.rst", "Notes\n=====\n\n+----+----+\n| a  | b  |\n+----+----+\n| c  | quorum\n+----+----+\n\nEnd of it.\n");
    let check = kb.kb(&["check"]);
    assert!(check.done().contains("notes/a.rst:7:1"), "{check:?}");
    assert!(
        check
            .done()
            .contains("the borders of this table do not meet"),
        "{check:?}"
    );
    for word in ["quorum", "end"] {
        assert_eq!(kb.titles(word), ["Notes"], "{word}");
    }
}

const POSTS: &str = "\
Ignoring Keys

In my lab there are machines that come and go, and each of them has
a key of its own that nobody knows.

Cinder Newton Design Summit Recap

Replication Next Steps
It was agreed that it is too soon to expose this, and that the drivers
come first.

Mitaka Recap
Two sessions told what had changed, and what reviewers have to look for
in the patches of others.

Release priorities:

  \u{2022} User messaging
  \u{2022} Better tests

Cinder Mitaka Design Summit Recap

Priorities for Mitaka

  \u{2022} Rolling upgrades

A Python Service

I set up a service that starts again by itself, since nobody wants to be
woken for that.
";

#[test]
fn posts_of_one_file_are_recaps_of_their_own() {
    let kb = Sandbox::new();
    kb.note("notes/posts.txt", POSTS);
    insta::assert_snapshot!(kb.kb(&["recaps"]).done());
    insta::assert_snapshot!(kb.kb(&["priorities"]).done());
    let of = |title: &str| {
        let topics = kb.json(&["topics"]);
        let all = topics["topics"].as_array().unwrap().clone();
        all.into_iter()
            .find(|topic| topic["title"] == title)
            .unwrap()
    };
    assert_eq!(of("Mitaka Recap")["release"], "Newton");
    assert_eq!(of("A Python Service")["release"], serde_json::Value::Null);
    assert_eq!(of("A Python Service")["project"], serde_json::Value::Null);
    assert_eq!(
        kb.kb(&["recaps", "--release", "mitaka"])
            .done()
            .matches("posts.txt:")
            .count(),
        1
    );
}

#[test]
fn an_edit_of_one_post_leaves_no_trace_of_it() {
    let kb = Sandbox::new();
    kb.note("notes/posts.txt", POSTS);
    assert_eq!(kb.titles("woken"), ["A Python Service"]);
    kb.note("notes/posts.txt", POSTS.replace("woken", "called"));
    assert_eq!(kb.titles("woken"), [""; 0]);
    assert_eq!(strings(&kb.json(&["recaps"])["recaps"], "title").len(), 4);
    std::fs::remove_file(kb.path("notes/posts.txt")).unwrap();
    assert_eq!(kb.kb(&["recaps"]).status, 1);
}

const MAILBOX: &str = "\
From ann at example.org  Tue May  3 16:20:11 2016
From: ann at example.org (Ann Lee)
Date: Tue, 3 May 2016 16:20:11 +0000
Subject: [openstack-dev] [cinder] Midcycle plans
Message-ID: <1@example.org>

Decision: the midcycle is in Fort Collins.

ACTION: Bo to book the rooms.

--\u{20}
Ann

From bo at example.org  Wed May  4 08:00:00 2016
From: bo at example.org (Bo Ray)
Date: Wed, 4 May 2016 08:00:00 +0000
Subject: Re: [openstack-dev] [cinder] Midcycle plans
Message-ID: <2@example.org>

On Tue, Ann Lee wrote:
> Decision: the midcycle is in Fort Collins.

Fine with me, the rooms are booked.
";

#[test]
fn messages_of_a_mailbox_are_recaps() {
    let kb = Sandbox::new();
    kb.note("notes/2016-May.txt", MAILBOX);
    let recaps = kb.json(&["recaps"]);
    assert_eq!(strings(&recaps["recaps"], "project"), ["cinder", "cinder"]);
    assert_eq!(
        strings(&recaps["recaps"], "date"),
        ["2016-05-03", "2016-05-04"]
    );
    assert_eq!(recaps["recaps"][1]["authors"][0], "Bo Ray");
    assert_eq!(recaps["recaps"][1]["line_start"], 14);
    insta::assert_snapshot!(kb.kb(&["decisions"]).done());
    insta::assert_snapshot!(kb.kb(&["actions"]).done());
    // What others are quoted with is found, but not decided again.
    assert_eq!(kb.json(&["search", "collins"])["total"], 2);
    // A file of several recaps counts as several.
    let stats = kb.json(&["stats"]);
    assert_eq!(stats["total"]["recaps"], 2);
    assert_eq!(stats["projects"][0]["recaps"], 2);
}

#[test]
fn a_rule_says_what_a_note_is_written_in() {
    let kb = Sandbox::new();
    kb.note("kb.toml", "include = ['*.pad', '*.txt']\n[[context]]\nglob = '*.txt'\nmarkup = 'markdown'\n[[context]]\nglob = '*.pad'\nmarkup = 'text'\n");
    kb.note("notes/a.txt", "# One\n\ntext\n\n# Two\n\ntext\n");
    kb.note(
        "notes/b.pad",
        "Replication\n    first thing\n        below it\n    second thing\n",
    );
    kb.note("notes/c.md", "# Not read\n");
    assert_eq!(
        strings(&kb.json(&["topics"])["topics"], "title"),
        ["One", "Two", "Replication"]
    );
    let raw = kb.kb(&["show", "notes/b#replication", "--raw"]);
    assert_eq!(
        raw.done(),
        "# Replication\n\n- first thing\n  - below it\n- second thing\n"
    );
}
