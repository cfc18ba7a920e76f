//! What is told of long work, and where nothing is.

use crate::sandbox::Sandbox;
use crate::screen::Screen;

/// Enough notes that reading them takes longer than a bar waits.
fn many() -> Sandbox {
    let kb = Sandbox::new();
    for n in 0..1500 {
        let words: String = (0..150)
            .map(|w| format!("word{} of note {n}. ", w * n % 977))
            .collect();
        kb.note(
            &format!("notes/{n}.md"),
            format!("# Note {n}\n\n## Topic\n\n{words}\n"),
        );
    }
    kb
}

#[test]
fn long_work_tells_what_it_does_and_leaves_nothing_behind() {
    let kb = many();
    let mut screen = Screen::start(&kb, &["index", "--rebuild"], (12, 80), &[]);
    screen.wait_until("a bar", |screen| {
        let text = screen.text();
        text.contains("reading notes") && text.contains("/1,500")
    });
    assert_eq!(screen.exit_status(), 0);
    let text = screen.text();
    assert!(
        !text.contains("reading") && !text.contains("writing the index"),
        "{text}"
    );
    assert!(text.contains("1500"), "{text}");
    for (args, vars) in [
        (&["index", "--rebuild", "--quiet"][..], &[][..]),
        (&["index", "--rebuild"], &[("TERM", "dumb")]),
    ] {
        let mut screen = Screen::start(&kb, args, (12, 80), vars);
        assert_eq!(screen.exit_status(), 0);
        assert!(
            !screen.bytes().contains("reading notes"),
            "{args:?}: {}",
            screen.bytes()
        );
    }
    let piped = kb.kb(&["index", "--rebuild"]);
    assert!(!piped.stderr.contains("reading notes"), "{piped:?}");
}

#[test]
fn short_work_tells_nothing() {
    let kb = Sandbox::with_recaps();
    let mut screen = Screen::start(&kb, &["recaps"], (40, 80), &[]);
    assert_eq!(screen.exit_status(), 0);
    assert!(
        !screen.bytes().contains("reading notes"),
        "{}",
        screen.bytes()
    );
}
