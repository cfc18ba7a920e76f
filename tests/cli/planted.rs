//! An index that somebody else put into the folder, such as one that came with a clone, does no harm outside of it.

use crate::sandbox::Sandbox;
use kb::config::{Lookup, Root};
use kb::kb::{Kb, Mode, Opening};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A knowledge base with an index, a note that changed since, and a file outside that is none of kb's business.
fn with_victim() -> (Sandbox, PathBuf) {
    let kb = Sandbox::with_recaps();
    kb.kb(&["index"]).done();
    kb.note("notes/new.md", "# New\n\ntext\n");
    let victim = kb.outside().join("victim");
    fs::write(&victim, "precious").unwrap();
    (kb, victim)
}

/// The folder of the current generation.
fn generation(kb: &Sandbox) -> PathBuf {
    let current = fs::read_to_string(kb.path("index/CURRENT")).unwrap();
    kb.path("index")
        .join(current.split_whitespace().next().unwrap())
}

/// Commands that bring the index up to date or build it leave the victim as it was, and still answer.
#[track_caller]
fn leaves(kb: &Sandbox, victim: &Path) {
    for args in [
        &["index"][..],
        &["search", "replication"],
        &["index", "--rebuild"],
    ] {
        let run = kb.kb(args);
        let text = fs::read_to_string(victim).unwrap_or_else(|e| panic!("{args:?}: {e}"));
        assert_eq!(text, "precious", "{args:?}: {run:?}");
        kb.note(&format!("notes/{}.md", args.join("-")), "# More\n\ntext\n");
    }
    kb.kb(&["search", "replication"]).done();
}

#[test]
fn a_lock_that_is_a_link_is_not_written_through() {
    let (kb, victim) = with_victim();
    fs::remove_file(kb.path("index/kb.lock")).unwrap();
    symlink(&victim, kb.path("index/kb.lock")).unwrap();
    leaves(&kb, &victim);
}

#[test]
fn a_lock_that_is_a_link_to_nothing_makes_nothing() {
    for name in [
        "kb.lock",
        "gen/.tantivy-writer.lock",
        "gen/.tantivy-meta.lock",
    ] {
        let (kb, victim) = with_victim();
        let target = kb.outside().join("made");
        let lock = match name.strip_prefix("gen/") {
            Some(name) => generation(&kb).join(name),
            None => kb.path("index").join(name),
        };
        let _ = fs::remove_file(&lock);
        symlink(&target, &lock).unwrap();
        leaves(&kb, &victim);
        assert!(!target.exists(), "{name}");
    }
}

#[test]
fn a_list_of_files_to_clear_away_names_none_elsewhere() {
    for absolute in [true, false] {
        let (kb, victim) = with_victim();
        let list = generation(&kb).join(".managed.json");
        let path = match absolute {
            true => victim.to_str().unwrap().to_owned(),
            false => "../../../victim".to_owned(),
        };
        let names = ["meta.json", path.as_str()];
        fs::write(&list, serde_json::to_vec(&names).unwrap()).unwrap();
        leaves(&kb, &victim);
    }
}

#[test]
fn a_generation_that_is_a_link_is_not_cleared_up() {
    let (kb, _) = with_victim();
    let elsewhere = kb.outside().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let victim = elsewhere.join(".tmp-of-another-program");
    fs::write(&victim, "precious").unwrap();
    let generation = generation(&kb);
    fs::remove_dir_all(&generation).unwrap();
    symlink(&elsewhere, &generation).unwrap();
    leaves(&kb, &victim);
    let left: Vec<_> = fs::read_dir(&elsewhere).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

/// The same, with an index in the folder that the link leads to.
#[test]
fn a_generation_that_is_a_link_is_not_written_to() {
    let (kb, _) = with_victim();
    let elsewhere = kb.outside().join("elsewhere");
    let generation = generation(&kb);
    fs::rename(&generation, &elsewhere).unwrap();
    symlink(&elsewhere, &generation).unwrap();
    let victim = elsewhere.join(".tmp-of-another-program");
    fs::write(&victim, "precious").unwrap();
    let before = fs::read_dir(&elsewhere).unwrap().count();
    leaves(&kb, &victim);
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), before);
}

/// The index may name any path; an editor is given none that leads out.
#[test]
fn a_path_in_an_index_leads_nowhere_else() {
    let kb = Sandbox::with_recaps();
    symlink(kb.outside(), kb.path("out")).unwrap();
    let root = kb.root();
    let lookup = Lookup {
        root: Some(&root),
        cwd: &root,
        env_root: None,
        index: None,
        cache: None,
    };
    let opening = Opening {
        mode: Mode::Sync,
        patience: Duration::from_secs(10),
        progress: &mut |_| {},
    };
    let base = Kb::open(Root::find(&lookup).unwrap(), opening).unwrap();
    for path in [
        "/etc/passwd",
        "../victim",
        "notes/../../victim",
        "out/victim",
    ] {
        assert_eq!(base.file(path), None, "{path}");
    }
    assert!(base.file("notes/plain.md").unwrap().is_file());
}
