//! `kb check --fix` shows and asks before it writes.

use crate::sandbox::Sandbox;
use crate::screen::Screen;
use std::fs;

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
