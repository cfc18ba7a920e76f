//! `kb check --fix`: shown first, written only where that was asked for, and nothing lost.

use crate::sandbox::{Sandbox, files_in};
use std::fs;
use std::path::PathBuf;

const FAULTY: &str = "##One\r\ntext\r\n";
const MENDED: &str = "---\r\ndate: 2016-05-06\r\n---\r\n\r\n## One\r\ntext\r\n";
const NOTE: &str = "notes/2016-05-06-a.md";

fn faulty() -> (Sandbox, PathBuf) {
    let kb = Sandbox::new();
    let file = kb.note(NOTE, FAULTY);
    kb.note(
        "notes/sound.md",
        "---\ndate: 2016\ntags: [storage]\n---\n# Sound\n",
    );
    (kb, file)
}

fn text(file: &PathBuf) -> String {
    fs::read_to_string(file).unwrap()
}

#[test]
fn changes_are_shown_and_written_where_that_is_asked_for() {
    let (kb, file) = faulty();
    let shown = kb.kb(&["check", "--fix", "--dry-run"]);
    insta::assert_snapshot!(shown.done(), @"
    --- notes/2016-05-06-a.md
    +++ notes/2016-05-06-a.md
    @@ -1,2 +1,6 @@
    -##One
    +---
    +date: 2016-05-06
    +---
    +
    +## One
     text
    ");
    assert_eq!(
        shown.stderr,
        "would mend 1 note: 1 heading spaced, 1 date added\n"
    );
    assert_eq!(text(&file), FAULTY);
    let written = kb.kb(&["check", "--fix", "--yes"]);
    assert_eq!(written.done(), shown.stdout);
    assert_eq!(
        written.stderr,
        "mended 1 note: 1 heading spaced, 1 date added\nleft for you: 0 warnings, 1 note; `kb check` lists them\n"
    );
    assert_eq!(text(&file), MENDED);
    assert_eq!(files_in(&kb.path("notes")).len(), 2);
    let again = kb.kb(&["check", "--fix", "--yes"]);
    assert_eq!(
        (again.failed_with(1), again.stderr.as_str()),
        ("nothing to mend\n", "nothing to mend\n")
    );
    assert_eq!(kb.titles("text"), ["One"]);
}

#[test]
fn the_list_of_findings_says_what_could_be_mended() {
    let (kb, _) = faulty();
    let told = "1 note can be mended: `kb check --fix`\n";
    let run = kb.kb(&["check"]);
    assert!(!run.done().contains("--fix"), "{run:?}");
    assert_eq!(run.stderr, told);
    kb.note("notes/b.md", "---\ntitle: B\n\ntext\n");
    kb.note("notes/2016-05-07-c.md", "# C\n\nMay 7, 2016\n\n`##no`\n");
    kb.note("notes/d.rst", "##no\n");
    let run = kb.kb(&["check"]);
    assert_eq!(run.stderr, told.replace("1 note", "2 notes"));
    let shown = kb.kb(&["check", "--fix", "--dry-run"]);
    assert!(shown.stderr.contains("would mend 2 notes"), "{shown:?}");
    for quiet in [
        &["check", "--path", "notes/d.rst"][..],
        &["check", "--format", "json"],
        &["check", "--quiet"],
    ] {
        assert_eq!(kb.kb(quiet).stderr, "", "{quiet:?}");
    }
    kb.kb(&["check", "--fix", "--yes"]).done();
    assert_eq!(kb.kb(&["check"]).stderr, "");
}

#[test]
fn without_a_terminal_nobody_agrees() {
    let (kb, file) = faulty();
    let run = kb.kb_reads(&["check", "--fix"], b"y\n");
    let told = run.failed_with(2);
    assert!(told.contains("--yes") && told.contains("--into"), "{told}");
    assert_eq!(text(&file), FAULTY);
    for other in [&["--strict"][..], &["--format", "md"], &["--limit", "1"]] {
        kb.kb(&[&["check", "--fix", "--yes"][..], other].concat())
            .failed_with(2);
    }
    kb.kb(&["check", "--yes"]).failed_with(2);
    assert_eq!(text(&file), FAULTY);
}

#[test]
fn scripts_are_told_each_mend_and_what_became_of_it() {
    let (kb, file) = faulty();
    let refused = kb.kb(&["check", "--fix", "--format", "json"]);
    let told = refused.failed_with(2);
    assert!(
        told.contains("`--dry-run`") && told.contains("`--yes`") && told.contains("`--into DIR`")
    );
    assert_eq!(refused.stdout, "");
    let shown = kb.kb(&["check", "--fix", "--dry-run", "--format", "json"]);
    let shown = (shown.done(), shown.json()).1;
    assert_eq!(text(&file), FAULTY);
    let mends = serde_json::json!([
        {"rule": "tight-heading", "line": 1, "before": "##One", "after": "## One"},
        {"rule": "name-date", "line": 1, "before": "## One", "after": "---\ndate: 2016-05-06\n---\n\n## One"},
    ]);
    let note = |state: &str, to: Option<&str>| serde_json::json!([{"path": NOTE, "state": state, "to": to, "reason": null, "mends": mends}]);
    assert_eq!(shown["notes"], note("shown", None));
    assert_eq!((&shown["total"], &shown["written"]), (&1.into(), &0.into()));
    let copied = kb.json(&["check", "--fix", "--into", "mended"]);
    assert_eq!(copied["notes"], note("written", Some(NOTE)));
    assert_eq!(text(&kb.path("mended").join(NOTE)), MENDED);
    let again = kb.kb(&["check", "--fix", "--into", "mended", "--format", "json"]);
    assert_eq!((again.status, &again.json()["failed"]), (2, &1.into()));
    let reason = again.json()["notes"][0]["reason"].to_string();
    assert!(reason.contains("already there"), "{reason}");
    assert!(
        again
            .stderr
            .contains("error: 1 of 1 note could not be written"),
        "{again:?}"
    );
    assert_eq!(text(&file), FAULTY);
    let written = kb.json(&["check", "--fix", "--yes"]);
    assert_eq!(written["notes"], note("written", Some(NOTE)));
    assert_eq!(text(&file), MENDED);
    let nothing = kb.kb(&["check", "--fix", "--yes", "--format", "json"]);
    assert_eq!((nothing.status, &nothing.json()["total"]), (1, &0.into()));
    assert_eq!(nothing.json()["notes"], serde_json::json!([]));
}

#[test]
fn rules_choose_the_mends() {
    let (kb, file) = faulty();
    let open = kb.note("notes/open.md", "---\ntitle: T\n\n##Two\n");
    let only = |rules: &[&str]| -> Vec<String> {
        let args = [&["check", "--fix", "--dry-run"], rules].concat();
        let run = kb.kb(&[&args[..], &["--format", "json"]].concat());
        let notes = run.json()["notes"].as_array().unwrap().clone();
        let mends = notes
            .iter()
            .flat_map(|note| note["mends"].as_array().unwrap());
        mends
            .map(|mend| mend["rule"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(only(&["--rule", "name-date"]), ["name-date"]);
    assert_eq!(only(&["--rule", "tight-heading"]), ["tight-heading"; 2]);
    let two = ["--rule", "front-matter", "--rule", "name-date"];
    assert_eq!(only(&two), ["name-date", "front-matter"]);
    assert_eq!(only(&["--severity", "warning"]), ["front-matter"]);
    assert_eq!(only(&["--severity", "error"]), [""; 0]);
    kb.kb(&["check", "--fix", "--yes", "--rule", "tight-heading"])
        .done();
    assert_eq!(text(&file), "## One\r\ntext\r\n");
    assert_eq!(text(&open), "---\ntitle: T\n\n## Two\n");
    for (args, why) in [
        (
            &["--fix", "--dry-run", "--rule", "untagged"][..],
            "that have a mend are `front-matter`, `tight-heading`, `name-date`",
        ),
        (
            &["--rule", "tight-heading"],
            "`kb check --fix --rule tight-heading --dry-run`",
        ),
        (&["--rule", "no-dat"], "no-date"),
    ] {
        let run = kb.kb(&[&["check"], args].concat());
        assert!(run.failed_with(2).contains(why), "{run:?}");
    }
}

#[test]
fn copies_leave_the_notes_as_they_are() {
    let (kb, file) = faulty();
    kb.kb(&["check", "--fix", "--into", "mended"]).done();
    assert_eq!(text(&file), FAULTY);
    assert_eq!(text(&kb.path("mended").join(NOTE)), MENDED);
    assert!(!kb.path("mended/notes/sound.md").exists());
    let again = kb.kb(&["check", "--fix", "--into", "mended"]);
    assert_eq!(again.status, 2, "what is there is not replaced");
    let told = &again.stderr;
    assert!(
        told.contains("is already there\nhint: copies replace nothing; name another folder")
            && !told.contains("--force"),
        "{told}"
    );
    let no_folder = kb.kb(&["check", "--fix", "--into", "kb.toml"]);
    assert!(
        no_folder.failed_with(2).contains("it is no folder"),
        "{no_folder:?}"
    );
    kb.kb(&["index"]).done();
    fs::create_dir(kb.path("notes/sub")).unwrap();
    for bad in [
        "notes",
        "notes/new",
        "notes/sub/new",
        "index",
        "index/new",
        ".",
        "none/new",
    ] {
        let run = kb.kb(&["check", "--fix", "--into", bad]);
        assert_eq!(run.failed_with(2).lines().count(), 2, "{run:?}");
        assert!(!kb.path("notes/new").exists() && !kb.path("none").exists());
    }
    assert_eq!(text(&file), FAULTY);
}

#[test]
fn filters_choose_the_notes() {
    let (kb, file) = faulty();
    let other = kb.note("notes/b.md", "##Two\n");
    kb.kb(&["check", "--fix", "--yes", "--path", "notes/b.md"])
        .done();
    assert_eq!(
        (text(&file).as_str(), text(&other).as_str()),
        (FAULTY, "## Two\n")
    );
    assert_eq!(
        kb.kb(&["check", "--fix", "--yes", "--release", "Newton"])
            .status,
        1
    );
}

#[cfg(unix)]
#[test]
fn what_may_not_be_written_is_left_and_stops_no_other() {
    use std::fs::Permissions;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (kb, file) = faulty();
    let locked = kb.note("notes/locked.md", "##L\n");
    fs::set_permissions(&locked, Permissions::from_mode(0o444)).unwrap();
    let twice = kb.note("notes/twice.md", "##T\n");
    fs::hard_link(&twice, kb.outside().join("other")).unwrap();
    let outside = kb.outside().join("outside.md");
    fs::write(&outside, "##O\n").unwrap();
    symlink(&outside, kb.path("notes/link.md")).unwrap();
    let bytes = kb.note("notes/bytes.md", b"##B\n\xa6\n");
    kb.note("notes/rest.rst", "##R\n");
    kb.note("notes/page.md", "<!DOCTYPE html>\n##P\n");
    let dry = kb.kb(&["check", "--fix", "--dry-run"]);
    assert!(!dry.done().contains("##L") && !dry.stdout.contains("##T"));
    for told in [
        "left alone: notes/locked.md: it is read-only\n",
        "left alone: notes/twice.md: it has another name too",
        "would mend 1 note: 1 heading spaced, 1 date added\n",
    ] {
        assert!(dry.stderr.contains(told), "{told}: {}", dry.stderr);
    }
    let none = kb.kb(&["check", "--fix", "--dry-run", "--path", "notes/locked.md"]);
    let told = none.failed_with(1);
    assert!(
        told.contains("nothing to mend that could be written; `--into DIR`"),
        "{told}"
    );
    let run = kb.kb(&["check", "--fix", "--yes"]);
    assert_eq!(run.status, 2, "{run:?}");
    for told in [
        "left alone: notes/page.md: it is a page of HTML\n",
        "left alone: notes/bytes.md: it is not UTF-8\n",
        "left alone: 1 note that is not Markdown\n",
        "locked.md` is left as it is: it is read-only\n",
        "twice.md` is left as it is: it has another name too",
        "mended 1 note: 1 heading spaced, 1 date added\n",
        "error: 2 of 3 notes could not be written",
    ] {
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
    assert_eq!(text(&file), MENDED);
    for (file, before) in [(&locked, "##L\n"), (&twice, "##T\n"), (&outside, "##O\n")] {
        assert_eq!(text(file), before);
    }
    assert_eq!(fs::read(bytes).unwrap(), b"##B\n\xa6\n");
    assert_eq!(
        files_in(&kb.path("notes")).len(),
        8,
        "nothing unfinished stays"
    );
}

/// A limit on the size of files fails as a full disk does.
#[cfg(unix)]
#[test]
fn where_nothing_can_be_written_nothing_is_lost() {
    let (kb, file) = faulty();
    kb.kb(&["index"]).done();
    let own = kb.command();
    let mut limited = std::process::Command::new("/bin/sh");
    limited
        .args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "sh"])
        .arg(own.get_program())
        .args(["check", "--fix", "--yes", "--no-sync"])
        .current_dir(kb.root());
    let run = limited.output().unwrap();
    assert_eq!(run.status.code(), Some(2), "{run:?}");
    assert_eq!(text(&file), FAULTY);
    assert_eq!(files_in(&kb.path("notes")).len(), 2);
}

#[cfg(unix)]
#[test]
fn copies_go_through_no_link() {
    let kb = Sandbox::new();
    kb.note("notes/2016-01-02-a.md", "# A\n\n##One Thing\n\ntext\n");
    let outside = kb.outside().join("elsewhere");
    std::fs::create_dir(&outside).unwrap();
    std::os::unix::fs::symlink(&outside, kb.path("mended")).unwrap();
    std::fs::create_dir(kb.path("copies")).unwrap();
    std::os::unix::fs::symlink(&outside, kb.path("copies/notes")).unwrap();
    for into in ["mended", "mended/deeper", "copies"] {
        let run = kb.kb(&["check", "--fix", "--into", into]);
        assert_eq!(run.status, 2, "{into}: {run:?}");
        assert!(run.stderr.contains("it is a link"), "{into}: {run:?}");
    }
    assert_eq!(std::fs::read_dir(&outside).unwrap().count(), 0);
}
