//! `kb show`: one topic, whole, or opened in an editor.

use crate::sandbox::{Sandbox, strings};
use serde_json::json;

#[test]
fn a_topic_whole() {
    let kb = Sandbox::with_recaps();
    insta::assert_snapshot!(kb.kb(&["show", "#replication"]).done(), @"
    Replication
      Cinder Newton design summit
      Newton · cinder · Newton Design Summit · 2016-05-06 · #availability-zones #replication #storage
      notes/2016-05-06-volume-summit.md:14-21  notes/2016-05-06-volume-summit#replication
      location: Austin
      event date: 2016-04
      #availability-zones: text says `allow_availability_zone_fallback`
      #replication: title says `replication`
      #storage: front matter
      decision, deferred: wait for the second array :21

    ## Replication

    Failover of `repl v2.1` has to be tried on real arrays. Set
    `allow_availability_zone_fallback` first; see [the plan](https://example.org/plan).

    ### Conclusion

    - wait for the second array
    ");
    // Drawn, its head is short.
    let drawn = kb.kb_with(&["show", "#replication"], &[("COLUMNS", "60")]);
    let (head, _) = drawn.done().split_once("decision,").unwrap();
    insta::assert_snapshot!(head, @"
    Replication
      Cinder Newton design summit
      Newton · cinder · Newton Design Summit · 2016-05-06 ·
        #availability-zones #replication #storage
      notes/2016-05-06-volume-summit.md:14-21
      notes/2016-05-06-volume-summit#replication
      location: Austin
      event date: 2016-04
      #availability-zones (text says
        `allow_availability_zone_fallback`) · #replication
        (title says `replication`) · #storage (front matter)
    ");
    insta::assert_snapshot!(kb.kb(&["show", "#limits"]).done(), @"
    Limits
      Working group
      2015-10-27
      notes/meetings/2015-10/oct-27.md:8-9  notes/meetings/2015-10/oct-27#limits

    ##Limits
    Call `limits show --rate` on the new /v3 endpoint, then edit eth1.cfg.

    below: Sub topic  notes/meetings/2015-10/oct-27#sub-topic
    ");
    insta::assert_snapshot!(kb.kb(&["show", "sub-topic", "--format", "md"]).done(), @r"
    _Sub topic_
    Rolling upgrades, once more.

    2015-10-27 · \#rolling-upgrades \#upgrades  
    `notes/meetings/2015-10/oct-27.md:11`
    ");
    let shown = kb.json(&["show", "#replication"]);
    let topic = &shown["topic"];
    assert_eq!(topic["links"], json!(["https://example.org/plan"]));
    assert_eq!(
        topic["code"],
        json!(["repl v2.1", "allow_availability_zone_fallback"])
    );
    assert_eq!(
        topic["parts"],
        json!([{"kind": "outcome", "title": "Conclusion", "line_start": 19, "line_end": 21}])
    );
    let text = topic["text"].as_str().unwrap();
    assert!(text.contains("Failover of repl v2.1"), "{text}");
}

#[test]
fn an_id_or_any_part_that_only_it_has() {
    let kb = Sandbox::with_recaps();
    let id = "notes/2016-05-06-volume-summit#replication";
    for part in [id, "summit#repl", "#replication", "replication"] {
        assert_eq!(kb.json(&["show", part])["topic"]["id"], id, "{part}");
    }
    let plain = kb.json(&["show", "plain#_"]);
    assert_eq!(plain["topic"]["id"], "notes/plain#_");
}

#[test]
fn a_place_is_as_good_as_an_id() {
    let kb = Sandbox::with_recaps();
    let path = "notes/2016-05-06-volume-summit.md";
    let topics = kb.json(&["topics", "--path", path]);
    for topic in topics["topics"].as_array().unwrap() {
        for (end, suffix) in [
            ("line_start", ""),
            ("line_end", ":7"),
            ("line_start", "-99"),
        ] {
            let place = format!("{path}:{}{suffix}", topic["source"][end]);
            let shown = kb.json(&["show", &place]);
            assert_eq!(shown["topic"]["id"], topic["id"], "{place}");
        }
    }
    // Front matter, a folder of one's own, an absolute path.
    let first = &topics["topics"][0]["id"];
    let absolute = kb.root().canonicalize().unwrap().join(path);
    for place in [
        format!("{path}:1"),
        "2016-05-06-volume-summit.md:1".to_owned(),
        format!("./{path}:2"),
        format!("{}:2", absolute.display()),
    ] {
        assert_eq!(kb.json(&["show", &place])["topic"]["id"], *first, "{place}");
    }
    let told = kb.kb(&["show", &format!("{path}:99999")]);
    let last = format!("the last one of `{path}` ends at line ");
    assert!(told.failed_with(1).contains(&last), "{told:?}");
    kb.kb(&["related", &format!("{path}:15")]).done();
}

#[test]
fn the_place_of_an_item_shows_it_with_its_topic() {
    let kb = Sandbox::with_outcomes();
    let found = kb.json(&["decisions"]);
    let decisions = found["decisions"].as_array().unwrap();
    for decision in decisions {
        let source = &decision["source"];
        let path = source["path"].as_str().unwrap();
        let place = format!("{path}:{}", source["line_start"]);
        let shown = kb.json(&["show", &place]);
        assert_eq!(shown["topic"]["id"], decision["topic"]["id"], "{place}");
        assert_eq!(shown["topic"]["item"], decision["id"], "{place}");
    }
    assert!(!decisions.is_empty());
}

#[test]
fn the_path_of_a_note_shows_all_of_it() {
    let kb = Sandbox::with_recaps();
    assert_eq!(
        kb.json(&["show", "notes/plain.md"])["topic"]["id"],
        "notes/plain#_"
    );
    let path = "notes/2016-05-06-volume-summit.md";
    let topics = kb.json(&["topics", "--path", path]);
    let titles = strings(&topics["topics"], "title");
    let whole = kb.kb(&["show", path]);
    let mut rest = whole.done();
    for title in &titles {
        let at = rest
            .find(&format!("{title}\n"))
            .unwrap_or_else(|| panic!("{title}: {rest}"));
        rest = &rest[at..];
    }
    assert!(titles.len() > 1);
    let raw = kb.kb(&["show", path, "--raw"]);
    assert!(raw.done().contains("### Conclusion"));
    kb.kb(&["show", path, "--format", "md"]).done();
    // One document holds one topic.
    let json = kb.kb(&["show", path, "--format", "json"]);
    assert_eq!((json.status, json.json()["topic"].is_null()), (2, true));
    let follow = kb.kb(&["show", path, "--follow", "1"]);
    assert_eq!(follow.status, 2, "{follow:?}");
}

#[test]
fn a_title_is_as_good_as_an_id() {
    let kb = Sandbox::with_recaps();
    kb.note("notes/two.md", "# Same name\n\nOne.\n");
    kb.note("notes/deep/two.md", "# Same: name\n\nOther.\n");
    kb.note(
        "notes/ha.md",
        "# Rolling -- \"Upgrades\" (again)\n\nText.\n",
    );
    for words in [
        &["Rolling upgrades again"] as &[&str],
        &["rolling", "Upgrades,", "again"],
        &["Rolling -- \"Upgrades\" (again)"],
    ] {
        let shown = kb.kb(&[&["show"], words].concat());
        assert!(shown.done().contains("notes/ha.md"), "{shown:?}");
        assert!(kb.kb(&[&["related"], words].concat()).status < 2);
        assert!(kb.kb(&[&["links"], words].concat()).status < 2);
    }
    let several = kb.kb(&["show", "same", "name"]);
    assert!(
        several.failed_with(2).contains("fits 2 topics"),
        "{several:?}"
    );
}

#[test]
fn a_part_of_several_ids_lists_them() {
    let kb = Sandbox::with_recaps();
    let run = kb.kb(&["show", "notes/2017-notes"]);
    run.failed_with(2);
    insta::assert_snapshot!(run.stderr, @"
    error: `notes/2017-notes` fits 4 topics:
      notes/2017-notes#december-7-2017
      notes/2017-notes#backups
      notes/2017-notes#november-8
      notes/2017-notes#quotas
    hint: name one of them in full
    ");
}

#[test]
fn a_part_of_no_id_names_the_nearest() {
    let kb = Sandbox::with_recaps();
    for part in ["sub-topik", "notes/meetings/2015-10/oct-27#sub-topik"] {
        let run = kb.kb(&["show", part]);
        let told = run.failed_with(1);
        assert!(
            told.contains("the nearest is `notes/meetings/2015-10/oct-27#sub-topic`"),
            "{told}"
        );
    }
    // Of its own note first, though another has a topic that is more like it.
    let own = kb.kb(&["show", "notes/plain#sub-topik"]);
    assert!(
        own.failed_with(1)
            .contains("the nearest is `notes/plain#_`"),
        "{own:?}"
    );
    let far = kb.kb(&["show", "zzzzzz"]);
    assert!(!far.failed_with(1).contains("nearest"), "{far:?}");
}

#[test]
fn raw_is_the_markdown_as_it_stands() {
    let kb = Sandbox::with_recaps();
    let raw = |part: &str| kb.kb(&["show", part, "--raw"]).done().to_owned();
    assert_eq!(
        raw("sub-topic"),
        "_Sub topic_\nRolling upgrades, once more.\n"
    );
    let all = std::fs::read_to_string(kb.path("notes/2016-05-06-volume-summit.md")).unwrap();
    let lines: Vec<&str> = all.lines().skip(13).take(8).collect();
    assert_eq!(raw("#replication"), lines.join("\n") + "\n");
    assert!(!raw("tools#later").contains('\r'));
    kb.kb(&["show", "sub-topic", "--raw", "--format", "json"])
        .failed_with(2);
}

#[cfg(unix)]
mod editor {
    use super::Sandbox;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    /// An editor that writes its arguments, one a line, to `argv` in the root.
    fn with_editor(name: &str) -> Sandbox {
        let kb = Sandbox::with_recaps();
        let script = "#!/bin/sh\nprintf '%s\\n' \"$@\" > argv\n";
        let file = kb.note(name, script);
        fs::set_permissions(file, fs::Permissions::from_mode(0o755)).unwrap();
        kb
    }

    fn opened(kb: &Sandbox, vars: &[(&str, &str)]) -> Vec<String> {
        let run = kb.kb_with(&["show", "sub-topic", "--open"], vars);
        assert_eq!(run.done(), "", "{run:?}");
        let argv = fs::read_to_string(kb.path("argv")).unwrap();
        argv.lines().map(str::to_owned).collect()
    }

    /// The note that is opened, by its real path.
    fn note(kb: &Sandbox) -> String {
        let path = kb.path("notes/meetings/2015-10/oct-27.md");
        path.canonicalize().unwrap().to_str().unwrap().to_owned()
    }

    #[test]
    fn opens_the_note_at_its_line() {
        let kb = with_editor("ed");
        assert_eq!(opened(&kb, &[("EDITOR", "./ed")]), ["+11", &note(&kb)]);
        let both = [("VISUAL", "./ed -w"), ("EDITOR", "false")];
        assert_eq!(opened(&kb, &both), ["-w", "+11", &note(&kb)]);
        let blank = [("VISUAL", " "), ("EDITOR", "./ed")];
        assert_eq!(opened(&kb, &blank), ["+11", &note(&kb)]);
    }

    #[test]
    fn editors_that_want_the_line_behind_the_path_get_it_there() {
        let kb = with_editor("code");
        let place = format!("{}:11", note(&kb));
        assert_eq!(opened(&kb, &[("EDITOR", "./code")]), ["-g", &place]);
        let kb = with_editor("hx");
        let place = format!("{}:11", note(&kb));
        assert_eq!(opened(&kb, &[("EDITOR", "./hx")]), [place]);
    }

    #[test]
    fn no_shell_reads_the_editor() {
        let kb = with_editor("ed");
        let mean = "./ed '; touch pwned' $(touch pwned) `touch pwned` | touch pwned; touch pwned";
        let argv = opened(&kb, &[("EDITOR", mean)]);
        assert_eq!(argv[0], "; touch pwned");
        assert_eq!(argv[1], "$(touch");
        assert_eq!(argv.last(), Some(&note(&kb)));
        assert!(!kb.path("pwned").exists());
        let kb = with_editor("my tools/ed it");
        let spaced = [("EDITOR", "'./my tools/ed it'")];
        assert_eq!(opened(&kb, &spaced), ["+11", &note(&kb)]);
    }

    #[test]
    fn a_path_with_blanks_and_signs_is_one_argument() {
        let kb = with_editor("ed");
        let file = kb.note("notes/a b; touch pwned $(x) 'y'.md", "# Odd name\n");
        let run = kb.kb_with(&["show", "#odd-name", "--open"], &[("EDITOR", "./ed")]);
        run.done();
        let argv = fs::read_to_string(kb.path("argv")).unwrap();
        let file = file.canonicalize().unwrap();
        assert_eq!(argv, format!("+1\n{}\n", file.display()));
        assert!(!kb.path("pwned").exists());
    }

    #[test]
    fn an_editor_that_fails_is_an_error() {
        let kb = Sandbox::with_recaps();
        for (editor, told) in [
            (
                "no-such-editor",
                "the editor `no-such-editor` cannot be started",
            ),
            ("false", "the editor `false` ended with"),
            ("vi 'x", "has an open quote"),
            (" ", "no editor is set"),
        ] {
            let run = kb.kb_with(&["show", "sub-topic", "--open"], &[("EDITOR", editor)]);
            assert!(run.failed_with(2).contains(told), "{editor}: {run:?}");
        }
        let run = kb.kb(&["show", "sub-topic", "--open"]);
        assert!(run.failed_with(2).contains("no editor is set"), "{run:?}");
    }
}
