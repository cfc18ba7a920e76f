//! `kb config get`, `set` and `unset`: one line of `kb.toml`, and only where it can be read afterwards.

use crate::sandbox::Sandbox;
use std::fs;

const SETTINGS: &str = "# mine\nnotes = \"notes\"  # here\n\n[[tag]]\ntag = \"ha\"  # kept\n";

fn settings(kb: &Sandbox) -> String {
    fs::read_to_string(kb.path("kb.toml")).unwrap()
}

#[test]
fn one_setting_changes_and_nothing_else() {
    let kb = Sandbox::new();
    kb.note("kb.toml", SETTINGS);
    let run = kb.kb(&["config", "set", "notes", "notes", "minutes"]);
    let shown = run.done();
    assert!(
        shown.contains("\n-notes = \"notes\"  # here\n+notes = [\"notes\", \"minutes\"]  # here\n"),
        "{shown}"
    );
    let changed = SETTINGS.replace("\"notes\"  #", "[\"notes\", \"minutes\"]  #");
    assert_eq!(settings(&kb), changed);
    assert_eq!(
        kb.kb(&["config", "get", "notes"]).done(),
        "[\"notes\", \"minutes\"]\n"
    );
    assert_eq!(kb.kb(&["config", "get", "index"]).done(), "\"index\"\n");
    assert_eq!(kb.kb(&["config", "get", "tag.tag"]).done(), "\"ha\"\n");
    assert_eq!(kb.kb(&["config", "get", "context.glob"]).status, 1);
    kb.kb(&["config", "set", "max_size", "4 MiB"]).done();
    assert_eq!(kb.kb(&["config", "get", "max_size"]).done(), "4194304\n");
    kb.kb(&["config", "unset", "max_size"]).done();
    assert_eq!(kb.kb(&["config", "unset", "max_size"]).status, 1);
    assert_eq!(settings(&kb), changed);
}

#[test]
fn what_cannot_be_used_leaves_the_file_as_it_was() {
    let kb = Sandbox::new();
    kb.note("kb.toml", SETTINGS);
    for (args, why) in [
        (&["set", "note", "x"][..], "did you mean `notes`?"),
        (&["get", "note"], "did you mean `notes`?"),
        (&["unset", "nonsense"], "there is no setting `nonsense`"),
        (&["set", "notes", "../x"], "leads out of the knowledge base"),
        (&["set", "index", "/tmp/x"], "is an absolute path"),
        (&["set", "index", "notes"], "would lie over the notes"),
        (&["set", "tag", "x"], "`tag.NAME.KEY`"),
        (&["set", "tag.ha.parent", "hx"], "there is no tag `hx`"),
        (&["set", "tag.ha.parent", "ha"], "would be above itself"),
        (&["set", "tag.ha.alias", "x"], "did you mean `aliases`?"),
        (&["set", "tag.hx", "x"], "there is no `[[tag]]` called `hx`"),
        (&["set", "tag.aliases", "x"], "`tag.NAME.aliases`"),
        (
            &["set", "tag.ha.aliases", "[1]"],
            "cannot be of type integer",
        ),
        (&["unset", "tag.ha.tag"], "`kb config unset tag.ha` takes"),
        (
            &["unset", "tag.hx.name"],
            "there is no `[[tag]]` called `hx`",
        ),
        (&["get", "tag.hx.name"], "there is no `[[tag]]` called `hx`"),
        (
            &["set", "context.*.md.markup", "word"],
            "no markup is called",
        ),
        (&["set", "max_size", "much"], "kb.toml:"),
    ] {
        let run = kb.kb(&[&["config"][..], args].concat());
        assert!(run.failed_with(2).contains(why), "{run:?}");
    }
    assert_eq!(settings(&kb), SETTINGS);
}

/// What a user writes for a tag, from the first alias to the last.
#[test]
fn entries_of_tables_are_named_by_what_they_are_called() {
    let kb = Sandbox::new();
    kb.note("kb.toml", SETTINGS);
    kb.note("notes/a.md", "# Fail over\n\nWe want HX here.\n");
    let run = kb.kb(&["config", "set", "tag.ha.aliases", "[\"HX\"]"]);
    assert!(run.done().contains("\n+aliases = [\"HX\"]\n"), "{run:?}");
    assert_eq!(settings(&kb), format!("{SETTINGS}aliases = [\"HX\"]\n"));
    assert_eq!(kb.titles("tag:ha"), ["Fail over"]);
    let get = |key: &str| kb.kb(&["config", "get", key]).done().to_owned();
    assert_eq!(get("tag.ha.aliases"), "[\"HX\"]\n");
    assert_eq!(
        get("tag.ha"),
        "tag = \"ha\"\nname = \"ha\"\naliases = [\"HX\"]\n"
    );
    assert_eq!(get("tag.ceph.name"), "\"Ceph\"\n", "what comes with kb");
    assert_eq!(kb.kb(&["config", "get", "tag.ha.parent"]).status, 1);
    kb.kb(&["config", "set", "tag.fail-over.parent", "ha"])
        .done();
    kb.kb(&["config", "set", "tag.switch.parent", "fail-over"])
        .done();
    let told = kb.kb(&["config", "unset", "tag.fail-over"]);
    assert!(
        told.failed_with(2).contains("there is no tag `fail-over`"),
        "{told:?}"
    );
    kb.kb(&["config", "unset", "tag.switch"]).done();
    kb.kb(&["config", "unset", "tag.fail-over"]).done();
    kb.kb(&["config", "unset", "tag.ha.aliases"]).done();
    assert_eq!(kb.kb(&["config", "unset", "tag.ha.aliases"]).status, 1);
    assert_eq!(settings(&kb).trim_end(), SETTINGS.trim_end());
    kb.kb(&["config", "set", "context.notes/*.md.project", "cinder"])
        .done();
    assert_eq!(get("context.notes/*.md.project"), "\"cinder\"\n");
    kb.kb(&["config", "set", "release.9.1.date", "2031-05"])
        .done();
    assert_eq!(get("release.9.1.date"), "\"2031-05\"\n");
}

#[test]
fn broken_settings_can_be_mended() {
    let kb = Sandbox::new();
    kb.note("kb.toml", "notes = 5\n");
    kb.kb(&["recaps"]).failed_with(2);
    kb.kb(&["config", "set", "notes", "notes"]).done();
    kb.kb(&["config", "show"]).done();
    kb.note("kb.toml", "notes = [\n");
    assert!(
        kb.kb(&["config", "set", "notes", "x"])
            .failed_with(2)
            .contains("kb.toml:")
    );
    fs::remove_file(kb.path("kb.toml")).unwrap();
    let root = kb.root();
    let run = kb.kb(&[
        "config",
        "set",
        "notes",
        "x",
        "--root",
        root.to_str().unwrap(),
    ]);
    assert!(run.failed_with(2).contains("kb init"), "{run:?}");
    assert!(!kb.path("kb.toml").exists());
}

#[test]
fn a_key_that_is_none_can_be_taken_out() {
    let kb = Sandbox::new();
    kb.note("kb.toml", "# mine\nindx = \"x\"\nnots = \"y\"\n");
    let told = kb.kb(&["config", "set", "index", "x"]);
    let told = told.failed_with(2);
    assert!(
        told.contains("hint: `kb config unset indx` takes it out; did you mean `index`?"),
        "{told}"
    );
    kb.kb(&["config", "unset", "index"]).failed_with(2);
    let run = kb.kb(&["config", "unset", "indx"]);
    assert!(run.done().contains("\n-indx = \"x\"\n"), "{run:?}");
    let told = kb.kb(&["recaps"]);
    assert!(told.failed_with(2).contains("`kb config unset nots`"));
    kb.kb(&["config", "unset", "nots"]).done();
    assert_eq!(settings(&kb), "# mine\n");
    kb.kb(&["config", "unset", "nots"]).failed_with(2);
    kb.kb(&["config", "set", "index", "x"]).done();
}

#[test]
fn comments_stay() {
    let kb = Sandbox::new();
    let text = "# why it is so small\nmax_size = \"1 MiB\"\n\n# the rest\nnotes = \"notes\"\n";
    kb.note("kb.toml", text);
    kb.kb(&["config", "unset", "max_size"]).done();
    assert_eq!(settings(&kb), text.replace("max_size = \"1 MiB\"\n", ""));
    kb.kb(&["config", "unset", "notes"]).done();
    assert_eq!(settings(&kb), "# why it is so small\n\n# the rest\n");
}

#[test]
fn a_folder_of_notes_that_is_not_there_is_told_of() {
    let kb = Sandbox::new();
    let run = kb.kb(&["config", "set", "notes", "notes", "nodir"]);
    run.done();
    assert_eq!(
        run.stderr,
        "warning: there is no folder `nodir`; no notes are read there before it is made\n"
    );
    let run = kb.kb(&["config", "set", "notes", "notes"]);
    run.done();
    assert_eq!(run.stderr, "");
}

#[cfg(unix)]
#[test]
fn settings_behind_links_are_not_written() {
    let kb = Sandbox::new();
    let outside = kb.outside().join("kb.toml");
    fs::write(&outside, "").unwrap();
    fs::remove_file(kb.path("kb.toml")).unwrap();
    std::os::unix::fs::symlink(&outside, kb.path("kb.toml")).unwrap();
    kb.kb(&["config", "set", "notes", "x"]).failed_with(2);
    fs::remove_file(kb.path("kb.toml")).unwrap();
    fs::write(kb.path("kb.toml"), "").unwrap();
    std::os::unix::fs::symlink(kb.outside(), kb.path("out")).unwrap();
    let run = kb.kb(&["config", "set", "index", "out"]);
    assert!(
        run.failed_with(2).contains("through a symbolic link"),
        "{run:?}"
    );
    assert_eq!(
        (
            settings(&kb).as_str(),
            fs::read_to_string(outside).unwrap().as_str()
        ),
        ("", "")
    );
}

/// `docs/settings.md` names every key that the reader knows.
#[test]
fn every_key_is_documented() {
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/settings.md");
    let page = fs::read_to_string(page).unwrap();
    for key in kb::config::keys() {
        let name = key.rsplit('.').next().unwrap();
        assert!(page.contains(&format!("| `{name}` |")), "{key}");
    }
    for variable in [
        "KB_ROOT", "KB_INDEX", "KB_TOKEN", "EDITOR", "VISUAL", "KB_PAGER", "PAGER", "NO_COLOR",
        "COLUMNS",
    ] {
        assert!(page.contains(&format!("`{variable}`")), "{variable}");
    }
}

#[test]
fn settings_without_end_are_refused() {
    let kb = Sandbox::new();
    kb.note("kb.toml", "# long\n".repeat(200_000));
    for args in [&["set", "max_size", "5MiB"][..], &["unset", "max_size"]] {
        let run = kb.kb(&[&["config"], args].concat());
        let told = run.failed_with(2);
        assert!(told.contains("larger than 1 MiB"), "{told}");
    }
    assert_eq!(settings(&kb).len(), 1_400_000);
}
