//! What can befall a terminal while a full screen has it.

use crate::sandbox::Sandbox;
use crate::screen::Screen;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

const SIZE: (u16, u16) = (24, 100);
const DOWN: &str = "\u{1b}[B";

/// Whether the terminal shows again what it showed before.
#[track_caller]
fn assert_left(screen: &Screen) {
    assert!(!screen.screen().alternate_screen());
    assert!(!screen.screen().hide_cursor());
}

#[test]
fn half_a_key_holds_nothing_up() {
    let kb = Sandbox::with_recaps();
    for command in ["browse", "pick"] {
        for half in ["\u{1b}[", "\u{1b}O", "\u{1b}[200~abc"] {
            let mut screen = Screen::start(&kb, &[command], SIZE, &[]);
            screen.wait_for("\u{203a} ").send(half);
            // It is being waited for by then.
            std::thread::sleep(std::time::Duration::from_millis(300));
            screen.signal("TERM");
            let status = screen.exit_status();
            assert!(
                [0, 1, 128 + 15].contains(&status),
                "{command} {half:?} {status}"
            );
            assert_left(&screen);
        }
    }
}

#[test]
fn the_view_goes_on_while_half_a_key_is_waited_for() {
    let kb = Sandbox::with_recaps();
    let halves: [(&[u8], &[u8]); 2] = [(b"\x1b[", b"B"), (b"\xc3", b"\xa9")];
    for (place, (half, rest)) in halves.into_iter().enumerate() {
        let word = format!("zeppelin{place}");
        let mut screen = Screen::start(&kb, &["browse", &word], SIZE, &[]);
        screen.wait_for("nothing").send_bytes(half);
        let note = format!("# Aviation\n\n## Mooring\n\nThe {word} is full.\n");
        kb.note(&format!("notes/new{place}.md"), note);
        screen.wait_for("\u{203a} Mooring");
        screen
            .resize(12, 60)
            .wait_until("the other size", |screen| {
                screen.rows()[11].starts_with("1 of 1 topic")
            });
        screen.send_bytes(rest);
        match place {
            0 => screen.wait_for("? keys"),
            _ => screen.wait_for(&format!("search: {word}\u{e9}")),
        };
        screen.send("\u{3}");
        assert_eq!(screen.exit_status(), 0);
    }
}

#[test]
fn an_interrupt_that_ends_an_editor_leaves_the_view() {
    let kb = Sandbox::with_recaps();
    let program = kb.note("editor", "#!/bin/sh\necho waiting\nexec sleep 600\n");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let vars = [("EDITOR", "./editor")];
    let mut screen = Screen::start(&kb, &["browse", "failover"], SIZE, &vars);
    screen.wait_for("\u{203a} Replication").send(DOWN).send("e");
    screen.wait_for("waiting").send("\u{3}");
    screen.wait_for("ended with signal: 2").send("\u{3}");
    assert_eq!(screen.exit_status(), 0);
    assert_left(&screen);
}

#[test]
fn what_an_editor_leaves_behind_is_mended() {
    let kb = Sandbox::with_recaps();
    let line = "stty -a > before; \"$KB\" browse failover; stty -a > after; echo all done";
    let vars = [("EDITOR", "sh -c 'stty raw -echo; exit 1'")];
    let mut screen = Screen::script(&kb, line, SIZE, &vars);
    screen.wait_for("\u{203a} Replication").send(DOWN).send("e");
    screen.wait_for("ended with").send("q").wait_for("all done");
    let modes = |name| fs::read_to_string(kb.root().join(name)).unwrap();
    assert_eq!(modes("before"), modes("after"));
    assert_left(&screen);
}

#[test]
fn what_an_editor_turns_on_is_turned_off() {
    let kb = Sandbox::with_recaps();
    let program = kb.note(
        "editor",
        "#!/bin/sh\nprintf '\\033[?1003h\\033[?1006h\\033[?7l\\033[4h\\033(0\\033[?1h\\033=\\033[>1u\\033[5;9r'\nexit 1\n",
    );
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let vars = [("EDITOR", "./editor")];
    let mut screen = Screen::start(&kb, &["browse", "failover"], SIZE, &vars);
    screen.wait_for("\u{203a} Replication").send(DOWN).send("e");
    screen.wait_for("ended with");
    assert_plain(&screen);
    let bytes = screen.bytes();
    let (_, after) = bytes.rsplit_once("\u{1b}[5;9r").unwrap();
    let off = [
        "\u{1b}[?7h",
        "\u{1b}[4l",
        "\u{1b}(B",
        "\u{1b}[r",
        "\u{1b}[=0u",
    ];
    assert!(off.iter().all(|off| after.contains(off)), "{after:?}");
    screen.send("q");
    assert_eq!(screen.exit_status(), 0);
    assert_plain(&screen);
    assert_left(&screen);
    // Once more, before the screen is left.
    let bytes = screen.bytes();
    let (_, last) = bytes.rsplit_once("ended with").unwrap();
    assert!(off.iter().all(|off| last.contains(off)), "{last:?}");
}

/// Whether keys and the mouse are told as they are to a shell.
#[track_caller]
fn assert_plain(screen: &Screen) {
    let screen = screen.screen();
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    assert!(!screen.application_cursor() && !screen.application_keypad());
}

#[test]
fn every_signal_that_ends_gives_the_terminal_back() {
    let kb = Sandbox::with_recaps();
    for signal in ["INT", "QUIT", "HUP", "TERM", "USR1", "ALRM"] {
        let mut screen = Screen::start(&kb, &["browse"], SIZE, &[]);
        screen.wait_for("\u{203a} ").signal(signal);
        assert_eq!(screen.exit_status(), 0, "{signal}");
        assert_left(&screen);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_signal_of_one_system_gives_the_terminal_back_and_an_ignored_one_does_nothing() {
    let kb = Sandbox::with_recaps();
    let line = "trap '' USR1; exec \"$KB\" browse";
    let mut screen = Screen::script(&kb, line, SIZE, &[]);
    screen.wait_for("\u{203a} ").signal("USR1");
    screen.send("failover").wait_for("\u{203a} Replication");
    screen.signal("IO");
    assert_eq!(screen.exit_status(), 0);
    assert_left(&screen);
}

#[test]
fn stopped_and_woken_it_is_drawn_again() {
    let kb = Sandbox::with_recaps();
    let mut screen = Screen::start(&kb, &["browse", "failover"], SIZE, &[]);
    screen.wait_for("\u{203a} Replication").signal("TSTP");
    screen.wait_until("the screen is left", |screen| {
        !screen.screen().alternate_screen() && screen.is_stopped()
    });
    screen.signal("CONT");
    screen.wait_until("the screen is taken", |screen| {
        screen.screen().alternate_screen()
    });
    screen.wait_for("\u{203a} Replication").send("\u{3}");
    assert_eq!(screen.exit_status(), 0);
}

#[test]
fn a_large_paste_is_cut() {
    let kb = Sandbox::with_recaps();
    for command in ["browse", "pick"] {
        let mut screen = Screen::start(&kb, &[command], SIZE, &[]);
        screen.wait_for("\u{203a} ");
        // In pieces: a terminal takes only so much before it is read.
        screen.send("\u{1b}[200~");
        for _ in 0..400 {
            screen.send(&"word ".repeat(100)).drain();
        }
        screen
            .send("\u{1b}[201~")
            .wait_for("word word")
            .send("\u{3}");
        let status = screen.exit_status();
        assert!([0, 1].contains(&status), "{command} {status}");
    }
}

#[test]
fn keys_that_come_at_once_are_all_taken_and_no_more_than_a_query_has() {
    let kb = Sandbox::with_recaps();
    for command in ["browse", "pick"] {
        let mut screen = Screen::start(&kb, &[command], SIZE, &[]);
        // More than the library reads at once.
        screen.wait_for("\u{203a} ").send(&"word ".repeat(500));
        screen.send("zeppelin").wait_for("word zeppelin");
        // In pieces: a terminal takes only so much before it is read.
        for _ in 0..40 {
            screen.send(&"word ".repeat(100)).drain();
        }
        screen.send("\u{1b}[H").wait_for("word word");
        screen.wait_gone("zeppelin").wait_gone("too long");
        screen.send("\u{3}");
        let status = screen.exit_status();
        assert!([0, 1].contains(&status), "{command} {status}");
    }
}

#[test]
fn a_background_program_is_no_screen() {
    let kb = Sandbox::with_recaps();
    // A group of its own that is not in front: what reads the terminal from there gets errors for ever.
    let line =
        "set -m; (trap '' TTIN TTOU; \"$KB\" browse; echo \"status $?\") & wait; echo all done";
    let mut screen = Screen::script(&kb, line, SIZE, &[]);
    screen.wait_for("all done");
    assert!(screen.text().contains("status 2"), "{}", screen.text());
}

#[test]
fn broken_settings_are_said_in_their_line() {
    let kb = Sandbox::with_recaps();
    let mut screen = Screen::start(&kb, &["browse", "failover"], SIZE, &[]);
    screen.wait_for("\u{203a} Replication");
    kb.note("kb.toml", "notes = [\n");
    screen.wait_for("unclosed array");
    assert!(
        screen.rows()[0].starts_with("search: failover"),
        "{}",
        screen.text()
    );
    screen.send(" ").wait_for("may be older than the notes");
    kb.note("kb.toml", "");
    screen.wait_gone("may be older than the notes");
    screen.send("\u{3}");
    assert_eq!(screen.exit_status(), 0);
}

#[test]
fn a_message_stays_until_the_next_key() {
    let kb = Sandbox::with_recaps();
    let vars = [("EDITOR", "/no/such/program")];
    let mut screen = Screen::start(&kb, &["browse", "failover"], SIZE, &vars);
    screen.wait_for("\u{203a} Replication").send(DOWN).send("e");
    screen.wait_for("cannot be started");
    // What the notes say meanwhile is shown beside it.
    kb.note("notes/new.md", "# Boats\n\n## Mooring\n\nfailover\n");
    screen.wait_for("Mooring").wait_for("cannot be started");
    screen.send(DOWN).wait_gone("cannot be started").send("q");
    assert_eq!(screen.exit_status(), 0);
}
