//! `kb doctor`: what is wrong and the mend, whatever is broken, and nothing changed.

use crate::sandbox::{Output, Sandbox, files_in, strings};
use std::fs;

fn doctor(kb: &Sandbox) -> (Output, serde_json::Value) {
    let run = kb.kb(&["doctor", "--format", "json"]);
    let value = run.json();
    (run, value)
}

/// What is told of one area with one state, in one text.
fn told(value: &serde_json::Value, area: &str, state: &str) -> String {
    let checks = value["checks"].as_array().unwrap().iter();
    let wanted = checks.filter(|check| check["area"] == area && check["state"] == state);
    let lines: Vec<String> = wanted
        .map(|check| format!("{} -> {}", check["what"], check["mend"]))
        .collect();
    lines.join("\n")
}

#[test]
fn all_is_well_and_stays_as_it_is() {
    let kb = Sandbox::with_recaps();
    let (run, value) = doctor(&kb);
    assert_eq!(
        (run.status, &value["healthy"]),
        (0, &true.into()),
        "{run:?}"
    );
    assert!(told(&value, "index", "ok").contains("none yet"), "{value}");
    assert!(!kb.path("index").exists(), "nothing is built");
    kb.kb(&["index"]).done();
    let (run, value) = doctor(&kb);
    assert_eq!(run.status, 0, "{run:?}");
    let index = told(&value, "index", "ok");
    assert!(
        index.contains("whole: ") && index.contains("as new as the notes"),
        "{index}"
    );
    assert!(
        told(&value, "notes", "ok").contains("files in `notes`"),
        "{value}"
    );
    let areas = strings(&value["checks"], "area");
    assert!(
        ["settings", "index", "notes", "environment", "terminal"]
            .iter()
            .all(|a| areas.iter().any(|b| a == b))
    );
    kb.note("notes/new.md", "# New\n");
    let (_, value) = doctor(&kb);
    assert!(
        told(&value, "index", "warn").contains("older than the notes"),
        "{value}"
    );
}

#[test]
fn every_fault_has_its_mend() {
    let kb = Sandbox::with_recaps();
    kb.kb(&["index"]).done();
    for file in kb.generation_files() {
        if file
            .extension()
            .is_some_and(|extension| extension == "store")
        {
            let mut bytes = fs::read(&file).unwrap();
            bytes[0] ^= 1;
            fs::write(&file, bytes).unwrap();
        }
    }
    let before: Vec<Vec<u8>> = kb
        .generation_files()
        .iter()
        .map(|f| fs::read(f).unwrap())
        .collect();
    let (run, value) = doctor(&kb);
    assert_eq!(
        (run.status, &value["healthy"]),
        (1, &false.into()),
        "{run:?}"
    );
    let index = told(&value, "index", "fail");
    assert!(
        index.contains("damaged") && index.contains("kb index --verify"),
        "{index}"
    );
    let after: Vec<Vec<u8>> = kb
        .generation_files()
        .iter()
        .map(|f| fs::read(f).unwrap())
        .collect();
    assert!(before == after, "it looks, and mends nothing");
    kb.kb(&["index", "--verify"]).done();
    assert_eq!(doctor(&kb).0.status, 0);
}

#[test]
fn it_works_where_nothing_else_does() {
    let kb = Sandbox::with_recaps();
    kb.note("kb.toml", "noets = \"x\"\n");
    let (run, value) = doctor(&kb);
    let settings = told(&value, "settings", "fail");
    assert!(
        settings.contains("kb.toml:1: there is no setting `noets`"),
        "{settings}"
    );
    assert!(settings.contains("did you mean `notes`?"), "{settings}");
    assert_eq!(run.status, 1);
    kb.note("kb.toml", "notes = \"none\"\n");
    let (run, value) = doctor(&kb);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(
        told(&value, "notes", "fail").contains("there is no folder `none`"),
        "{value}"
    );
    fs::remove_file(kb.path("kb.toml")).unwrap();
    let (run, value) = doctor(&kb);
    assert_eq!(run.status, 1);
    assert!(
        told(&value, "settings", "fail").contains("kb init"),
        "{value}"
    );
    assert!(
        kb.kb(&["doctor"])
            .stdout
            .contains("fail  no knowledge base here\n")
    );
}

#[test]
fn variables_that_lead_nowhere_are_told_of() {
    let kb = Sandbox::with_recaps();
    let vars = [
        ("EDITOR", "no-such-editor -w"),
        ("KB_PAGER", "\"open"),
        ("KB_ROOT", "/no/such/folder"),
        ("KB_TOKEN", "a-secret"),
    ];
    let run = kb.kb_with(&["doctor", "--format", "json"], &vars);
    assert_eq!(run.status, 0, "{run:?}");
    let value = run.json();
    let environment = told(&value, "environment", "warn");
    for part in [
        "no program `no-such-editor`",
        "which is no program",
        "`/no/such/folder`",
    ] {
        assert!(environment.contains(part), "{environment}");
    }
    assert!(!run.stdout.contains("a-secret"));
    let there = kb.kb_with(&["doctor", "--format", "json"], &[("EDITOR", "sh -c x")]);
    assert!(told(&there.json(), "environment", "ok").contains("EDITOR is `sh -c x`"));
}

#[cfg(unix)]
#[test]
fn a_pager_that_nobody_set_is_looked_for() {
    let kb = Sandbox::with_recaps();
    let doctor = |vars: &[(&str, &str)]| {
        let value = kb.kb_with(&["doctor", "--format", "json"], vars).json();
        (
            told(&value, "environment", "ok"),
            told(&value, "environment", "warn"),
        )
    };
    let bin = kb.outside().join("bin");
    fs::create_dir(&bin).unwrap();
    let path = bin.to_str().unwrap();
    let (_, warned) = doctor(&[("PATH", path)]);
    assert!(
        warned.contains("no program `less`") && warned.contains("install `less`"),
        "{warned}"
    );
    // Who sets it to nothing wants none.
    for vars in [
        &[("PATH", path), ("PAGER", "")][..],
        &[("PATH", path), ("TERM", "dumb")],
    ] {
        let (fine, warned) = doctor(vars);
        assert!(
            !format!("{fine}{warned}").contains("pager"),
            "{vars:?}: {fine}{warned}"
        );
    }
    std::os::unix::fs::symlink(kb.command().get_program(), bin.join("less")).unwrap();
    let (fine, _) = doctor(&[("PATH", path)]);
    assert!(
        fine.contains("no pager is set: `less` shows long answers"),
        "{fine}"
    );
}

/// What a command would meet that writes the index.
#[test]
fn an_index_that_cannot_be_made_is_a_fault() {
    let kb = Sandbox::with_recaps();
    let in_the_way = |kb: &Sandbox, why: &str| {
        let (run, value) = doctor(kb);
        let told = told(&value, "index", "fail");
        assert_eq!(run.status, 1, "{run:?}");
        assert!(told.contains(why) && told.contains("KB_INDEX"), "{value}");
        assert!(!run.stdout.contains("and can be made"), "{value}");
        assert!(!run.stdout.contains("none yet"), "{value}");
        kb.kb(&["index"]).failed_with(2);
    };
    kb.note("index", "a file in the place of the folder");
    in_the_way(&kb, "it is no folder");
    assert_eq!(files_in(&kb.root()).len(), 3, "nothing is changed");
    fs::remove_file(kb.path("index")).unwrap();
    fs::create_dir_all(kb.path("index/kb.lock")).unwrap();
    in_the_way(&kb, "kb.lock`: it is no plain file");
}

#[cfg(unix)]
#[test]
fn links_in_the_place_of_the_index_are_told_of() {
    use std::os::unix::fs::symlink;
    let kb = Sandbox::with_recaps();
    symlink("nowhere", kb.path("index")).unwrap();
    let (run, value) = doctor(&kb);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(
        told(&value, "settings", "fail").contains("index`"),
        "{value}"
    );
    fs::remove_file(kb.path("index")).unwrap();
    symlink(kb.outside(), kb.path("index")).unwrap();
    let (run, value) = doctor(&kb);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(!told(&value, "settings", "fail").is_empty(), "{value}");
}

#[test]
fn notes_that_cannot_be_read_are_named() {
    let kb = Sandbox::with_recaps();
    kb.note("notes/2020-01-02-u16.md", b"\xff\xfe#\0 \0u\0");
    kb.note("notes/2020-01-03-nul.md", b"# a\0b\n");
    let cannot = |value: &serde_json::Value| told(value, "notes", "fail");
    // The index need not be there.
    let (run, value) = doctor(&kb);
    assert_eq!(
        (run.status, &value["healthy"]),
        (1, &false.into()),
        "{run:?}"
    );
    for part in [
        "cannot read `notes/2020-01-02-u16.md`: it is UTF-16 text",
        "iconv -f UTF-16",
        "cannot read `notes/2020-01-03-nul.md`: it is no text",
        "`exclude` in `kb.toml`",
    ] {
        assert!(cannot(&value).contains(part), "{part}: {value}");
    }
    kb.kb(&["index"]).done();
    let (run, value) = doctor(&kb);
    assert_eq!(run.status, 1, "{run:?}");
    // The counts are those of `kb check`.
    let findings = kb.json(&["check"])["findings"].clone();
    let count = |severity: &str| {
        let told = strings(&findings, "severity");
        told.iter().filter(|s| *s == severity).count()
    };
    assert_eq!(count("error"), 2);
    let (warnings, notes) = (count("warning"), count("note"));
    let plural = |n| if n == 1 { "" } else { "s" };
    let counts = format!(
        "findings in the notes: 2 errors, {warnings} warning{}, {notes} note{}",
        plural(warnings),
        plural(notes)
    );
    assert!(cannot(&value).contains(&counts), "{counts}: {value}");
    for number in 1..4 {
        kb.note(&format!("notes/2019-{number}.md"), b"\0");
    }
    let (_, value) = doctor(&kb);
    let cannot = cannot(&value);
    assert!(cannot.contains("cannot read `notes/2019-3.md`"), "{cannot}");
    assert!(!cannot.contains("u16.md"), "the first few: {cannot}");
    assert!(
        cannot.contains("2 more notes") && cannot.contains("kb check"),
        "{cannot}"
    );
}
