//! Too few file descriptors, too little memory.

use crate::base::{Base, SEARCH};
use crate::run::Run;
use crate::tools::have;
use std::fs::File;

/// The smallest number of descriptors that kb is started with: below, its own libraries cannot be loaded.
const FEWEST: usize = 4;

fn with_descriptors(limits: std::ops::Range<usize>) {
    let mut base = Base::indexed(12);
    let mut refused = 0;
    for limit in limits {
        base.edit();
        let script = format!("ulimit -n {limit}; exec \"$0\" \"$@\"");
        for args in [&SEARCH[..], &["index"]] {
            let mut command = base.program("sh");
            command
                .args(["-c", &script, env!("CARGO_BIN_EXE_kb")])
                .args(args);
            let run = Run::of(&mut command);
            let what = format!("{args:?} with {limit} descriptors");
            run.is_orderly(&what);
            if run.code == Some(2) || !run.stderr.is_empty() {
                refused += 1;
                assert!(
                    run.stderr.contains("Too many open files"),
                    "{what}: {run:?}"
                );
            } else if args == SEARCH {
                base.is_answer(&run, &what);
            } else {
                base.is_indexed(&what);
            }
        }
        base.is_right(&format!("after {limit} descriptors"));
    }
    assert!(refused > 0, "no limit was low enough");
    base.is_sound("after too few descriptors");
}

#[test]
fn too_few_descriptors_are_told_of() {
    with_descriptors(FEWEST + 1..28);
}

#[test]
fn the_fewest_descriptors_are_told_of() {
    with_descriptors(FEWEST..FEWEST + 1);
}

#[test]
fn a_note_larger_than_memory_is_left_out() {
    if !have(&[&["prlimit", "--version"]]) {
        return;
    }
    let base = Base::on_disk(12);
    // Holes take no room on the disk.
    File::create(base.path("notes/large.md"))
        .unwrap()
        .set_len(2 << 30)
        .unwrap();
    let mut command = base.program("prlimit");
    command.args([
        "--as=1000000000",
        env!("CARGO_BIN_EXE_kb"),
        "index",
        "--format",
        "json",
    ]);
    let run = Run::of(&mut command);
    let report = run.done("a large note").json();
    assert_eq!(report["added"], 12, "{report}");
    let problems = report["problems"].as_array().unwrap();
    assert_eq!(problems.len(), 1, "{report}");
    assert_eq!(problems[0]["path"], "notes/large.md", "{report}");
    assert_eq!(problems[0]["code"], "too-large", "{report}");
    base.is_indexed("beside a large note");
}
