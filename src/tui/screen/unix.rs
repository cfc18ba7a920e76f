//! What a terminal of Unix is asked beside the screen's library, and what signals do.

use super::{SIGNS, hide};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
#[cfg(any(target_os = "linux", target_os = "android"))]
use rustix::process::Signal;
use rustix::process::getpgrp;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetpgrp, tcsetattr};
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGTSTP,
    SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU,
};
use signal_hook::flag;
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;
use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::Duration;

/// Where a process finds its terminal, whatever its streams are.
pub(super) const TERMINAL: &str = "/dev/tty";

/// How long a view may take to end once it is told to.
const GRACE: Duration = Duration::from_secs(1);
/// How long a terminal that does not read is written to before that is given up.
const WRITTEN: Duration = Duration::from_millis(100);

/// What asks a process to end.
const ASKING: [i32; 4] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT];
/// What else ends a process that does not take it. `SIGPIPE` never does, in a program of Rust. The faults of a processor are
/// left: what raised one would raise it again, and Rust's runtime, which looks for stacks that overflow, takes them first. So are `SIGTTIN` and `SIGTTOU`: they stop a program in the background until it
/// is in front, which is right, and who takes them reads and is refused for ever. `SIGXFSZ` is an error of writing in all of kb.
const ENDING: [i32; 9] = [
    SIGABRT, SIGALRM, SIGPROF, SIGSYS, SIGTRAP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU,
];

/// What keys end a program by, and whether that came since kb has its terminal. It is noted in the very moment it comes: the
/// program that has the terminal meanwhile may be gone by the same key when a thread looks.
static TYPED: LazyLock<[(i32, Arc<AtomicBool>); 2]> =
    LazyLock::new(|| [SIGINT, SIGQUIT].map(|signal| (signal, Arc::default())));

/// How a terminal takes keys and shows text.
#[derive(Clone)]
pub(super) struct Modes(Termios);

impl Modes {
    pub(super) fn of(tty: &File) -> io::Result<Self> {
        Ok(Self(tcgetattr(tty)?))
    }

    pub(super) fn give_back(&self, tty: &File) -> io::Result<()> {
        Ok(tcsetattr(tty, OptionalActions::Now, &self.0)?)
    }
}

/// Waits until a terminal has something to say, the process gets a signal, or so long. Whether it has. The library's own
/// waiting never ends once the terminal is gone: it reads nothing for ever.
pub(super) fn stirs(tty: &File, wait: Duration) -> io::Result<bool> {
    let wait = Timespec::try_from(wait).map_err(|_| io::ErrorKind::InvalidInput)?;
    let mut asked = [PollFd::new(tty, PollFlags::IN)];
    match poll(&mut asked, Some(&wait)) {
        // A change of size is such a signal.
        Ok(_) | Err(Errno::INTR) => {}
        Err(error) => return Err(error.into()),
    }
    let gone = PollFlags::HUP | PollFlags::ERR;
    if asked[0].revents().intersects(gone) {
        return Err(io::Error::new(io::ErrorKind::BrokenPipe, "it is gone"));
    }
    // Read from the background, it gives nothing but errors where nobody can bring kb to the front any more.
    if tcgetpgrp(tty).is_ok_and(|front| front != getpgrp()) {
        return Err(io::Error::other("another program has it"));
    }
    Ok(asked[0].revents().contains(PollFlags::IN))
}

/// Has a terminal tell all who wait for it that it has something to say: it does so when its modes are set, to whatever.
pub(super) fn tell_again(tty: &File) -> io::Result<()> {
    Modes::of(tty)?.give_back(tty)
}

/// Stops the process until it is told to go on.
pub(super) fn stop() -> io::Result<()> {
    emulate_default_handler(SIGTSTP)
}

/// What ends a process on this system only.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn ending_here() -> impl Iterator<Item = i32> {
    // The last are those of real time, of which the system's library keeps some.
    [Signal::IO.as_raw(), Signal::POWER.as_raw()]
        .into_iter()
        .chain(34..=64)
}

/// What ends a process on this system only.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn ending_here() -> impl Iterator<Item = i32> {
    std::iter::empty()
}

/// The signals that who started this process has it ignore, a bit for each, where the system tells.
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or(0)
}

/// The signals that end, stop and wake a process, taken.
fn taken() -> io::Result<Signals> {
    let ignored = ignored();
    // Before who waits for them: a signal is noted by the time it is told.
    for (signal, typed) in TYPED.iter() {
        flag::register(*signal, Arc::clone(typed))?;
    }
    let signals = Signals::new(ASKING.into_iter().chain([SIGTSTP, SIGCONT]))?;
    for signal in ENDING.into_iter().chain(ending_here()) {
        if ignored >> (signal - 1) & 1 == 0 {
            // What cannot be taken is left.
            let _ = signals.add_signal(signal);
        }
    }
    Ok(signals)
}

/// Forgets what was typed to end the program that had the terminal.
pub(super) fn forget_typed() {
    for (_, typed) in TYPED.iter() {
        typed.store(false, Ordering::SeqCst);
    }
}

/// Whether a signal that came is for kb, and not for the program that had the terminal when it came.
fn is_ours(signal: i32) -> bool {
    let mut typed = TYPED.iter().filter(|(known, _)| *known == signal);
    typed.all(|(_, typed)| typed.swap(false, Ordering::SeqCst))
}

/// Takes the signals that end, stop and wake a process, from now on.
pub(super) fn listen(modes: Modes, tty: File) -> io::Result<()> {
    let mut signals = taken()?;
    let tty = Arc::new(tty);
    thread::Builder::new().spawn(move || {
        for signal in signals.forever() {
            let lent = SIGNS.lent.load(Ordering::SeqCst);
            match signal {
                SIGCONT => SIGNS.woken.store(true, Ordering::SeqCst),
                // Keys that end or stop a program are for the one that has the terminal; stopping takes kb with it.
                _ if !is_ours(signal) => {}
                SIGINT | SIGQUIT if lent => {}
                SIGTSTP if lent => drop(stop()),
                _ if lent => die(signal),
                SIGTSTP => SIGNS.stopped.store(true, Ordering::SeqCst),
                _ => end(signal, &modes, &tty)?,
            }
        }
        io::Result::Ok(())
    })?;
    Ok(())
}

/// Ends the process by a signal, or as if asked to where the library knows no way to end by this one.
fn die(signal: i32) {
    let _ = emulate_default_handler(signal);
    let _ = emulate_default_handler(SIGTERM);
}

/// Tells the view to end. It may be unable to: a terminal does not read. Then the terminal is given back without it, and the
/// process ends as the signal says.
fn end(signal: i32, modes: &Modes, tty: &Arc<File>) -> io::Result<()> {
    SIGNS.ended.store(true, Ordering::SeqCst);
    let (modes, tty) = (modes.clone(), Arc::clone(tty));
    thread::Builder::new().spawn(move || {
        thread::sleep(GRACE);
        if !SIGNS.taken.load(Ordering::SeqCst) {
            return;
        }
        // There is nobody left to be told where this fails.
        let _ = modes.give_back(&tty);
        thread::spawn(move || hide(&mut &*tty));
        thread::sleep(WRITTEN);
        die(signal);
    })?;
    Ok(())
}
