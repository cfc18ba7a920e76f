//! The part of the root that is looked at: the folders of the notes, without the index.

use super::{NO_FOLDER, OUTSIDE, UNREADABLE, Walk};
use crate::config::{Root, confine};
use crate::model::{Diagnostic, Severity};
use std::path::{Path, PathBuf, is_separator};

/// The part of the root that is looked at.
pub(super) struct Scope {
    notes: Vec<PathBuf>,
    index: PathBuf,
}

impl Scope {
    /// Whether there is nothing to look at.
    pub(super) fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// The folders of the notes by their real paths; those that cannot be used become problems.
    pub(super) fn new(root: &Root, found: &mut Walk) -> Self {
        let mut notes = Vec::new();
        for folder in root.config.notes() {
            let problem = match confine(&root.dir, folder) {
                Ok(path) if path.exists() => {
                    notes.push(path);
                    continue;
                }
                Ok(_) => Diagnostic::of_file(
                    Severity::Warning,
                    NO_FOLDER,
                    format!("there is no folder `{folder}`"),
                )
                .with_hint("make it, or name another under `notes` in `kb.toml`"),
                Err(error) => {
                    let hint = error.hint.clone().unwrap_or_default();
                    let code = if error.is_io { UNREADABLE } else { OUTSIDE };
                    Diagnostic::of_file(Severity::Error, code, error.message).with_hint(hint)
                }
            };
            found.problems.push((folder.clone(), problem));
        }
        Self {
            notes,
            index: root.index_dir.clone(),
        }
    }

    /// The same scope, without telling its problems.
    pub(super) fn of(root: &Root) -> Self {
        Self::new(root, &mut Walk::default())
    }

    /// Whether `path` lies in a folder of notes, or leads to one, and is not in the index.
    pub(super) fn holds(&self, path: &Path) -> bool {
        !path.starts_with(&self.index)
            && (self.leads_to_notes(path) || self.notes.iter().any(|n| path.starts_with(n)))
    }

    /// A folder of notes may itself be hidden: its name in the settings says that it is meant.
    pub(super) fn hides(&self, path: &Path) -> bool {
        is_hidden(path) && !self.leads_to_notes(path)
    }

    /// The same of a file in a folder that is held: by its bytes, since there are many files.
    pub(super) fn holds_file(&self, path: &Path) -> bool {
        let path = path.as_os_str().as_encoded_bytes();
        let below = |notes: &PathBuf| {
            let rest = path.strip_prefix(notes.as_os_str().as_encoded_bytes());
            rest.is_some_and(|rest| rest.first().is_none_or(|c| is_separator(char::from(*c))))
        };
        self.notes.iter().any(below)
    }

    fn leads_to_notes(&self, path: &Path) -> bool {
        self.notes.iter().any(|notes| notes.starts_with(path))
    }
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.as_encoded_bytes());
    name.is_some_and(|name| name.starts_with(b"."))
}
