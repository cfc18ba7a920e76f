//! Killed at random moments: what was committed stays, and the next search is right.

use crate::base::Base;
use crate::tools::{Draw, have, times};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Kills of each kind in the short version.
const FEW: usize = 60;
/// Kills of each kind in the long one.
const MANY: usize = 600;
/// Files that one process may leave behind when it dies, and the next has to sweep.
const LEFT_BY_ONE: usize = 4;

/// How a run is ended.
#[derive(Clone, Copy)]
enum End {
    Kill,
    Signal(&'static str),
}

impl End {
    fn of(self, child: &mut Child) {
        match self {
            Self::Kill => child.kill().unwrap(),
            Self::Signal(name) => {
                // It may have ended by itself a moment ago.
                let pid = child.id().to_string();
                let status = Command::new("kill").args(["-s", name, &pid]).status();
                assert!(status.is_ok());
            }
        }
    }
}

/// Edits and ends runs of `args` at random moments, and counts those that the signal ended.
fn torture(args: &[&str], end: End, count: usize) {
    let mut base = Base::indexed(24);
    let mut draw = Draw::new(20_160_506);
    let mut longest = Duration::from_millis(1);
    let mut landed = 0;
    // How busy the machine is changes meanwhile, and so does how long a run takes.
    let adapt = |longest: Duration, has_landed: bool| match has_landed {
        true => longest * 10 / 9,
        false => (longest * 3 / 4).max(Duration::from_millis(1)),
    };
    for round in 0..count {
        base.edit();
        let begun = Instant::now();
        let mut child = start(&base, args);
        // The first rounds measure how long there is for a kill.
        let micros = longest.as_micros() as u64;
        match round {
            0..3 => {}
            _ => {
                sleep(Duration::from_micros(draw.below(micros)));
                end.of(&mut child);
            }
        }
        let status = child.wait().unwrap();
        longest = match round {
            0..3 => longest.max(begun.elapsed()),
            _ => adapt(longest, status.signal().is_some()),
        };
        let what = format!("{args:?}, round {round}");
        match status.signal() {
            Some(_) => landed += 1,
            None => assert!(status.success(), "{what}: {status}"),
        }
        base.is_tidy(LEFT_BY_ONE, &what);
        base.is_right(&what);
        if round % 25 == 24 {
            base.is_sound(&what);
        }
    }
    assert!(landed * 4 > count, "only {landed} of {count} kills landed");
    base.kb(&["index", "--rebuild"]).done("the last index");
    base.is_tidy(0, "at the end");
    base.is_sound("at the end");
}

fn start(base: &Base, args: &[&str]) -> Child {
    let mut command = base.command();
    command.args(args).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

#[test]
fn a_sync_killed_at_any_moment_loses_nothing() {
    torture(&["index"], End::Kill, times(FEW));
}

#[test]
fn a_rebuild_killed_at_any_moment_loses_nothing() {
    torture(&["index", "--rebuild"], End::Kill, times(FEW));
}

#[test]
fn a_sync_told_to_stop_commits_all_or_nothing() {
    if have(&[&["kill", "-l"]]) {
        for signal in ["INT", "TERM"] {
            torture(&["index"], End::Signal(signal), times(FEW / 4));
        }
    }
}

#[test]
#[ignore = "long"]
fn many_kills() {
    torture(&["index"], End::Kill, times(MANY));
    torture(&["index", "--rebuild"], End::Kill, times(MANY));
    for signal in ["INT", "TERM"] {
        torture(&["index"], End::Signal(signal), times(MANY / 4));
    }
}
