//! Names of files, and what is no file: all are named harmlessly, none is followed out of the base or waited for.

use crate::sandbox::{Output, Sandbox};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::process::Command;

const NAMES: [&[u8]; 16] = [
    b"\x1b]0;title\x07.md",
    b"-rf.md",
    b"--root=x.md",
    b"two\nlines.md",
    b"carriage\rreturn.md",
    b"tab\there.md",
    b"$(touch pwned).md",
    b"`touch pwned`; touch pwned.md",
    b"quote'\"s.md",
    b" leading and trailing .md",
    b"hash#and%20percent?.md",
    b"\xff\xfe latin.md",
    "\u{202e}dm.backwards\u{2066}\u{e0041}.md".as_bytes(),
    "combining e\u{301} \u{1f468}\u{200d}\u{1f469}.md".as_bytes(),
    b"*[a-z]{x,y}.md",
    b"a..md.md",
];

fn is_harmless(text: &str) -> bool {
    !text.contains(kb::render::clean::is_hostile)
}

#[track_caller]
fn harmless(run: &Output) {
    assert!(
        is_harmless(&run.stdout) && is_harmless(&run.stderr),
        "{run:?}"
    );
}

fn name(number: usize, name: &[u8]) -> OsString {
    let folder = format!("notes/n{number}/");
    OsStr::from_bytes(&[folder.as_bytes(), name].concat()).to_owned()
}

fn with_names() -> Sandbox {
    let kb = Sandbox::new();
    let long = [b"x".repeat(252), b".md".to_vec()].concat();
    let names = NAMES.iter().map(|n| n.to_vec()).chain([long]);
    for (number, bytes) in names.enumerate() {
        let path = kb.path(name(number, &bytes));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("# Heron {number}\n\nheron\n")).unwrap();
    }
    kb
}

#[test]
fn any_name_is_listed_harmlessly_and_found_again() {
    let kb = with_names();
    let all = NAMES.len() + 1;
    let run = kb.kb(&["search", "heron", "--limit", "100"]);
    run.done();
    harmless(&run);
    for args in [
        &["recaps"][..],
        &["topics"],
        &["check"],
        &["index", "-v"],
        &["topics", "--format", "csv"],
    ] {
        harmless(&kb.kb(args));
    }
    let topics = kb.json(&["topics"]);
    assert_eq!(topics["total"], all, "{topics}");
    for topic in topics["topics"].as_array().unwrap() {
        let id = topic["id"].as_str().unwrap();
        let run = kb.kb(&["show", "--format", "json", "--", id]);
        assert_eq!(run.json()["topic"]["id"], id, "{run:?}");
        assert!(is_harmless(&run.stderr), "{run:?}");
    }
    assert!(!kb.path("pwned").exists());
}

#[test]
fn any_name_opens_in_an_editor() {
    let kb = with_names();
    let editor = kb.note("ed", "#!/bin/sh\nprintf '%s\\0' \"$@\" > argv\n");
    fs::set_permissions(editor, fs::Permissions::from_mode(0o755)).unwrap();
    let topics = kb.json(&["topics"]);
    for topic in topics["topics"].as_array().unwrap() {
        let id = topic["id"].as_str().unwrap();
        let run = kb.kb_with(&["show", "--open", "--", id], &[("EDITOR", "./ed")]);
        assert_eq!(run.status, 0, "{id:?}: {run:?}");
        let argv = fs::read(kb.path("argv")).unwrap();
        let file = argv.split(|b| *b == 0).nth(1).unwrap();
        let text = fs::read_to_string(OsStr::from_bytes(file));
        let title = topic["title"].as_str().unwrap();
        assert!(
            text.is_ok_and(|text| text.starts_with(&format!("# {title}\n"))),
            "{id:?}"
        );
    }
}

/// Links in a ring, to themselves, to the whole disk; pipes and sockets: none is read, none is waited for.
#[test]
fn what_is_no_file_is_left() {
    let kb = Sandbox::with_recaps();
    let notes = kb.path("notes");
    let secret = kb.outside().join("secret.md");
    fs::write(&secret, "# Secret\n\npanda\n").unwrap();
    fs::create_dir(notes.join("ring")).unwrap();
    for (target, link) in [
        ("..", "ring/up"),
        ("../ring", "ring/self"),
        ("b.md", "ring/a.md"),
        ("a.md", "ring/b.md"),
        ("itself.md", "itself.md"),
        ("nowhere.md", "nowhere-link.md"),
        ("/", "disk"),
        ("/dev/zero", "zero.md"),
        ("/dev/stdin", "stdin.md"),
        ("/proc/self/environ", "environ.md"),
        (secret.to_str().unwrap(), "secret.md"),
    ] {
        symlink(target, notes.join(link)).unwrap();
    }
    let _socket = UnixListener::bind(notes.join("socket.md")).unwrap();
    let pipe = Command::new("mkfifo")
        .arg(notes.join("pipe.md"))
        .status()
        .unwrap();
    assert!(pipe.success());
    fs::create_dir(notes.join("folder.md")).unwrap();
    kb.kb(&["search", "panda"]).failed_with(1);
    assert_eq!(kb.json(&["recaps"])["total"], 5);
    let run = kb.kb(&["index", "-v"]);
    run.done();
    harmless(&run);
    assert_eq!(kb.kb(&["check", "--format", "json"]).status, 0);
}

/// What was a note becomes a link or a pipe between two looks.
#[test]
fn a_note_that_becomes_something_else_is_gone() {
    let kb = Sandbox::with_recaps();
    let note = kb.note("notes/a.md", "# Panda\n");
    assert_eq!(kb.titles("panda"), ["Panda"]);
    let secret = kb.outside().join("secret.md");
    fs::write(&secret, "# Secret panda\n").unwrap();
    fs::remove_file(&note).unwrap();
    symlink(&secret, &note).unwrap();
    kb.kb(&["search", "panda"]).failed_with(1);
    fs::remove_file(&note).unwrap();
    fs::create_dir(&note).unwrap();
    kb.kb(&["search", "panda"]).failed_with(1);
    assert_eq!(kb.titles("failover"), ["Replication", "plain"]);
}

/// Folders may lie deeper than any path may be long.
#[test]
fn deep_folders_are_walked_or_named() {
    let kb = Sandbox::with_recaps();
    let (inner, outer) = (kb.path("notes/inner"), kb.path("notes/outer"));
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("a.md"), "# Panda\n").unwrap();
    // From the inside out, for no call takes a path that long.
    for _ in 0..60 {
        fs::create_dir(&outer).unwrap();
        fs::rename(&inner, outer.join("d".repeat(100))).unwrap();
        fs::rename(&outer, &inner).unwrap();
    }
    let run = kb.kb(&["search", "failover"]);
    assert!(run.done().starts_with("Replication\n"), "{run:?}");
    let found = kb.kb(&["search", "panda"]);
    let check = kb.kb(&["check"]);
    assert!(
        found.status == 0 || check.stdout.contains("ddd"),
        "{found:?} {check:?}"
    );
}
