//! One note that cannot be read among many: it is named, and the others are read.

use crate::base::Base;
use crate::injection::Injection;
use crate::tools::have_strace;

/// Calls that fail on one note, the error, and what is said of it.
const FAULTS: [(&str, &str, &str); 6] = [
    ("openat", "EACCES", "permission denied"),
    ("openat", "EIO", "Input/output error"),
    ("openat", "EAGAIN", "temporarily unavailable"),
    ("read,?pread64", "EIO", "Input/output error"),
    ("read,?pread64", "EAGAIN", "temporarily unavailable"),
    ("statx,?newfstatat", "EIO", "Input/output error"),
];

#[test]
fn one_unreadable_note_of_many_is_named() {
    if !have_strace() {
        return;
    }
    for (calls, error, words) in FAULTS {
        let mut base = Base::of(60);
        base.edit();
        // Notes are opened by their names in their folder.
        let bad = base.path("notes/007.md");
        let injection = Injection::error(calls, error, "1+").on(&[bad, "007.md".into()]);
        let (run, log) = injection.run(&base, &["index", "--format", "json"]);
        let what = format!("{calls} of one note fail with {error}");
        assert!(log.contains("(INJECTED)"), "{what}: {log}");
        let report = run.done(&what).json();
        let problems = report["problems"].as_array().unwrap();
        assert_eq!(problems.len(), 1, "{what}: {report}");
        assert_eq!(problems[0]["path"], "notes/007.md", "{what}: {report}");
        let message = problems[0]["message"].as_str().unwrap();
        assert!(message.contains(words), "{what}: {message}");
        assert_eq!(report["recaps"], base.count() - 1, "{what}: {report}");
        // Read again as soon as it can be, though neither size nor time changed.
        base.is_right(&what);
    }
}
