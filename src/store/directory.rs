//! An index folder as the engine sees it, to read or to write.
//!
//! To read: the engine's reader opens a lock file for writing, which a read-only folder refuses. Here
//! the lock is taken where there is one to take; without it, opening again heals the rare race with
//! a writer that clears old files away. To write: small files are ours to write, so that others who
//! may read the folder may read them.
//!
//! The engine's commit is sealed (`seal`). Its list of the files it made is none that could be lost or altered: the folder
//! itself is that list, which saves a write to disk for each file.

use super::files;
use super::seal::{self, Seals};
use crate::config::{open_or_make, open_regular, read_regular};
use std::fs::TryLockError;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
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
    /// The seals of the last commit: none of those files is looked at again for the next one.
    sealed: Arc<Mutex<Seals>>,
}

/// The engine's commit.
pub(super) const META: &str = "meta.json";
/// The engine's list of the files it made, and clears away where no commit has them any more.
const MANAGED: &str = ".managed.json";

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
            sealed: Arc::default(),
        })
    }

    /// The list of the engine's files, as the engine writes it. Who reads clears nothing away.
    fn managed(&self) -> io::Result<Vec<u8>> {
        let mut names = match self.writable {
            true => seal::segment_files(&self.root)?,
            false => Vec::new(),
        };
        names.push(META.to_owned());
        Ok(serde_json::to_vec(&names)?)
    }

    fn write_meta(&self, bytes: &[u8]) -> io::Result<()> {
        let mut sealed = self.sealed.lock().unwrap_or_else(PoisonError::into_inner);
        *sealed = seal::of_folder(&self.root, &sealed)?;
        files::replace(&self.root.join(META), &seal::sealed(bytes, &sealed)?)
    }

    fn read_meta(&self) -> Result<Vec<u8>, OpenReadError> {
        let bytes = read_regular(&self.root.join(META)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(PathBuf::from(META)),
            _ => OpenReadError::wrap_io_error(error, PathBuf::from(META)),
        })?;
        let text = seal::unsealed(&bytes).map(|(text, _)| text.to_vec());
        text.ok_or_else(|| {
            let altered = io::Error::new(io::ErrorKind::InvalidData, "it was altered");
            OpenReadError::wrap_io_error(altered, PathBuf::from(META))
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
        let name = path.to_str().filter(|name| seal::is_segment_file(name));
        if name.is_none() {
            // Only the names of its own files come here, whatever a commit may say.
            return Err(DeleteError::FileDoesNotExist(path.to_owned()));
        }
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
        match path.to_str() {
            Some(MANAGED) => self
                .managed()
                .map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned())),
            Some(META) => self.read_meta(),
            _ => self.inner.atomic_read(path),
        }
    }

    fn atomic_write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.check()?;
        match path.to_str() {
            Some(MANAGED) => Ok(()),
            Some(META) => self.write_meta(bytes),
            _ => files::replace(&self.root.join(path), bytes),
        }
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.check()?;
        self.inner.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let path = self.root.join(&lock.filepath);
        let failed = |error| LockError::IoError(Arc::new(error));
        if self.writable {
            let file = open_or_make(&path).map_err(failed)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) if !lock.is_blocking => {
                    return Err(LockError::LockBusy);
                }
                Err(_) => file.lock().map_err(failed)?,
            }
            return Ok(DirectoryLock::from(Box::new(file)));
        }
        let held = open_regular(&path).ok();
        let held = held.filter(|file| file.lock_shared().is_ok());
        Ok(DirectoryLock::from(Box::new(held)))
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}
