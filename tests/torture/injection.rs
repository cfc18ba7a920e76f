//! System calls of kb that strace makes fail, or at which it ends kb.

use crate::base::Base;
use crate::run::Run;
use crate::traces;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Seconds after which a run counts as hanging.
const GUARD: &str = "300";

/// What is done to which calls of one run of kb. strace counts the calls of each thread by themselves.
#[derive(Debug, Default, Clone)]
pub(crate) struct Injection {
    /// Names of system calls, with commas; those with a `?` need not exist on this machine.
    pub(crate) calls: &'static str,
    /// Such as `error=EIO`; nothing where the calls are only watched.
    pub(crate) does: String,
    /// Only calls that are about one of these files; about any where empty.
    pub(crate) paths: Vec<PathBuf>,
}

impl Injection {
    /// Nothing happens to these calls.
    pub(crate) fn none(calls: &'static str) -> Self {
        Self {
            calls,
            ..Self::default()
        }
    }

    /// These calls fail: all of them, the third (`3`), or from the third on (`3+`).
    pub(crate) fn error(calls: &'static str, error: &str, when: &str) -> Self {
        let does = format!("error={error}:when={when}");
        Self {
            calls,
            does,
            ..Self::default()
        }
    }

    /// kb is killed, or stopped, where it makes one of these calls for the nth time.
    pub(crate) fn signal(calls: &'static str, signal: &str, nth: usize) -> Self {
        let does = format!("signal={signal}:when={nth}");
        Self {
            calls,
            does,
            ..Self::default()
        }
    }

    pub(crate) fn on(mut self, paths: &[PathBuf]) -> Self {
        self.paths = paths.to_vec();
        self
    }

    /// kb under strace, ready to be started; strace writes what it sees to [`log`].
    pub(crate) fn command(&self, base: &Base, args: &[&str]) -> std::process::Command {
        let mut command = base.program("timeout");
        command.args(["-k", "10", GUARD, "strace", "-f", "-qq", "-y", "-s", "4096"]);
        command.args(["-e", "signal=none", "-e"]);
        command.arg(format!("trace={}", self.calls));
        if !self.does.is_empty() {
            command.args(["-e", &format!("inject={}:{}", self.calls, self.does)]);
        }
        for path in &self.paths {
            command.arg("-P").arg(path);
        }
        command.arg("-o").arg(log(base));
        command.arg(env!("CARGO_BIN_EXE_kb")).args(args);
        command
    }

    /// Runs kb, and gives what strace saw too.
    pub(crate) fn run(&self, base: &Base, args: &[&str]) -> (Run, String) {
        let run = Run::of(&mut self.command(base, args));
        let log = std::fs::read(log(base)).unwrap();
        (run, String::from_utf8_lossy(&log).into_owned())
    }
}

/// Where strace writes what it sees.
pub(crate) fn log(base: &Base) -> PathBuf {
    base.outside().join("strace.log")
}

/// How many of these calls the thread makes that makes most of them.
pub(crate) fn most_calls(log: &str) -> usize {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for line in log.lines().filter(|line| !line.contains(" resumed>")) {
        let thread = line.split_whitespace().next().unwrap_or_default();
        *counts.entry(thread).or_default() += 1;
    }
    counts.into_values().max().unwrap_or(0)
}

/// Which of so many calls to try: all, or at most `cap` that are spread evenly, the first and the last among them.
pub(crate) fn steps(calls: usize, cap: usize) -> Vec<usize> {
    match calls <= cap || cap < 2 {
        true => (1..=calls).collect(),
        false => (0..cap)
            .map(|at| 1 + at * (calls - 1) / (cap - 1))
            .collect(),
    }
}

/// Whether a note, or a folder on the way to one, was what failed.
pub(crate) fn hit_notes(base: &Base, log: &str) -> bool {
    let notes = base.path("notes");
    let on_the_way = |path: &PathBuf| path.starts_with(&notes) || notes.starts_with(path);
    let calls = traces::calls(log).into_iter();
    let mut injected = calls.filter(|call| call.contains("(INJECTED)"));
    injected.any(|call| {
        let paths = traces::paths(&call);
        let named = paths.iter().any(on_the_way);
        named || traces::folder(&call).as_ref().is_some_and(on_the_way) && paths.is_empty()
    })
}

/// Whether it was standard error that failed, so that nothing could be told.
pub(crate) fn hit_stderr(log: &str) -> bool {
    let calls = traces::calls(log).into_iter();
    let mut injected = calls.filter(|call| call.contains("(INJECTED)"));
    injected.any(|call| call.starts_with("write(2<") || call.starts_with("writev(2<"))
}

/// Whether the program could not even be loaded, so that it was not kb that failed.
pub(crate) fn never_began(run: &Run) -> bool {
    let loader = "error while loading shared libraries";
    run.code == Some(127) && run.stderr.contains(loader)
}
