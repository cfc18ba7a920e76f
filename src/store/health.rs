//! What an index folder looks like from outside: for who wants to know what is wrong, and changes nothing.

use super::directory::META;
use super::generation::Home;
use super::lock;
use crate::config::{open_regular, read_regular};
use std::fs::{self, TryLockError};
use std::path::Path;
use std::time::SystemTime;

/// What an index folder looks like.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Health {
    /// Whether it is there.
    pub exists: bool,
    /// Whether it can be written, or made where it is missing.
    pub writable: bool,
    /// Bytes that are free on its disk, where that is known.
    pub free: Option<u64>,
    /// Whether somebody writes it, and which process.
    pub held: Option<Option<u32>>,
    /// How many generations it holds; one, unless another is being built or was left behind.
    pub generations: usize,
    /// How many files the current generation has.
    pub files: usize,
    /// How many bytes they have.
    pub bytes: u64,
    /// When it was last written.
    pub written: Option<SystemTime>,
}

/// Looks at the index folder `dir`.
#[must_use]
pub fn health(dir: &Path) -> Health {
    let home = Home::new(dir);
    let mut health = Health {
        exists: dir.is_dir(),
        held: held(dir),
        generations: home.generations().count(),
        ..Health::default()
    };
    let there = dir.ancestors().find(|dir| dir.exists()).unwrap_or(dir);
    (health.writable, health.free) = (is_writable(there), free(there));
    let current = home.current().ok().flatten();
    let Some(folder) = current.and_then(|name| home.folder(&name).ok()) else {
        return health;
    };
    for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
        health.files += 1;
        health.bytes += entry.metadata().map_or(0, |meta| meta.len());
    }
    let meta = fs::metadata(folder.join(META));
    health.written = meta.and_then(|meta| meta.modified()).ok();
    health
}

/// Who holds the lock. It is only tried for a moment, and in common with others who try.
fn held(dir: &Path) -> Option<Option<u32>> {
    let path = dir.join(lock::FILE);
    let file = open_regular(&path).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => {
            let text = read_regular(&path).unwrap_or_default();
            let pid = String::from_utf8_lossy(&text).trim().parse().ok();
            Some(pid)
        }
        _ => None,
    }
}

#[cfg(unix)]
fn is_writable(dir: &Path) -> bool {
    rustix::fs::access(dir, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(not(unix))]
fn is_writable(dir: &Path) -> bool {
    dir.metadata()
        .is_ok_and(|meta| !meta.permissions().readonly())
}

#[cfg(unix)]
fn free(dir: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(dir).ok()?;
    disk.f_bavail.checked_mul(disk.f_frsize)
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}
