//! `kb init`, `kb config show`, `kb.toml`, and which folder kb works on.

use crate::sandbox::{Sandbox, files_in, strings};
use std::fs;

#[test]
fn init_makes_a_base_that_works_at_once() {
    let kb = Sandbox::new();
    let made = kb.kb(&["init", "deep/fresh"]);
    insta::assert_snapshot!(made.done(), @"
    made deep/fresh/notes
    made deep/fresh/index
    made deep/fresh/index/.gitignore
    made deep/fresh/kb.toml
    ");
    assert!(made.stderr.contains("hint: "), "{made:?}");
    kb.note("deep/fresh/notes/a.md", "# Hello world\n");
    let found = kb.kb(&["--root", "deep/fresh", "search", "hello"]);
    assert!(found.done().contains("notes/a.md:1"));
    let settings = fs::read_to_string(kb.path("deep/fresh/kb.toml")).unwrap();
    let again = kb.kb(&["init", "deep/fresh"]);
    assert!(again.failed_with(2).contains("kb.toml"), "{again:?}");
    assert_eq!(
        fs::read_to_string(kb.path("deep/fresh/kb.toml")).unwrap(),
        settings
    );
    kb.kb(&["init"]).failed_with(2);
}

#[test]
fn init_leaves_what_is_there() {
    let kb = Sandbox::new();
    kb.note("old/notes/a.md", "# Kept\n");
    kb.note("old/index/.gitignore", "mine\n");
    kb.kb(&["init", "old"]).done();
    assert_eq!(
        fs::read_to_string(kb.path("old/index/.gitignore")).unwrap(),
        "mine\n"
    );
    assert_eq!(
        fs::read_to_string(kb.path("old/notes/a.md")).unwrap(),
        "# Kept\n"
    );
}

#[test]
fn init_names_the_folder_that_holds_the_notes() {
    const NOTE: &str = "# A\n\n## Pump\n\nwater here\n";
    for (folder, paths, expected) in [
        ("itself", &["2020-01-01-a.md"] as &[&str], "."),
        ("posts", &["_posts/2020/a.md", "_posts/2021/b.md"], "_posts"),
        ("deep", &["README.md", "docs/minutes/a.md"], "docs/minutes"),
        ("both", &["notes/a.md", "b.rst"], "."),
        ("spaced", &["my notes/a.md"], "my notes"),
        ("usual", &["notes/a.md"], "notes"),
        ("readme", &["README.md"], "notes"),
        ("hidden", &[".drafts/a.md"], "notes"),
    ] {
        let kb = Sandbox::new();
        for path in paths {
            kb.note(&format!("{folder}/{path}"), NOTE);
        }
        let made = kb.kb(&["init", folder]);
        assert!(made.stderr.contains(&format!("`{expected}`")), "{made:?}");
        let root = ["--root", folder];
        let notes = kb.kb(&[&root[..], &["config", "get", "notes"]].concat());
        let named = serde_json::json!([expected]).to_string();
        assert_eq!(notes.done().trim(), named);
        let read = kb.kb(&[&root[..], &["search", "water"]].concat()).status;
        assert_eq!(read, i32::from(["readme", "hidden"].contains(&folder)));
        assert_eq!(
            kb.path(folder).join("notes").exists(),
            expected == "notes" || folder == "both"
        );
    }
}

#[test]
fn a_base_without_notes_says_so() {
    let kb = Sandbox::new();
    let told = |args: &[&str]| {
        let run = kb.kb(args);
        assert_eq!(run.status, 1, "{run:?}");
        run.stderr
    };
    for args in [
        &["search", "pump"] as &[&str],
        &["topics"],
        &["show", "pump"],
    ] {
        let told = told(args);
        assert!(
            told.contains("no note in `notes`: put recaps there"),
            "{told}"
        );
        assert!(told.contains("`kb config set notes DIR`"), "{told}");
    }
    kb.note("my minutes/a.md", "# Pump\n");
    let told = told(&["decisions"]);
    assert!(
        told.contains("`kb config set notes 'my minutes'`"),
        "{told}"
    );
    kb.kb(&["config", "set", "notes", "my minutes"]).done();
    let run = kb.kb(&["search", "nowhere"]);
    assert!(!run.stderr.contains("no note in"), "{run:?}");
}

/// A `kb.toml` with a fault, the place it is at, and words of the message or hint.
const FAULTS: [(&str, &str, &str); 15] = [
    ("index = \"i\"\nnotez = \"x\"\n", "kb.toml:2:1", "`notes`"),
    (
        "[[context]]\nglob = \"a\"\nprojct = \"x\"\n",
        "kb.toml:3:1",
        "`project`",
    ),
    (
        "[[tag]]\ntag = \"a\"\nalias = [\"x\"]\n",
        "kb.toml:3:1",
        "`aliases`",
    ),
    ("zzz = 1\n", "kb.toml:1:1", "zzz"),
    ("index = \"/tmp/kb-outside\"\n", "kb.toml:1:9", "absolute"),
    ("index = \"../kb-outside\"\n", "kb.toml:1:9", "leads out"),
    (
        "notes = [\"notes\", \"../..\"]\n",
        "kb.toml:1:19",
        "leads out",
    ),
    ("index = \"notes\"\n", "kb.toml:1:9", "over the notes"),
    ("index = \".\"\n", "kb.toml:1:9", "over the notes"),
    ("exclude = 5\n", "kb.toml:1:11", "exclude"),
    ("exclude = [\"[\"]\n", "kb.toml:1:12", "no pattern"),
    ("max_size = \"much\"\n", "kb.toml:1:12", "16 MiB"),
    ("[[context]]\nproject = \"x\"\n", "kb.toml:1:", "glob"),
    (
        "[[tag]]\ntag = \"a\"\nparent = \"nowhere\"\n",
        "kb.toml:3:10",
        "nowhere",
    ),
    ("notes = \n", "kb.toml:1:", ""),
];

#[test]
fn faults_in_settings_have_a_place_and_a_hint() {
    let kb = Sandbox::with_recaps();
    for (settings, place, words) in FAULTS {
        kb.note("kb.toml", settings);
        let run = kb.kb(&["topics"]);
        let told = run.failed_with(2);
        assert!(
            told.starts_with("error: ") && told.contains('^'),
            "{settings}{told}"
        );
        assert!(told.contains(place), "{settings}{place}: {told}");
        assert!(told.contains(words), "{settings}{words}: {told}");
    }
    assert!(
        !kb.path("index").exists(),
        "nothing is made before settings are sound"
    );
    assert!(!kb.outside().join("kb-outside").exists());
    kb.note("kb.toml", "index = \"i\"\nnotez = \"x\"\n");
    insta::assert_snapshot!(kb.kb(&["check"]).stderr, @r#"
    error: there is no setting `notez`
     --> kb.toml:2:1
      |
    2 | notez = "x"
      | ^^^^^
    hint: `kb config unset notez` takes it out; did you mean `notes`?
    "#);
}

#[cfg(unix)]
#[test]
fn an_index_behind_a_link_is_refused() {
    let kb = Sandbox::with_recaps();
    let elsewhere = kb.outside().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, kb.path("index")).unwrap();
    let run = kb.kb(&["topics"]);
    assert!(run.failed_with(2).contains("symbolic link"), "{run:?}");
    assert!(files_in(&elsewhere).is_empty());
}

#[test]
fn settings_say_where_they_come_from() {
    let kb = Sandbox::new();
    kb.note(
        "kb.toml",
        "notes = \"recaps\"\n\n[[context]]\nglob = \"recaps/{date:%Y-%m}/*.md\"\nproject = \"tc\"\n\n\
         [[tag]]\ntag = \"pins\"\nname = \"pins\"\naliases = [\"needle\"]\n",
    );
    kb.note("recaps/2012-05/a.md", "# About a needle\n");
    let values = kb.json(&["config", "show"])["values"].clone();
    let of = |key: &str| {
        let values = values.as_array().unwrap();
        let value = values.iter().find(|value| value["key"] == key).unwrap();
        let source = value["source"].as_str().unwrap();
        let source = source.rsplit('/').next().unwrap().to_owned();
        (value["value"].as_str().unwrap().to_owned(), source)
    };
    assert_eq!(of("notes"), ("[\"recaps\"]".into(), "kb.toml:1".into()));
    assert_eq!(of("index"), ("\"index\"".into(), "default".into()));
    assert_eq!(of("context.project"), ("\"tc\"".into(), "kb.toml:3".into()));
    assert_eq!(
        of("tag.aliases"),
        ("[\"needle\"]".into(), "kb.toml:7".into())
    );
    let recap = &kb.json(&["recaps"])["recaps"][0];
    assert_eq!(
        [&recap["project"], &recap["date"], &recap["date_source"]],
        ["tc", "2012-05", "kb.toml"]
    );
    assert_eq!(strings(&kb.json(&["tags"])["tags"], "tag"), ["pins"]);
}

#[test]
fn excluded_hidden_and_ignored_files_are_counted() {
    let kb = Sandbox::new();
    kb.note("kb.toml", "exclude = [\"drafts\"]\n");
    for path in [
        "a.md",
        "drafts/b.md",
        ".hidden.md",
        "picture.png",
        "ignored.md",
    ] {
        kb.note(&format!("notes/{path}"), "# Some heading\n");
    }
    kb.note("notes/.ignore", "ignored.md\n");
    let paths = strings(&kb.json(&["recaps"])["recaps"], "path");
    assert_eq!(paths, ["notes/a.md"]);
    let told = kb.kb(&["index", "-v"]).stderr;
    assert!(
        told.contains("1 excluded") && told.contains("1 ignored by git"),
        "{told}"
    );
    assert!(told.contains("1 not notes"), "{told}");
}

#[test]
fn a_folder_without_settings_is_read_and_left_as_it_is() {
    let kb = Sandbox::new();
    let bare = kb.outside().join("bare");
    fs::create_dir_all(bare.join("deep")).unwrap();
    fs::write(bare.join("deep/a.md"), "# Hello world\n").unwrap();
    let root = bare.to_str().unwrap();
    let run = kb.kb(&["--root", root, "search", "hello"]);
    assert!(run.done().contains("deep/a.md:1"), "{run:?}");
    assert_eq!(files_in(&bare), [bare.join("deep")]);
    assert_eq!(files_in(&kb.outside().join("cache")).len(), 1);
}

#[test]
fn the_root_is_found_from_below_and_by_name() {
    let kb = Sandbox::with_recaps();
    let from = |folder: &std::path::Path, args: &[&str], vars: &[(&str, &str)]| {
        let mut command = kb.command();
        command
            .current_dir(folder)
            .args(args)
            .envs(vars.iter().copied());
        let output = command.output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        (output.status.code(), told)
    };
    let root = kb.root();
    let root = root.to_str().unwrap();
    let (below, outside) = (kb.path("notes/meetings"), kb.outside().to_owned());
    assert_eq!(from(&below, &["topics"], &[]), (Some(0), String::new()));
    assert_eq!(from(&outside, &["topics", "--root", root], &[]).0, Some(0));
    assert_eq!(from(&outside, &["topics"], &[("KB_ROOT", root)]).0, Some(0));
    let (status, told) = from(&outside, &["topics"], &[]);
    assert_eq!(status, Some(2));
    assert!(
        told.contains("no knowledge base here")
            && told.contains("kb init")
            && told.contains("as it is with `--root .`"),
        "{told}"
    );
    let (status, told) = from(&outside, &["topics", "--root", "nowhere"], &[]);
    assert_eq!(status, Some(2));
    assert!(told.contains("there is no folder `nowhere`"), "{told}");
    let near = from(&below, &["topics"], &[("KB_ROOT", "nowhere")]);
    assert_eq!(near.0, Some(0), "kb.toml above comes before KB_ROOT");
}

#[test]
fn the_index_may_be_elsewhere_but_not_over_the_notes() {
    let kb = Sandbox::with_recaps();
    let elsewhere = kb.outside().join("elsewhere");
    let index = elsewhere.to_str().unwrap();
    kb.kb(&["search", "failover", "--index", index]).done();
    assert!(elsewhere.join("CURRENT").exists() && !kb.path("index").exists());
    kb.kb_with(&["search", "failover"], &[("KB_INDEX", "by-variable")])
        .done();
    assert!(kb.path("by-variable/CURRENT").exists() && !kb.path("index").exists());
    for over in ["notes", "."] {
        let run = kb.kb(&["topics", "--index", over]);
        assert!(run.failed_with(2).contains("over the notes"), "{run:?}");
    }
    assert_eq!(kb.json(&["recaps"])["total"], 5);
}

#[test]
fn help_goes_to_stdout_and_usage_errors_to_stderr() {
    let kb = Sandbox::new();
    assert!(
        kb.kb(&["--help"])
            .done()
            .contains("Exit status: 0 found or done")
    );
    assert!(
        kb.kb(&["search", "--help"])
            .done()
            .contains("kb search -- --rate")
    );
    let version = format!("kb {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(kb.kb(&["--version"]).done(), version);
    kb.kb(&["serch", "x"]).failed_with(2);
    kb.kb(&["search"]).failed_with(2);
    kb.kb(&["search", "x", "--format", "yaml"]).failed_with(2);
    kb.kb(&["topics", "-q", "-v"]).failed_with(2);
    assert_eq!(kb.kb::<&str>(&[]).status, 2);
}

/// Answers from nothing look like answers: whoever moved the notes, or mistyped their folder, is told by every command.
#[test]
fn a_folder_of_notes_that_is_missing_is_said() {
    let kb = Sandbox::with_recaps();
    kb.kb(&["index"]).done();
    fs::rename(kb.path("notes"), kb.path("elsewhere")).unwrap();
    for args in [
        &["search", "failover"][..],
        &["topics"],
        &["recaps"],
        &["stats"],
        &["priorities"],
        &["tags"],
        &["check"],
    ] {
        let run = kb.kb(args);
        let told =
            "there is no folder `notes`; make it, or name another under `notes` in `kb.toml`\n";
        assert!(run.stderr.contains(told), "{args:?}: {run:?}");
    }
    let quiet = kb.kb(&["topics", "--quiet"]);
    assert_eq!(quiet.stderr, "", "{quiet:?}");
    let index = kb.kb(&["index"]);
    let both = format!("{}{}", index.done(), index.stderr);
    assert_eq!(both.matches("there is no folder").count(), 1, "{index:?}");
    for alone in [
        &["index", "--quiet"][..],
        &["index", "--quiet", "--format", "json"],
    ] {
        let run = kb.kb(alone);
        assert!(run.done().contains("there is no folder"), "{run:?}");
    }
}
