//! The index folder: commits, generations, the lock, and damage.

use super::super::ledger::Entry;
use super::super::whole::Care;
use super::{Ledger, Sketch, Store, StoreError, begin, begin_waiting, ids, put, word};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

fn note(path: &'static str, body: &str) -> Vec<Sketch> {
    vec![Sketch::new(path, 1, "T", body)]
}

fn ledger(paths: &[&str]) -> Ledger {
    let entry = |path| Entry {
        path,
        size: 1,
        mtime_ns: 2,
        hash: Some([0; 32]),
        id_base: path,
        settled: true,
    };
    let mut paths = paths.to_vec();
    paths.sort_unstable();
    paths.into_iter().map(entry).collect()
}

/// An index of two notes in a new folder.
fn index() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let update = begin(dir.path(), false).unwrap();
    put(&update, &note("a.md", "alpha common")).unwrap();
    put(&update, &note("b.md", "beta common")).unwrap();
    update.commit(ledger(&["a.md", "b.md"])).unwrap();
    dir
}

fn open(dir: &Path) -> Result<Store, StoreError> {
    Store::open(dir, "f", Care::Usual)
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
    let update = begin(dir.path(), false).unwrap();
    assert!(*update.ledger() == ledger(&["a.md", "b.md"]));
    update.remove("a.md").unwrap();
    drop(update);
    assert_eq!(
        ids(&open(dir.path()).unwrap(), word("common")),
        ["a#1", "b#1"]
    );

    let before = open(dir.path()).unwrap();
    let update = begin(dir.path(), false).unwrap();
    update.remove("a.md").unwrap();
    put(&update, &note("b.md", "gamma common")).unwrap();
    assert!(before.is_current());
    let after = update.commit(ledger(&["b.md"])).unwrap();
    assert_eq!(ids(&before, word("common")), ["a#1", "b#1"]);
    assert!(!before.is_current());
    assert!(after.is_current());
    assert_eq!(ids(&after, word("common")), ["b#1"]);
    assert_eq!(ids(&after, word("beta")), Vec::<String>::new());
    assert!(*open(dir.path()).unwrap().ledger() == ledger(&["b.md"]));
    Store::open(dir.path(), "f", Care::Full).unwrap();
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
    let update = begin(dir.path(), true).unwrap();
    put(&update, &note("c.md", "gamma common")).unwrap();
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
    let update = begin(dir.path(), true).unwrap();
    put(&update, &note("c.md", "gamma")).unwrap();
    drop(update);
    assert_eq!(names(dir.path()), ["CURRENT", "gen-1", "kb.lock"]);
}

#[test]
fn lets_one_write() {
    let dir = index();
    let held = begin(dir.path(), false).unwrap();
    let wait = Duration::from_millis(60);
    match begin_waiting(dir.path(), false, wait) {
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
        Store::open(dir.path(), "other", Care::Usual),
        Err(StoreError::Outdated { newer: false, .. })
    ));
    let current = "gen-1 format-999";
    let hash = blake3::hash(current.as_bytes()).to_hex();
    let current = format!("{current} {}\n", &hash[..16]);
    fs::write(dir.path().join("CURRENT"), current).unwrap();
    assert!(matches!(
        open(dir.path()),
        Err(StoreError::Outdated { newer: true, .. })
    ));
    assert!(begin(dir.path(), false).is_err());
    fs::write(dir.path().join("CURRENT"), "gen-1 format-6\n").unwrap();
    assert!(matches!(
        open(dir.path()),
        Err(StoreError::Outdated { newer: false, .. })
    ));
    fs::write(dir.path().join("CURRENT"), "gen-1 format-999\n").unwrap();
    assert_damaged(dir.path(), "a format without its hash");
    fs::write(dir.path().join("CURRENT"), "../../etc format-1\n").unwrap();
    assert!(matches!(open(dir.path()), Err(StoreError::Damaged { .. })));
    let fresh = begin(dir.path(), true)
        .unwrap()
        .commit(Ledger::default())
        .unwrap();
    assert_eq!(fresh.topics(None).unwrap().len(), 0);
}

/// The files of an index that answers depend on.
fn files(dir: &Path) -> Vec<PathBuf> {
    let kept = |name: &String| {
        !name.starts_with(".tantivy") && name != "kb-generation" && name != "kb-checked"
    };
    let names = names(&dir.join("gen-1")).into_iter().filter(kept);
    let files = names.map(|name| dir.join("gen-1").join(name));
    files.chain([dir.join("CURRENT")]).collect()
}

fn assert_damaged(dir: &Path, what: &str) {
    let found = open(dir);
    let damaged = matches!(found, Err(StoreError::Damaged { .. }));
    assert!(damaged, "{what}: {:?}", found.err());
}

#[test]
fn tells_files_cut_short_or_missing() {
    let dir = index();
    let files = files(dir.path());
    assert!(files.len() > 5, "{files:?}");
    for path in files {
        let whole = fs::read(&path).unwrap();
        let lengths = (0..17).chain([whole.len() / 2, whole.len() - 1]);
        for len in lengths.filter(|len| *len < whole.len()) {
            fs::write(&path, &whole[..len]).unwrap();
            assert_damaged(dir.path(), &format!("{} at {len}", path.display()));
        }
        fs::write(&path, vec![0; whole.len()]).unwrap();
        assert_damaged(dir.path(), &format!("{} of zeros", path.display()));
        fs::remove_file(&path).unwrap();
        if !path.ends_with("CURRENT") {
            assert_damaged(dir.path(), &format!("{} away", path.display()));
        }
        fs::write(&path, &whole).unwrap();
    }
    assert_eq!(ids(&open(dir.path()).unwrap(), word("common")).len(), 2);
}

#[test]
fn tells_every_flipped_byte() {
    let dir = index();
    for path in files(dir.path()) {
        let whole = fs::read(&path).unwrap();
        for at in (0..whole.len()).step_by(7) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x41;
            fs::write(&path, &bytes).unwrap();
            assert_damaged(dir.path(), &format!("{} at {at}", path.display()));
        }
        fs::write(&path, &whole).unwrap();
    }
}

#[test]
fn tells_files_that_changed_places() {
    let dir = index();
    let update = begin(dir.path(), false).unwrap();
    put(&update, &note("c.md", "gamma common")).unwrap();
    update.commit(ledger(&["a.md", "b.md", "c.md"])).unwrap();
    let of_kind = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "store");
    let stores: Vec<PathBuf> = files(dir.path()).into_iter().filter(of_kind).collect();
    let [one, other] = stores.as_slice() else {
        panic!("{stores:?}")
    };
    let (first, second) = (fs::read(one).unwrap(), fs::read(other).unwrap());
    fs::write(one, &second).unwrap();
    fs::write(other, &first).unwrap();
    assert_damaged(dir.path(), "two files in each other's place");
}

#[test]
fn reads_a_folder_without_writing_to_it() {
    let dir = index();
    let lock = dir.path().join("gen-1/.tantivy-meta.lock");
    let _ = fs::remove_file(&lock);
    let before = names(&dir.path().join("gen-1"));
    let store = open(dir.path()).unwrap();
    assert_eq!(ids(&store, word("common")).len(), 2);
    Store::open(dir.path(), "f", Care::Full).unwrap();
    assert_eq!(names(&dir.path().join("gen-1")), before);
}

#[test]
fn many_commits_stay_one_index() {
    let dir = index();
    let paths: Vec<&'static str> = (0..12).map(|n| &*format!("n{n}.md").leak()).collect();
    for path in &paths {
        let update = begin(dir.path(), false).unwrap();
        put(&update, &note(path, "delta")).unwrap();
        update.commit(ledger(&paths)).unwrap();
    }
    let store = open(dir.path()).unwrap();
    assert_eq!(ids(&store, word("delta")).len(), 12);
    assert!(*store.ledger() == ledger(&paths));
    Store::open(dir.path(), "f", Care::Full).unwrap();
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
