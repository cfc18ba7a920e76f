//! What can go wrong with an index, and how the engine's errors are told apart.

use crate::model::Span;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};

/// Why the store could not answer or write.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no index here yet.
    #[error("no index in `{}`", dir.display())]
    Missing {
        /// The index folder.
        dir: PathBuf,
    },
    /// The index was made under other rules than ours.
    #[error("the index is out of date: {why}")]
    Outdated {
        /// What differs.
        why: String,
        /// Whether a newer kb made it, so that making it anew would take it away from that one.
        newer: bool,
    },
    /// The index cannot be read as it is; making it anew heals it.
    #[error("the index is damaged: {what}")]
    Damaged {
        /// What was found.
        what: String,
    },
    /// Another process is writing.
    #[error("the index is locked{}", pid.map(|pid| format!(" by process {pid}")).unwrap_or_default())]
    Locked {
        /// Who holds the lock, where that is known.
        pid: Option<u32>,
    },
    /// The index folder cannot be written.
    #[error("the index folder `{}` is read-only", dir.display())]
    ReadOnly {
        /// The index folder.
        dir: PathBuf,
    },
    /// A file or folder of the index failed.
    #[error("cannot use `{}`", path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// How.
        source: io::Error,
    },
    /// A query's field has a value that means nothing there.
    #[error("{message}")]
    BadQuery {
        /// What is the matter: lower case, no full stop.
        message: String,
        /// How to write it, where the message does not say.
        hint: Option<&'static str>,
        /// Where the value stands in the query.
        span: Span,
    },
    /// A pattern fits so much of the index that looking it up takes too long.
    #[error("timed out: the query takes more than 2 s to look up")]
    TooSlow,
    /// The search engine failed in another way.
    #[error("the search engine failed: {0}")]
    Engine(String),
}

impl StoreError {
    /// Whether it is the place that fails and not the index: locked, read-only, full, out of order. Then what
    /// there is may answer, or an index in memory.
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        matches!(
            self,
            Self::Locked { .. } | Self::ReadOnly { .. } | Self::Io { .. } | Self::Engine(_)
        )
    }

    /// Whether making the index anew would heal it without taking it away from anybody.
    #[must_use]
    pub fn heals_by_rebuild(&self) -> bool {
        matches!(
            self,
            Self::Outdated { newer: false, .. } | Self::Damaged { .. } | Self::Missing { .. }
        )
    }

    /// How to mend it, where we know.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Outdated { newer: true, .. } => Some(
                "use that newer kb, or `kb index --rebuild` to make the index anew with this one"
                    .to_owned(),
            ),
            Self::Missing { .. } | Self::Outdated { .. } | Self::Damaged { .. } => Some(
                "`kb index` makes it anew from the notes, as every command does without `--no-sync`"
                    .to_owned(),
            ),
            Self::ReadOnly { .. } => {
                Some("keep the index elsewhere with `--index DIR` or KB_INDEX".to_owned())
            }
            Self::TooSlow => Some(
                "rarer words, fewer of them, or more letters before a `*` or `~` are looked up faster"
                    .to_owned(),
            ),
            Self::Locked { .. } => {
                Some("wait for the other kb to end, or raise `--lock-timeout`".to_owned())
            }
            Self::Io { source, .. } if source.kind() == io::ErrorKind::StorageFull => Some(
                "free some space, or keep the index elsewhere with `--index DIR` or KB_INDEX"
                    .to_owned(),
            ),
            _ => None,
        }
    }

    pub(super) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }

    /// An I/O error of writing at `path` in the index folder `dir`.
    pub(super) fn writing(dir: &Path, path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly {
                dir: dir.to_owned(),
            },
            _ => Self::io(path, source),
        }
    }

    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io {
            path: path.to_owned(),
            source,
        }
    }

    /// An error of the engine, working in the folder `dir`.
    pub(super) fn engine(dir: &Path, error: TantivyError) -> Self {
        let at = |path: &Path, error: &Arc<io::Error>| engine_io(&dir.join(path), error);
        match error {
            TantivyError::IoError(error) => engine_io(dir, &error),
            TantivyError::OpenReadError(error) => read_error(dir, error),
            TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, filepath }) => {
                at(&filepath, &io_error)
            }
            TantivyError::OpenDirectoryError(OpenDirectoryError::IoError {
                io_error,
                directory_path,
            }) => at(&directory_path, &io_error),
            TantivyError::LockFailure(LockError::LockBusy, _) => Self::Locked { pid: None },
            TantivyError::LockFailure(LockError::IoError(error), _) => engine_io(dir, &error),
            TantivyError::DataCorruption(error) => Self::damaged(format!("{error:?}")),
            TantivyError::DeserializeError(error) => Self::damaged(error.to_string()),
            TantivyError::IncompatibleIndex(_) => Self::Outdated {
                why: "another version of the search engine made it".to_owned(),
                newer: false,
            },
            other => flattened(dir, other.to_string()),
        }
    }
}

/// Errors from the engine's threads come as text: `... (os error 28)`.
fn flattened(dir: &Path, text: String) -> StoreError {
    let code = text.split("(os error ").nth(1);
    let code = code.and_then(|rest| rest.split(')').next()?.parse().ok());
    match code {
        Some(code) => StoreError::io(dir, io::Error::from_raw_os_error(code)),
        None => StoreError::Engine(text),
    }
}

fn read_error(dir: &Path, error: OpenReadError) -> StoreError {
    match error {
        OpenReadError::FileDoesNotExist(path) => {
            StoreError::damaged(format!("`{}` is missing", path.display()))
        }
        OpenReadError::IoError { io_error, filepath } => engine_io(&dir.join(filepath), &io_error),
        OpenReadError::IncompatibleIndex(_) => StoreError::Outdated {
            why: "another version of the search engine made it".to_owned(),
            newer: false,
        },
    }
}

/// The engine shares its I/O errors; ours is a new one of the same kind, code and text.
fn engine_io(path: &Path, error: &Arc<io::Error>) -> StoreError {
    use io::ErrorKind::{InvalidData, InvalidInput, NotFound, UnexpectedEof};
    // Ours for what is no plain file has no number of the system.
    let is_ours = error.kind() == InvalidInput && error.raw_os_error().is_none();
    if is_ours || matches!(error.kind(), InvalidData | UnexpectedEof | NotFound) {
        return StoreError::damaged(format!("`{}`: {error}", path.display()));
    }
    let source = match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => io::Error::new(error.kind(), error.to_string()),
    };
    StoreError::io(path, source)
}

/// Runs `work` on files that may be damaged: the engine panics on some of them, which is damage too.
pub(super) fn guard<T>(work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        Err(StoreError::damaged(format!(
            "reading it failed ({})",
            text.unwrap_or("no reason given")
        )))
    })
}
