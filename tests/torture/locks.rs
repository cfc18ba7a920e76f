//! Who holds the lock, who waits for it, and what the dead leave behind.

use crate::base::{Base, SEARCH};
use crate::injection::Injection;
use crate::run::Run;
use crate::tools::{have, have_strace, times};
use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// A kb that was stopped in the middle of a sync and holds the lock.
struct Holder {
    strace: Child,
    pid: String,
}

impl Holder {
    fn new(base: &Base) -> Self {
        let stop = Injection::signal("fdatasync", "SIGSTOP", 1);
        let mut command = stop.command(base, &["index"]);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut holder = Self {
            strace: command.spawn().unwrap(),
            pid: String::new(),
        };
        let lock = base.path("index/kb.lock");
        // The number in the lock file is that of the last holder until this one has it.
        let before = fs::read_to_string(&lock).unwrap();
        for _ in 0..3000 {
            let pid = fs::read_to_string(&lock).unwrap();
            let stopped = fs::read_to_string(format!("/proc/{}/status", pid.trim()));
            let stopped = stopped.is_ok_and(|status| status.contains("State:\tt"));
            if pid != before && pid.ends_with('\n') && stopped {
                pid.trim().clone_into(&mut holder.pid);
                return holder;
            }
            sleep(Duration::from_millis(20));
        }
        panic!("kb did not stop in its sync");
    }

    fn kill(&mut self) {
        let status = Command::new("kill").args(["-KILL", &self.pid]).status();
        assert!(status.unwrap().success());
        self.strace.wait().unwrap();
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        // Where it was killed already, there is nobody of this number.
        let mut kill = Command::new("kill");
        let _ = kill
            .args(["-KILL", &self.pid])
            .stderr(Stdio::null())
            .status();
        let _ = self.strace.kill();
        let _ = self.strace.wait();
    }
}

#[test]
fn the_holder_is_named_and_its_death_frees_the_lock() {
    if !have_strace() || !have(&[&["kill", "-l"]]) {
        return;
    }
    let mut base = Base::indexed(12);
    base.edit();
    let mut holder = Holder::new(&base);
    let waits = ["index", "--lock-timeout", "0.1"];
    let run = base.kb(&waits);
    let told = run.failed("a second writer");
    assert!(
        told.contains(&format!("locked by process {}", holder.pid)),
        "{told}"
    );
    let old = base.kb(&[&SEARCH[..], &["--lock-timeout", "0.1"]].concat());
    assert_eq!(old.done("a reader").json()["index"]["fresh"], false);
    assert!(
        old.stderr.contains("may be older than the notes"),
        "{old:?}"
    );
    holder.kill();
    base.kb(&["index", "--lock-timeout", "0"])
        .done("after the holder's death");
    base.is_indexed("after the holder's death");
    base.is_sound("after the holder's death");
}

#[test]
fn stale_lock_files_are_ignored() {
    let mut base = Base::indexed(12);
    let files = base.index_files();
    let generation = files
        .iter()
        .find(|path| path.ends_with("meta.json"))
        .unwrap();
    let generation = generation.parent().unwrap();
    for pid in ["1\n", "99999999\n", "no number", "\0\0\0", ""] {
        base.edit();
        fs::write(base.path("index/kb.lock"), pid).unwrap();
        for engine in [".tantivy-writer.lock", ".tantivy-meta.lock"] {
            fs::write(generation.join(engine), pid).unwrap();
        }
        base.kb(&["index", "--lock-timeout", "0"])
            .done("stale locks");
        base.is_indexed("stale locks");
    }
}

/// Searches while the index is removed again and again, and what each of them gave.
fn searches_meanwhile(base: &Base) -> Vec<Run> {
    std::thread::scope(|scope| {
        let searches = scope.spawn(|| {
            let found = (0..8).map(|_| base.kb(&SEARCH));
            found.collect::<Vec<_>>()
        });
        while !searches.is_finished() {
            // kb may be putting files into it at this moment.
            let _ = fs::remove_dir_all(base.path("index"));
            sleep(Duration::from_millis(15));
        }
        searches.join().unwrap()
    })
}

#[test]
fn an_index_taken_away_is_built_again() {
    let mut base = Base::indexed(12);
    for _ in 0..times(3) {
        base.edit();
        for run in searches_meanwhile(&base) {
            run.is_orderly("while the index goes away");
            if run.code == Some(0) {
                base.is_answer(&run, "while the index goes away");
            }
        }
        base.is_answer(&base.kb(&SEARCH), "after the index went away");
        base.is_indexed("after the index went away");
    }
}

#[test]
fn an_index_taken_away_stops_no_answer() {
    let mut base = Base::indexed(12);
    for _ in 0..times(3) {
        base.edit();
        for run in searches_meanwhile(&base) {
            base.is_answer(&run, "while the index goes away");
        }
    }
}
