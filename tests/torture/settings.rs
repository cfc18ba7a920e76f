//! A cloned folder with hostile settings and links: kb runs nothing, reads nothing outside, writes nothing outside.

use crate::base::{Base, SEARCH, snapshot};
use crate::injection::Injection;
use crate::run::Run;
use crate::tools::have_strace;
use crate::traces::{ALL, calls, changes, name, opened, paths};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// Settings that would run something or reach outside, and the place that kb names.
const REFUSED: [(&str, &str); 16] = [
    ("pager = \"touch pwned\"\n", "kb.toml:1:1"),
    ("editor = \"touch pwned\"\n", "kb.toml:1:1"),
    ("index = \"/etc/kb-pwned\"\n", "kb.toml:1:9"),
    ("index = \"../pwned\"\n", "kb.toml:1:9"),
    ("index = \"index/../../pwned\"\n", "kb.toml:1:9"),
    ("roots = [\"/\"]\n", "kb.toml:1:1"),
    ("notes = \"/etc\"\n", "kb.toml:1:9"),
    ("notes = [\"notes\", \"../secret\"]\n", "kb.toml:1:19"),
    (
        "# harmless\nincludes = [\"../../kb.toml\"]\n",
        "kb.toml:2:1",
    ),
    ("trust = true\n", "kb.toml:1:1"),
    (
        "trusted = [\".\"]\npager = \"touch pwned\"\n",
        "kb.toml:2:1",
    ),
    ("template = \"../secret/secret.md\"\n", "kb.toml:1:1"),
    ("[hooks]\nafter_index = \"touch pwned\"\n", "kb.toml:1:2"),
    ("[env]\nEDITOR = \"touch pwned\"\n", "kb.toml:1:2"),
    (
        "[[context]]\nglob = \"**\"\nrun = \"touch pwned\"\n",
        "kb.toml:3:1",
    ),
    (
        "[[tag]]\ntag = \"a\"\ncommand = \"touch pwned\"\n",
        "kb.toml:3:1",
    ),
];

/// Settings that are harmless as they are meant, whatever they try.
const TAKEN: [&str; 3] = [
    "include = [\"../../**\", \"/etc/**\", \"**/*\"]\n",
    "[[context]]\nglob = \"../../secret/**\"\nproject = \"$(touch pwned)\"\n",
    "[[tag]]\ntag = \"a\"\naliases = [\"`touch pwned`\", \"../../secret\"]\n",
];

/// Commands that somebody runs in a folder just cloned.
const COMMANDS: [&[&str]; 9] = [
    &["search", "granite"],
    &["topics"],
    &["show", "001"],
    &["check"],
    &["index"],
    &["index", "--rebuild"],
    &["config", "show"],
    &["export"],
    &["stats"],
];

/// Folders of the system that any program reads from.
const SYSTEM: [&str; 9] = [
    "/usr/",
    "/lib/",
    "/lib64/",
    "/etc/ld.so",
    "/etc/localtime",
    "/proc/",
    "/sys/",
    "/dev/",
    "/nix/store/",
];

/// A base with a secret beside it that no command may tell.
fn cloned() -> Base {
    let base = Base::of(6);
    let secret = base.outside().join("secret");
    fs::create_dir(&secret).unwrap();
    fs::write(
        secret.join("secret.md"),
        "# Topsecret\n\ngranite topsecret\n",
    )
    .unwrap();
    base
}

/// Runs kb under strace and wants it to keep to its own folders.
#[track_caller]
fn confined(base: &Base, args: &[&str]) -> Run {
    let (run, log) = Injection::none(ALL).run(base, args);
    run.is_orderly(&format!("{args:?}"));
    let calls = calls(&log);
    let started = calls.iter().filter(|call| name(call).starts_with("execve"));
    assert_eq!(started.count(), 1, "{args:?} starts a program");
    assert!(calls.len() > 50, "{args:?}: strace saw little: {log}");
    for call in &calls {
        let network = ["socket", "connect", "bind", "listen", "sendto"];
        assert!(!network.contains(&name(call)), "{args:?}: {call}");
        if let Some(path) = opened(call).filter(|_| name(call).starts_with("open")) {
            assert!(may_read(base, &path), "{args:?} reads {path:?}: {call}");
        }
        for path in paths(call).iter().filter(|_| changes(call)) {
            assert!(may_write(base, path), "{args:?} writes {path:?}: {call}");
        }
    }
    for text in [&run.stdout, &run.stderr] {
        assert!(!text.contains("Topsecret"), "{args:?}: {run:?}");
    }
    run
}

/// Whether a path lies in one of these folders of the sandbox.
fn is_in(base: &Base, path: &Path, folders: &[&str]) -> bool {
    let lexical = !path.components().any(|part| part.as_os_str() == "..");
    let folders = folders.iter().map(|folder| base.outside().join(folder));
    lexical && folders.into_iter().any(|folder| path.starts_with(folder))
}

fn may_read(base: &Base, path: &Path) -> bool {
    // The sandbox may itself lie below a folder of the system.
    if path.starts_with(base.outside()) {
        return is_in(base, path, &["base", "cache", "home"]);
    }
    let text = path.to_string_lossy();
    path == env!("CARGO_BIN_EXE_kb") || SYSTEM.iter().any(|folder| text.starts_with(folder))
}

fn may_write(base: &Base, path: &Path) -> bool {
    is_in(base, path, &["base/index", "cache", "home"])
}

#[test]
fn settings_that_reach_out_are_refused_at_their_place() {
    if !have_strace() {
        return;
    }
    let base = cloned();
    for (number, (settings, place)) in REFUSED.iter().enumerate() {
        fs::write(base.path("kb.toml"), settings).unwrap();
        let before = snapshot(&base.path(""));
        // Each command is tried with some of the settings, and each of the settings with some commands.
        for at in 0..3 {
            let args = COMMANDS[(number * 4 + at * 3) % COMMANDS.len()];
            let run = confined(&base, args);
            let told = run.failed(&format!("{args:?} with {settings}"));
            assert!(told.contains(place), "{settings}: {told}");
        }
        assert!(snapshot(&base.path("")) == before, "{settings}");
    }
    assert!(!Path::new("/etc/kb-pwned").exists());
}

#[test]
fn settings_that_only_look_hostile_stay_inside() {
    if !have_strace() {
        return;
    }
    let base = cloned();
    for settings in TAKEN {
        fs::write(base.path("kb.toml"), settings).unwrap();
        for args in COMMANDS {
            confined(&base, args).done(settings);
        }
        base.is_answer(&confined(&base, &SEARCH), settings);
    }
}

fn secret(base: &Base) -> PathBuf {
    base.outside().join("secret")
}

#[test]
fn rules_that_are_links_are_not_followed() {
    if have_strace() {
        links_lead_nowhere(&[("rules of git that are links", |base| {
            symlink("../secret/secret.md", base.path(".gitignore")).unwrap();
            symlink("../../secret/secret.md", base.path("notes/.ignore")).unwrap();
        })]);
    }
}

#[test]
fn rules_of_folders_above_are_not_read() {
    if !have_strace() {
        return;
    }
    let base = cloned();
    for rules in [".gitignore", ".ignore"] {
        fs::write(base.outside().join(rules), "*\n").unwrap();
    }
    base.is_answer(&confined(&base, &SEARCH), "rules above");
}

/// Something in a cloned folder that is a link to the secret, and how it is made.
type Linked = (&'static str, fn(&Base));

const LINKED: [Linked; 3] = [
    ("notes that are links", |base| {
        symlink("../../secret/secret.md", base.path("notes/link.md")).unwrap();
        symlink("../../secret", base.path("notes/folder")).unwrap();
        symlink("/etc", base.path("notes/etc")).unwrap();
        symlink("/etc/passwd", base.path("notes/passwd.md")).unwrap();
    }),
    ("a folder of notes that is a link", |base| {
        fs::rename(base.path("notes"), base.path("moved")).unwrap();
        symlink("../secret", base.path("notes")).unwrap();
    }),
    ("an index that is a link", |base| {
        symlink("../secret", base.path("index")).unwrap();
    }),
];

const LINKED_IN_INDEX: [Linked; 5] = [
    ("a lock that is a link", |base| {
        fs::create_dir(base.path("index")).unwrap();
        symlink("../../secret/secret.md", base.path("index/kb.lock")).unwrap();
    }),
    ("a lock that is a link to nothing", |base| {
        fs::create_dir(base.path("index")).unwrap();
        symlink("../../secret/new.md", base.path("index/kb.lock")).unwrap();
    }),
    ("a generation that is a link", |base| {
        base.kb(&["index"]).done("an index to be moved");
        fs::rename(base.path("index/gen-1"), secret(base).join("gen-1")).unwrap();
        symlink("../../secret/gen-1", base.path("index/gen-1")).unwrap();
    }),
    ("files of the engine that are links", |base| {
        base.kb(&["index"]).done("an index to be changed");
        for name in [".tantivy-writer.lock", ".tantivy-meta.lock", "meta.json"] {
            let inside = base.path("index/gen-1").join(name);
            fs::rename(&inside, secret(base).join(name)).unwrap();
            symlink(format!("../../../secret/{name}"), inside).unwrap();
        }
    }),
    ("a name of the current generation that is a link", |base| {
        fs::create_dir(base.path("index")).unwrap();
        symlink("../../secret/secret.md", base.path("index/CURRENT")).unwrap();
    }),
];

/// Runs the commands with each of these links, which must lead nowhere. The message names all that did.
fn links_lead_nowhere(linked: &[Linked]) {
    let leads = |(what, link): &Linked| {
        let base = cloned();
        link(&base);
        let before = snapshot(&secret(&base));
        let confined = std::panic::AssertUnwindSafe(|| {
            for args in COMMANDS {
                confined(&base, args);
            }
        });
        let kept = std::panic::catch_unwind(confined).is_ok();
        let same = snapshot(&secret(&base)) == before;
        (!kept || !same).then(|| format!("{what}: changed what it leads to: {}", !same))
    };
    let bad: Vec<_> = linked.iter().filter_map(leads).collect();
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
fn links_that_lead_out_are_not_followed() {
    if have_strace() {
        links_lead_nowhere(&LINKED);
    }
}

#[test]
fn links_in_the_index_are_not_followed() {
    if have_strace() {
        links_lead_nowhere(&LINKED_IN_INDEX);
    }
}

#[test]
fn pipes_stop_nothing() {
    for pipe in [
        "notes/.ignore",
        "notes/.gitignore",
        ".ignore",
        "index/CURRENT",
        "index/kb.lock",
    ] {
        let base = Base::of(6);
        fs::create_dir(base.path("index")).unwrap();
        let made = base.program("mkfifo").arg(base.path(pipe)).status();
        assert!(made.unwrap().success());
        // A guard against waiting for ever.
        let mut command = base.program("timeout");
        command.args(["60", env!("CARGO_BIN_EXE_kb")]).args(SEARCH);
        base.is_answer(&Run::of(&mut command), pipe);
    }
}
