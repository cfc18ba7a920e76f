//! What long work is at, and how much of it is left.

use std::sync::Mutex;

/// What is being done, and how far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub doing: Doing,
    /// So many of its parts are done.
    pub done: u64,
    /// So many parts it has; 0 where that is not known.
    pub of: u64,
}

/// Work that may take long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Walking the folders of notes.
    Looking,
    /// Opening the index, and looking at its bytes.
    Checking,
    /// Waiting for whoever writes the index, and opening it to write.
    Waiting,
    /// Reading notes to see whether they are as they were.
    Comparing,
    /// Reading notes.
    Reading,
    /// Writing what was read.
    Indexing,
    /// Putting the pieces of a large index together.
    Merging,
    /// Reading saved pages.
    Importing,
    /// Gathering what is to be exported.
    Gathering,
    /// Writing files.
    Writing,
}

/// Tells how far work is, from any thread.
pub(super) struct Teller<'t>(Mutex<&'t mut (dyn FnMut(Progress) + Send)>);

impl<'t> Teller<'t> {
    pub(super) fn new(told: &'t mut (dyn FnMut(Progress) + Send)) -> Self {
        Self(Mutex::new(told))
    }

    /// Something begins of which it is not known how much it is.
    pub(super) fn begin(&self, doing: Doing) {
        self.tell(doing, 0, 0);
    }

    /// So many parts of something are done.
    pub(super) fn tell(&self, doing: Doing, done: u64, of: u64) {
        // Who is busy telling does not hold the others up.
        if let Ok(mut told) = self.0.try_lock() {
            told(Progress { doing, done, of });
        }
    }
}
