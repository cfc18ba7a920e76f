//! Whether a generation is whole: the engine itself reads damaged files and answers wrongly, or panics.
//!
//! At every opening each file must have the size and the end that its commit knows. Checksums of all bytes are compared
//! at every opening of a small index; of a large one only those of files that look otherwise than when they were last
//! compared, or all where that is asked for.

use super::checked::Checked;
use super::directory::META;
use super::error::StoreError;
use super::files;
use super::seal::{self, Seals};
use crate::config::read_regular;
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use tantivy::index::SegmentComponent;
use tantivy::{Index, IndexMeta};

/// Up to so many bytes all checksums are compared at every opening: a few milliseconds.
const SMALL: u64 = 8 << 20;

/// How much of an index is looked at on opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// As much as answers need: nothing of what is known of the notes.
    Answers,
    /// As much as costs little.
    Usual,
    /// All of it.
    Full,
    /// All of it, and nothing is written: not even that it was looked at.
    Look,
}

/// Compares the files of a generation with its commit.
pub(super) fn check(
    folder: &Path,
    index: &Index,
    meta: &IndexMeta,
    care: Care,
) -> Result<(), StoreError> {
    let seals = seals(folder)?;
    let names = segment_files(meta);
    for name in &names {
        seal::check(folder, name, &seals)?;
    }
    let now = Checked::now(folder, names.iter().map(String::as_str));
    let is_small = now.size() <= SMALL;
    let noted = match care {
        Care::Answers | Care::Usual if !is_small => Checked::read(folder),
        _ => Checked::default(),
    };
    let open: Vec<&String> = names.iter().filter(|n| !noted.has(n, &now)).collect();
    if open.is_empty() {
        return Ok(());
    }
    checksums(folder, index, &open)?;
    if !is_small && care != Care::Look {
        now.write(folder);
    }
    Ok(())
}

/// Notes that the files of a generation are as they were just written.
pub(super) fn note(folder: &Path, meta: &IndexMeta) {
    let names = segment_files(meta);
    let now = Checked::now(folder, names.iter().map(String::as_str));
    if now.size() > SMALL {
        now.write(folder);
    }
}

/// Removes the engine's files that no commit has: what an update left behind that did not come to its end.
pub(super) fn sweep(folder: &Path, meta: &IndexMeta) {
    let kept = segment_files(meta);
    let all = seal::segment_files(folder).unwrap_or_default();
    for name in all.iter().filter(|name| kept.binary_search(name).is_err()) {
        let _ = fs::remove_file(folder.join(name));
    }
}

fn seals(folder: &Path) -> Result<Seals, StoreError> {
    let path = folder.join(META);
    let bytes = read_regular(&path).map_err(|error| files::failed(&path, error))?;
    let seals = seal::unsealed(&bytes).map(|(_, seals)| seals);
    seals.ok_or_else(|| StoreError::damaged(format!("`{META}` was altered")))
}

fn checksums(folder: &Path, index: &Index, names: &[&String]) -> Result<(), StoreError> {
    let directory = index.directory();
    let is_right = |name: &&&String| directory.validate_checksum(&PathBuf::from(name.as_str()));
    let looked: Vec<_> = names.par_iter().map(|name| is_right(&name)).collect();
    let mut altered = Vec::new();
    for (name, right) in names.iter().zip(looked) {
        match right.map_err(|error| StoreError::engine(folder, error.into())) {
            Ok(true) => {}
            Ok(false) | Err(StoreError::Damaged { .. }) => altered.push(name.as_str()),
            Err(error) => return Err(error),
        }
    }
    if altered.is_empty() {
        return Ok(());
    }
    let what = format!("`{}` was altered", altered.join("`, `"));
    Err(StoreError::damaged(what))
}

/// The files that the engine has for its segments, by name. It goes on without some of them and finds less.
fn segment_files(meta: &IndexMeta) -> Vec<String> {
    let all = meta.list_segment_files().into_iter();
    let wanted = all.filter(|name| must_be(meta, name));
    let mut names: Vec<String> = wanted.map(|name| name.display().to_string()).collect();
    names.sort_unstable();
    names
}

fn must_be(meta: &IndexMeta, name: &Path) -> bool {
    match name.extension().and_then(|extension| extension.to_str()) {
        Some("temp") => false,
        Some("del") => meta.segments.iter().any(|segment| {
            segment.has_deletes() && segment.relative_path(SegmentComponent::Delete) == name
        }),
        _ => true,
    }
}
