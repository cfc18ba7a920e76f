//! A cloned folder brings an index along that somebody else made: kb writes and removes nothing outside it.

use crate::base::{generation, settle};
use crate::sandbox::Sandbox;
use std::fs;
use std::os::unix::fs::symlink;

/// A base with an index, and a file outside that nobody may touch.
fn cloned() -> (Sandbox, std::path::PathBuf) {
    let kb = Sandbox::with_recaps();
    settle(&kb);
    kb.kb(&["index"]).done();
    let precious = kb.outside().join("precious");
    fs::write(&precious, "precious\n").unwrap();
    (kb, precious)
}

/// Searches and syncs, a rebuild, a change of a note: whatever writes to the index.
fn work(kb: &Sandbox) {
    for args in [&["search", "failover"][..], &["index"], &["tags"]] {
        kb.kb(args);
    }
    kb.note("notes/new.md", "# New failover\n");
    for args in [
        &["search", "failover"][..],
        &["index", "--rebuild"],
        &["index"],
    ] {
        let run = kb.kb(args);
        assert_eq!(run.status, 0, "{run:?}");
    }
}

#[test]
fn files_that_the_index_lists_are_not_removed_elsewhere() {
    let (kb, precious) = cloned();
    let note = kb.note("notes/kept.md", "# Kept\n");
    let list = generation(&kb.path("index")).join(".managed.json");
    let listed = [
        precious.to_str().unwrap().to_owned(),
        "../../../precious".to_owned(),
        "../../notes/kept.md".to_owned(),
        "../kb.lock".to_owned(),
    ];
    // The engine would believe this list; kb gives it none but the names in the folder.
    fs::write(&list, serde_json::to_string(&listed).unwrap()).unwrap();
    work(&kb);
    assert_eq!(fs::read_to_string(&precious).unwrap(), "precious\n");
    assert_eq!(fs::read_to_string(&note).unwrap(), "# Kept\n");
}

#[test]
fn a_lock_that_is_a_link_is_not_written_through() {
    let (kb, precious) = cloned();
    fs::remove_file(kb.path("index/kb.lock")).unwrap();
    symlink(&precious, kb.path("index/kb.lock")).unwrap();
    kb.note("notes/new.md", "# New failover\n");
    for args in [
        &["search", "failover"][..],
        &["index"],
        &["index", "--rebuild"],
    ] {
        kb.kb(args);
        assert_eq!(
            fs::read_to_string(&precious).unwrap(),
            "precious\n",
            "{args:?}"
        );
    }
}

#[test]
fn files_of_the_index_that_are_links_are_not_written_through() {
    for name in [
        "CURRENT",
        "meta.json",
        ".managed.json",
        ".tantivy-writer.lock",
        ".tantivy-meta.lock",
        "kb-generation",
    ] {
        let (kb, precious) = cloned();
        let index = kb.path("index");
        let file = match name {
            "CURRENT" => index.join(name),
            _ => generation(&index).join(name),
        };
        let _ = fs::remove_file(&file);
        symlink(&precious, &file).unwrap();
        work(&kb);
        assert_eq!(
            fs::read_to_string(&precious).unwrap(),
            "precious\n",
            "{name}"
        );
    }
}

#[test]
fn a_generation_that_is_a_link_is_not_worked_in() {
    let (kb, _) = cloned();
    let elsewhere = kb.outside().join("elsewhere");
    let folder = generation(&kb.path("index"));
    crate::base::copy(&folder, &elsewhere);
    for name in [".tmp-kb-mine", ".tmpmine", "ledger-mine", "mine.txt"] {
        fs::write(elsewhere.join(name), "mine\n").unwrap();
    }
    let before: Vec<_> = state(&elsewhere);
    fs::remove_dir_all(&folder).unwrap();
    symlink(&elsewhere, &folder).unwrap();
    work(&kb);
    assert_eq!(state(&elsewhere), before);
}

fn state(folder: &std::path::Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let files = crate::sandbox::files_in(folder).into_iter();
    files
        .map(|file| (file.clone(), fs::read(&file).unwrap()))
        .collect()
}
