//! What a terminal is asked beside the screen's library where there are no signals.

use super::SIGNS;
use ratatui::crossterm::event::poll;
use std::fs::File;
use std::io;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// Where a process finds its terminal, whatever its streams are.
pub(super) const TERMINAL: &str = "CONOUT$";

/// How a terminal takes keys and shows text: the library keeps that.
#[derive(Clone)]
pub(super) struct Modes;

impl Modes {
    pub(super) fn of(_: &File) -> io::Result<Self> {
        Ok(Self)
    }

    pub(super) fn give_back(&self, _: &File) -> io::Result<()> {
        Ok(())
    }
}

/// Waits until a terminal has something to say, or so long. Whether it has.
pub(super) fn stirs(_: &File, wait: Duration) -> io::Result<bool> {
    poll(wait)
}

/// The library overlooks nothing here.
pub(super) fn tell_again(_: &File) -> io::Result<()> {
    Ok(())
}

/// There is no such thing.
pub(super) fn stop() -> io::Result<()> {
    Ok(())
}

/// Nothing is noted here.
pub(super) fn forget_typed() {}

/// Takes what ends a process.
pub(super) fn listen(_: Modes, _: File) -> io::Result<()> {
    let set = ctrlc::set_handler(|| SIGNS.ended.store(true, Ordering::SeqCst));
    // A process has one such handler; another view may have set it.
    drop(set);
    Ok(())
}
