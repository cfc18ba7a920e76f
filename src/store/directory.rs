//! An index folder as the engine sees it, to read or to write.
//!
//! To read: the engine's reader opens a lock file for writing, which a read-only folder refuses. Here
//! the lock is taken where there is one to take; without it, opening again heals the rare race with
//! a writer that clears old files away. To write: small files are ours to write, so that others who
//! may read the folder may read them.

use super::files;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

/// A folder of the engine's files.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    inner: MmapDirectory,
    root: PathBuf,
    writable: bool,
}

impl Folder {
    pub(super) fn to_read(root: &Path) -> tantivy::Result<Self> {
        Self::open(root, false)
    }

    pub(super) fn to_write(root: &Path) -> tantivy::Result<Self> {
        Self::open(root, true)
    }

    fn open(root: &Path, writable: bool) -> tantivy::Result<Self> {
        Ok(Self {
            inner: MmapDirectory::open(root)?,
            root: root.to_owned(),
            writable,
        })
    }

    fn check(&self) -> io::Result<()> {
        if self.writable {
            return Ok(());
        }
        let refused = io::ErrorKind::PermissionDenied;
        Err(io::Error::new(refused, "opened for reading only"))
    }
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.check().map_err(|error| DeleteError::IoError {
            io_error: Arc::new(error),
            filepath: path.to_owned(),
        })?;
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.check()
            .map_err(|error| OpenWriteError::wrap_io_error(error, path.to_owned()))?;
        self.inner.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.check()?;
        files::replace(&self.root.join(path), bytes)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.check()?;
        self.inner.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        if self.writable {
            return self.inner.acquire_lock(lock);
        }
        let held = File::open(self.root.join(&lock.filepath)).ok();
        let held = held.filter(|file| file.lock_shared().is_ok());
        Ok(DirectoryLock::from(Box::new(held)))
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}
