use crate::sandbox::Sandbox;
use std::fs;

#[test]
fn topics_are_listed_by_note_and_line() {
    let kb = Sandbox::with_recaps();
    insta::assert_snapshot!(kb.kb(&["topics"]).stdout, @r"
    notes/2016-05-06-cinder-newton-summit.md
         7 Cinder Newton Design Summit #storage
         9 Replication #availability-zones #replication #storage
        17 Active/Active HA #ha #storage #volume-service
    notes/meetings/2015-10/oct-27.md
         1 Working group 
         8   Limits 
        11     Sub topic #rolling-upgrades #upgrades
    notes/plain.md
         1 plain #replication
    7 topics
    ");
    let lines = kb
        .kb(&["topics", "--format", "jsonl", "--tag", "ha"])
        .stdout;
    let topic: serde_json::Value = serde_json::from_str(lines.trim()).unwrap();
    assert_eq!(topic["source"]["line_start"], 17);
    assert_eq!(topic["tree_end"], 19);
}

#[test]
fn recaps_say_where_facts_come_from() {
    let kb = Sandbox::with_recaps();
    let recaps = kb.json(&["recaps", "--path", "meetings"]);
    let recap = &recaps["recaps"][0];
    assert_eq!(recap["date"], "2015-10-27");
    assert_eq!(recap["date_source"], "file name");
    assert_eq!(
        recap["attendees"],
        serde_json::json!(["Ann Bee", "Cee Dee"])
    );
    assert_eq!(recap["release"], serde_json::Value::Null);
    assert_eq!(recap["topics"], 3);
}

#[test]
fn one_topic_is_found_by_any_unique_part() {
    let kb = Sandbox::with_recaps();
    let shown = kb.kb(&["show", "sub-top"]);
    assert!(
        shown.stdout.contains("_Sub topic_\nrolling upgrades"),
        "{shown:?}"
    );
    assert!(
        shown.stdout.contains("#upgrades: text says `upgrades`"),
        "{shown:?}"
    );
    assert_eq!(
        kb.kb(&["show", "sub-top", "--raw"]).stdout,
        "_Sub topic_\nrolling upgrades\n"
    );
    let several = kb.kb(&["show", "notes"]);
    assert_eq!((several.code, several.stdout.as_str()), (2, ""));
    assert!(several.stderr.contains("notes/plain#_"), "{several:?}");
    let none = kb.kb(&["show", "sub-topik"]);
    assert_eq!((none.code, none.stdout.as_str()), (1, ""));
    assert!(
        none.stderr
            .contains("the nearest is `notes/meetings/2015-10/oct-27#sub-topic`"),
        "{none:?}"
    );
    let id = "notes/2016-05-06-cinder-newton-summit#replication";
    assert_eq!(kb.json(&["show", id])["topic"]["id"], id);
}

#[test]
fn two_files_of_one_stem_keep_their_extensions_in_ids() {
    let kb = Sandbox::new();
    kb.write("notes/a.md", "# One\n");
    kb.kb(&["index"]);
    kb.write("notes/a.markdown", "# Two\n");
    let ids: Vec<String> = kb
        .kb(&["topics", "--format", "jsonl"])
        .stdout
        .lines()
        .map(|l| {
            let topic: serde_json::Value = serde_json::from_str(l).unwrap();
            topic["id"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(ids, ["notes/a.markdown#two", "notes/a.md#one"]);
}

#[cfg(unix)]
#[test]
fn an_editor_is_started_without_a_shell() {
    use std::os::unix::fs::PermissionsExt;
    let kb = Sandbox::with_recaps();
    let editor = kb.write("my editor", "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let command = format!("'{}' '; touch pwned'", editor.display());
    let ran = kb.run(&["show", "sub-top", "--open"], "", &[("EDITOR", &command)]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.starts_with("; touch pwned\n+11\n"), "{ran:?}");
    assert!(!kb.path().join("pwned").exists());
    assert_eq!(
        kb.run(
            &["show", "sub-top", "--open"],
            "",
            &[("EDITOR", "no-such-editor")]
        )
        .code,
        2
    );
    assert_eq!(kb.kb(&["show", "sub-top", "--open"]).code, 2);
}

#[test]
fn check_names_places_and_mends() {
    let kb = Sandbox::with_recaps();
    kb.write(
        "notes/bad.md",
        "---\nrelease: Newtn\ndate: 2016-01-01\n---\n# One\n\n# One\n",
    );
    let ran = kb.kb(&["check", "--path", "bad.md"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.stdout
            .contains("warning: release `Newtn` is not in the catalogue\n --> notes/bad.md:2:1"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("hint: did you mean `Newton`?"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("topic `One` has the title of line 5"),
        "{}",
        ran.stdout
    );
    assert_eq!(kb.kb(&["check", "--strict"]).code, 1);
    assert!(
        kb.kb(&["check"])
            .stdout
            .contains("no date is known for this recap\n --> notes/plain.md")
    );
}

#[test]
fn a_new_knowledge_base_works_at_once() {
    let kb = Sandbox::new();
    let made = kb.kb(&["init", "fresh"]);
    assert_eq!(made.code, 0, "{made:?}");
    kb.write("fresh/notes/a.md", "# Hello world\n");
    assert!(
        kb.kb(&["--root", "fresh", "search", "hello"])
            .stdout
            .contains("notes/a.md:1")
    );
    let settings = fs::read_to_string(kb.path().join("fresh/kb.toml")).unwrap();
    let again = kb.kb(&["init", "fresh"]);
    assert_eq!(again.code, 2);
    assert_eq!(
        settings,
        fs::read_to_string(kb.path().join("fresh/kb.toml")).unwrap()
    );
}

#[test]
fn a_folder_without_settings_is_read_as_it_is() {
    let kb = Sandbox::new();
    kb.write("elsewhere/deep/a.md", "# Hello world\n");
    kb.write("elsewhere/.hidden/b.md", "# Hello hidden\n");
    let ran = kb.kb(&["--root", "elsewhere", "search", "hello"]);
    assert!(
        ran.stdout.contains("deep/a.md:1") && !ran.stdout.contains("hidden"),
        "{ran:?}"
    );
    let left: Vec<_> = fs::read_dir(kb.path().join("elsewhere")).unwrap().collect();
    assert_eq!(left.len(), 2, "the index belongs into the cache folder");
    assert_eq!(
        kb.run(&["search", "hello"], "", &[("KB_ROOT", "nowhere")])
            .code,
        1,
        "kb.toml comes first"
    );
}

#[test]
fn settings_say_where_they_come_from() {
    let kb = Sandbox::new();
    kb.write("kb.toml", "notes = \"recaps\"\n\n[[context]]\nglob = \"recaps/{date:%Y-%m}/*.md\"\nproject = \"tc\"\n\n[[tag]]\ntag = \"pins\"\nname = \"pins\"\naliases = [\"needle\"]\n");
    kb.write("recaps/2012-05/a.md", "# About a needle\n");
    let shown = kb.kb(&["config", "show"]).stdout;
    assert!(
        shown.contains("notes = [\"recaps\"]") && shown.contains("kb.toml:1"),
        "{shown}"
    );
    let recap = &kb.json(&["recaps"])["recaps"][0];
    assert_eq!(
        (
            recap["project"].as_str(),
            recap["date"].as_str(),
            recap["date_source"].as_str()
        ),
        (Some("tc"), Some("2012-05"), Some("kb.toml"))
    );
    assert_eq!(kb.json(&["tags"])["tags"][0]["tag"], "pins");
}
