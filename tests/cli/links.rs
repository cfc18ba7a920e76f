//! `kb links`, `kb show --follow` and broken links in `kb check`.

use crate::sandbox::{Sandbox, strings};

/// Notes that link to one another in every way.
fn linked() -> Sandbox {
    let kb = Sandbox::new();
    kb.note(
        "notes/plan.md",
        "---\ntitle: The plan\ndate: 2016-01-02\ntags: [ha]\n---\n## Steps\n\nFirst [drills](teams/drills.md#spring), then \
         [[Open questions]] and [[Open questions#Who pays|money]].\nLater [the rest](./teams/), [a map](map.png), \
         [above](#steps), [lost](lost.md).\n\n## Lunch\n\nNothing.\n",
    );
    kb.note(
        "notes/open-questions.md",
        "---\ndate: 2016-01-02\ntags: [ha]\n---\n# Open questions\n\n## Who pays\n\nBack to [steps][s].\n\n[s]: PLAN.md#steps\n",
    );
    kb.note(
        "notes/teams/drills.md",
        "---\ndate: 2016-01-02\ntags: [ha]\n---\n# Drills\n\n<a name=\"spring\"></a>In spring.\n\n## In autumn\n\n[up](../plan#steps)\n",
    );
    kb.note(
        "notes/teams/README.md",
        "---\ndate: 2016-01-02\ntags: [ha]\n---\n# Teams\n\nThree.\n",
    );
    kb.note("notes/map.png", b"\x89PNG");
    kb
}

fn leads(kb: &Sandbox, id: &str) -> Vec<String> {
    let found = kb.json(&["links", id]);
    let rows = found["links"].as_array().unwrap().iter();
    rows.map(|row| {
        let other = match row["way"].as_str().unwrap() {
            "to" => &row["leads"],
            _ => &row["topic"],
        };
        let name = ["id", "path", "reason"].map(|key| other[key].as_str());
        format!(
            "{} {}",
            row["way"].as_str().unwrap(),
            name.into_iter().flatten().next().unwrap()
        )
    })
    .collect()
}

#[test]
fn links_lead_both_ways() {
    let kb = linked();
    assert_eq!(
        leads(&kb, "plan#steps"),
        [
            "to notes/teams/drills#drills",
            "to notes/open-questions#open-questions",
            "to notes/open-questions#who-pays",
            "to notes/teams/README#teams",
            "to notes/map.png",
            "to notes/plan#steps",
            "to there is no `notes/lost.md`",
            "from notes/open-questions#who-pays",
            "from notes/teams/drills#in-autumn",
        ]
    );
    assert_eq!(leads(&kb, "teams/drills#drills"), ["from notes/plan#steps"]);
    let lunch = kb.kb(&["links", "lunch"]);
    let told = lunch.failed_with(1);
    assert_eq!(told, "`Lunch` links to no note, and none links to it\n");
}

#[test]
fn a_path_stands_for_all_of_a_note() {
    let kb = linked();
    let whole = leads(&kb, "notes/open-questions.md");
    assert_eq!(
        whole,
        [
            "to notes/plan#steps",
            "from notes/plan#steps",
            "from notes/plan#steps"
        ]
    );
    assert_eq!(leads(&kb, "notes/open-questions"), whole);
    assert!(kb.kb(&["links", "notes/"]).status == 2);
}

#[test]
fn other_formats_say_the_same() {
    let kb = linked();
    insta::assert_snapshot!(kb.kb(&["links", "plan#steps"]).done());
    let lines = kb.kb(&["links", "plan#steps", "--format", "jsonl", "--limit", "2"]);
    assert_eq!(lines.done().lines().count(), 2);
    let csv = kb.kb(&["links", "plan#steps", "--format", "csv"]);
    let first = csv.done().lines().nth(1).unwrap();
    assert_eq!(
        first,
        "to,1,drills,teams/drills.md#spring,notes/plan.md,8,notes/plan#steps,topic,notes/teams/drills#drills,Drills,\
         notes/teams/drills.md,"
    );
    let md = kb.kb(&["links", "plan#steps", "--format", "md"]);
    assert!(
        md.done().contains("- lost (`notes/plan.md:9`) broken: "),
        "{md:?}"
    );
}

#[test]
fn show_follows_a_link() {
    let kb = linked();
    let shown = kb.kb(&["show", "plan#steps"]);
    assert!(shown.done().contains("3  money\n"), "{shown:?}");
    assert!(
        shown.stdout.contains("notes/open-questions#who-pays"),
        "{shown:?}"
    );
    let target = kb.json(&["show", "plan#steps", "--follow", "3"]);
    assert_eq!(target["topic"]["id"], "notes/open-questions#who-pays");
    for (number, why) in [
        ("5", "leads to `notes/map.png`, which is no note"),
        ("7", "leads nowhere: there is no `notes/lost.md`"),
        ("8", "has no link 8"),
        ("0", "has no link 0"),
    ] {
        let run = kb.kb(&["show", "plan#steps", "--follow", number]);
        assert!(run.failed_with(2).contains(why), "{run:?}");
    }
}

#[test]
fn check_names_links_that_lead_nowhere() {
    let kb = linked();
    kb.note(
        "notes/bad.md",
        "---\ndate: 2016-01-02\ntags: [ha]\n---\n# Bad\n\nSee [a](plan.md#stepz) and\n[b](sub/plan.md), [c](../../etc/passwd), \
         [[Open answers]], [d](www.example.org/x), [e](plan.md).\n",
    );
    let findings = kb.json(&["check"])["findings"].clone();
    let broken: Vec<String> = findings
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["code"] == "broken-link")
        .map(|f| {
            let text = |key: &str| f[key].as_str().unwrap_or("-").to_owned();
            format!("{} {} | {}", f["line"], text("message"), text("hint"))
        })
        .collect();
    assert_eq!(
        broken,
        [
            "7 link to `plan.md#stepz`: `notes/plan.md` has no heading `stepz` | the nearest is `#steps`",
            "8 link to `sub/plan.md`: there is no `notes/sub/plan.md` | there is `notes/plan.md`",
            "8 link to `../../etc/passwd`: it leads out of the knowledge base | link to what lies below the root, or to an \
             address",
            "8 link to `Open answers`: no note is called `Open answers` | there is `notes/open-questions.md`",
            "8 link to `www.example.org/x`: there is no `notes/www.example.org/x` | an address of the web is written \
             `https://www.example.org/x`",
            "9 link to `lost.md`: there is no `notes/lost.md` | -",
        ]
    );
    let text = kb.kb(&["check", "--path", "bad"]);
    assert!(text.done().contains("notes/bad.md:7:9\n"), "{text:?}");
    assert!(!text.stdout.contains("lost.md"), "{text:?}");
}

/// Each is shown where it stands, though others on its line say the same.
#[test]
fn a_broken_link_is_shown_at_its_own_place() {
    let kb = linked();
    let line = "What is #nope: [é](plan.md#nope), then [b](#nope), [nope][r] and [[Nope]].";
    kb.note(
        "notes/bad.md",
        format!("---\ndate: 2016-01-02\ntags: [ha]\n---\n# Bad\n\n{line}\n\n[r]: #nope\n"),
    );
    let findings = kb.json(&["check"])["findings"].clone();
    let findings = findings.as_array().unwrap().iter();
    let here = findings.filter(|f| f["path"] == "notes/bad.md");
    let found: Vec<String> = here
        .map(|f| {
            let before = f["column"].as_u64().unwrap() as usize - 1;
            line.chars().skip(before).take(6).collect()
        })
        .collect();
    assert_eq!(found, ["plan.m", "#nope)", "nope][", "Nope]]"]);
}

/// A link is broken or not by what is there now, though the note that has it is as it was.
#[test]
fn other_notes_mend_and_break_links() {
    let kb = linked();
    let broken = |kb: &Sandbox| {
        let found = kb.json(&["check"]);
        let all = strings(&found["findings"], "message");
        let links = all.into_iter().filter(|m| m.starts_with("link to"));
        links.collect::<Vec<_>>()
    };
    assert_eq!(broken(&kb).len(), 1);
    kb.note("notes/lost.md", "---\ndate: 2016-01-02\n---\n# Found\n");
    assert!(broken(&kb).is_empty());
    std::fs::rename(kb.path("notes/plan.md"), kb.path("notes/plans.md")).unwrap();
    assert_eq!(broken(&kb).len(), 2);
    assert!(leads(&kb, "who-pays")[0].contains("there is no `notes/PLAN.md`"));
}

/// What programmers write in double brackets is no link where nobody links like that.
#[test]
fn prose_in_brackets_is_no_link() {
    let kb = Sandbox::new();
    kb.note(
        "notes/spec.md",
        "# Objects\n\nCall [[Get]] and [[Prototype]] [[1]], `if [[ -f x ]]`, if [[ -f x ]]; [[Construct]](key) and list[0](x) [later](TODO).\n",
    );
    let found = kb.json(&["check"]);
    let told = strings(&found["findings"], "message");
    assert!(!told.iter().any(|m| m.contains("link")), "{told:?}");
    assert_eq!(kb.kb(&["links", "objects"]).status, 1);
    // One of four that leads to a note makes a wiki of the folder.
    kb.note("notes/get.md", "# Getting\n\n[[Spec]]\n");
    assert_eq!(leads(&kb, "objects")[0], "to notes/get#getting");
    assert_eq!(leads(&kb, "getting")[0], "to notes/spec#objects");
}

#[test]
fn the_nearest_note_of_a_name_is_meant() {
    let kb = Sandbox::new();
    for (path, text) in [
        ("notes/a/plan.md", "# A plan\n"),
        ("notes/b/plan.md", "# B plan\n"),
        (
            "notes/a/from.md",
            "# From A\n\n[[plan]] [[b/plan]] [[From C]]\n",
        ),
        (
            "notes/c/from.md",
            "---\ntitle: From C\n---\n\n[[plan]] [[from]]\n",
        ),
    ] {
        kb.note(path, text);
    }
    assert_eq!(
        leads(&kb, "from-a"),
        [
            "to notes/a/plan#a-plan",
            "to notes/b/plan#b-plan",
            "to notes/c/from#_"
        ]
    );
    assert_eq!(
        leads(&kb, "notes/c/from.md")[0],
        "to `plan` names 2 notes: `notes/a/plan.md`, `notes/b/plan.md`"
    );
}

#[test]
fn hostile_targets_lead_nowhere() {
    let kb = Sandbox::new();
    std::fs::write(kb.outside().join("secret.md"), "# Secret\n").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(kb.outside(), kb.path("notes/out")).unwrap();
    let long = "x/".repeat(400);
    kb.note(
        "notes/evil.md",
        format!(
            "# Evil\n\n[a](../../secret.md) [b](%2e%2e/%2e%2e/secret.md) [c](/../secret.md) [d](out/secret.md) [e]({long}y.md) \
             [f](a%00b.md) [g](<\u{1b}]0;x\u{7}.md>) [[../../secret]] [h](evil.md#evil) [i](file:///etc/passwd)\n"
        ),
    );
    for args in [&["links", "evil"][..], &["check"], &["show", "evil"]] {
        for format in ["text", "json", "md"] {
            let run = kb.kb(&[args, &["--format", format]].concat());
            assert_eq!(run.status, 0, "{run:?}");
            let hostile = run.stdout.chars().any(|c| c.is_control() && c != '\n');
            assert!(!hostile, "{run:?}");
        }
    }
    let found = kb.json(&["links", "evil"]);
    let rows = found["links"].as_array().unwrap();
    let topics: Vec<_> = rows
        .iter()
        .filter(|r| r["leads"]["kind"] == "topic")
        .collect();
    assert_eq!(topics.len(), 1, "{found}");
    assert_eq!(topics[0]["leads"]["id"], "notes/evil#evil");
}

#[test]
fn other_markups_link_with_their_own_lines() {
    let kb = Sandbox::new();
    kb.note(
        "notes/a.rst",
        "Title\n=====\n\nSee `the plan`_ and\n`steps <plan.html>`__.\n\n.. _the plan: plan.rst\n",
    );
    kb.note("notes/plan.rst", "Plan\n====\n\nSteps.\n");
    let found = kb.json(&["links", "plan#plan"]);
    let lines: Vec<u64> = found["links"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["line"].as_u64().unwrap())
        .collect();
    assert_eq!(lines, [4, 5], "{found}");
}

#[test]
fn a_topic_has_its_links_as_links_has_them() {
    let kb = linked();
    kb.note(
        "notes/here.md",
        "---\ndate: 2016-01-02\ntags: [ha]\n---\n# Here\n\n[mail](mailto:a@example.org), [[The plan]] and [lost](lost.md).\n",
    );
    let shown = kb.json(&["show", "#here"])["topic"].clone();
    let links = shown["note_links"].as_array().unwrap();
    assert_eq!(links.len(), 2, "{shown}");
    assert_eq!(
        (&links[0]["number"], &links[0]["form"]),
        (&1.into(), &"wiki".into())
    );
    assert_eq!(links[0]["leads"]["id"], "notes/plan#steps");
    assert_eq!(links[1]["line"], 7);
    assert_eq!(links[1]["leads"]["reason"], "there is no `notes/lost.md`");
    let own = kb.json(&["links", "#here"])["links"].clone();
    assert_eq!(shown["note_links"], own);
}
