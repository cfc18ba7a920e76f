//! Each system call that can fail is made to fail, for the first time, for the second, and so on.

use crate::base::{Base, SEARCH};
use crate::injection::{Injection, hit_notes, hit_stderr, most_calls, never_began, steps};
use crate::run::Run;
use crate::tools::{have_strace, times};

/// Calls of one kind that fail in the short version.
const FEW: usize = 3;

/// System calls, and the error they fail with.
const FAULTS: [(&str, &str); 16] = [
    ("openat", "EMFILE"),
    ("openat", "EACCES"),
    ("openat", "EIO"),
    ("read,?pread64", "EIO"),
    ("write,writev,?pwrite64", "ENOSPC"),
    ("fdatasync", "EIO"),
    ("fsync", "EIO"),
    ("?rename,renameat,renameat2", "EIO"),
    ("?unlink,unlinkat,?rmdir", "EACCES"),
    ("?mkdir,mkdirat", "EACCES"),
    ("ftruncate", "EIO"),
    ("flock", "ENOLCK"),
    ("getdents64", "EIO"),
    ("statx,?newfstatat", "EIO"),
    ("?readlink,readlinkat", "EIO"),
    ("lseek", "EIO"),
];

/// Calls that fail where the index is read.
const READING: [(&str, &str); 4] = [
    ("openat", "EIO"),
    ("openat", "EMFILE"),
    ("read,?pread64", "EIO"),
    ("flock", "ENOLCK"),
];

/// Work on the index that calls fail in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    Sync,
    Rebuild,
    Search,
}

impl Work {
    fn args(self) -> Vec<&'static str> {
        match self {
            Self::Sync => vec!["index", "--format", "json"],
            Self::Rebuild => vec!["index", "--rebuild", "--format", "json"],
            Self::Search => SEARCH.to_vec(),
        }
    }
}

fn each_fault(work: Work, cap: usize) {
    for (calls, error) in FAULTS {
        let mut base = Base::indexed(12);
        base.edit();
        let (run, log) = Injection::none(calls).run(&base, &work.args());
        run.done(calls);
        for nth in steps(most_calls(&log), cap) {
            base.edit();
            let injection = Injection::error(calls, error, &nth.to_string());
            let (run, log) = injection.run(&base, &work.args());
            let what = format!("{work:?}, {calls} {nth} fails with {error}");
            judge(&base, work, &run, &log, &what);
        }
        base.is_sound(calls);
    }
}

fn judge(base: &Base, work: Work, run: &Run, log: &str, what: &str) {
    if !never_began(run) {
        match hit_stderr(log) {
            true => run.ended(what),
            false => run.is_orderly(what),
        }
        if run.code == Some(0) && !hit_notes(base, log) {
            return succeeded(base, work, run, what);
        }
    }
    base.is_right(what);
}

/// What is done is done, and what is not fresh says so.
fn succeeded(base: &Base, work: Work, run: &Run, what: &str) {
    match work {
        Work::Search => {
            let fresh = run.json()["index"]["fresh"] == true;
            assert!(
                fresh || run.stderr.contains("may be older"),
                "{what}: {run:?}"
            );
            fresh.then(|| base.is_answer(run, what));
            base.is_right(what);
        }
        _ => {
            let problems = &run.json()["problems"];
            assert_eq!(*problems, serde_json::json!([]), "{what}: {run:?}");
            base.is_indexed(what);
        }
    }
}

#[test]
fn a_sync_survives_each_failing_call() {
    if have_strace() {
        each_fault(Work::Sync, times(FEW));
    }
}

#[test]
fn a_rebuild_survives_each_failing_call() {
    if have_strace() {
        each_fault(Work::Rebuild, times(FEW));
    }
}

#[test]
fn a_search_survives_each_failing_call() {
    if have_strace() {
        each_fault(Work::Search, times(FEW));
    }
}

#[test]
fn a_failed_read_is_not_taken_for_damage() {
    if !have_strace() {
        return;
    }
    for (calls, error) in READING {
        let base = Base::indexed(12);
        let (_, log) = Injection::none(calls).run(&base, &SEARCH);
        for nth in steps(most_calls(&log), usize::MAX) {
            let before = base.current();
            let injection = Injection::error(calls, error, &nth.to_string());
            let (run, log) = injection.run(&base, &SEARCH);
            let what = format!("{calls} {nth} fails with {error}");
            judge(&base, Work::Search, &run, &log, &what);
            let told = run.stderr.contains("index built anew");
            assert!(told || base.current() == before, "{what}: {run:?}");
        }
    }
}

#[test]
fn an_index_that_cannot_be_mapped_is_told_of() {
    if !have_strace() {
        return;
    }
    for work in [Work::Search, Work::Sync] {
        let mut base = Base::indexed(12);
        for nth in 1..=times(FEW) + 3 {
            base.edit();
            let files = base.index_files();
            // Only these: without memory of its own no program begins.
            let mut injection = Injection::error("mmap", "ENOMEM", &nth.to_string()).on(&files);
            if nth == 1 {
                injection = Injection::error("mmap", "ENOMEM", "1+").on(&files);
            }
            let (run, log) = injection.run(&base, &work.args());
            assert!(log.contains("(INJECTED)"), "{nth}: {log}");
            judge(&base, work, &run, &log, &format!("{work:?}, no map {nth}"));
        }
    }
}

/// Where nothing can be removed, syncs work; the files that pile up go as soon as they can.
#[test]
fn what_cannot_be_removed_now_goes_later() {
    if !have_strace() {
        return;
    }
    let mut base = Base::indexed(12);
    let before = base.index_files().len();
    let calls = "?unlink,unlinkat,?rmdir";
    for round in 0..times(6) {
        base.edit();
        let args = [&["index", "--format", "json"][..], &["--rebuild"]].concat();
        let args = &args[..args.len() - usize::from(round % 3 != 2)];
        let (run, log) = Injection::error(calls, "EACCES", "1+").run(&base, args);
        let what = format!("{args:?} without leave to remove, round {round}");
        run.is_orderly(&what);
        assert!(log.contains("(INJECTED)"), "{what}");
        base.is_indexed(&what);
    }
    let piled = base.index_files().len();
    base.edit();
    base.kb(&["index"]).done("with leave again");
    base.edit();
    base.kb(&["index"]).done("with leave again");
    let after = base.index_files().len();
    // A sync or two more, with a segment each, are all that it may have more than at first.
    assert!(
        after < piled && after <= before + 3 * 8,
        "{before}, {piled}, {after}"
    );
    base.is_right("with leave again");
}

/// Calls on the folder of the notes, and how they fail.
const WALKING: [(&str, &str); 4] = [
    ("openat", "EACCES"),
    ("openat", "EMFILE"),
    ("getdents64", "EIO"),
    ("statx,?newfstatat", "EIO"),
];

#[test]
fn an_answer_without_some_of_the_notes_says_so() {
    if !have_strace() {
        return;
    }
    for (calls, error) in WALKING {
        for path in ["notes", "notes/007.md"] {
            let mut base = Base::indexed(12);
            base.edit();
            let export = base.outside().join("out/all.md");
            let export = ["export", "--output", export.to_str().unwrap()];
            for args in [&SEARCH[..], &["topics"], &export] {
                base.edit();
                let injection = Injection::error(calls, error, "1+").on(&[base.path(path)]);
                let (run, log) = injection.run(&base, args);
                let what = format!("{args:?}, {calls} of {path} fail with {error}");
                if log.contains("(INJECTED)") {
                    run.is_orderly(&what);
                    assert!(run.stderr.contains(path), "{what}: {run:?}");
                }
                base.is_right(&what);
            }
        }
    }
}

#[test]
fn threads_that_cannot_be_started_are_told_of() {
    if !have_strace() {
        return;
    }
    let calls = "clone,clone3";
    for work in [Work::Search, Work::Sync] {
        let mut base = Base::indexed(12);
        for nth in 1..12 {
            base.edit();
            let injection = Injection::error(calls, "EAGAIN", &nth.to_string());
            let (run, log) = injection.run(&base, &work.args());
            judge(
                &base,
                work,
                &run,
                &log,
                &format!("{work:?}, no thread {nth}"),
            );
        }
    }
}

#[test]
#[ignore = "long"]
fn every_failing_call() {
    if have_strace() {
        for work in [Work::Sync, Work::Rebuild, Work::Search] {
            each_fault(work, usize::MAX);
        }
    }
}
