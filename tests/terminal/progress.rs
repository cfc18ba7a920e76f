//! What is told of long work, and where nothing is.

use crate::sandbox::Sandbox;
use crate::screen::Screen;
use std::fs::{self, File};

/// The lock that another kb would hold, until dropped: whoever wants to write waits for it.
fn locked(kb: &Sandbox) -> File {
    fs::create_dir_all(kb.path("index")).unwrap();
    let lock = File::create(kb.path("index/kb.lock")).unwrap();
    lock.lock().unwrap();
    lock
}

#[test]
fn long_work_tells_what_it_does_and_leaves_nothing_behind() {
    let kb = Sandbox::with_recaps();
    let lock = locked(&kb);
    let mut screen = Screen::start(&kb, &["index", "--rebuild"], (12, 80), &[]);
    screen.wait_for("waiting for the index");
    drop(lock);
    assert_eq!(screen.exit_status(), 0);
    let text = screen.text();
    assert!(!text.contains("waiting"), "{text}");
    assert!(text.contains("recaps"), "{text}");
}

#[test]
fn nothing_is_told_where_nobody_looks() {
    let kb = Sandbox::with_recaps();
    let lock = locked(&kb);
    let wait = ["index", "--rebuild", "--lock-timeout", "0.6"];
    let quiet = [&wait[..], &["--quiet"]].concat();
    for (args, vars) in [(&quiet[..], &[][..]), (&wait, &[("TERM", "dumb")])] {
        let mut screen = Screen::start(&kb, args, (12, 80), vars);
        assert_eq!(screen.exit_status(), 2);
        let bytes = screen.bytes();
        assert!(!bytes.contains("waiting"), "{args:?}: {bytes}");
    }
    let piped = kb.kb(&wait);
    assert!(!piped.failed_with(2).contains("waiting"), "{piped:?}");
    drop(lock);
}
