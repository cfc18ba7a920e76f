//! What the user does, read in a thread of its own: the library waits for the rest of a key that came in part, and a view
//! must not. The thread reads only when it is asked to and there is something: another program's keys are not its own.

use ratatui::crossterm::event::{Event, poll, read};
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// What was read, `None` where there was nothing.
type Told = io::Result<Option<Event>>;

/// A thread that reads. It ends when this does, once what it reads is whole.
pub(super) struct Reading {
    asks: Sender<()>,
    told: Receiver<Told>,
    /// Whether it was asked and has not told yet.
    is_open: bool,
    /// What it told when nobody wanted it.
    kept: Option<Event>,
}

impl Reading {
    /// Starts one, which reads nothing yet.
    pub(super) fn start() -> io::Result<Self> {
        let (asks, asked) = channel();
        let (tell, told) = channel();
        thread::Builder::new().spawn(move || answer(&asked, &tell))?;
        Ok(Self {
            asks,
            told,
            is_open: false,
            kept: None,
        })
    }

    /// Whether something is being read: where that takes long, a key came in part.
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// What the user did, `None` where that is not whole after so long, or nothing.
    pub(super) fn next(&mut self, wait: Duration) -> Told {
        if let Some(kept) = self.kept.take() {
            return Ok(Some(kept));
        }
        if !self.is_open {
            self.asks.send(()).map_err(|_| ended())?;
            self.is_open = true;
        }
        match self.told.recv_timeout(wait) {
            Ok(told) => {
                self.is_open = false;
                told
            }
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(ended()),
        }
    }

    /// Whether nothing is being read any more, after so long at most.
    pub(super) fn rests(&mut self, wait: Duration) -> io::Result<bool> {
        if self.is_open {
            self.kept = self.next(wait)?;
        }
        Ok(!self.is_open)
    }
}

fn ended() -> io::Error {
    io::Error::other("what reads it has ended")
}

fn answer(asked: &Receiver<()>, tell: &Sender<Told>) {
    while asked.recv().is_ok() {
        let told = poll(Duration::ZERO).and_then(|is_some| match is_some {
            true => read().map(Some),
            false => Ok(None),
        });
        if tell.send(told).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Reading;
    use ratatui::crossterm::event::Event;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    #[test]
    fn a_key_that_is_read_is_waited_for_and_kept() {
        let (asks, asked) = channel();
        let (tell, told) = channel();
        let mut reading = Reading {
            asks,
            told,
            is_open: false,
            kept: None,
        };
        // It was asked nothing, and reads nothing.
        assert!(reading.rests(Duration::ZERO).unwrap());
        assert!(asked.try_recv().is_err());
        assert_eq!(reading.next(Duration::ZERO).unwrap(), None);
        assert!(!reading.rests(Duration::ZERO).unwrap());
        tell.send(Ok(Some(Event::FocusGained))).unwrap();
        assert!(reading.rests(Duration::ZERO).unwrap());
        assert_eq!(
            reading.next(Duration::ZERO).unwrap(),
            Some(Event::FocusGained)
        );
        // Once for all of it.
        assert_eq!(asked.try_iter().count(), 1);
    }
}
