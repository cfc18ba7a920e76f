//! The full screen.

use crate::sandbox::Sandbox;
use crate::screen::Screen;
use kb::config::{Lookup, Root};
use kb::kb::{Filters, Live, Source};
use kb::tui::Desk;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

const SIZE: (u16, u16) = (30, 120);
/// How long the end of a program is waited for.
const PATIENCE: Duration = Duration::from_secs(90);
const DOWN: &str = "\u{1b}[B";
const ESC: &str = "\u{1b}";

/// An editor that writes its arguments into a file and ends.
fn editor(kb: &Sandbox) -> String {
    let program = kb.root().join("my editor.sh");
    fs::write(&program, "#!/bin/sh\nprintf '%s\\n' \"$@\" > edited\n").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    format!("'{}' --wait", program.display())
}

/// Waits until a file has something in it.
fn read(screen: &mut Screen, path: &Path) -> String {
    let read = || fs::read_to_string(path).unwrap_or_default();
    screen.wait_until("a file", |_| !read().is_empty());
    read()
}

#[test]
fn searches_while_typing_and_opens_what_it_found() {
    let kb = Sandbox::with_recaps();
    let mut screen = Screen::start(&kb, &["browse"], SIZE, &[]);
    screen.wait_for("RELEASES").send("failover");
    screen.wait_for("1 of ").wait_for("\u{203a} Replication");
    // What was found is marked in the preview.
    screen.wait_until("a mark", |screen| {
        let cells = (0..30).flat_map(|row| (0..120).map(move |col| (row, col)));
        let mut cells = cells.filter_map(|(row, col)| screen.screen().cell(row, col));
        cells.any(|cell| cell.underline() && cell.contents() == "F")
    });
    screen
        .send("\r")
        .wait_for("kb  record")
        .wait_for("Failover of");
    screen.send(ESC).wait_for("search: failover");
    screen.send("\u{3}");
    assert_eq!(screen.exit_status(), 0);
}

#[test]
fn opens_the_editor_at_the_line() {
    let kb = Sandbox::with_recaps();
    let editor = editor(&kb);
    let mut screen = Screen::start(&kb, &["browse", "failover"], SIZE, &[("EDITOR", &editor)]);
    screen.wait_for("\u{203a} Replication").send(DOWN).send("e");
    let edited = read(&mut screen, &kb.root().join("edited"));
    let arguments: Vec<&str> = edited.lines().collect();
    assert_eq!(arguments[0], "--wait");
    assert!(arguments[1].starts_with('+'), "{edited}");
    assert!(arguments[2].ends_with(".md"), "{edited}");
    // The screen is there again.
    screen.wait_for("search: failover").send("q");
    assert_eq!(screen.exit_status(), 0);
}

#[test]
fn says_why_there_is_no_editor() {
    let kb = Sandbox::with_recaps();
    let vars = [("EDITOR", "/no/such/program; touch pwned")];
    let mut screen = Screen::start(&kb, &["browse", "failover"], SIZE, &vars);
    screen.wait_for("\u{203a} Replication").send(DOWN).send("e");
    screen.wait_for("cannot be started");
    assert!(!kb.root().join("pwned").exists());
    screen.send("q");
    assert_eq!(screen.exit_status(), 0);
}

#[test]
fn shows_histories_priorities_and_keys() {
    let kb = Sandbox::with_recaps();
    let mut screen = Screen::start(&kb, &["browse", "replication"], SIZE, &[]);
    screen.wait_for("\u{203a} Replication").send(DOWN);
    screen.wait_for("e edit  h history").send("h");
    screen.wait_for("history of tag `replication`").send("\r");
    screen
        .wait_for("kb  record")
        .send(ESC)
        .wait_for("history of")
        .send(ESC);
    screen
        .wait_for("search: replication")
        .send("?")
        .wait_for("While a query is typed");
    screen.send(ESC).wait_for("search: replication").send("p");
    screen.wait_until("priorities, or that there are none", |screen| {
        screen.text().contains("priorities")
    });
    screen.send("\u{3}");
    assert_eq!(screen.exit_status(), 0);
}

#[test]
fn follows_the_notes() {
    let kb = Sandbox::with_recaps();
    let mut screen = Screen::start(&kb, &["browse", "zeppelin"], SIZE, &[]);
    screen.wait_for("nothing").wait_gone("zeppelin hangar");
    kb.note(
        "notes/2016-05-07-new.md",
        "# Aviation\n\n## Mooring\n\nThe zeppelin hangar is full.\n",
    );
    screen
        .wait_for("\u{203a} Mooring")
        .wait_for("zeppelin hangar");
    screen.send("\u{3}");
    assert_eq!(screen.exit_status(), 0);
}

#[test]
fn lives_in_every_size() {
    let kb = Sandbox::with_recaps();
    let mut screen = Screen::start(&kb, &["browse", "replication"], (5, 20), &[]);
    screen.wait_for("> replication").wait_for("\u{203a} ");
    for (rows, cols) in [
        (1, 1),
        (2, 3),
        (1, 200),
        (60, 2),
        (5, 20),
        (50, 200),
        (3, 30),
    ] {
        screen.resize(rows, cols).send(DOWN);
    }
    screen
        .resize(30, 120)
        .wait_for("RELEASES")
        .wait_for("search: replication");
    screen.send("\u{3}");
    assert_eq!(screen.exit_status(), 0);
}

#[test]
fn a_terminal_that_cannot_is_told_what_can() {
    let kb = Sandbox::with_recaps();
    let mut screen = Screen::start(&kb, &["browse"], SIZE, &[("TERM", "dumb")]);
    assert_eq!(screen.exit_status(), 2);
    assert!(
        screen.text().contains("hint: ask without it"),
        "{}",
        screen.text()
    );
    assert!(!screen.bytes().contains('\u{1b}'));
    let outcome = kb.kb(&["browse"]);
    assert!(
        outcome.failed_with(2).contains("needs a terminal"),
        "{outcome:?}"
    );
}

#[test]
fn gives_the_terminal_back() {
    let kb = Sandbox::with_recaps();
    let line = "stty -a > before; \"$KB\" browse; stty -a > after; echo all done";
    let mut screen = Screen::script(&kb, line, SIZE, &[]);
    screen.wait_for("RELEASES");
    assert!(screen.screen().alternate_screen());
    screen.send("\u{3}").wait_for("all done");
    assert_back(&kb, &screen);
}

#[test]
fn gives_the_terminal_back_to_a_signal() {
    let kb = Sandbox::with_recaps();
    let mut screen = Screen::start(&kb, &["browse"], SIZE, &[]);
    screen.wait_for("RELEASES").signal("TERM");
    assert_eq!(screen.exit_status(), 0);
    assert!(!screen.screen().alternate_screen());
    assert!(!screen.screen().hide_cursor());
}

#[test]
#[cfg(target_os = "linux")]
fn ends_with_its_terminal() {
    let kb = Sandbox::with_recaps();
    let line = "\"$KB\" browse & echo $! > pid; wait";
    let mut screen = Screen::script(&kb, line, SIZE, &[]);
    screen.wait_for("RELEASES");
    let pid = read(&mut screen, &kb.root().join("pid"));
    drop(screen);
    let state = format!("/proc/{}/stat", pid.trim());
    let goes_on = || fs::read_to_string(&state).is_ok_and(|stat| !stat.contains(") Z "));
    let started = Instant::now();
    while goes_on() {
        assert!(
            started.elapsed() < PATIENCE,
            "it goes on without a terminal"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn gives_the_terminal_back_after_a_panic() {
    let kb = Sandbox::with_recaps();
    let line = "stty -a > before; \"$TEST\" --exact browse::a_view_breaks_down --ignored >/dev/null 2>&1; echo status $?; stty -a > after; echo all done";
    let test = std::env::current_exe().unwrap();
    let vars = [("TEST", test.to_str().unwrap())];
    let mut screen = Screen::script(&kb, line, SIZE, &vars);
    screen.wait_for("RELEASES").send(DOWN);
    screen.wait_for("e edit").send("e").wait_for("all done");
    // The test that broke down says so with this status.
    assert!(screen.text().contains("status 101"), "{}", screen.text());
    assert_back(&kb, &screen);
}

#[test]
#[ignore = "run in a terminal by the test above"]
fn a_view_breaks_down() {
    let here = std::env::current_dir().unwrap();
    let root = move || {
        Root::find(&Lookup {
            root: Some(&here),
            cwd: &here,
            env_root: None,
            index: None,
            cache: None,
        })
    };
    let live = Live::open(Source {
        root: Box::new(root),
        follow: true,
        tell: Box::new(|_| {}),
    });
    let desk = Desk {
        query: String::new(),
        filters: Filters::default(),
        colors: true,
        news: std::sync::mpsc::channel().1,
        edit: &mut |_, _| panic!("it breaks down"),
    };
    kb::tui::browse(live.unwrap(), desk).unwrap();
}

/// Whether the terminal is as it was before.
#[track_caller]
fn assert_back(kb: &Sandbox, screen: &Screen) {
    assert!(!screen.screen().alternate_screen());
    assert!(!screen.screen().hide_cursor());
    assert!(!screen.screen().bracketed_paste());
    let modes = |name| fs::read_to_string(kb.root().join(name)).unwrap();
    assert_eq!(modes("before"), modes("after"));
}

#[test]
fn a_hostile_note_moves_nothing() {
    let kb = Sandbox::with_recaps();
    let note = "# Evil \u{1b}]52;c;aGk=\u{7}\u{202e}\n\n## Evil \u{1b}[2J\u{9b}31m topic\n\nhangar \u{1b}]0;owned\u{7} `\u{1b}c` [x](javascript:alert)\n";
    kb.note("notes/evil\u{1b}[5m.md", note);
    let mut screen = Screen::start(&kb, &["browse", "hangar"], SIZE, &[]);
    screen
        .wait_for("\u{203a} Evil")
        .send("\r")
        .wait_for("kb  record");
    screen.send("\u{3}");
    assert_eq!(screen.exit_status(), 0);
    for bad in [
        "\u{1b}]52",
        "\u{1b}]0",
        "\u{1b}c",
        "\u{1b}[5m",
        "\u{202e}",
        "\u{7}",
        "\u{9b}",
    ] {
        assert!(!screen.bytes().contains(bad), "{bad:?}");
    }
}

#[test]
fn colours_are_left_out_where_none_are_wanted() {
    let kb = Sandbox::with_recaps();
    for (args, vars) in [
        (["browse", "failover", "--color=auto"], [("NO_COLOR", "1")]),
        (["browse", "failover", "--color=never"], [("NO_COLOR", "")]),
    ] {
        let mut screen = Screen::start(&kb, &args, SIZE, &vars);
        screen.wait_for("Failover of");
        for (row, col) in (0..30).flat_map(|row| (0..120).map(move |col| (row, col))) {
            let cell = screen.screen().cell(row, col).unwrap();
            assert_eq!(cell.fgcolor(), vt100::Color::Default, "{row}:{col}");
        }
        screen.send("\u{3}");
        assert_eq!(screen.exit_status(), 0);
    }
}
