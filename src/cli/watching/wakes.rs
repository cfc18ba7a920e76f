//! What wakes a watch: changes, many of which are one, and signals that end it.

use crate::cli::failure::Failure;
use crate::corpus::Wake;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// Changes that follow one another faster are one.
const QUIET: Duration = Duration::from_millis(200);
/// Changes that do not end are told at last.
const LONGEST: Duration = Duration::from_secs(2);

/// What woke a watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Woken {
    /// Something changed.
    Changed,
    /// Nothing did.
    Quiet,
    /// It is to end.
    Ended,
}

/// Where changes and signals come in.
pub(super) struct Wakes {
    sender: Sender<Woken>,
    receiver: Receiver<Woken>,
    /// Whether a change waits to be received: of thousands one is enough.
    waits: Arc<AtomicBool>,
}

impl Wakes {
    pub(super) fn new() -> Self {
        let (sender, receiver) = channel();
        Self {
            sender,
            receiver,
            waits: Arc::default(),
        }
    }

    /// What is told of changes.
    pub(super) fn waker(&self) -> Wake {
        let (sender, waits) = (self.sender.clone(), Arc::clone(&self.waits));
        Arc::new(move || {
            if !waits.swap(true, Ordering::AcqRel) {
                // Where nobody receives it, the watch has ended.
                let _ = sender.send(Woken::Changed);
            }
        })
    }

    /// Makes Ctrl-C and the signals that ask to end do so, after what is being done.
    pub(super) fn end_on_signals(&self) -> Result<(), Failure> {
        let sender = self.sender.clone();
        let set = ctrlc::set_handler(move || {
            let _ = sender.send(Woken::Ended);
        });
        set.map_err(|error| Failure::new(format!("signals cannot be waited for: {error}")))
    }

    /// Waits for changes to come and to end, at most so long where none comes.
    pub(super) fn wait(&self, longest: Duration) -> Woken {
        let first = self.next(longest);
        if first != Woken::Changed {
            return first;
        }
        let begun = Instant::now();
        while begun.elapsed() < LONGEST {
            match self.next(QUIET) {
                Woken::Changed => {}
                Woken::Quiet => break,
                Woken::Ended => return Woken::Ended,
            }
        }
        Woken::Changed
    }

    fn next(&self, longest: Duration) -> Woken {
        let woken = self.receiver.recv_timeout(longest);
        self.waits.store(false, Ordering::Release);
        match woken {
            Ok(woken) => woken,
            Err(RecvTimeoutError::Timeout) => Woken::Quiet,
            Err(RecvTimeoutError::Disconnected) => Woken::Ended,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Wakes, Woken};
    use std::time::Duration;

    #[test]
    fn makes_one_of_many() {
        let wakes = Wakes::new();
        let wake = wakes.waker();
        (0..1000).for_each(|_| wake());
        assert_eq!(wakes.wait(Duration::ZERO), Woken::Changed);
        assert_eq!(wakes.wait(Duration::ZERO), Woken::Quiet);
        wake();
        assert_eq!(wakes.wait(Duration::ZERO), Woken::Changed);
    }

    #[test]
    fn ends_in_the_middle_of_changes() {
        let wakes = Wakes::new();
        wakes.waker()();
        wakes.sender.send(Woken::Ended).unwrap();
        assert_eq!(wakes.wait(Duration::ZERO), Woken::Ended);
    }
}
