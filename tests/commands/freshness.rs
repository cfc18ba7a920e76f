use crate::sandbox::Sandbox;
use std::fs::{self, File};
use std::path::PathBuf;

#[test]
fn every_change_of_a_note_is_seen_at_once() {
    let kb = Sandbox::new();
    let note = kb.write("notes/a.md", "# One apple\n");
    assert_eq!(kb.titles("apple"), ["One apple"]);
    // Same size, maybe the same time: the bytes decide.
    fs::write(&note, "# One grape\n").unwrap();
    assert_eq!((kb.titles("apple").len(), kb.titles("grape").len()), (0, 1));
    fs::rename(&note, kb.path().join("notes/b.md")).unwrap();
    assert_eq!(
        kb.json(&["search", "grape"])["hits"][0]["source"]["path"],
        "notes/b.md"
    );
    assert_eq!(kb.titles("grape").len(), 1);
    fs::remove_file(kb.path().join("notes/b.md")).unwrap();
    assert_eq!(kb.titles("grape").len(), 0);
    kb.write("notes/a.md", "# One apple\n");
    assert_eq!(kb.titles("apple"), ["One apple"]);
}

#[test]
fn index_says_what_changed() {
    let kb = Sandbox::with_recaps();
    assert_eq!(
        kb.kb(&["index"]).stdout,
        "3 added, 0 changed, 0 removed, 0 unchanged; 7 topics in 3 recaps\n"
    );
    kb.write("notes/new.md", "# New\n");
    fs::remove_file(kb.path().join("notes/plain.md")).unwrap();
    assert_eq!(
        kb.kb(&["index"]).stdout,
        "1 added, 0 changed, 1 removed, 2 unchanged; 7 topics in 3 recaps\n"
    );
    let rebuilt = kb.kb(&["index", "--rebuild"]);
    assert_eq!(
        rebuilt.stdout,
        "3 added, 0 changed, 0 removed, 0 unchanged; 7 topics in 3 recaps\n"
    );
    assert!(rebuilt.stderr.contains("index built anew"), "{rebuilt:?}");
}

#[test]
fn other_settings_mean_a_rebuild_that_says_so() {
    let kb = Sandbox::with_recaps();
    kb.kb(&["index"]);
    kb.write("kb.toml", "[[tag]]\ntag = \"talks\"\nname = \"talks\"\n");
    let ran = kb.kb(&["topics", "--tag", "talks"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stderr.contains("index built anew"), "{ran:?}");
}

fn index_files(kb: &Sandbox) -> Vec<PathBuf> {
    let generations = fs::read_dir(kb.path().join("index"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_dir());
    let mut files: Vec<PathBuf> = generations
        .flat_map(|dir| fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()))
        .collect();
    files.sort();
    files
}

#[test]
fn damage_heals() {
    let kb = Sandbox::with_recaps();
    let sound = kb.kb(&["search", "replication"]).stdout;
    let count = index_files(&kb).len();
    assert!(count > 5);
    for index in 0..count {
        let Some(file) = index_files(&kb).get(index).cloned() else {
            continue;
        };
        let bytes = fs::read(&file).unwrap();
        for length in [0, 5, bytes.len() / 2] {
            if fs::write(&file, &bytes[..length.min(bytes.len())]).is_err() {
                continue;
            }
            let ran = kb.kb(&["search", "replication"]);
            assert_eq!(
                (ran.code, &ran.stdout),
                (0, &sound),
                "{} cut to {length}: {}",
                file.display(),
                ran.stderr
            );
            assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
        }
    }
    fs::remove_dir_all(kb.path().join("index")).unwrap();
    assert_eq!(kb.kb(&["search", "replication"]).stdout, sound);
}

#[test]
fn a_lock_held_elsewhere_does_not_stop_reading() {
    let kb = Sandbox::with_recaps();
    fs::create_dir_all(kb.path().join("index")).unwrap();
    let lock = File::create(kb.path().join("index/kb.lock")).unwrap();
    lock.lock().unwrap();
    let impatient = ["--lock-timeout", "0.1"];
    let search = |query: &str| {
        kb.kb(&[
            "search",
            query,
            "--format",
            "json",
            impatient[0],
            impatient[1],
        ])
    };
    let memory = search("replication");
    assert!(
        memory.stderr.contains("from an index in memory"),
        "{memory:?}"
    );
    assert_eq!(memory.code, 0);
    assert_eq!(kb.kb(&["index", impatient[0], impatient[1]]).code, 2);
    lock.unlock().unwrap();
    kb.kb(&["index"]);
    lock.lock().unwrap();
    kb.write("notes/late.md", "# Late news\n");
    let stale = search("late");
    let answer: serde_json::Value = serde_json::from_str(&stale.stdout).unwrap();
    assert_eq!(
        (stale.code, answer["index"]["fresh"].as_bool()),
        (1, Some(false)),
        "{stale:?}"
    );
    assert!(
        answer["index"]["reason"]
            .as_str()
            .unwrap()
            .contains("locked")
    );
    assert!(
        stale.stderr.contains("may be older than the notes"),
        "{stale:?}"
    );
    lock.unlock().unwrap();
    assert_eq!(search("late").code, 0);
}

#[test]
fn the_same_notes_give_the_same_bytes() {
    let one = Sandbox::with_recaps();
    let other = Sandbox::with_recaps();
    other.write("notes/gone.md", "# Gone replication\n");
    other.kb(&["index"]);
    fs::remove_file(other.path().join("notes/gone.md")).unwrap();
    other.kb(&["index"]);
    for args in [
        &["search", "replication", "--format", "json"][..],
        &["topics", "--format", "jsonl"],
        &["recaps", "--format", "csv"],
    ] {
        assert_eq!(one.kb(args).stdout, other.kb(args).stdout, "{args:?}");
    }
}

#[test]
fn notes_are_never_changed() {
    let kb = Sandbox::with_recaps();
    let note = kb.path().join("notes/plain.md");
    let before = (
        fs::read(&note).unwrap(),
        fs::metadata(&note).unwrap().modified().unwrap(),
    );
    for args in [
        &["index", "--rebuild"][..],
        &["search", "x"],
        &["check"],
        &["show", "plain"],
    ] {
        kb.kb(args);
    }
    assert_eq!(
        before,
        (
            fs::read(&note).unwrap(),
            fs::metadata(&note).unwrap().modified().unwrap()
        )
    );
}
