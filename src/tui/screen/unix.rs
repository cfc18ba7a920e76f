//! What a terminal of Unix is asked beside the screen's library, and what signals do.

use super::{SIGNS, hide};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::getpgrp;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetpgrp, tcsetattr};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;
use std::fs::File;
use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

/// Where a process finds its terminal, whatever its streams are.
pub(super) const TERMINAL: &str = "/dev/tty";

/// How long a view may take to end once it is told to.
const GRACE: Duration = Duration::from_secs(1);
/// How long a terminal that does not read is written to before that is given up.
const WRITTEN: Duration = Duration::from_millis(100);

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

/// Waits until a terminal has something to say, the process gets a signal, or so long. The library's own waiting never ends
/// once the terminal is gone: it reads nothing for ever.
pub(super) fn stirs(tty: &File, wait: Duration) -> io::Result<()> {
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
    Ok(())
}

/// Stops the process until it is told to go on.
pub(super) fn stop() -> io::Result<()> {
    emulate_default_handler(SIGTSTP)
}

/// Takes the signals that end, stop and wake a process, from now on.
pub(super) fn listen(modes: Modes, tty: File) -> io::Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT])?;
    let tty = Arc::new(tty);
    thread::Builder::new().spawn(move || {
        for signal in signals.forever() {
            let lent = SIGNS.lent.load(Ordering::SeqCst);
            match signal {
                SIGCONT => SIGNS.woken.store(true, Ordering::SeqCst),
                // Keys that end or stop a program are for the one that has the terminal; stopping takes kb with it.
                SIGINT | SIGQUIT if lent => {}
                _ if lent => drop(emulate_default_handler(signal)),
                SIGTSTP => SIGNS.stopped.store(true, Ordering::SeqCst),
                _ => end(signal, &modes, &tty)?,
            }
        }
        io::Result::Ok(())
    })?;
    Ok(())
}

/// Tells the view to end. It may be unable to: the library waits for the rest of a key, or a terminal does not read. Then the
/// terminal is given back without it, and the process ends as the signal says.
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
        let _ = emulate_default_handler(signal);
    })?;
    Ok(())
}
