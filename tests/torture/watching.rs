//! `kb watch` where the system has no watches to give.

use crate::base::Base;
use crate::injection::Injection;
use crate::tools::have_strace;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

/// It looks at the folders itself, says why, and misses nothing.
#[test]
fn without_watches_it_looks_itself() {
    if !have_strace() {
        return;
    }
    for (calls, error) in [
        ("inotify_add_watch", "ENOSPC"),
        ("?inotify_init,inotify_init1", "EMFILE"),
    ] {
        let base = Base::indexed(3);
        let mut child = Injection::error(calls, error, "1+")
            .command(&base, &["watch"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut told = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut changes = BufReader::new(child.stdout.take().unwrap()).lines();
        let polls = told.find(|line| line.as_ref().unwrap().contains("looking at the folders"));
        assert!(polls.is_some(), "{error}");
        fs::write(base.path("notes/late.md"), "# Late\n").unwrap();
        let change = changes.next().unwrap().unwrap();
        assert!(
            change.ends_with("added    notes/late.md (1 topic)"),
            "{change}"
        );
        fs::remove_file(base.path("notes/late.md")).unwrap();
        let change = changes.next().unwrap().unwrap();
        assert!(change.ends_with("removed  notes/late.md"), "{change}");
        // Who has nobody to tell ends.
        drop(changes);
        fs::write(base.path("notes/last.md"), "# Last\n").unwrap();
        assert!(child.wait().unwrap().success(), "{error}");
    }
}
