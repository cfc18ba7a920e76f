//! `kb check --fix` shows and asks before it writes.

use crate::sandbox::Sandbox;
use crate::screen::Screen;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

#[test]
fn a_note_is_written_after_a_yes_only() {
    let kb = Sandbox::new();
    let file = kb.note("notes/a.md", "##One\n\ntext\n");
    let text = || fs::read_to_string(&file).unwrap();
    for (answer, after, told) in [
        ("\n", "##One\n\ntext\n", "nothing was changed"),
        ("n\n", "##One\n\ntext\n", "nothing was changed"),
        ("y\n", "## One\n\ntext\n", "mended 1 note"),
    ] {
        let mut screen = Screen::start(&kb, &["check", "--fix"], (40, 100), &[]);
        screen.wait_for("write this into 1 note? [y/N]");
        assert!(screen.text().contains("+## One"), "{}", screen.text());
        assert_eq!(text(), "##One\n\ntext\n", "not before the answer");
        screen.send(answer);
        assert_eq!(screen.exit_status(), 0);
        assert!(screen.text().contains(told), "{}", screen.text());
        assert_eq!(text(), after);
    }
}

/// A knowledge base whose mends no small screen holds, and a pager of ours.
fn long(pager: &str) -> (Sandbox, String) {
    let kb = Sandbox::new();
    let faulty: String = (1..=40)
        .map(|n| format!("##Part {n}\n\ntext\n\n"))
        .collect();
    kb.note("notes/a.md", &faulty);
    let file = kb.note("pager", pager);
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).unwrap();
    (kb, faulty)
}

#[test]
fn keys_for_the_pager_are_no_consent() {
    // It ends with a line that is typed for it, and leaves what was typed behind that.
    let pager =
        "#!/bin/sh\ncat > given\necho reading\nread key < /dev/tty\necho \"left by $key\"\n";
    let (kb, faulty) = long(pager);
    let text = || fs::read_to_string(kb.path("notes/a.md")).unwrap();
    for (answer, told) in [("\n", "nothing was changed"), ("y\n", "mended 1 note")] {
        let vars = [("PAGER", "./pager")];
        let mut screen = Screen::start(&kb, &["check", "--fix"], (12, 60), &vars);
        screen.wait_for("reading");
        assert!(!screen.text().contains("[y/N]"), "{}", screen.text());
        screen.send("q\ny\ny\n").wait_for("left by q");
        screen.wait_for("write this into 1 note? [y/N]");
        let asked = screen.rows().into_iter().find(|row| row.contains("[y/N]"));
        assert!(asked.is_some_and(|row| row.starts_with("write this")));
        assert_eq!(text(), faulty, "not before the answer");
        screen.send(answer);
        assert_eq!(screen.exit_status(), 0);
        assert!(screen.text().contains(told), "{}", screen.text());
    }
    let shown = fs::read_to_string(kb.path("given")).unwrap();
    assert!(shown.contains("+## Part 40"), "{shown}");
    assert_eq!(text(), faulty.replace("##", "## "));
}

#[test]
fn an_interrupt_is_no_answer_to_the_question_and_ends_kb() {
    let (kb, faulty) = long("#!/bin/sh\ncat > given\n");
    let vars = [("PAGER", "./pager")];
    let mut screen = Screen::start(&kb, &["check", "--fix"], (12, 60), &vars);
    screen.wait_for("[y/N]").send("\u{3}");
    assert_eq!(screen.exit_status(), 130);
    let text = fs::read_to_string(kb.path("notes/a.md")).unwrap();
    assert_eq!(text, faulty);
}

#[test]
fn who_leaves_the_pager_early_is_asked_all_the_same() {
    let (kb, faulty) = long("#!/bin/sh\nread first\necho seen\n");
    let more: String = (1..=20_000).map(|n| format!("##Part {n}\n")).collect();
    kb.note("notes/b.md", more);
    let vars = [("PAGER", "./pager")];
    let mut screen = Screen::start(&kb, &["check", "--fix"], (12, 60), &vars);
    screen
        .wait_for("write this into 2 notes? [y/N]")
        .send("n\n");
    assert_eq!(screen.exit_status(), 0);
    assert!(screen.text().contains("nothing was changed"));
    let text = fs::read_to_string(kb.path("notes/a.md")).unwrap();
    assert_eq!(text, faulty);
}

#[test]
fn what_a_pager_failed_to_show_is_shown_before_the_question() {
    for pager in [
        "#!/bin/sh\nexit 1\n",
        "#!/bin/sh\nread first\nexit 3\n",
        "#!/bin/sh\ncat > given\nkill -9 $$\n",
    ] {
        let (kb, faulty) = long(pager);
        let vars = [("KB_PAGER", "./pager")];
        let mut screen = Screen::start(&kb, &["check", "--fix"], (60, 80), &vars);
        screen.wait_for("write this into 1 note? [y/N]");
        let shown = screen.text();
        assert_eq!(shown.matches("+## Part 40").count(), 1, "{shown}");
        screen.send("n\n");
        assert_eq!(screen.exit_status(), 0);
        let text = fs::read_to_string(kb.path("notes/a.md")).unwrap();
        assert_eq!(text, faulty);
    }
}
