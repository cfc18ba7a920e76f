//! What an index folder looks like from outside: for who wants to know what is wrong, and changes nothing.

use super::directory::META;
use super::error::StoreError;
use super::generation::Home;
use super::lock;
use crate::config::{open_or_make, open_regular, read_regular};
use std::fs::{self, TryLockError};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::SystemTime;

/// What an index folder looks like.
#[derive(Debug, Default)]
pub struct Health {
    /// Whether it is there.
    pub exists: bool,
    /// Why it cannot be written, or made where it is missing: what a command that writes it would meet.
    pub obstacle: Option<StoreError>,
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
        obstacle: obstacle(&home, dir).err(),
        held: held(dir),
        generations: home.generations().count(),
        ..Health::default()
    };
    health.free = free(dir.ancestors().find(|dir| dir.exists()).unwrap_or(dir));
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

/// What is in the way of writing the index: the steps of a command that writes it, tried without writing anything.
fn obstacle(home: &Home, dir: &Path) -> Result<(), StoreError> {
    // A link that leads nowhere has a place, too, though nothing can be made there.
    let is_taken = |dir: &&Path| dir.symlink_metadata().is_ok();
    let there = dir.ancestors().find(is_taken).unwrap_or(dir);
    if !there.is_dir() {
        let why = match there.is_symlink() {
            true => "it is a link that leads to no folder",
            false => "it is no folder",
        };
        let error = io::Error::new(ErrorKind::NotADirectory, why);
        return Err(StoreError::io(there, error));
    }
    let may = |folder: &Path| {
        let tried = may_write(folder);
        tried.map_err(|error| StoreError::writing(dir, folder, error))
    };
    may(there)?;
    if there != dir {
        return Ok(());
    }
    let listed = fs::read_dir(dir).map(drop);
    listed.map_err(|error| StoreError::io(dir, error))?;
    let lock = dir.join(lock::FILE);
    if lock.symlink_metadata().is_ok() {
        let opened = open_or_make(&lock).map(drop);
        opened.map_err(|error| StoreError::writing(dir, &lock, error))?;
    }
    let current = home.current().ok().flatten();
    match current.and_then(|name| home.folder(&name).ok()) {
        Some(folder) => may(&folder),
        None => Ok(()),
    }
}

/// Whether files can be made in a folder.
#[cfg(unix)]
fn may_write(dir: &Path) -> io::Result<()> {
    use rustix::fs::Access;
    rustix::fs::access(dir, Access::WRITE_OK | Access::EXEC_OK).map_err(io::Error::from)
}

/// Whether files can be made in a folder.
#[cfg(not(unix))]
fn may_write(dir: &Path) -> io::Result<()> {
    match dir.metadata()?.permissions().readonly() {
        true => Err(ErrorKind::PermissionDenied.into()),
        false => Ok(()),
    }
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
