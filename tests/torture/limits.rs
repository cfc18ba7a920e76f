//! Too few file descriptors, too little memory, files that may not grow.

use crate::base::{Base, SEARCH, snapshot};
use crate::run::Run;
use crate::tools::have;
use std::fs::{self, File};

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

/// Text that no file may hold under the limit.
fn long() -> String {
    "# a line of text that goes on\n".repeat(2000)
}

#[test]
fn files_that_may_not_grow_are_told_of_and_leave_nothing_behind() {
    let base = Base::indexed(12);
    fs::write(base.path("notes/long.md"), format!("##One\n\n{}", long())).unwrap();
    fs::write(base.path("kb-note.jinja"), long()).unwrap();
    let settings = fs::read_to_string(base.path("kb.toml")).unwrap_or_default();
    fs::write(base.path("kb.toml"), format!("{}{settings}", long())).unwrap();
    let out = base.outside().join("out");
    let (file, folder) = (out.join("a.html"), out.join("man"));
    fs::create_dir(&folder).unwrap();
    let (file, folder) = (file.to_str().unwrap(), folder.to_str().unwrap());
    let beside = || {
        let mut files = snapshot(&base.path("."));
        files.retain(|path, _| !path.starts_with(base.path("./index")));
        files.extend(snapshot(&out));
        files
    };
    let before = beside();
    let limited = |args: &[&str]| {
        let mut command = base.program("sh");
        let script = "ulimit -f 4; exec \"$0\" \"$@\"";
        command
            .args(["-c", script, env!("CARGO_BIN_EXE_kb")])
            .args(args);
        let run = Run::of(&mut command);
        run.ended(&format!("{args:?}"));
        assert_eq!(run.code, Some(2), "{args:?}: {run:?}");
        assert!(run.stderr.contains("File too large"), "{args:?}: {run:?}");
        assert_eq!(beside(), before, "{args:?}");
    };
    limited(&["index"]);
    base.kb(&["index"]).done("no limit");
    for args in [
        &["check", "--fix", "--yes"][..],
        &["config", "set", "max_size", "8 MiB"],
        &["new", "A"],
        &["export", "--output", file],
        &["man", "--dir", folder],
    ] {
        limited(args);
    }
    base.is_sound("after files that may not grow");
}
