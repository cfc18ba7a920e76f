//! The index folder: commits, generations, the lock, and damage.

use super::super::ledger::Entry;
use super::{Ledger, Sketch, Store, StoreError, Update, begin, ids, put, word};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

fn note(path: &'static str, body: &str) -> Vec<Sketch> {
    vec![Sketch::new(path, 1, "T", body)]
}

fn ledger(paths: &[&str]) -> Ledger {
    let entry = |path: &str| Entry {
        path: path.to_owned(),
        size: 1,
        mtime_ns: 2,
        hash: "00".to_owned(),
        id_base: path.to_owned(),
        settled: true,
    };
    paths
        .iter()
        .map(|path| ((*path).to_owned(), entry(path)))
        .collect()
}

/// An index of two notes in a new folder.
fn index() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let mut update = begin(dir.path(), false).unwrap();
    put(&mut update, &note("a.md", "alpha common")).unwrap();
    put(&mut update, &note("b.md", "beta common")).unwrap();
    update.commit(ledger(&["a.md", "b.md"])).unwrap();
    dir
}

fn open(dir: &Path) -> Result<Store, StoreError> {
    Store::open(dir, "f")
}

fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap().flatten();
    let mut names: Vec<_> = entries
        .map(|e| e.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn keeps_what_was_committed_and_nothing_else() {
    let dir = index();
    let mut update = begin(dir.path(), false).unwrap();
    assert_eq!(*update.ledger(), ledger(&["a.md", "b.md"]));
    update.remove("a.md").unwrap();
    drop(update);
    assert_eq!(
        ids(&open(dir.path()).unwrap(), word("common")),
        ["a#1", "b#1"]
    );

    let before = open(dir.path()).unwrap();
    let mut update = begin(dir.path(), false).unwrap();
    update.remove("a.md").unwrap();
    put(&mut update, &note("b.md", "gamma common")).unwrap();
    assert!(before.is_current());
    let after = update.commit(ledger(&["b.md"])).unwrap();
    assert_eq!(ids(&before, word("common")), ["a#1", "b#1"]);
    assert!(!before.is_current());
    assert!(after.is_current());
    assert_eq!(ids(&after, word("common")), ["b#1"]);
    assert_eq!(ids(&after, word("beta")), Vec::<String>::new());
    assert_eq!(*open(dir.path()).unwrap().ledger(), ledger(&["b.md"]));
    after.verify().unwrap();
    let ledgers = names(&dir.path().join("gen-1"))
        .into_iter()
        .filter(|n| n.starts_with("ledger-"));
    assert_eq!(ledgers.count(), 1);
}

#[test]
fn makes_a_new_generation_beside_the_old() {
    let dir = index();
    fs::write(dir.path().join("README.md"), "mine").unwrap();
    fs::create_dir(dir.path().join("gen-7")).unwrap();
    fs::write(dir.path().join("gen-7/mine"), "mine").unwrap();
    fs::write(dir.path().join(".tmp-kb-left"), "left").unwrap();
    let reader = open(dir.path()).unwrap();
    let mut update = begin(dir.path(), true).unwrap();
    put(&mut update, &note("c.md", "gamma common")).unwrap();
    assert_eq!(ids(&open(dir.path()).unwrap(), word("common")).len(), 2);
    let after = update.commit(ledger(&["c.md"])).unwrap();
    assert_eq!(ids(&after, word("common")), ["c#1"]);
    assert_eq!(ids(&reader, word("common")), ["a#1", "b#1"]);
    assert_eq!(reader.topics(None).unwrap().len(), 2);
    assert_eq!(
        names(dir.path()),
        ["CURRENT", "README.md", "gen-7", "gen-8", "kb.lock"]
    );
}

#[test]
fn leaves_nothing_of_a_rebuild_that_was_not_committed() {
    let dir = index();
    let mut update = begin(dir.path(), true).unwrap();
    put(&mut update, &note("c.md", "gamma")).unwrap();
    drop(update);
    assert_eq!(names(dir.path()), ["CURRENT", "gen-1", "kb.lock"]);
}

#[test]
fn lets_one_write() {
    let dir = index();
    let held = begin(dir.path(), false).unwrap();
    let wait = Duration::from_millis(60);
    match Update::begin(dir.path(), "f", wait, false) {
        Err(StoreError::Locked { pid }) => assert_eq!(pid, Some(std::process::id())),
        other => panic!("{:?}", other.err()),
    }
    drop(held);
    fs::write(dir.path().join("kb.lock"), "999999").unwrap();
    begin(dir.path(), false).unwrap();
}

#[test]
fn tells_missing_and_outdated() {
    let dir = index();
    assert!(matches!(
        open(&dir.path().join("no")),
        Err(StoreError::Missing { .. })
    ));
    assert!(matches!(
        Store::open(dir.path(), "other"),
        Err(StoreError::Outdated { newer: false, .. })
    ));
    fs::write(dir.path().join("CURRENT"), "gen-1 format-999\n").unwrap();
    assert!(matches!(
        open(dir.path()),
        Err(StoreError::Outdated { newer: true, .. })
    ));
    assert!(begin(dir.path(), false).is_err());
    fs::write(dir.path().join("CURRENT"), "../../etc format-1\n").unwrap();
    assert!(matches!(open(dir.path()), Err(StoreError::Damaged { .. })));
    let fresh = begin(dir.path(), true)
        .unwrap()
        .commit(Ledger::new())
        .unwrap();
    assert_eq!(fresh.topics(None).unwrap().len(), 0);
}

/// The files of the current generation that answers depend on.
fn files(dir: &Path) -> Vec<PathBuf> {
    let kept = |name: &String| !name.starts_with(".tantivy") && name != "kb-generation";
    let names = names(&dir.join("gen-1")).into_iter().filter(kept);
    names.map(|name| dir.join("gen-1").join(name)).collect()
}

#[test]
fn tells_files_cut_short_or_missing() {
    let dir = index();
    let files = files(dir.path());
    assert!(files.len() > 5, "{files:?}");
    for path in files {
        let whole = fs::read(&path).unwrap();
        // JSON ends in a newline that nobody misses.
        let lengths = [0, 1, 4, 7, 8, whole.len() / 2, whole.len() - 2];
        for len in lengths.into_iter().filter(|len| *len < whole.len()) {
            fs::write(&path, &whole[..len]).unwrap();
            let found = open(dir.path());
            let damaged = matches!(found, Err(StoreError::Damaged { .. }));
            assert!(damaged, "{} at {len}: {:?}", path.display(), found.err());
        }
        fs::remove_file(&path).unwrap();
        let found = open(dir.path());
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // The engine takes a missing list of its files for a new one, and answers do not need it.
        let damaged = matches!(found, Err(StoreError::Damaged { .. }));
        assert!(
            damaged || name == ".managed.json",
            "{name}: {:?}",
            found.err()
        );
        fs::write(&path, &whole).unwrap();
    }
    assert_eq!(ids(&open(dir.path()).unwrap(), word("common")).len(), 2);
}

#[test]
fn flipped_bytes_never_panic_and_verify_finds_them() {
    let dir = index();
    for path in files(dir.path()) {
        let whole = fs::read(&path).unwrap();
        let json = path.extension().is_some_and(|e| e == "json");
        for at in (0..whole.len()).step_by(whole.len() / 12 + 1) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xff;
            fs::write(&path, &bytes).unwrap();
            if let Ok(store) = open(dir.path()) {
                let _ = super::find(&store, &super::query(word("common")), 10, 0);
                let _ = store.topics(None);
                assert!(
                    json || store.verify().is_err(),
                    "{} at {at}",
                    path.display()
                );
            }
        }
        fs::write(&path, &whole).unwrap();
    }
}

#[test]
fn reads_a_folder_without_writing_to_it() {
    let dir = index();
    let lock = dir.path().join("gen-1/.tantivy-meta.lock");
    let _ = fs::remove_file(&lock);
    let before = names(&dir.path().join("gen-1"));
    let store = open(dir.path()).unwrap();
    assert_eq!(ids(&store, word("common")).len(), 2);
    store.verify().unwrap();
    assert_eq!(names(&dir.path().join("gen-1")), before);
}

#[test]
fn many_commits_stay_one_index() {
    let dir = index();
    let paths: Vec<&'static str> = (0..12).map(|n| &*format!("n{n}.md").leak()).collect();
    for path in &paths {
        let mut update = begin(dir.path(), false).unwrap();
        put(&mut update, &note(path, "delta")).unwrap();
        update.commit(ledger(&paths)).unwrap();
    }
    let store = open(dir.path()).unwrap();
    assert_eq!(ids(&store, word("delta")).len(), 12);
    assert_eq!(*store.ledger(), ledger(&paths));
    store.verify().unwrap();
}

#[cfg(unix)]
#[test]
fn lets_others_read_what_the_folder_lets_them() {
    use std::os::unix::fs::PermissionsExt;
    let dir = index();
    let probe = dir.path().join("probe");
    fs::write(&probe, "").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for path in files(dir.path())
        .into_iter()
        .chain([dir.path().join("CURRENT")])
    {
        assert_eq!(mode(&path), mode(&probe), "{}", path.display());
    }
}
