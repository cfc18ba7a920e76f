//! The pager: which one, when, with what, and what happens where it fails.

use crate::sandbox::Sandbox;
use crate::screen::Screen;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::thread;
use std::time::{Duration, Instant};

/// A knowledge base with a topic that no small screen holds, and pagers of ours in its root.
fn sandbox() -> Sandbox {
    let kb = Sandbox::new();
    let lines: String = (1..=60).map(|n| format!("- line {n}\n")).collect();
    kb.note("notes/long.md", format!("# Long\n\n{lines}"));
    kb.note("notes/short.md", "# Short\n\nOne **strong** line.\n");
    // It tells its arguments, and what it was given.
    let pager = "#!/bin/sh\nprintf '%s\\n' \"$@\" > argv\necho \"$LESS $LESSCHARSET\" > env\ncat > given\necho paged\n";
    script(&kb, "pager", pager);
    script(&kb, "my tools/pager it", pager);
    script(&kb, "quits", "#!/bin/sh\nread first\necho \"saw $first\"\n");
    script(&kb, "fails", "#!/bin/sh\nexit 3\n");
    script(&kb, "hangs", "#!/bin/sh\necho waiting\nexec sleep 600\n");
    kb
}

fn script(kb: &Sandbox, name: &str, text: &str) {
    let file = kb.note(name, text);
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).unwrap();
}

fn run(kb: &Sandbox, args: &[&str], vars: &[(&str, &str)]) -> Screen {
    let mut screen = Screen::start(kb, args, (12, 60), vars);
    assert_eq!(screen.exit_status(), 0, "{}", screen.text());
    screen
}

fn file(kb: &Sandbox, name: &str) -> String {
    fs::read_to_string(kb.path(name)).unwrap()
}

#[test]
fn the_pager_shows_what_is_taller_than_the_screen() {
    let kb = sandbox();
    let screen = run(&kb, &["show", "#long"], &[("PAGER", "./pager -a 'b c'")]);
    assert_eq!(screen.text().trim(), "paged");
    assert_eq!(file(&kb, "argv"), "-a\nb c\n");
    assert_eq!(file(&kb, "env"), "FRX utf-8\n");
    let given = file(&kb, "given");
    assert!(
        given.contains("line 60") && given.contains('\u{1b}'),
        "{given}"
    );
    for args in [&["show", "#short"], &["show", "#long"]] {
        let short = args[1] == "#short";
        fs::remove_file(kb.path("given")).unwrap_or_default();
        let mut screen = Screen::start(&kb, args, (100, 60), &[("PAGER", "./pager")]);
        assert_eq!(screen.exit_status(), 0);
        assert!(
            screen
                .text()
                .contains(if short { "One strong line" } else { "line 60" })
        );
        assert!(!kb.path("given").exists(), "{args:?}");
    }
}

#[test]
fn other_long_answers_are_paged_and_what_only_works_is_not() {
    let kb = sandbox();
    for n in 0..20 {
        kb.note(
            &format!("notes/n{n}.md"),
            format!("# Topic {n}\n\nSome words.\n"),
        );
    }
    for args in [
        &["search", "words"][..],
        &["topics"],
        &["recaps"],
        &["export"],
        &["topics", "--format", "json"],
    ] {
        fs::remove_file(kb.path("given")).unwrap_or_default();
        run(&kb, args, &[("KB_PAGER", "./pager")]);
        assert!(kb.path("given").exists(), "{args:?}");
    }
    fs::remove_file(kb.path("given")).unwrap();
    run(&kb, &["completions", "bash"], &[("KB_PAGER", "./pager")]);
    run(&kb, &["index", "--rebuild"], &[("KB_PAGER", "./pager")]);
    assert!(!kb.path("given").exists());
}

#[test]
fn kb_pager_goes_before_pager_and_nothing_means_none() {
    let kb = sandbox();
    let both = [("KB_PAGER", "./pager x"), ("PAGER", "./fails")];
    assert_eq!(run(&kb, &["show", "#long"], &both).text().trim(), "paged");
    for none in ["", " ", "cat"] {
        let vars = [("KB_PAGER", none), ("PAGER", "./fails")];
        let screen = run(&kb, &["show", "#long"], &vars);
        assert!(
            screen.bytes().contains("line 1\r\n"),
            "{none:?}: {}",
            screen.text()
        );
        assert!(
            screen.text().contains("line 60"),
            "{none:?}: {}",
            screen.text()
        );
    }
    let screen = run(
        &kb,
        &["show", "#long", "--no-pager"],
        &[("PAGER", "./fails")],
    );
    assert!(screen.text().contains("line 60"), "{}", screen.text());
}

#[test]
fn no_shell_reads_the_pager() {
    let kb = sandbox();
    let mean = "./pager ';touch pwned' ;touch pwned $(touch pwned) `touch pwned` | touch pwned";
    run(&kb, &["show", "#long"], &[("PAGER", mean)]);
    let argv = file(&kb, "argv");
    assert!(
        argv.starts_with(";touch pwned\n;touch\npwned\n$(touch\n"),
        "{argv}"
    );
    assert!(!kb.path("pwned").exists());
    let spaced = [("PAGER", "'./my tools/pager it' \"a b\"")];
    run(&kb, &["show", "#long"], &spaced);
    assert_eq!(file(&kb, "argv"), "a b\n");
}

#[test]
fn no_setting_of_a_folder_names_the_pager() {
    let kb = sandbox();
    kb.note("kb.toml", "pager = \"touch pwned\"\n");
    let mut screen = Screen::start(&kb, &["show", "#long"], (12, 60), &[("PAGER", "./pager")]);
    screen.exit_status();
    assert!(!kb.path("pwned").exists());
}

#[test]
fn a_pager_that_is_missing_or_fails_is_named_and_no_text_is_lost_in_silence() {
    let kb = sandbox();
    for (pager, told) in [
        (
            "no-such-pager",
            "the pager `no-such-pager` cannot be started: there",
        ),
        ("./kb.toml", "the pager `./kb.toml` cannot be started"),
        ("less 'x", "in PAGER has an open quote"),
    ] {
        let screen = run(&kb, &["show", "#long"], &[("PAGER", pager)]);
        let bytes = screen.bytes();
        assert!(bytes.contains(told), "{pager}: {bytes}");
        assert!(
            bytes.contains("line 1\r\n") && bytes.contains("line 60"),
            "{pager}: {bytes}"
        );
    }
    let screen = run(&kb, &["show", "#long"], &[("PAGER", "./fails")]);
    let bytes = screen.bytes();
    assert!(
        bytes.contains("the pager `./fails` ended with exit status: 3"),
        "{bytes}"
    );
    assert!(bytes.contains("--no-pager"), "{bytes}");
}

#[test]
fn a_pager_may_quit_early() {
    let kb = sandbox();
    let lines: String = (1..=20_000).map(|n| format!("- line {n}\n")).collect();
    kb.note("notes/long.md", format!("# Long\n\n{lines}"));
    let screen = run(
        &kb,
        &["show", "#long"],
        &[("PAGER", "./quits"), ("NO_COLOR", "1")],
    );
    assert_eq!(screen.text().trim(), "saw Long");
}

#[test]
fn an_interrupt_is_for_the_pager() {
    let kb = sandbox();
    let mut screen = Screen::start(&kb, &["show", "#long"], (12, 60), &[("PAGER", "./hangs")]);
    screen.wait_for("waiting").send("\u{3}");
    assert_eq!(screen.exit_status(), 0);
    assert!(
        screen
            .text()
            .contains("the pager `./hangs` ended with signal: 2"),
        "{}",
        screen.text()
    );
}

/// Whoever ends kb, or closes its terminal, ends the pager with it.
#[test]
fn what_asks_kb_to_end_ends_it_and_its_pager() {
    let kb = sandbox();
    script(
        &kb,
        "waits",
        "#!/bin/sh\ntrap 'echo ended > ended; exit' TERM HUP\necho waiting\nwhile :; do sleep 0.05; done\n",
    );
    for (name, number) in [("TERM", 15), ("HUP", 1)] {
        fs::remove_file(kb.path("ended")).unwrap_or_default();
        let vars = [("PAGER", "./waits")];
        let mut screen = Screen::start(&kb, &["show", "#long"], (12, 60), &vars);
        screen.wait_for("waiting").signal(name);
        assert_eq!(screen.exit_status(), 128 + number, "{name}");
        let until = Instant::now() + Duration::from_secs(90);
        while !kb.path("ended").exists() {
            assert!(Instant::now() < until, "{name}: the pager goes on");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

#[test]
fn less_shows_colours_and_leaves_short_answers_alone() {
    if !std::path::Path::new("/usr/bin/less").exists() {
        return;
    }
    let kb = sandbox();
    let mut screen = Screen::start(&kb, &["show", "#long"], (12, 60), &[]);
    screen.wait_for("line 5");
    assert!(!screen.text().contains("ESC"), "{}", screen.text());
    screen.send("G").wait_for("line 60").send("q");
    assert_eq!(screen.exit_status(), 0);
    let screen = run(&kb, &["show", "#short"], &[]);
    assert!(
        screen.text().contains("One strong line."),
        "{}",
        screen.text()
    );
}

#[test]
fn what_is_said_beside_the_answer_waits_for_the_pager() {
    let kb = sandbox();
    let words = "word ".repeat(40);
    for n in 0..300 {
        kb.note(
            &format!("notes/n{n}.md"),
            format!("# Topic {n}\n\n{words}\n"),
        );
    }
    let args = ["search", "word", "--limit", "300", "--explain"];
    let screen = run(&kb, &args, &[("PAGER", "./pager")]);
    let bytes = screen.bytes();
    let (paged, said) = (
        bytes.find("paged").unwrap(),
        bytes.find("searched in").unwrap(),
    );
    assert!(paged < said, "{bytes}");
}
