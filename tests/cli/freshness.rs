//! Answers are as new as the notes, and the index is a cache: losing it loses nothing.

use crate::sandbox::Sandbox;
use std::fs;

#[test]
fn every_change_of_a_note_is_seen_at_once() {
    let kb = Sandbox::new();
    let note = kb.note("notes/a.md", "# One apple\n");
    assert_eq!(kb.titles("apple"), ["One apple"]);
    // As long as before, and maybe of the same time: the bytes decide.
    fs::write(&note, "# One grape\n").unwrap();
    assert_eq!(kb.titles("apple"), [""; 0]);
    assert_eq!(kb.titles("grape"), ["One grape"]);
    fs::rename(&note, kb.path("notes/b.md")).unwrap();
    let found = kb.json(&["search", "grape"]);
    assert_eq!(found["hits"][0]["source"]["path"], "notes/b.md");
    assert_eq!(found["total"], 1);
    kb.note("notes/deep/c.md", "# A second grape\n");
    assert_eq!(kb.json(&["search", "grape"])["total"], 2);
    fs::remove_file(kb.path("notes/b.md")).unwrap();
    assert_eq!(kb.titles("grape"), ["A second grape"]);
    fs::remove_dir_all(kb.path("notes/deep")).unwrap();
    assert_eq!(kb.titles("grape"), [""; 0]);
    kb.note("notes/a.md", "# One apple\n");
    assert_eq!(kb.titles("apple"), ["One apple"]);
}

#[test]
fn every_reading_command_sees_a_change() {
    let kb = Sandbox::new();
    for args in [
        &["search", "heading"][..],
        &["topics"],
        &["recaps"],
        &["tags"],
        &["show", "notes/a#"],
        &["check"],
    ] {
        kb.note("notes/a.md", "# Heading one\n\nabout replication\n");
        let before = kb.json(args);
        kb.note(
            "notes/a.md",
            "---\nbad: [\n---\n# Heading two\n\nabout ceph\n",
        );
        assert_ne!(kb.json(args), before, "{args:?}");
    }
}

#[test]
fn index_says_what_changed() {
    let kb = Sandbox::with_recaps();
    let indexed = |args: &[&str]| kb.kb(&[&["index"], args].concat()).done().to_owned();
    let all = "5 added, 0 changed, 0 removed, 0 unchanged; 13 topics in 5 recaps\n";
    assert_eq!(indexed(&[]), all);
    assert_eq!(
        indexed(&[]),
        "0 added, 0 changed, 0 removed, 5 unchanged; 13 topics in 5 recaps\n"
    );
    kb.note("notes/new.md", "# New\n");
    kb.note("notes/tools.markdown", "# Other tools\n");
    fs::remove_file(kb.path("notes/plain.md")).unwrap();
    assert_eq!(
        indexed(&[]),
        "1 added, 1 changed, 1 removed, 3 unchanged; 12 topics in 5 recaps\n"
    );
    let run = kb.kb(&["index", "--rebuild"]);
    assert!(
        run.done().starts_with("5 added, 0 changed, 0 removed"),
        "{run:?}"
    );
    assert!(
        run.stderr.contains("index built anew: asked for"),
        "{run:?}"
    );
    assert_eq!(kb.json(&["index", "--rebuild"])["rebuilt"], "asked for");
}

#[test]
fn other_settings_mean_a_rebuild_that_says_so() {
    let kb = Sandbox::with_recaps();
    kb.kb(&["index"]).done();
    kb.note("kb.toml", "[[tag]]\ntag = \"rooms\"\nname = \"rooms\"\n");
    let run = kb.kb(&["topics", "--tag", "rooms"]);
    assert!(run.done().contains("Cinder Newton design summit"));
    assert!(run.stderr.contains("index built anew"), "{run:?}");
    kb.note(
        "kb.toml",
        "# no word\n[[tag]]\ntag = \"rooms\"\nname = \"rooms\"\n",
    );
    assert_eq!(
        kb.kb(&["topics", "--tag", "rooms"]).stderr,
        "",
        "nothing that counts"
    );
}

#[test]
fn a_lost_index_is_built_again() {
    let kb = Sandbox::with_recaps();
    let sound = kb.kb(&["search", "replication"]);
    fs::remove_dir_all(kb.path("index")).unwrap();
    let again = kb.kb(&["search", "replication"]);
    assert_eq!(again.done(), sound.done());
    assert!(kb.path("index/CURRENT").exists());
    fs::remove_file(kb.path("index/CURRENT")).unwrap();
    assert_eq!(kb.kb(&["search", "replication"]).done(), sound.stdout);
}

/// A file of the index that is cut short, or gone, is told of where kb needs it, and heals.
fn damaged(kb: &Sandbox, name: &str, damage: impl Fn(&std::path::Path)) -> String {
    let sound = kb.kb(&["search", "replication", "--format", "json"]);
    sound.done();
    let files = kb.generation_files();
    let file = files.iter().find(|file| kind(file) == name);
    let Some(file) = file else {
        panic!("no `{name}` in {files:?}");
    };
    damage(file);
    let run = kb.kb(&["search", "replication", "--format", "json"]);
    assert_eq!(run.done(), sound.stdout, "{name}: {}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{name}: {}", run.stderr);
    let next = kb.kb(&["search", "replication", "--exact"]);
    assert_eq!(next.status, 0, "{next:?}");
    assert_eq!(next.told(), "", "healed: {name}");
    run.told()
}

/// A file's extension, or its name where that is the same in each generation.
fn kind(file: &std::path::Path) -> String {
    let name = file.file_name().unwrap().to_str().unwrap();
    match name.rsplit_once('.') {
        Some((stem, extension)) if stem.len() == 32 => extension.to_owned(),
        _ if name.starts_with("ledger-") => "ledger".to_owned(),
        _ => name.to_owned(),
    }
}

fn kinds(kb: &Sandbox) -> Vec<String> {
    let mut kinds: Vec<String> = kb
        .generation_files()
        .iter()
        .map(|file| kind(file))
        .collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

/// Marks and locks: kb answers without what is in them.
const IDLE: [&str; 4] = [
    "kb-generation",
    ".managed.json",
    ".tantivy-meta.lock",
    ".tantivy-writer.lock",
];

#[test]
fn truncation_of_each_file_heals_and_is_told() {
    let kb = Sandbox::with_recaps();
    kb.kb(&["index"]).done();
    let kinds = kinds(&kb);
    assert!(kinds.len() >= 8, "{kinds:?}");
    for kind in kinds {
        for share in [0, 2] {
            let told = damaged(&kb, &kind, |file| {
                let bytes = fs::read(file).unwrap();
                let cut = bytes.len().checked_div(share).unwrap_or(0);
                fs::write(file, &bytes[..cut]).unwrap();
            });
            let news = told.contains("index built anew: ");
            assert!(news || IDLE.contains(&kind.as_str()), "{kind}: {told:?}");
        }
    }
}

#[test]
fn loss_of_each_file_heals_and_is_told() {
    let kb = Sandbox::with_recaps();
    kb.kb(&["index"]).done();
    for kind in kinds(&kb) {
        let told = damaged(&kb, &kind, |file| fs::remove_file(file).unwrap());
        let news = told.contains("index built anew: ");
        let idle = kind != ".managed.json" && IDLE.contains(&kind.as_str());
        // Without its list of files the whole generation counts as never made.
        assert!(news || idle || kind == "meta.json", "{kind}: {told:?}");
        if !kb
            .generation_files()
            .iter()
            .any(|file| self::kind(file) == kind)
        {
            kb.kb(&["index", "--rebuild"]).done();
        }
    }
}

#[test]
fn what_is_not_ours_stays_in_the_index_folder() {
    let kb = Sandbox::with_recaps();
    kb.note("index/README", "mine\n");
    kb.note("index/gen-99/mine.txt", "mine\n");
    kb.note("index/CURRENT", "../../notes format-1\n");
    kb.kb(&["search", "failover"]).done();
    kb.kb(&["index", "--rebuild"]).done();
    assert!(kb.path("index/README").exists() && kb.path("index/gen-99/mine.txt").exists());
    assert_eq!(kb.json(&["recaps"])["total"], 5);
}

#[test]
fn the_same_notes_give_the_same_bytes() {
    let (one, other) = (Sandbox::with_recaps(), Sandbox::with_recaps());
    // The other one gets there by a detour.
    other.note("notes/gone.md", "# Gone replication\n");
    other.note("notes/plain.md", "other text\n");
    other.kb(&["index"]).done();
    fs::remove_file(other.path("notes/gone.md")).unwrap();
    other.note(crate::fixture::PLAIN.0, crate::fixture::PLAIN.1);
    for rebuild in [false, true] {
        if rebuild {
            other.kb(&["index", "--rebuild"]).done();
        }
        for args in [
            &["search", "replication", "--format", "json"][..],
            &["topics", "--format", "json"],
            &["topics", "--format", "jsonl"],
            &["recaps", "--format", "csv"],
            &["tags", "--format", "json"],
            &["check", "--format", "json"],
            &["show", "#replication", "--format", "json"],
        ] {
            let (one, other) = (one.kb(args), other.kb(args));
            assert_eq!(one.done(), other.done(), "{args:?}, rebuilt: {rebuild}");
        }
    }
}

#[cfg(unix)]
#[test]
fn an_index_folder_that_cannot_be_written_does_not_stop_reading() {
    use std::os::unix::fs::PermissionsExt;
    let kb = Sandbox::with_recaps();
    let index = kb.path("index");
    fs::create_dir(&index).unwrap();
    fs::set_permissions(&index, fs::Permissions::from_mode(0o555)).unwrap();
    let writable = fs::write(index.join("probe"), "").is_ok();
    let run = kb.kb(&["search", "failover"]);
    fs::set_permissions(&index, fs::Permissions::from_mode(0o755)).unwrap();
    assert!(run.done().starts_with("Replication\n"), "{run:?}");
    // Root writes where it likes.
    assert!(
        writable || run.stderr.contains("from an index in memory"),
        "{run:?}"
    );
    let file = kb.outside().join("a-file");
    fs::write(&file, "mine\n").unwrap();
    let run = kb.kb(&["search", "failover", "--index", file.to_str().unwrap()]);
    assert!(run.done().starts_with("Replication\n"), "{run:?}");
    assert!(run.stderr.contains("from an index in memory"), "{run:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine\n");
}
