//! What a file looks like from outside: its size, and when it was last changed.

use std::fs::Metadata;
use std::time::UNIX_EPOCH;

/// What a file looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// Its size in bytes.
    pub(super) size: u64,
    /// When it was last changed, in nanoseconds from 1970, before it below zero.
    pub(super) mtime_ns: i64,
}

impl From<&Metadata> for Look {
    fn from(meta: &Metadata) -> Self {
        Self {
            size: meta.len(),
            mtime_ns: mtime_ns(meta),
        }
    }
}

#[cfg(unix)]
impl From<&rustix::fs::Stat> for Look {
    fn from(stat: &rustix::fs::Stat) -> Self {
        // The types of these fields are other ones on other systems.
        let seconds = i128::from(stat.st_mtime);
        let ns = seconds * 1_000_000_000 + i128::from(stat.st_mtime_nsec);
        let bound = if ns < 0 { i64::MIN } else { i64::MAX };
        Self {
            size: u64::try_from(stat.st_size).unwrap_or(0),
            mtime_ns: i64::try_from(ns).unwrap_or(bound),
        }
    }
}

/// Nanoseconds from 1970, and 0 where the system does not say.
fn mtime_ns(meta: &Metadata) -> i64 {
    let Ok(time) = meta.modified() else {
        return 0;
    };
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |ns| -ns),
    }
}
