//! The notes on disk: which files they are, and their bytes.
//!
//! Only what lies below the root is looked at, symbolic links are not followed, and a file that
//! cannot be read costs that file and no other. Nothing here knows what a note says.

mod id;
mod lies;
mod look;
mod name;
mod read;
mod rules;
mod scope;
mod skipped;
mod walk;
mod watch;
mod within;

#[cfg(test)]
mod tests;

pub use id::id_bases;
pub use lies::{Lies, lies};
pub use read::read;
pub use skipped::count_skipped;
pub use walk::walk;
pub use watch::{Wake, Watched, Watcher};
#[cfg(unix)]
pub use within::open_folder;

use crate::model::Diagnostic;
use std::path::PathBuf;

/// The code of the diagnostic of a file or folder that cannot be read.
pub const UNREADABLE: &str = "unreadable";
/// The code of that of a folder of notes that is not there.
pub const NO_FOLDER: &str = "no-folder";
/// The code of that of a folder of notes that lies outside of the root.
pub const OUTSIDE: &str = "outside";

/// A file that holds a note, as the walk saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileMeta {
    /// Its path relative to the root, with `/`. Bytes that are no UTF-8 stand as `\xFF`.
    pub path: String,
    /// Its path on disk.
    pub abs: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds from 1970.
    pub mtime_ns: i64,
}

/// How many files were left out, by reason. All but `not_notes` look like notes by their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Skipped {
    /// Hidden, or in a hidden folder. Known after [`count_skipped`].
    pub hidden: u64,
    /// Left out by a `.gitignore` or `.ignore`. Known after [`count_skipped`].
    pub ignored: u64,
    /// Left out by `exclude`.
    pub excluded: u64,
    /// Larger than `max_size`; each is among the problems.
    pub too_large: u64,
    /// Symbolic links, to notes or to folders.
    pub links: u64,
    /// Files that no `include` pattern names.
    pub not_notes: u64,
}

/// What a walk found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Walk {
    /// The notes, in order of their paths' bytes.
    pub files: Vec<FileMeta>,
    /// The folders that were listed, in no order.
    pub folders: Vec<PathBuf>,
    /// What was left out.
    pub skipped: Skipped,
    /// What could not be looked at, each with its path relative to the root, in order.
    pub problems: Vec<(String, Diagnostic)>,
}
