//! What a shell is offered while a command is typed.

use crate::sandbox::{Output, Sandbox};
use std::fs;
use std::time::{Duration, Instant};

/// After so long kb gives up, since nobody waits longer: a busy machine may take that.
const PATIENCE: Duration = Duration::from_millis(800);

/// What fish is offered for these words, the last of them being typed.
fn asked(kb: &Sandbox, words: &[&str]) -> Output {
    let words = [&["--", "kb"], words].concat();
    for _ in 0..5 {
        let begun = Instant::now();
        let output = kb.kb_with(&words, &[("COMPLETE", "fish")]);
        if begun.elapsed() < PATIENCE || !output.stdout.is_empty() {
            return output;
        }
    }
    panic!("{words:?}: kb never answers in time");
}

/// The same without what fish shows beside each.
#[track_caller]
fn offered(kb: &Sandbox, words: &[&str]) -> Vec<String> {
    let run = asked(kb, words);
    assert_eq!(run.stderr, "", "{words:?}");
    let lines = run.done().lines();
    lines
        .map(|line| line.split('\t').next().unwrap().to_owned())
        .collect()
}

fn indexed() -> Sandbox {
    let kb = Sandbox::with_recaps();
    kb.kb(&["index"]).done();
    kb
}

#[test]
fn names_of_the_index_are_offered() {
    let kb = indexed();
    assert_eq!(offered(&kb, &["topics", "--tag", "rep"]), ["replication"]);
    for command in ["search", "decisions", "actions", "topics"] {
        let found = offered(&kb, &[command, "failover", "tag:rep"]);
        assert_eq!(found, ["tag:replication"]);
    }
    assert_eq!(offered(&kb, &["search", "release:new"]), ["release:newton"]);
    assert_eq!(offered(&kb, &["search", "has:dec"]), ["has:decision"]);
    assert_eq!(
        offered(&kb, &["topics", "--tag=rep"]),
        ["--tag=replication"]
    );
    assert_eq!(offered(&kb, &["history", "rep"]), ["replication"]);
    assert_eq!(offered(&kb, &["topics", "--release", "n"]), ["newton"]);
    assert_eq!(offered(&kb, &["topics", "--release", "N"]), ["Newton"]);
    assert_eq!(
        offered(&kb, &["topics", "--release", "mitaka..n"]),
        ["mitaka..newton"]
    );
    assert_eq!(offered(&kb, &["stats", "--project", ""]), ["cinder"]);
    assert_eq!(offered(&kb, &["compare", "newton", "c"]), ["cinder"]);
    assert_eq!(offered(&kb, &["show", "quo"]), ["quotas"]);
    assert_eq!(offered(&kb, &["related", "back"]), ["backups"]);
    assert_eq!(
        offered(&kb, &["show", "notes/2017-notes#n"]),
        ["notes/2017-notes#november-8"]
    );
    assert_eq!(offered(&kb, &["check", "--path", "n"]), ["notes/"]);
    assert_eq!(
        offered(&kb, &["topics", "--path", "notes/2017"]),
        ["notes/2017-notes"]
    );
    assert_eq!(
        offered(&kb, &["topics", "--path", "notes/m"]),
        ["notes/meetings/"]
    );
    kb.note("notes/ptg.md", "---\nevent: PTG\n---\n# Virtual\n");
    kb.kb(&["index"]).done();
    assert_eq!(offered(&kb, &["new", "--event", "p"]), ["ptg"]);
    let run = asked(&kb, &["topics", "--tag", "rep"]);
    assert_eq!(run.done(), "replication\t2 topics\n");
}

#[test]
fn what_is_offered_is_understood() {
    let kb = indexed();
    for id in offered(&kb, &["show", ""]) {
        if !id.starts_with("--") {
            kb.kb(&["show", &id]).done();
        }
    }
}

#[test]
fn commands_options_and_values_are_offered() {
    let kb = Sandbox::new();
    assert_eq!(offered(&kb, &["rel"]), ["related", "releases"]);
    assert_eq!(offered(&kb, &["topics", "--rel"]), ["--release"]);
    assert_eq!(
        offered(&kb, &["topics", "--format", "js"]),
        ["json", "jsonl"]
    );
    assert_eq!(offered(&kb, &["completions", "b"]), ["bash"]);
    assert_eq!(
        offered(&kb, &["check", "--rule", "t"]),
        ["table", "title-underline", "too-large", "tight-heading"]
    );
    assert_eq!(offered(&kb, &["man", "comp"]), ["compare", "completions"]);
    assert_eq!(offered(&kb, &["man", "config"]), ["config"]);
    assert_eq!(offered(&kb, &["man", "config", "s"]), ["show", "set"]);
    kb.note(
        "kb.toml",
        "[[tag]]\ntag = \"ha\"\n[[release]]\nname = \"1.0\"\n[[context]]\nglob = \"$(x)/*\"\n",
    );
    for command in ["get", "set", "unset"] {
        let keys = |typed: &str| offered(&kb, &["config", command, typed]);
        assert_eq!(keys("n"), ["notes"]);
        assert_eq!(keys("tag.ha.n"), ["tag.ha.name"]);
        assert_eq!(keys("rel").last().unwrap(), "release.1.0.date");
        assert_eq!(keys("tag.t"), [""; 0]);
        assert_eq!(keys("context"), [""; 0]);
    }
}

#[test]
fn folders_are_offered_where_a_folder_is_wanted() {
    let kb = Sandbox::new();
    kb.note("notes/a.md", "# A\n");
    kb.note("never.txt", "no folder\n");
    for words in [
        &["new", "--dir", "n"][..],
        &["--root", "n"],
        &["topics", "--index", "n"],
        &["man", "--dir", "n"],
    ] {
        assert_eq!(offered(&kb, words), ["notes/"], "{words:?}");
    }
}

#[test]
fn the_named_root_is_asked() {
    let kb = indexed();
    let other = Sandbox::new();
    let root = kb.root().display().to_string();
    let named = ["--root", &root, "topics", "--tag", "rep"];
    assert_eq!(offered(&other, &named), ["replication"]);
    let named = format!("--root={root}");
    assert_eq!(
        offered(&other, &[&named, "history", "rep"]),
        ["replication"]
    );
    assert_eq!(offered(&other, &["topics", "--tag", "rep"]), [""; 0]);
}

#[test]
fn the_index_is_taken_as_it_is() {
    let kb = indexed();
    kb.note(
        "notes/new.md",
        "---\ntags: [brand-new]\n---\n## New\n\nText.\n",
    );
    assert_eq!(offered(&kb, &["topics", "--tag", "brand"]), [""; 0]);
    kb.kb(&["index"]).done();
    assert_eq!(offered(&kb, &["topics", "--tag", "brand"]), ["brand-new"]);
    fs::remove_dir_all(kb.path("index")).unwrap();
    assert_eq!(offered(&kb, &["topics", "--tag", "brand"]), [""; 0]);
    assert!(!kb.path("index").exists(), "nothing is written");
    fs::write(kb.path("kb.toml"), "no settings").unwrap();
    assert_eq!(offered(&kb, &["show", "n"]), [""; 0]);
}

#[test]
fn nothing_is_offered_that_a_shell_would_run() {
    let kb = Sandbox::new();
    kb.note(
        "notes/$(touch x).md",
        "---\nproject: \"$(touch x)\"\nrelease: \"a;b\"\ntags: [\"fine\"]\n---\n## One\n\nText.\n",
    );
    kb.note(
        "notes/b c.md",
        "---\nproject: \"\\u001b[31m\"\n---\n## Two\n\nText.\n",
    );
    kb.kb(&["index"]).done();
    assert_eq!(offered(&kb, &["topics", "--project", ""]), [""; 0]);
    assert_eq!(offered(&kb, &["topics", "--release", ""]), ["latest"]);
    assert_eq!(offered(&kb, &["topics", "--tag", ""]), ["fine"]);
    assert_eq!(offered(&kb, &["show", "notes/"]), ["notes/b c#two"]);
    assert_eq!(offered(&kb, &["show", "t"]), ["two"]);
}

#[test]
fn each_shell_gets_a_script_that_asks_kb() {
    let kb = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = kb.kb(&["completions", shell]);
        assert!(script.done().contains("COMPLETE"), "{shell}");
        assert!(script.done().contains("kb"), "{shell}");
        let same = kb.kb_with(&[""; 0], &[("COMPLETE", shell)]);
        assert!(same.done().contains("COMPLETE"), "{shell}");
    }
    let run = kb.kb(&["completions", "tcsh"]);
    assert!(run.failed_with(2).contains("tcsh"), "{run:?}");
    let run = kb.kb_with(&["topics"], &[("COMPLETE", "tcsh")]);
    assert!(
        run.failed_with(2).contains("unknown shell `tcsh`"),
        "{run:?}"
    );
    let run = kb.kb_with(&["--", "kb", "to"], &[("COMPLETE", "tcsh")]);
    assert_eq!(
        (run.status, run.stdout.as_str(), run.stderr.as_str()),
        (0, "", "")
    );
}

#[test]
fn a_variable_that_is_off_changes_nothing() {
    let kb = indexed();
    for value in ["", "0"] {
        let run = kb.kb_with(&["topics", "--tag", "replication"], &[("COMPLETE", value)]);
        assert!(run.done().contains("Replication"), "{run:?}");
    }
}

/// What a shell is given for these words, the last of them being typed.
fn given(kb: &Sandbox, shell: &str, typed: &str, words: &[&str]) -> String {
    let index = words.len().to_string();
    let words = [&["--", "kb"], words].concat();
    let asked = [
        ("COMPLETE", shell),
        ("_CLAP_COMPLETE_INDEX", &index),
        ("_KB_TYPED", typed),
    ];
    kb.kb_with(&words, &asked).done().trim_end().to_owned()
}

#[test]
fn names_with_blanks_are_one_word_to_each_shell() {
    let kb = Sandbox::new();
    kb.note(
        "notes/ptg.md",
        "---\nevent: Denver PTG\n---\n# A\n\nText.\n",
    );
    kb.note("two words/a.md", "no note\n");
    kb.kb(&["index"]).done();
    for (shell, typed, word, expected) in [
        ("fish", "", "Den", "Denver PTG\t1 topic"),
        ("fish", "", r"Denver\ P", "Denver PTG\t1 topic"),
        ("zsh", "", "\"Denver P", "Denver PTG:1 topic"),
        ("elvish", "", "Denver P", "Denver PTG"),
        ("powershell", "", "Denver P", "'Denver PTG'\t1 topic"),
        ("bash", "", "Den", r"Denver\ PTG"),
        ("bash", r"Denver\ P", r"Denver\ P", r"Denver\ PTG"),
        ("bash", "\"Denver P", "Denver P", "Denver PTG"),
        ("bash", "'Denver P", "Denver P", "Denver PTG"),
    ] {
        let got = given(&kb, shell, typed, &["topics", "--event", word]);
        assert_eq!(got, expected, "{shell} {typed} {word}");
    }
    let folder = given(&kb, "bash", "", &["new", "--dir", "two"]);
    assert_eq!(folder, r"two\ words/");
}

/// The script in the shell itself, where it is there.
#[cfg(unix)]
#[test]
fn bash_completes_with_it() {
    let kb = Sandbox::with_recaps();
    kb.note(
        "notes/ptg.md",
        "---\nevent: Denver PTG\n---\n# A\n\nText.\n",
    );
    kb.kb(&["index"]).done();
    let script = kb.kb(&["completions", "bash"]).done().to_owned();
    for (words, last, expected) in [
        ("kb show quo", "quo", "quotas"),
        ("kb decisions tag : rep", "rep", "replication"),
        ("kb topics --event Den", "Den", r"Denver\ PTG"),
        (r#"kb topics --event \"Denver\ P"#, "Denver P", "Denver PTG"),
    ] {
        let typed = format!(
            "COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _clap_complete_kb kb '{last}' x; echo \"${{COMPREPLY[@]}}\""
        );
        let mut bash = std::process::Command::new("bash");
        bash.current_dir(kb.root())
            .args(["--norc", "-c", &format!("{script}\n{typed}")]);
        let Ok(output) = bash.output() else { return };
        let got = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        assert_eq!(got, expected, "{words}");
    }
}

/// Names of files are as hostile as those of notes, and the path of kb may need quotes.
#[cfg(unix)]
#[test]
fn bash_runs_nothing_that_is_offered() {
    let kb = indexed();
    for name in [
        "q$(touch pwned)",
        "r r",
        "s\u{1b}[31m",
        "t;touch pwned",
        "u\nx",
    ] {
        kb.note(name, "");
    }
    let at = |word: &str| given(&kb, "bash", "", &["new", "--template", word]);
    assert_eq!(at("q"), r"q\$\(touch\ pwned\)");
    assert_eq!(at("r"), r"r\ r");
    assert_eq!(at("s"), "");
    assert_eq!(at("t"), r"t\;touch\ pwned");
    assert_eq!(at("u"), "");
    let odd = kb.path("we $(ird)");
    fs::create_dir(&odd).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_kb"), odd.join("kb")).unwrap();
    let mut asked = std::process::Command::new(odd.join("kb"));
    let script = asked.args(["completions", "bash"]).output().unwrap();
    let script = String::from_utf8(script.stdout).unwrap();
    let typed = "COMP_WORDS=(kb show quo); COMP_CWORD=2; _clap_complete_kb kb quo x; echo \"${COMPREPLY[@]}\"";
    let mut bash = std::process::Command::new("bash");
    bash.current_dir(kb.root())
        .args(["--norc", "-c", &format!("{script}\n{typed}")]);
    if let Ok(output) = bash.output() {
        assert_eq!(
            String::from_utf8_lossy(&output.stdout).trim(),
            "quotas",
            "{script}"
        );
    }
}

#[test]
fn owners_of_actions_are_offered() {
    let kb = Sandbox::new();
    kb.note(
        "notes/a.md",
        "# A\n\nAction items:\n\n- Gorka: get a ladder\n",
    );
    kb.kb(&["index"]).done();
    assert_eq!(offered(&kb, &["actions", "--owner", "Go"]), ["Gorka"]);
}
