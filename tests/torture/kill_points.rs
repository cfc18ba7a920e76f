//! Killed at each system call that changes something: between any two of them the index holds.

use crate::base::Base;
use crate::injection::{Injection, most_calls, steps};
use crate::tools::{have_strace, times};
use std::fs;

/// Kills at calls of one kind in the short version.
const FEW: usize = 4;
/// Files that one process may leave behind when it dies, and the next has to sweep.
const LEFT_BY_ONE: usize = 4;

const CALLS: [&str; 12] = [
    "openat",
    "write,writev,?pwrite64",
    "?rename,renameat,renameat2",
    "fdatasync",
    "fsync",
    "?unlink,unlinkat,?rmdir",
    "?mkdir,mkdirat",
    "ftruncate",
    "flock",
    "getdents64",
    "close",
    "exit,exit_group",
];

/// What is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    First,
    Sync,
    Rebuild,
}

impl Work {
    fn args(self) -> &'static [&'static str] {
        match self {
            Self::Rebuild => &["index", "--rebuild"],
            _ => &["index"],
        }
    }

    fn prepare(self, base: &mut Base) {
        base.edit();
        if self == Self::First {
            fs::remove_dir_all(base.path("index")).unwrap();
        }
    }
}

fn each_call(work: Work, cap: usize) {
    let mut killed = 0;
    for calls in CALLS {
        let mut base = Base::indexed(12);
        work.prepare(&mut base);
        let (run, log) = Injection::none(calls).run(&base, work.args());
        run.done(calls);
        for nth in steps(most_calls(&log), cap) {
            work.prepare(&mut base);
            let (run, _) = Injection::signal(calls, "SIGKILL", nth).run(&base, work.args());
            let what = format!("{work:?} killed at {calls} {nth}");
            match run.signal {
                Some(_) => killed += 1,
                None => run.is_orderly(&what),
            }
            if base.path("index").exists() {
                base.is_tidy(LEFT_BY_ONE, &what);
            }
            base.is_right(&what);
        }
        base.is_sound(calls);
        base.kb(&["index", "--rebuild"]).done(calls);
        base.is_tidy(0, calls);
    }
    assert!(killed > CALLS.len(), "only {killed} kills landed");
}

#[test]
fn a_sync_killed_at_each_call_loses_nothing() {
    if have_strace() {
        each_call(Work::Sync, times(FEW));
    }
}

#[test]
fn a_rebuild_killed_at_each_call_loses_nothing() {
    if have_strace() {
        each_call(Work::Rebuild, times(FEW));
    }
}

#[test]
fn a_first_build_killed_at_each_call_loses_nothing() {
    if have_strace() {
        each_call(Work::First, times(FEW));
    }
}

#[test]
fn a_rebuild_killed_before_its_mark_leaves_no_folder() {
    if !have_strace() {
        return;
    }
    let base = Base::indexed(12);
    let mark = base.path("index/gen-2/kb-generation");
    let kill = Injection::signal("openat", "SIGKILL", 1).on(&[mark]);
    let (run, _) = kill.run(&base, &["index", "--rebuild"]);
    assert!(run.signal.is_some(), "{run:?}");
    base.kb(&["index", "--rebuild"]).done("after the kill");
    base.is_right("after the kill");
    let folders = fs::read_dir(base.path("index")).unwrap();
    let folders = folders.filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert_eq!(folders.count(), 1, "folders of generations");
}

#[test]
#[ignore = "long"]
fn killed_at_every_call() {
    if have_strace() {
        for work in [Work::First, Work::Sync, Work::Rebuild] {
            each_call(work, usize::MAX);
        }
    }
}
