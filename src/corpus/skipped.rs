//! How many notes are hidden or ignored: a second, plain walk, for those who ask.

use super::name::relative;
use super::scope::Scope;
use super::{Skipped, Walk};
use crate::config::{Root, Verdict};
use std::fs::{self, DirEntry};
use std::path::PathBuf;

/// The counts of a walk with those of hidden and ignored notes filled in.
///
/// Costs another pass over the folders. Version control's own folders are not entered.
#[must_use]
pub fn count_skipped(root: &Root, walk: &Walk) -> Skipped {
    let scope = Scope::of(root);
    let (mut hidden, mut seen) = (0, 0);
    let mut folders: Vec<(PathBuf, bool)> = vec![(root.dir.clone(), false)];
    while let Some((folder, in_hidden)) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if !scope.holds(&path) {
                continue;
            }
            let is_hidden = in_hidden || scope.hides(&path);
            match kind(&entry) {
                Kind::Folder => folders.push((path, is_hidden)),
                Kind::File
                    if root.config.globs().judge(&relative(&root.dir, &path)) != Verdict::Other =>
                {
                    *(if is_hidden { &mut hidden } else { &mut seen }) += 1;
                }
                Kind::File | Kind::Other => {}
            }
        }
    }
    let known = walk.files.len() as u64 + walk.skipped.excluded + walk.skipped.too_large;
    let ignored = u64::saturating_sub(seen, known);
    Skipped {
        hidden,
        ignored,
        ..walk.skipped
    }
}

enum Kind {
    Folder,
    File,
    Other,
}

fn kind(entry: &DirEntry) -> Kind {
    let name = entry.file_name();
    match entry.file_type() {
        Ok(kind) if kind.is_file() => Kind::File,
        Ok(kind) if kind.is_dir() && name != ".git" && name != ".hg" => Kind::Folder,
        _ => Kind::Other,
    }
}
