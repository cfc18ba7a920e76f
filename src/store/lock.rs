//! The lock of those who write: one at a time, whatever was left behind by one that died.

use super::error::StoreError;
use crate::config::open_or_make;
use std::fs::{File, TryLockError};
use std::io::{Read, Write};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The lock file's name. It stays behind; only the hold on it counts.
pub(super) const FILE: &str = "kb.lock";

const PAUSE: Duration = Duration::from_millis(25);

/// Held until dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of the index folder `dir`, waiting at most `timeout`.
    pub(super) fn take(dir: &Path, timeout: Duration) -> Result<Self, StoreError> {
        let path = dir.join(FILE);
        let failed = |error| StoreError::writing(dir, &path, error);
        // In a folder of somebody else's it may be a link to a file of the user's.
        let mut file = open_or_make(&path).map_err(failed)?;
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(error)) => return Err(failed(error)),
                Err(TryLockError::WouldBlock) if begun.elapsed() >= timeout => {
                    return Err(StoreError::Locked {
                        pid: holder(&mut file),
                    });
                }
                Err(TryLockError::WouldBlock) => sleep(PAUSE.min(timeout)),
            }
        }
        // The number serves messages only, so failing to write it is no failure to lock.
        let _ = file.set_len(0);
        let _ = writeln!(file, "{}", std::process::id());
        Ok(Self { _file: file })
    }
}

fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.take(20).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
