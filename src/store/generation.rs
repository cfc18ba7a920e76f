//! The index folder: which generation is current, how a new one takes its place, what may be swept.
//!
//! ```text
//! CURRENT   the name of the current generation, the format of the index, and a hash of both
//! gen-<n>/  one generation: the engine's files, the ledger, and a mark that it is ours
//! kb.lock   the lock of those who write
//! ```
//!
//! The folder may hold other files (a README, or anything in a folder a user chose). Nothing is
//! removed but generations with our mark and temporary files with our prefix.

use super::directory::META;
use super::error::StoreError;
use super::files;
use super::schema::FORMAT;
use crate::config::read_regular;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

const CURRENT: &str = "CURRENT";
const MARK: &str = "kb-generation";

/// The first format whose CURRENT has a hash.
const HASHED_SINCE: u32 = 7;

/// An index folder.
#[derive(Debug, Clone)]
pub(super) struct Home {
    dir: PathBuf,
}

impl Home {
    pub(super) fn new(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
        }
    }

    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    pub(super) fn path(&self, generation: &str) -> PathBuf {
        self.dir.join(generation)
    }

    /// The folder of a generation, if it is one: a link would lead out of the index.
    pub(super) fn folder(&self, generation: &str) -> Result<PathBuf, StoreError> {
        let path = self.path(generation);
        let what = match path.symlink_metadata() {
            Ok(meta) if meta.is_dir() => return Ok(path),
            Ok(_) => "is no folder",
            Err(error) if error.kind() == ErrorKind::NotFound => "is missing",
            Err(error) => return Err(StoreError::io(&path, error)),
        };
        Err(StoreError::damaged(format!("`{generation}` {what}")))
    }

    /// The folder, made where it is missing.
    pub(super) fn create(&self) -> Result<(), StoreError> {
        fs::create_dir_all(&self.dir).map_err(|e| StoreError::writing(&self.dir, &self.dir, e))
    }

    /// The name of the current generation, `None` where there never was one.
    pub(super) fn current(&self) -> Result<Option<String>, StoreError> {
        let path = self.dir.join(CURRENT);
        let text = match read_regular(&path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) => {
                return match error.kind() {
                    ErrorKind::NotFound | ErrorKind::NotADirectory => Ok(None),
                    _ => Err(files::failed(&path, error)),
                };
            }
        };
        told(&text).map(|name| Some(name.to_owned()))
    }

    /// Makes the folder of a new generation and gives its name.
    pub(super) fn begin(&self) -> Result<String, StoreError> {
        // Where the folder cannot be listed, no name is known to be free.
        let listed = fs::read_dir(&self.dir).map(drop);
        listed.map_err(|error| StoreError::io(&self.dir, error))?;
        let taken = self.generations().filter_map(|name| number(&name)).max();
        let name = format!("gen-{}", taken.unwrap_or(0).saturating_add(1));
        let path = self.path(&name);
        let make = || {
            fs::create_dir(&path)?;
            fs::write(path.join(MARK), b"made by kb; may be removed\n")
        };
        make().map_err(|error| StoreError::writing(&self.dir, &path, error))?;
        Ok(name)
    }

    /// Puts `generation` in the place of the current one, in one step. It stays so after [`Self::sync`].
    pub(super) fn swap(&self, generation: &str) -> Result<(), StoreError> {
        let path = self.dir.join(CURRENT);
        let text = format!("{generation} format-{FORMAT}");
        let text = format!("{text} {}\n", hash(&text));
        let put = files::replace(&path, text.as_bytes());
        put.map_err(|error| StoreError::writing(&self.dir, &path, error))
    }

    /// Brings the names in the folder to disk.
    pub(super) fn sync(&self) -> Result<(), StoreError> {
        files::sync(&self.dir).map_err(|error| StoreError::io(&self.dir, error))
    }

    /// Removes every generation but `keep`, and what died before it was finished. Needs the lock.
    ///
    /// What cannot go now goes next time; readers keep what they have open.
    pub(super) fn sweep(&self, keep: Option<&str>) {
        for name in self.generations() {
            if Some(name.as_str()) != keep {
                self.remove(&name);
            }
        }
        sweep_files(&self.dir, files::TEMPORARY);
        if let Some(folder) = keep.and_then(|keep| self.folder(keep).ok()) {
            sweep_files(&folder, ".tmp");
        }
    }

    /// Removes a generation if it bears our mark, the mark last: what is half removed stays ours.
    pub(super) fn remove(&self, generation: &str) {
        let path = self.path(generation);
        let ours = path.is_dir() && !path.is_symlink() && path.join(MARK).is_file();
        if !ours {
            // One that died before its mark is empty, and only an empty folder goes this way.
            let _ = fs::remove_dir(&path);
            return;
        }
        for entry in fs::read_dir(&path).into_iter().flatten().flatten() {
            if entry.file_name() != MARK {
                let _ = fs::remove_file(entry.path());
            }
        }
        let _ = fs::remove_file(path.join(MARK));
        let _ = fs::remove_dir(&path);
    }

    /// What changes with every commit: a reader that finds it unchanged has seen one state.
    pub(super) fn state(&self) -> Vec<u8> {
        let current = read_regular(&self.dir.join(CURRENT)).unwrap_or_default();
        let words = String::from_utf8_lossy(&current);
        let name = words
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned();
        let folder = number(&name).and_then(|_| self.folder(&name).ok());
        let meta = folder.and_then(|folder| read_regular(&folder.join(META)).ok());
        let meta = meta.unwrap_or_default();
        [current, meta].concat()
    }

    pub(super) fn generations(&self) -> impl Iterator<Item = String> {
        let entries = fs::read_dir(&self.dir).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        names.filter(|name| number(name).is_some())
    }
}

/// The generation that the text of CURRENT names.
fn told(text: &str) -> Result<&str, StoreError> {
    let damaged = || StoreError::damaged(format!("`{CURRENT}` names no generation"));
    let line = text.strip_suffix('\n').ok_or_else(damaged)?;
    let mut words = line.split(' ');
    let name = words.next().filter(|name| number(name).is_some());
    let format = words.next().and_then(|word| word.strip_prefix("format-"));
    let format = format.and_then(|format| format.parse::<u32>().ok());
    let (name, format) = name.zip(format).ok_or_else(damaged)?;
    let plain = format!("{name} format-{format}");
    let is_whole = line == format!("{plain} {}", hash(&plain));
    match format {
        FORMAT if is_whole => Ok(name),
        other if is_whole || (line == plain && other < HASHED_SINCE) => Err(outdated(other)),
        _ => Err(damaged()),
    }
}

fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..16].to_owned()
}

/// The number of a generation, `None` for any other name.
fn number(name: &str) -> Option<u64> {
    let digits = name.strip_prefix("gen-")?;
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

fn outdated(format: u32) -> StoreError {
    StoreError::Outdated {
        why: format!("its format is {format}, ours is {FORMAT}"),
        newer: format > FORMAT,
    }
}

fn sweep_files(folder: &Path, prefix: &str) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(prefix) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
