//! Standard streams that are closed, full, or read by one who stops.

use crate::base::{Base, SEARCH};
use crate::run::Run;
use crate::tools::times;
use std::fs::File;
use std::io::Read;
use std::process::Stdio;

/// Commands that write something to standard output.
const ANSWERS: [&[&str]; 20] = [
    &SEARCH,
    &["search", "granite"],
    &["search", "granite", "--format", "csv"],
    &["show", "001"],
    &["topics"],
    &["topics", "--format", "jsonl"],
    &["recaps"],
    &["tags", "--format", "json"],
    &["releases", "--format", "json"],
    &["decisions"],
    &["actions", "--format", "json"],
    &["priorities", "--format", "json"],
    &["stats"],
    &["check"],
    &["index"],
    &["config", "show"],
    &["export"],
    &["completions", "bash"],
    &["--version"],
    &["search", "--help"],
];

#[test]
fn a_full_standard_output_is_an_error() {
    let base = Base::indexed(12);
    for args in ANSWERS {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let mut command = base.command();
        command.args(args).stdin(Stdio::null()).stdout(full);
        let run = Run::from(command.stderr(Stdio::piped()).output().unwrap());
        let told = run.failed(&format!("{args:?} to a full place"));
        assert!(told.contains("No space left"), "{args:?}: {told}");
    }
    base.is_right("after full streams");
}

#[test]
fn a_reader_who_stops_is_no_error() {
    let base = Base::indexed(200);
    for _ in 0..times(1) {
        for args in [
            &["export"][..],
            &["topics", "--format", "json"],
            &SEARCH,
            &["export", "--help"],
        ] {
            for taken in [0, 1] {
                let mut command = base.command();
                command.args(args).stdin(Stdio::null());
                command.stdout(Stdio::piped()).stderr(Stdio::piped());
                let mut child = command.spawn().unwrap();
                let mut stdout = child.stdout.take().unwrap();
                let mut few = vec![0; taken];
                stdout.read_exact(&mut few).unwrap();
                drop(stdout);
                let run = Run::from(child.wait_with_output().unwrap());
                assert_eq!(
                    (run.code, run.stderr.as_str()),
                    (Some(0), ""),
                    "{args:?}: {run:?}"
                );
            }
        }
    }
}

#[test]
fn closed_streams_harm_nothing() {
    let mut base = Base::indexed(12);
    for closed in ["<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"] {
        for args in [
            &["index"][..],
            &["index", "--rebuild"],
            &["search", "granite"],
            &["topics"],
        ] {
            base.edit();
            let mut command = base.program("sh");
            let script = format!("exec \"$0\" \"$@\" {closed}");
            command
                .args(["-c", &script, env!("CARGO_BIN_EXE_kb")])
                .args(args);
            let run = Run::of(&mut command);
            run.done(&format!("{args:?} with {closed}"));
            // What kb opens must not come to stand where a stream was, and be written into.
            base.is_right(&format!("after {args:?} with {closed}"));
        }
    }
    base.is_sound("after closed streams");
}

#[test]
fn a_full_standard_error_stops_no_answer() {
    let base = Base::indexed(12);
    for args in [&["index", "--rebuild"][..], &["index", "-v"], &SEARCH] {
        let full = || File::options().write(true).open("/dev/full").unwrap();
        let mut command = base.command();
        command.args(args).stdin(Stdio::null()).stderr(full());
        Run::from(command.output().unwrap()).done(&format!("{args:?}"));
        let mut command = base.command();
        command
            .args(["search", "(", "--limit", "x"])
            .stdin(Stdio::null());
        let run = Run::from(command.stderr(full()).output().unwrap());
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    }
}
