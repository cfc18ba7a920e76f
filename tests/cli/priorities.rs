//! `kb priorities`: each release's list, and what became of it.

use crate::sandbox::{Sandbox, strings};
use serde_json::Value;
use std::collections::BTreeMap;

/// A recap of a release with these priorities.
fn recap(kb: &Sandbox, name: &str, release: &str, priorities: &[&str]) {
    let list: String = priorities.iter().map(|p| format!("- {p}\n")).collect();
    let text = format!(
        "---\nproject: cinder\nrelease: {release}\n---\n## Talk\n\nText.\n\nRelease priorities:\n\n{list}\nThen:\n\n- no priority\n"
    );
    kb.note(&format!("notes/{name}.md"), text);
}

fn three() -> Sandbox {
    let kb = Sandbox::new();
    recap(
        &kb,
        "m",
        "Mitaka",
        &["Completion of replication", "Rolling upgrades", "Cells V2"],
    );
    recap(
        &kb,
        "n",
        "Newton",
        &[
            "User messaging",
            "Support for cheesecake",
            "Cells v2 (multiple cells)",
        ],
    );
    recap(&kb, "o", "Ocata", &["Multiple cells", "Tea"]);
    kb
}

/// Words of the priorities to their status.
fn statuses(document: &Value) -> BTreeMap<String, String> {
    let rows = document["priorities"].as_array().unwrap();
    let row = |row: &Value| {
        (
            row["text"].as_str().unwrap().to_owned(),
            row["status"].to_string(),
        )
    };
    rows.iter().map(row).collect()
}

#[test]
fn the_repositorys_notes_tell_what_was_carried() {
    let kb = Sandbox::new();
    let notes = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("notes");
    for file in crate::sandbox::files_in(&notes) {
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        kb.note(&format!("notes/{name}"), std::fs::read(&file).unwrap());
    }
    let document = kb.json(&["priorities"]);
    let found = statuses(&document);
    assert_eq!(found.len(), 9);
    let of = |status: &str| -> Vec<&str> {
        let of = found.iter().filter(|(_, s)| s.trim_matches('"') == status);
        of.map(|(text, _)| text.as_str()).collect()
    };
    assert_eq!(of("new"), ["User messaging"]);
    assert_eq!(
        of("carried"),
        [
            "Active/active high availability (HA)",
            "Better support for cheesecake (that is, repl v2.1)",
            "Improved functional test coverage"
        ]
    );
    assert_eq!(
        of("dropped"),
        ["API Microversions (see above)", "Rolling upgrade support"]
    );
    let rows = document["priorities"].as_array().unwrap();
    let cheesecake = rows
        .iter()
        .find(|r| r["text"].as_str().unwrap().contains("cheesecake"))
        .unwrap();
    assert_eq!(cheesecake["carried_from"]["rank"], 5);
    assert_eq!(cheesecake["carried_from"]["reason"], "by tag `replication`");
}

#[test]
fn each_release_with_what_became_of_its_priorities() {
    insta::assert_snapshot!(three().kb(&["priorities", "--release", "newton.."]).done());
}

#[test]
fn priorities_go_on_from_release_to_release() {
    let kb = three();
    let found = kb.kb(&["priorities", "--matrix"]);
    insta::assert_snapshot!(found.done());
    let newton = kb.json(&["priorities", "--release", "newton"]);
    let found = statuses(&newton);
    assert_eq!(found["Rolling upgrades"], "\"dropped\"");
    assert_eq!(found["User messaging"], "\"new\"");
    let ocata = kb.json(&["priorities", "--release", "latest"]);
    assert_eq!(statuses(&ocata)["Multiple cells"], "\"carried\"");
}

#[test]
fn a_chart_is_written_once() {
    let kb = three();
    let run = kb.kb(&["priorities", "--chart", "m.svg"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
    let svg = std::fs::read_to_string(kb.path("m.svg")).unwrap();
    assert!(svg.contains("Rolling upgrades") && !svg.contains("<script"));
    let again = kb.kb(&["priorities", "--chart", "m.svg"]);
    assert!(again.failed_with(2).contains("--force"), "{again:?}");
    assert_eq!(
        kb.kb(&["priorities", "--chart", "m.svg", "--force"]).status,
        0
    );
    let inside = kb.kb(&["priorities", "--chart", "notes/m.md"]);
    assert!(
        inside.failed_with(2).contains("folder of notes"),
        "{inside:?}"
    );
}

#[test]
fn two_sources_of_one_release_are_both_shown() {
    let kb = three();
    recap(&kb, "other", "Newton", &["Coffee"]);
    let document = kb.json(&["priorities", "--release", "newton"]);
    let rows = document["priorities"].as_array().unwrap();
    let coffee = rows.iter().find(|r| r["text"] == "Coffee").unwrap();
    assert_eq!(coffee["source"]["path"], "notes/other.md");
    assert!(strings(&document["priorities"], "text").contains(&"User messaging".to_owned()));
}

#[test]
fn a_release_without_a_recap_finds_nothing() {
    let kb = three();
    let run = kb.kb(&["priorities", "--release", "pike"]);
    assert!(
        run.failed_with(1)
            .contains("no note has release `Pike`; the nearest is `Ocata`"),
        "{run:?}"
    );
    let run = kb.kb(&["priorities", "--release", "newtn"]);
    assert!(
        run.failed_with(1).contains("the nearest is `Newton`"),
        "{run:?}"
    );
}

/// The picture in the README is what kb draws. `KB_UPDATE_DOCS=1` draws it anew.
#[test]
fn the_readmes_picture_is_the_chart() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let kb = Sandbox::new();
    for file in crate::sandbox::files_in(&root.join("notes")) {
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        kb.note(&format!("notes/{name}"), std::fs::read(&file).unwrap());
    }
    assert_eq!(kb.kb(&["priorities", "--chart", "m.svg"]).status, 0);
    let drawn = std::fs::read_to_string(kb.path("m.svg")).unwrap();
    let picture = root.join("docs/priorities.svg");
    if std::env::var_os("KB_UPDATE_DOCS").is_some_and(|value| value == "1") {
        std::fs::write(&picture, &drawn).unwrap();
    }
    assert_eq!(std::fs::read_to_string(picture).unwrap(), drawn);
}

#[test]
fn projects_do_not_end_one_another() {
    let kb = Sandbox::new();
    let list = |release: &str, project: &str, items: &str| {
        kb.note(
            &format!("notes/{project}-{release}.md"),
            format!(
                "---\nproject: {project}\nrelease: {release}\n---\n# {project}\n\n## Priorities for {release}\n\n{items}"
            ),
        );
    };
    list("Mitaka", "cinder", "1. Multiattach\n2. Replication\n");
    list("Newton", "cinder", "1. Multiattach\n");
    list("Newton", "nova", "1. Cells\n");
    list("Ocata", "cinder", "1. Multiattach\n");
    let matrix = kb.kb(&["priorities", "--matrix"]);
    let cells = matrix.done().lines().find(|row| row.contains("Cells"));
    assert!(!cells.unwrap().contains('x'), "{}", matrix.done());
    let text = kb.kb(&["priorities", "--release", "newton"]);
    assert!(
        text.done()
            .contains("dropped since Mitaka 2: cinder: Replication")
    );
    let md = kb.kb(&["priorities", "--format", "md"]);
    assert!(md.done().contains("### nova"), "{}", md.done());
    let page = kb.kb(&["priorities", "--limit", "2"]);
    assert!(page.done().ends_with("2 of 5 priorities, 1 release\n"));
    let chart = kb.kb(&["priorities", "--chart", "chart.png"]);
    assert!(chart.failed_with(2).contains("chart.svg"));
}

#[test]
fn what_one_of_two_lists_goes_on_with_is_not_dropped() {
    let kb = Sandbox::new();
    for (name, release) in [("a", "Mitaka"), ("b", "Mitaka"), ("c", "Newton")] {
        recap(&kb, name, release, &["Rolling upgrades everywhere"]);
    }
    let text = kb.kb(&["priorities"]);
    assert!(!text.done().contains("dropped"), "{}", text.done());
}

#[test]
fn releases_that_only_lists_name_are_compared() {
    let kb = Sandbox::new();
    let text = "# Packages\n\n## v2.5 release priorities\n\n1. Plugin signing\n2. Server-side apply by default\n\n\
                ## v2.4 release priorities\n\n1. OCI index support\n2. Server-side apply\n";
    kb.note("notes/a.md", text);
    let document = kb.json(&["priorities"]);
    let found = statuses(&document);
    assert_eq!(document["priorities"][0]["release"], "v2.4");
    assert_eq!(found["OCI index support"], "\"dropped\"");
    assert_eq!(found["Server-side apply by default"], "\"carried\"");
    assert_eq!(found["Plugin signing"], "\"new\"");
    let both = kb.json(&["compare", "v2.4", "v2.5"]);
    assert_eq!(both["priorities"]["both"].as_array().map(Vec::len), Some(1));
    let range = kb.json(&["priorities", "--release", "v2.4..v2.5"]);
    assert_eq!(range["total"], 4);
}

#[test]
fn what_the_note_calls_carried_over_is_never_new() {
    let kb = Sandbox::new();
    recap(
        &kb,
        "n",
        "Newton",
        &["Share migration - carried over from Mitaka", "Docs"],
    );
    recap(
        &kb,
        "o",
        "Ocata",
        &[
            "Access groups - carried over from Mitaka",
            "Mountable snapshots (carried over from Newton)",
            "Tea",
        ],
    );
    let found = statuses(&kb.json(&["priorities"]));
    for text in [
        "Share migration - carried over from Mitaka",
        "Access groups - carried over from Mitaka",
        "Mountable snapshots (carried over from Newton)",
    ] {
        assert_eq!(found[text], "\"carried\"", "{text}");
    }
    assert_eq!(found["Tea"], "\"new\"");
    let rows = kb.json(&["priorities", "--release", "ocata"]);
    assert!(rows["priorities"][0]["carried_from"].is_null());
    let run = kb.kb(&["priorities", "--release", "ocata"]);
    assert_eq!(
        run.done().matches("carried over, as the note says").count(),
        2,
        "{run:?}"
    );
}

/// Where no project says so, releases of other names are no other release of the same.
#[test]
fn other_things_are_not_compared() {
    let kb = Sandbox::new();
    let names = ["Fedora 39", "Fedora 40", "GNOME 48"];
    let settings = names.map(|name| format!("[[release]]\nname = \"{name}\"\n"));
    kb.note("kb.toml", settings.concat());
    for (file, release, item) in [
        ("a", "Fedora 39", "Tea"),
        ("b", "Fedora 40", "Tea"),
        ("c", "GNOME 48", "Coffee"),
    ] {
        kb.note(
            &format!("notes/{file}.md"),
            format!("---\nrelease: {release}\n---\n# Talk\n\n## Priorities for {release}\n\n1. {item}\n2. Water\n"),
        );
    }
    let found = kb.json(&["priorities"]);
    let rows = found["priorities"].as_array().unwrap();
    let of = |row: &serde_json::Value| format!("{} {}", row["status"], row["dropped_in"]);
    let told: Vec<String> = rows.iter().map(of).collect();
    assert_eq!(
        told,
        [
            "null null",
            "null null",
            "\"carried\" null",
            "\"carried\" null",
            "null null",
            "null null"
        ]
    );
}
