//! Exports are written whole or not at all, whatever fails on the way.

use crate::base::{Base, snapshot};
use crate::injection::{Injection, hit_notes, hit_stderr, most_calls, never_began, steps};
use crate::run::Run;
use crate::tools::{have_strace, times};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Calls of one kind that fail in the short version.
const FEW: usize = 3;

/// System calls, and the error they fail with.
const FAULTS: [(&str, &str); 12] = [
    ("openat", "EMFILE"),
    ("openat", "EACCES"),
    ("read,?pread64", "EIO"),
    ("write,writev,?pwrite64", "ENOSPC"),
    ("fsync", "EIO"),
    ("fdatasync", "EIO"),
    ("?rename,renameat,renameat2,linkat", "EIO"),
    ("?unlink,unlinkat,?rmdir", "EACCES"),
    ("?mkdir,mkdirat", "EACCES"),
    ("?chmod,fchmod,fchmodat", "EPERM"),
    ("getdents64", "EIO"),
    ("statx,?newfstatat", "EIO"),
];

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// One export, over what an older one wrote or where nothing is.
struct Job {
    base: Base,
    args: Vec<String>,
    target: PathBuf,
    old: Files,
    new: Files,
}

impl Job {
    fn new(split: bool, force: bool) -> Self {
        let mut base = Base::indexed(6);
        let option = if split { "--split" } else { "--output" };
        let target = base.outside().join("out/target");
        let place = target.to_str().unwrap().to_owned();
        let mut args = ["export", option, &place].map(str::to_owned).to_vec();
        let out = target.parent().unwrap().to_owned();
        let old = match force {
            true => {
                run(&base, &args).done("the old export");
                args.push("--force".to_owned());
                snapshot(&out)
            }
            false => Files::new(),
        };
        base.edit();
        run(&base, &args).done("the new export");
        let new = snapshot(&out);
        assert_ne!(old, new);
        Self {
            base,
            args,
            target,
            old,
            new,
        }
    }

    fn args(&self) -> Vec<&str> {
        self.args.iter().map(String::as_str).collect()
    }

    fn out(&self) -> &Path {
        self.target.parent().unwrap()
    }

    /// Puts what was there before in its place again.
    fn restore(&self) {
        fs::remove_dir_all(self.out()).unwrap();
        fs::create_dir(self.out()).unwrap();
        for (path, bytes) in &self.old {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }

    fn inject(&self, injection: &Injection) -> (Run, String) {
        self.restore();
        injection.run(&self.base, &self.args())
    }

    fn each_fault(&self, cap: usize) {
        for (calls, error) in FAULTS {
            let (run, log) = self.inject(&Injection::none(calls));
            run.done(calls);
            for nth in steps(most_calls(&log), cap) {
                let injection = Injection::error(calls, error, &nth.to_string());
                let (run, log) = self.inject(&injection);
                let what = format!("{:?}, {calls} {nth} fails with {error}", self.args);
                self.judge(&run, &log, &what);
            }
        }
        self.base.is_right("after all exports");
    }

    fn judge(&self, run: &Run, log: &str, what: &str) {
        let now = snapshot(self.out());
        if never_began(run) {
            assert!(now == self.old, "{what}: {run:?}");
            return;
        }
        match hit_stderr(log) {
            true => run.ended(what),
            false => run.is_orderly(what),
        }
        match run.code {
            Some(0) if hit_notes(&self.base, log) => {}
            Some(0) => assert!(now == self.new, "{what}: {run:?}, {:?}", now.keys()),
            _ => assert!(self.is_whole(&now), "{what}: {run:?}, {:?}", now.keys()),
        }
    }

    /// Whether the old export or the new one stands there; what could not be cleared away is beside it under another
    /// name.
    fn is_whole(&self, now: &Files) -> bool {
        let there = below(now, &self.target);
        [&self.old, &self.new]
            .iter()
            .any(|files| there == below(files, &self.target))
    }

    /// Whether the old folder is whole under another name: one moment of replacing it has neither in its place.
    fn is_aside(&self, now: &Files) -> bool {
        let mut aside = now.keys().filter_map(|path| path.parent());
        let aside = aside.find(|folder| folder.ends_with("old"));
        aside.is_some_and(|folder| below(now, folder) == below(&self.old, &self.target))
            && below(now, &self.target).is_empty()
    }

    fn each_kill(&self, cap: usize) {
        let calls =
            "openat,write,fsync,?rename,renameat,renameat2,linkat,?mkdir,mkdirat,?unlink,unlinkat";
        let (_, log) = self.inject(&Injection::none(calls));
        for nth in steps(most_calls(&log), cap) {
            let (run, _) = self.inject(&Injection::signal(calls, "SIGKILL", nth));
            let what = format!("{:?} killed at call {nth}: {run:?}", self.args);
            let now = snapshot(self.out());
            let kept = self.is_whole(&now) || self.is_aside(&now);
            assert!(kept, "{what}: {:?}", now.keys());
        }
        self.base.is_right("after all exports");
    }
}

/// The files below a place, named from there.
fn below(files: &Files, place: &Path) -> Files {
    let here = files.iter().filter_map(|(path, bytes)| {
        let path = path.strip_prefix(place).ok()?;
        Some((path.to_owned(), bytes.clone()))
    });
    here.collect()
}

fn run(base: &Base, args: &[String]) -> Run {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    base.kb(&args)
}

#[test]
fn a_file_is_exported_whole_or_not_at_all() {
    if have_strace() {
        for force in [false, true] {
            Job::new(false, force).each_fault(times(FEW));
        }
    }
}

#[test]
fn a_folder_is_exported_whole_or_not_at_all() {
    if have_strace() {
        for force in [false, true] {
            Job::new(true, force).each_fault(times(FEW));
        }
    }
}

#[test]
fn a_killed_export_leaves_the_old_or_the_new_one() {
    if have_strace() {
        for (split, force) in [(false, false), (false, true), (true, false), (true, true)] {
            Job::new(split, force).each_kill(times(FEW * 4));
        }
    }
}

#[test]
#[ignore = "long"]
fn every_fault_and_kill_of_exports() {
    if have_strace() {
        for (split, force) in [(false, false), (false, true), (true, false), (true, true)] {
            let job = Job::new(split, force);
            job.each_fault(usize::MAX);
            job.each_kill(usize::MAX);
        }
    }
}
