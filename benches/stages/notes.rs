//! The notes that a benchmark reads.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// A note: its path below the folder and its bytes.
pub(crate) struct Note {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

/// Where they lie.
pub(crate) fn folder() -> PathBuf {
    let named = env::var_os("KB_BENCH_NOTES").map(PathBuf::from);
    named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("notes"))
}

/// All Markdown below the folder that is not hidden, by path.
pub(crate) fn read() -> Vec<Note> {
    let folder = folder();
    let mut paths = Vec::new();
    collect(&folder, &mut paths);
    paths.sort();
    assert!(!paths.is_empty(), "no Markdown in {}", folder.display());
    let note = |path: &PathBuf| Note {
        path: path
            .strip_prefix(&folder)
            .unwrap()
            .to_string_lossy()
            .into_owned(),
        bytes: fs::read(path).unwrap(),
    };
    paths.iter().map(note).collect()
}

pub(crate) fn bytes(notes: &[Note]) -> u64 {
    notes.iter().map(|note| note.bytes.len() as u64).sum()
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !hidden && path.is_dir() {
            collect(&path, out);
        } else if !hidden && path.extension().is_some_and(|e| e == "md") {
            out.push(path);
        }
    }
}
