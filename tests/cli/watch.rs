//! `kb watch`: what becomes of notes while it runs.

use crate::sandbox::Sandbox;
use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// Far longer than anything here takes, however busy the machine.
const DEADLINE: Duration = Duration::from_secs(120);

/// A watch that runs.
struct Watch {
    child: Child,
    out: Receiver<String>,
    err: Receiver<String>,
}

impl Watch {
    /// Starts one, and waits until it watches.
    fn start(kb: &Sandbox, args: &[&str]) -> Self {
        let mut command = kb.command();
        command.arg("watch").args(args).stdin(Stdio::null());
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let out = lines(child.stdout.take().unwrap());
        let err = lines(child.stderr.take().unwrap());
        let watch = Self { child, out, err };
        watch.tells("; Ctrl-C ends it");
        watch
    }

    /// The next line of stdout.
    fn next(&self) -> String {
        self.out.recv_timeout(DEADLINE).unwrap()
    }

    /// The next line of stdout without its time.
    fn change(&self) -> String {
        let line = self.next();
        let (time, rest) = line.split_once("  ").unwrap_or_else(|| panic!("{line}"));
        assert_eq!(time.len(), "14:02:11".len(), "{line}");
        rest.to_owned()
    }

    /// Waits until stderr has a line with this.
    fn tells(&self, part: &str) -> String {
        loop {
            let line = self.err.recv_timeout(DEADLINE).unwrap();
            if line.contains(part) {
                return line;
            }
        }
    }

    /// Asks it to end, and gives its status and what it wrote meanwhile.
    #[cfg(unix)]
    fn end(mut self, signal: &str) -> (Option<i32>, Vec<String>) {
        let id = self.child.id().to_string();
        let kill = std::process::Command::new("kill")
            .args([signal, &id])
            .status();
        assert!(kill.unwrap().success());
        let status = self.child.wait().unwrap();
        (status.code(), self.out.iter().collect())
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}

const WELL: &str = "---\ndate: 2016-01-02\ntags: [ha]\n---\n# Well\n\nText.\n";

#[test]
fn tells_what_becomes_of_notes() {
    let kb = Sandbox::with_recaps();
    for args in [&[][..], &["--poll"]] {
        let watch = Watch::start(&kb, args);
        kb.note("notes/new.md", "# One\n\n## Two\n");
        assert_eq!(watch.change(), "added    notes/new.md (2 topics)");
        kb.note("notes/new.md", "# One\n");
        assert_eq!(watch.change(), "changed  notes/new.md (1 topic)");
        fs::rename(kb.path("notes/new.md"), kb.path("notes/older.md")).unwrap();
        assert_eq!(watch.change(), "removed  notes/new.md");
        assert_eq!(watch.change(), "added    notes/older.md (1 topic)");
        kb.note("notes/deep/er/still.md", "# Deep\n");
        assert_eq!(watch.change(), "added    notes/deep/er/still.md (1 topic)");
        fs::remove_dir_all(kb.path("notes/deep")).unwrap();
        assert_eq!(watch.change(), "removed  notes/deep/er/still.md");
        kb.note("notes/deep/er/still.md", "# Deep again\n");
        assert_eq!(watch.change(), "added    notes/deep/er/still.md (1 topic)");
        let found = kb.kb(&["search", "again", "--no-sync", "--format", "jsonl"]);
        assert_eq!(found.done().lines().count(), 1);
        drop(watch);
        for gone in ["notes/deep/er/still.md", "notes/older.md"] {
            fs::remove_file(kb.path(gone)).unwrap();
        }
    }
}

/// An editor writes another file and puts it in the place of the note; that is one change. What is only touched is none.
#[test]
fn tells_a_change_once_whoever_made_it_known() {
    let kb = Sandbox::with_recaps();
    kb.note("notes/a.md", "# First\n");
    let watch = Watch::start(&kb, &[]);
    kb.note("notes/.a.md.swp", "# Second\n");
    fs::rename(kb.path("notes/.a.md.swp"), kb.path("notes/a.md")).unwrap();
    kb.note("notes/.a.md.swp", "x");
    fs::remove_file(kb.path("notes/.a.md.swp")).unwrap();
    // Another kb may be the first to read it.
    kb.kb(&["index"]).done();
    assert_eq!(watch.change(), "changed  notes/a.md (1 topic)");
    kb.note("notes/a.md", "# Second\n");
    kb.note("notes/b.md", "# Last\n");
    assert_eq!(watch.change(), "added    notes/b.md (1 topic)");
}

#[cfg(unix)]
#[test]
fn a_storm_of_files_is_a_few_syncs() {
    let kb = Sandbox::new();
    let watch = Watch::start(&kb, &["--format", "jsonl"]);
    for number in 0..10_000 {
        kb.note(
            &format!("notes/{number:05}.md"),
            format!("# Note {number}\n"),
        );
    }
    let mut times = std::collections::BTreeSet::new();
    for _ in 0..10_000 {
        let row: serde_json::Value = serde_json::from_str(&watch.next()).unwrap();
        assert_eq!(row["became"], "added");
        times.insert(row["time"].as_str().unwrap().to_owned());
    }
    // Rows of one sync have one time. A machine that is busy makes pauses between the files.
    assert!(times.len() < 500, "{}", times.len());
    let (status, rest) = watch.end("-INT");
    assert_eq!((status, rest.len()), (Some(0), 0));
}

#[cfg(unix)]
#[test]
fn ends_quietly_when_asked() {
    let kb = Sandbox::with_recaps();
    for signal in ["-INT", "-TERM"] {
        let (status, written) = Watch::start(&kb, &[]).end(signal);
        assert_eq!((status, written), (Some(0), Vec::new()), "{signal}");
    }
    let run = kb.kb(&["watch", "--no-sync"]);
    assert!(run.failed_with(2).contains("--no-sync"), "{run:?}");
}

#[test]
fn shows_what_changed_notes_lack() {
    let kb = Sandbox::new();
    kb.note("notes/well.md", WELL);
    kb.note("notes/bad.md", "# Bad\n");
    let watch = Watch::start(&kb, &["--check"]);
    assert!(watch.tells("with findings").starts_with("1 note "));
    kb.note("notes/well.md", format!("{WELL}[lost](lost.md)\n"));
    assert_eq!(watch.change(), "changed  notes/well.md (1 topic): 1 new");
    assert_eq!(
        watch.next(),
        "warning: link to `lost.md`: there is no `notes/lost.md`"
    );
    assert_eq!(watch.next(), " --> notes/well.md:8:8");
    kb.note("notes/well.md", WELL);
    let line = loop {
        let line = watch.next();
        if line.contains("changed") {
            break line;
        }
    };
    assert!(
        line.ends_with("notes/well.md (1 topic): nothing lacks any more"),
        "{line}"
    );
    kb.note("notes/bad.md", WELL.replace("Well", "Good"));
    assert_eq!(
        watch.change(),
        "changed  notes/bad.md (1 topic): nothing lacks any more"
    );
}

/// Who saves a note is told what came and went, not all that it lacked before.
#[test]
fn shows_what_is_new_and_counts_the_rest() {
    let kb = Sandbox::new();
    let note = "---\ndate: 2016-01-02\n---\n# Zzz\n\nOne.\n\n## Yyy\n\nTwo.\n\n## Xxx\n\nThree.\n";
    kb.note("notes/a.md", note);
    let watch = Watch::start(&kb, &["--check"]);
    kb.note(
        "notes/a.md",
        note.replace("# Zzz\n", "# Zzz\n\nAnd so on.\n"),
    );
    assert_eq!(
        watch.change(),
        "changed  notes/a.md (3 topics): 3 as before"
    );
    kb.note("notes/a.md", format!("{note}\n[lost](lost.md)\n"));
    assert_eq!(
        watch.change(),
        "changed  notes/a.md (3 topics): 1 new, 3 as before"
    );
    assert!(watch.next().starts_with("warning: link to `lost.md`"));
    kb.note("notes/a.md", note);
    while !watch
        .next()
        .ends_with("notes/a.md (3 topics): 3 as before, 1 mended")
    {}
    kb.note("notes/b.md", note.replace("Zzz", "Www"));
    assert_eq!(watch.change(), "added    notes/b.md (3 topics): 3 new");
    assert_eq!(watch.next(), "note: 3 topics have no tag: lines 4, 8, 12");
}

#[test]
fn shows_only_what_is_asked_for() {
    let kb = Sandbox::new();
    for args in [
        &["--check", "--severity", "warning"][..],
        &["--check", "--rule", "broken-link"],
    ] {
        let watch = Watch::start(&kb, args);
        kb.note(
            "notes/a.md",
            "---\ndate: 2016-01-02\n---\n# Zzz\n\n[lost](lost.md)\n",
        );
        let change = watch.change();
        assert!(change.ends_with("notes/a.md (1 topic): 1 new"), "{change}");
        assert!(watch.next().starts_with("warning: link to `lost.md`"));
        drop(watch);
        fs::remove_file(kb.path("notes/a.md")).unwrap();
    }
    let run = kb.kb(&["watch", "--severity", "warning"]);
    assert!(run.failed_with(2).contains("--check"), "{run:?}");
}

/// Settings half written, a root that goes and comes back, a lock that somebody holds: said, and then it goes on.
#[test]
fn goes_on_after_what_goes_wrong() {
    let kb = Sandbox::with_recaps();
    let watch = Watch::start(&kb, &["--lock-timeout", "0.05"]);
    kb.note("kb.toml", "notes = [");
    watch.tells("error: ");
    kb.note("notes/a.md", "# Meanwhile\n");
    kb.note("kb.toml", "");
    assert_eq!(watch.change(), "added    notes/a.md (1 topic)");
    fs::rename(kb.root(), kb.outside().join("elsewhere")).unwrap();
    watch.tells("error: there is no folder");
    fs::rename(kb.outside().join("elsewhere"), kb.root()).unwrap();
    watch.tells("going on");
    kb.note("notes/b.md", "# Back\n");
    assert_eq!(watch.change(), "added    notes/b.md (1 topic)");
    let lock = fs::File::options()
        .write(true)
        .open(kb.path("index/kb.lock"))
        .unwrap();
    lock.lock().unwrap();
    kb.note("notes/c.md", "# Waits\n");
    watch.tells("locked");
    drop(lock);
    assert_eq!(watch.change(), "added    notes/c.md (1 topic)");
}

/// A folder of notes that goes takes its notes with it, and that is said beside them, once.
#[test]
fn a_folder_that_goes_is_said() {
    let kb = Sandbox::with_recaps();
    kb.note("kb.toml", "notes = [\"notes\", \"more\"]\n");
    kb.note("more/a.md", "# A\n");
    let watch = Watch::start(&kb, &[]);
    fs::rename(kb.path("more"), kb.path("elsewhere")).unwrap();
    watch.tells("there is no folder `more`; make it, or name another");
    assert_eq!(watch.change(), "removed  more/a.md");
    kb.note("notes/b.md", "# B\n");
    assert_eq!(watch.change(), "added    notes/b.md (1 topic)");
    fs::rename(kb.path("elsewhere"), kb.path("more")).unwrap();
    let line = watch.err.recv_timeout(DEADLINE).unwrap();
    assert!(line.contains("going on"), "{line}");
    assert_eq!(watch.change(), "added    more/a.md (1 topic)");
    kb.note("notes/c.md", "# C\n");
    assert_eq!(watch.change(), "added    notes/c.md (1 topic)");
    assert_eq!(watch.err.try_iter().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_ends_it() {
    let kb = Sandbox::with_recaps();
    let mut command = kb.command();
    command.arg("watch").stdin(Stdio::null());
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let err = lines(child.stderr.take().unwrap());
    while !err.recv_timeout(DEADLINE).unwrap().contains("Ctrl-C") {}
    drop(child.stdout.take());
    kb.note("notes/a.md", "# One\n");
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(0));
    assert_eq!(err.iter().count(), 0);
}
