//! Places that cannot be written or read: kb says so, answers from what there is, and destroys nothing.

use crate::base::{Base, SEARCH, snapshot};
use crate::mounts::Mounts;
use crate::run::Run;
use crate::tools::may;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Runs kb as a user who owns nothing here. Whoever is not root is one already, of folders without leave.
const OTHER: &str =
    "exec 9<\"$0\"; exec setpriv --reuid 65534 --regid 65534 --clear-groups /proc/self/fd/9 \"$@\"";

/// Whether kb can be run as another user. Root may write everywhere, so that it shows nothing.
fn have_other() -> bool {
    let probe = ["setpriv", "--reuid", "65534", "--clear-groups", "true"];
    may("become another user", &probe)
}

fn kb_as_other(base: &Base, args: &[&str]) -> Run {
    let mut command = base.program("sh");
    command.args(["-c", OTHER, env!("CARGO_BIN_EXE_kb")]);
    Run::of(command.args(args))
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// A base that everybody may look at, with an index.
fn open_base() -> Base {
    let base = Base::indexed(12);
    mode(base.outside(), 0o755);
    base
}

#[test]
fn an_index_that_cannot_be_written_answers() {
    if !have_other() {
        return;
    }
    let mut base = open_base();
    let run = kb_as_other(&base, &SEARCH);
    base.is_answer(&run, "nothing to write");
    assert_eq!(run.stderr, "", "nothing to write");
    let before = snapshot(&base.path("index"));
    let old = run.titles();
    base.edit();
    let run = kb_as_other(&base, &SEARCH);
    assert_eq!(run.done("an edit").titles(), old, "{run:?}");
    assert!(
        run.stderr.contains("may be older than the notes"),
        "{run:?}"
    );
    assert!(run.stderr.contains("read-only"), "{run:?}");
    for args in [&["index"][..], &["index", "--rebuild"]] {
        let run = kb_as_other(&base, args);
        let told = run.failed(&format!("{args:?}"));
        assert!(
            told.contains("read-only") && told.contains("--index"),
            "{told}"
        );
    }
    assert!(snapshot(&base.path("index")) == before, "the index changed");
    base.is_right("by its owner");
}

#[test]
fn a_missing_index_in_a_read_only_place_is_one_in_memory() {
    if !have_other() {
        return;
    }
    let base = open_base();
    fs::remove_dir_all(base.path("index")).unwrap();
    let before = snapshot(base.outside());
    let run = kb_as_other(&base, &SEARCH);
    base.is_answer(&run, "no index");
    assert!(run.stderr.contains("from an index in memory"), "{run:?}");
    kb_as_other(&base, &["index"]).failed("no index");
    assert!(snapshot(base.outside()) == before, "something was written");
}

#[test]
fn an_index_of_another_user_is_not_damage() {
    if !have_other() {
        return;
    }
    let base = open_base();
    let index = base.path("index");
    for (mode_of_index, mode_of_files) in [(0o700, 0o644), (0o755, 0o600)] {
        mode(&index, mode_of_index);
        base.index_files()
            .iter()
            .for_each(|file| mode(file, mode_of_files));
        let before = snapshot(base.outside());
        let run = kb_as_other(&base, &SEARCH);
        base.is_answer(&run, "another user's index");
        assert!(run.stderr.contains("from an index in memory"), "{run:?}");
        assert!(!run.stderr.contains("damaged"), "{run:?}");
        for args in [&["index"][..], &["index", "--rebuild"]] {
            let run = kb_as_other(&base, args);
            let told = run.failed(&format!("{args:?}"));
            assert!(told.contains(index.to_str().unwrap()), "{told}");
            assert!(!told.contains("damaged"), "{told}");
        }
        assert!(snapshot(base.outside()) == before, "something was written");
    }
    base.is_right("by its owner");
}

#[test]
fn notes_and_home_may_be_read_only() {
    if !have_other() {
        return;
    }
    let mut base = open_base();
    let elsewhere = base.outside().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    mode(&elsewhere, 0o777);
    let elsewhere = elsewhere.to_str().unwrap().to_owned();
    for args in [&["index"][..], &["index", "--rebuild"], &SEARCH] {
        base.edit();
        let run = kb_as_other(&base, &[args, &["--index", &elsewhere]].concat());
        run.done(&format!("{args:?} with an index elsewhere"));
    }
    let run = kb_as_other(&base, &[&SEARCH[..], &["--index", &elsewhere]].concat());
    base.is_answer(&run, "an index elsewhere");
    assert_eq!(run.stderr, "");
    // A folder without settings has its index in the home, which cannot be written either.
    fs::remove_file(base.path("kb.toml")).unwrap();
    let root = base.path("notes");
    let run = kb_as_other(
        &base,
        &[&SEARCH[..], &["--root", root.to_str().unwrap()]].concat(),
    );
    let found = run.done("a read-only home").json();
    assert_eq!(
        found["hits"].as_array().unwrap().len(),
        base.count(),
        "{run:?}"
    );
    assert!(run.stderr.contains("from an index in memory"), "{run:?}");
}

#[test]
fn a_read_only_file_system_is_told_of() {
    let mut base = Base::indexed(12);
    let script = "mount --bind \"$0\" \"$0\"; mount -o remount,ro,bind \"$0\"";
    base.edit();
    let Some(mounts) = Mounts::new(script, &[base.path("")]) else {
        return;
    };
    let before = snapshot(&base.path(""));
    for args in [&["index"][..], &["index", "--rebuild"]] {
        let run = mounts.kb(&base, args);
        let told = run.failed(&format!("{args:?}"));
        assert!(
            told.contains("read-only") && told.contains("--index"),
            "{told}"
        );
    }
    let run = mounts.kb(&base, &SEARCH);
    run.done("a read-only file system");
    assert!(
        run.stderr.contains("may be older than the notes"),
        "{run:?}"
    );
    let target = base.path("out.md");
    let run = mounts.kb(&base, &["export", "--output", target.to_str().unwrap()]);
    let told = run.failed("an export to a read-only file system");
    assert!(told.contains("Read-only file system"), "{told}");
    assert!(snapshot(&base.path("")) == before, "something was written");
    base.is_right("by one who may write");
}
