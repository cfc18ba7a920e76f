use crate::sandbox::Sandbox;

const COMMANDS: &[&[&str]] = &[
    &["search", "sound"],
    &["search", "sound", "--format", "json"],
    &["search", "sound", "--format", "jsonl"],
    &["search", "sound", "--format", "md"],
    &["search", "sound", "--format", "csv"],
    &["search", "\u{1b}]0;x\u{7}\u{202e}"],
    &["topics"],
    &["topics", "--format", "json"],
    &["topics", "--format", "md"],
    &["topics", "--format", "csv"],
    &["recaps"],
    &["recaps", "--format", "jsonl"],
    &["recaps", "--format", "md"],
    &["tags"],
    &["tags", "--format", "csv"],
    &["check"],
    &["check", "--format", "json"],
    &["check", "--format", "md"],
    &["show", "hostile#"],
    &["show", "hostile#", "--raw"],
    &["show", "hostile#", "--format", "md"],
    &["show", "hostile#", "--format", "json"],
    &["index", "-v"],
    &["config", "show"],
];

fn is_hostile(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

#[test]
fn no_control_character_of_a_note_comes_out() {
    let kb = Sandbox::new();
    let evil = "\u{1b}]52;c;eA==\u{7}\u{9b}31m\u{202e}\u{8}";
    let note = format!(
        "---\ntitle: \"T{evil}\"\nproject: \"p{evil}\"\nrelease: \"r{evil}\"\ntags: [\"t{evil}\"]\nauthor: \"a{evil}\"\n---\n## Sound {evil}\n\nsound {evil} `{evil}` [x](http://{evil})\n\n- Attendees: A{evil} B\n"
    );
    kb.write("notes/hostile.md", note);
    kb.write("notes/\u{1b}[31mname\u{202e}.md", "# Sound name\n");
    for args in COMMANDS {
        let ran = kb.kb(args);
        for (name, text) in [("stdout", &ran.stdout), ("stderr", &ran.stderr)] {
            let found = text.chars().find(|c| is_hostile(*c));
            assert_eq!(found, None, "{args:?} {name}: {text:?}");
        }
    }
}

#[test]
fn one_bad_file_stops_nothing() {
    let kb = Sandbox::with_recaps();
    kb.write("notes/binary.md", b"# T\0\x01\x02");
    kb.write("notes/bytes.md", b"# Bytes\n\nbad \xa6\xa6 bytes\n");
    kb.write(
        "notes/broken.md",
        "---\ntitle: [x\ndate: 2016-01-01\n---\n# Broken matter\n",
    );
    kb.write(
        "notes/long.md",
        format!("# Long line\n\n{}\n", "word ".repeat(32_000)),
    );
    kb.write(
        "notes/fence.md",
        "# Fence\n\n```\ncode\n\n# After the fence\n",
    );
    let ran = kb.kb(&["index"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("notes/binary.md"), "{ran:?}");
    for (query, count) in [
        ("failover", 1),
        ("bad bytes", 1),
        ("\"broken matter\"", 1),
        ("\"long line\"", 1),
        ("\"after the fence\"", 1),
    ] {
        assert_eq!(kb.titles(query).len(), count, "{query}");
    }
    let check = kb.kb(&["check"]).stdout;
    for place in [
        "notes/binary.md",
        "notes/bytes.md:3:5",
        "notes/broken.md:",
        "notes/fence.md:3:1",
    ] {
        assert!(check.contains(place), "{place}: {check}");
    }
    assert_eq!(kb.json(&["recaps"])["total"], 7);
    // What could not be read is not read again and again, but still told.
    assert!(
        kb.kb(&["index"]).stdout.contains("0 added, 0 changed"),
        "{ran:?}"
    );
    assert!(kb.kb(&["index"]).stdout.contains("notes/binary.md"));
}

#[test]
fn faults_in_settings_have_a_place_and_a_hint() {
    let kb = Sandbox::with_recaps();
    for (settings, message) in [
        ("notez = \"x\"\n", "notes"),
        ("index = \"/etc/x\"\n", "index"),
        ("notes = [\"../..\"]\n", "notes"),
        ("exclude = 5\n", "exclude"),
        ("[[context]]\nproject = \"x\"\n", "glob"),
        ("notes = \n", ""),
    ] {
        kb.write("kb.toml", settings);
        let ran = kb.kb(&["topics"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{settings}");
        assert!(
            ran.stderr.contains("kb.toml:") && ran.stderr.contains(message),
            "{settings}: {}",
            ran.stderr
        );
    }
    assert!(!std::path::Path::new("/etc/x").exists());
}

#[test]
fn a_place_without_a_knowledge_base_says_what_to_do() {
    let empty = tempfile::tempdir().unwrap();
    let root = empty.path().to_str().unwrap();
    let kb = Sandbox::new();
    let ran = kb.kb(&["--root", &format!("{root}/none"), "topics"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("none"), "{ran:?}");
    let none = kb.kb(&["--root", root, "topics", "--format", "json"]);
    assert_eq!(none.code, 1);
    assert!(none.stdout.contains("\"topics\":[]"), "{none:?}");
}
