//! What lies at a path below the root: asked of the system, never opened, through no link.

use super::within;
use std::path::Path;

/// What lies at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lies {
    /// Nothing.
    Nothing,
    /// A file, or what is neither file nor folder.
    File,
    /// A folder.
    Folder,
    /// A symbolic link lies there or on the way, or it cannot be looked at.
    Unknown,
}

/// What lies at `path`, which is relative to the root in this folder, with `/`.
#[must_use]
pub fn lies(root: &Path, path: &str) -> Lies {
    if path.contains('\0') {
        return Lies::Nothing;
    }
    within::lies(root, &root.join(path))
}
