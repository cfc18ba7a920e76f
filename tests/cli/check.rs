//! `kb check`: findings with place and mend, and one bad file that stops nothing.

use crate::sandbox::{Sandbox, strings};

#[test]
fn findings_have_place_and_mend() {
    let kb = Sandbox::new();
    kb.note(
        "notes/bad.md",
        "---\nrelease: Newtn\ntags: [storage]\n---\n# One\n\ntext\n\n# One\n\n```\nopen\n",
    );
    insta::assert_snapshot!(kb.kb(&["check"]).done(), @"
    warning: no date is known for this recap
     --> notes/bad.md
    hint: put `date: YYYY-MM-DD` into its front matter, or the date into its file name

    warning: release `Newtn` is not in the catalogue
     --> notes/bad.md:2:1
      |
    2 | release: Newtn
      | ^^^^^^^^^^^^^^
    hint: did you mean `Newton`?

    warning: code fence is never closed
      --> notes/bad.md:11:1
       |
    11 | ```
       | ^^^
    hint: close it after the code; headings below it, of levels used before, were read as headings

    note: topic `One` has the title of line 5
     --> notes/bad.md:9:3
      |
    9 | # One
      |   ^^^
    hint: tell the two apart in their titles

    0 errors, 3 warnings, 1 note
    ");
    let found = kb.json(&["check"])["findings"].clone();
    assert_eq!(
        strings(&found, "code"),
        [
            "no-date",
            "unknown-release",
            "duplicate-title",
            "open-fence"
        ]
    );
}

/// What is grave is not drowned by what is only worth knowing; a program gets all by path and line.
#[test]
fn the_gravest_come_first_and_the_others_can_be_left_out() {
    let kb = Sandbox::new();
    let dated = "---\ndate: 2016-01-02\n---\n# One\n\ntext\n";
    kb.note("notes/a.md", dated);
    kb.note("notes/b.md", "---\ntags: [storage]\n---\n# Two\n\ntext\n");
    kb.note("notes/c.md", b"\0");
    kb.note("notes/d.md", dated.replace("One", "Four"));
    let places = |args: &[&str]| -> Vec<String> {
        let run = kb.kb(args);
        let lines = run.done().lines();
        let places = lines.filter_map(|line| line.trim().strip_prefix("--> "));
        places
            .map(|place| place.split(':').next().unwrap().to_owned())
            .collect()
    };
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|name| format!("notes/{name}.md"));
    let all = [c.clone(), b.clone(), a.clone(), d.clone()];
    assert_eq!(places(&["check"]), all);
    assert_eq!(places(&["check", "--severity", "note"]), all);
    assert_eq!(places(&["check", "--severity", "warning"]), all[..2]);
    assert_eq!(places(&["check", "--severity", "error"]), all[..1]);
    let run = kb.kb(&["check", "--severity", "error", "--path", "a.md", "--strict"]);
    assert_eq!(run.done(), "0 errors, 0 warnings, 1 note\n");
    let found = kb.json(&["check"])["findings"].clone();
    assert_eq!(strings(&found, "path"), [a, b.clone(), c.clone(), d]);
    let found = kb.json(&["check", "--severity", "warning"]);
    assert_eq!(strings(&found["findings"], "path"), [b, c]);
    assert_eq!(found["total"], 2);
}

#[test]
fn strict_makes_findings_a_status() {
    let kb = Sandbox::new();
    let sound = "---\ndate: 2016-01-02\ntags: [storage]\n---\n# One\n\ntext\n";
    kb.note("notes/sound.md", sound);
    let run = kb.kb(&["check", "--strict"]);
    assert_eq!(run.done(), "0 errors, 0 warnings, 0 notes\n");
    kb.note(
        "notes/undated.md",
        "---\ntags: [storage]\n---\n# Two\n\ntext\n",
    );
    assert_eq!(kb.kb(&["check"]).status, 0);
    let strict = kb.kb(&["check", "--strict"]);
    assert_eq!(strict.status, 1, "{strict:?}");
    assert!(
        strict.stdout.ends_with("0 errors, 1 warning, 0 notes\n"),
        "{strict:?}"
    );
    kb.kb(&["check", "--strict", "--path", "sound.md"]).done();
    assert_eq!(kb.kb(&["check", "--release", "Newton"]).status, 1);
}

#[test]
fn pages_count_all() {
    let kb = Sandbox::with_recaps();
    let total = kb.json(&["check"])["total"].as_u64().unwrap();
    assert!(total > 2);
    let page = kb.json(&["check", "--limit", "1"]);
    assert_eq!(page["findings"].as_array().unwrap().len(), 1);
    assert_eq!(page["total"], total);
}

/// A note's name and bytes, the word that finds it, and the finding that names it.
type BadNote = (
    &'static str,
    Vec<u8>,
    Option<&'static str>,
    Option<&'static str>,
);

/// Notes that cannot be read well.
fn bad_notes() -> Vec<BadNote> {
    let long = format!("# Long line\n\n{}marmot\n", "word ".repeat(32_000));
    let wide = format!("# Wide line\n\n{}\n\nwalrus\n", "x".repeat(160_000));
    vec![
        (
            "binary",
            b"# Binary\0\x01\x02".to_vec(),
            None,
            Some("binary"),
        ),
        (
            "utf16",
            b"\xff\xfe#\0 \0U\0\n\0".to_vec(),
            None,
            Some("binary"),
        ),
        (
            "latin",
            b"# Latin\n\ncaf\xe9 \xa6\xa6 ocelot\n".to_vec(),
            Some("ocelot"),
            Some("utf-8"),
        ),
        (
            "matter",
            b"---\ntitle: [x\ndate: 2016-01-01\n---\n# Matter\n\nbadger\n".to_vec(),
            Some("badger"),
            Some("front-matter"),
        ),
        (
            "unclosed",
            b"---\ntitle: x\n\n# Unclosed\n\nweasel\n".to_vec(),
            Some("weasel"),
            Some("front-matter"),
        ),
        ("long", long.into_bytes(), Some("marmot"), None),
        ("wide", wide.into_bytes(), Some("walrus"), None),
        (
            "fence",
            b"# Fence\n\n```\ncode\n\n# Behind\n\nferret\n".to_vec(),
            Some("ferret"),
            Some("open-fence"),
        ),
        ("empty", b"".to_vec(), None, Some("empty")),
        ("blank", b"\n\n  \n".to_vec(), None, Some("empty")),
        (
            "deep",
            [b"> ".repeat(5000), b"otter\n".to_vec()].concat(),
            Some("otter"),
            None,
        ),
        (
            "brackets",
            [b"[".repeat(20_000), b" beaver\n".to_vec()].concat(),
            Some("beaver"),
            None,
        ),
    ]
}

#[test]
fn one_bad_note_stops_nothing() {
    let kb = Sandbox::with_recaps();
    let bad = bad_notes();
    for (name, bytes, _, _) in &bad {
        kb.note(&format!("notes/{name}.md"), bytes);
    }
    let first = kb.kb(&["index"]);
    first.done();
    assert_eq!(kb.titles("failover"), ["Replication", "plain"]);
    let findings = kb.json(&["check"])["findings"].clone();
    let findings = findings.as_array().unwrap();
    for (name, _, word, code) in &bad {
        let path = format!("notes/{name}.md");
        if let Some(word) = word {
            let hits = kb.json(&["search", word])["hits"].clone();
            assert_eq!(hits[0]["source"]["path"], path.as_str(), "{word}");
        }
        if let Some(code) = code {
            let named = findings
                .iter()
                .any(|f| f["path"] == path.as_str() && f["code"] == *code);
            assert!(named, "{path} has no {code}: {findings:?}");
        }
    }
    let latin = findings.iter().find(|f| f["code"] == "utf-8").unwrap();
    assert_eq!((&latin["line"], &latin["column"]), (&3.into(), &4.into()));
    let second = kb.kb(&["index"]);
    assert!(
        second.done().contains("0 added, 0 changed, 0 removed"),
        "{second:?}"
    );
    for path in ["notes/binary.md", "notes/utf16.md"] {
        assert!(second.stdout.contains(path), "still told: {second:?}");
    }
}

#[test]
fn files_that_are_too_large_are_told_of_and_left() {
    let kb = Sandbox::with_recaps();
    kb.note("kb.toml", "max_size = \"1 kB\"\n");
    kb.note(
        "notes/large.md",
        "# Large\n\n".to_owned() + &"panda ".repeat(300),
    );
    kb.kb(&["search", "panda"]).failed_with(1);
    let check = kb.kb(&["check"]);
    assert!(check.done().contains("notes/large.md"), "{check:?}");
    assert_eq!(kb.titles("failover"), ["Replication", "plain"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_no_note() {
    use std::os::unix::fs::symlink;
    let kb = Sandbox::with_recaps();
    let secret = kb.outside().join("secret.md");
    std::fs::write(&secret, "# Secret\n\npanda\n").unwrap();
    symlink(&secret, kb.path("notes/link.md")).unwrap();
    symlink(kb.outside(), kb.path("notes/folder")).unwrap();
    std::fs::create_dir(kb.path("notes/folder.md")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(kb.path("notes/pipe.md"))
        .status();
    kb.kb(&["search", "panda"]).failed_with(1);
    assert_eq!(kb.json(&["recaps"])["total"], 5, "{made:?}");
}

#[test]
fn notes_are_never_changed() {
    let kb = Sandbox::with_recaps();
    let state = |kb: &Sandbox| {
        crate::fixture::ALL.map(|(path, _)| {
            let file = kb.path(path);
            let modified = std::fs::metadata(&file).unwrap().modified().unwrap();
            (std::fs::read(file).unwrap(), modified)
        })
    };
    let before = state(&kb);
    for args in [
        &["index", "--rebuild"][..],
        &["search", "replication"],
        &["check"],
        &["show", "#replication"],
    ] {
        kb.kb(args).done();
    }
    assert_eq!(state(&kb), before);
}

#[test]
fn findings_are_chosen_by_rule() {
    let kb = Sandbox::new();
    kb.note("notes/a.md", "# A\n\nText.\n");
    kb.note("notes/open.md", "---\ntitle: T\n\ntext\n");
    let codes = |args: &[&str]| strings(&kb.json(&[&["check"], args].concat())["findings"], "code");
    assert_eq!(codes(&["--rule", "untagged"]), ["untagged"; 2]);
    assert_eq!(
        codes(&["--rule", "no-date", "--rule", "front-matter"]),
        ["no-date", "no-date", "front-matter"]
    );
    assert_eq!(codes(&["--rule", "utf-8"]), [""; 0]);
    let run = kb.kb(&["check", "--rule", "untagged"]);
    assert!(
        run.done().ends_with("0 errors, 0 warnings, 2 notes\n"),
        "{run:?}"
    );
    assert_eq!(run.stderr, "", "what can be mended is of another rule");
    let run = kb.kb(&["check", "--rule", "front-matter"]);
    assert_eq!(run.stderr, "1 note can be mended: `kb check --fix`\n");
    assert_eq!(kb.kb(&["check", "--rule", "utf-8", "--strict"]).status, 0);
}

/// The page has each rule, and no other.
#[test]
fn every_rule_is_documented() {
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/recap-format.md");
    let page = std::fs::read_to_string(page).unwrap();
    let (_, section) = page.split_once("## What `kb check` says").unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    let named: Vec<&str> = rows
        .map_while(|row| row.split('`').next())
        .take(kb::model::RULES.len() + 1)
        .collect();
    assert_eq!(named, kb::model::RULES);
}

/// The codes that stand behind a severity in a source file, as `Severity::Note, "code",`.
fn codes_in(text: &str) -> Vec<&str> {
    let behind = text.split("Severity::").skip(1);
    let codes = behind.filter_map(|rest| {
        let (_, rest) = rest.split_once(',')?;
        let (code, rest) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
        rest.starts_with(',').then_some(code)
    });
    codes.collect()
}

/// A rule that has no name among them could not be asked for.
#[test]
fn every_code_is_a_rule() {
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            for code in codes_in(&text) {
                assert!(
                    kb::model::RULES.contains(&code),
                    "{}: {code}",
                    path.display()
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn paths_are_taken_as_other_linters_do() {
    let kb = Sandbox::with_recaps();
    let path = "notes/2016-05-06-volume-summit.md";
    let asked = kb.json(&["check", "--path", path]);
    let absolute = kb.root().canonicalize().unwrap().join(path);
    for named in [
        path,
        "./notes/2016-05-06-volume-summit.md",
        absolute.to_str().unwrap(),
    ] {
        assert_eq!(kb.json(&["check", named]), asked, "{named}");
    }
    assert_eq!(
        kb.json(&["check", "."])["total"],
        kb.json(&["check"])["total"]
    );
    let slip = kb.kb(&["check", path, "notes/nowhere.md"]);
    assert_eq!(slip.status, 1);
    assert!(
        slip.stderr.contains("no note has path `notes/nowhere.md`"),
        "{slip:?}"
    );
}
