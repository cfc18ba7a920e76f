//! Opening a generation: is it ours, of our rules, whole as far as a quick look tells?

use super::analysis::ANALYZER_VERSION;
use super::error::StoreError;
use super::ledger::{self, Ledger};
use super::schema::{self, FORMAT, Fields};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use tantivy::directory::Directory;
use tantivy::index::SegmentComponent;
use tantivy::{Index, IndexMeta};

/// What a commit says about itself. It is written in one step with the documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payload {
    pub(super) format: u32,
    pub(super) analyzer: u32,
    pub(super) fingerprint: String,
    /// Hash of the ledger, which also names its file.
    pub(super) ledger: String,
    pub(super) files: usize,
}

/// A generation that may be used.
pub(super) struct Opened {
    pub(super) index: Index,
    pub(super) fields: Fields,
    pub(super) ledger: Ledger,
}

/// Opens the generation in `folder` through `directory`.
pub(super) fn open(
    folder: &Path,
    directory: impl Into<Box<dyn Directory>>,
    fingerprint: &str,
) -> Result<Opened, StoreError> {
    let failed = |error| StoreError::engine(folder, error);
    let index = Index::open(directory).map_err(|error| match error {
        // What cannot be parsed is damage, whatever the engine calls it.
        tantivy::TantivyError::InvalidArgument(what) => StoreError::damaged(what),
        error => failed(error),
    })?;
    let meta = index.load_metas().map_err(failed)?;
    let payload = payload(&meta)?;
    check_rules(&payload, fingerprint)?;
    let (schema, fields) = schema::schema();
    if index.schema() != schema {
        return Err(outdated("it has other fields", false));
    }
    check_files(folder, &meta)?;
    let ledger = ledger::read(folder, &payload.ledger)?;
    schema::register(&index);
    Ok(Opened {
        index,
        fields,
        ledger,
    })
}

fn payload(meta: &IndexMeta) -> Result<Payload, StoreError> {
    let text = meta.payload.as_deref().unwrap_or_default();
    serde_json::from_str(text)
        .map_err(|_| StoreError::damaged("its last commit says nothing of itself"))
}

fn check_rules(payload: &Payload, fingerprint: &str) -> Result<(), StoreError> {
    let Payload {
        format, analyzer, ..
    } = *payload;
    if format != FORMAT {
        let why = format!("its format is {format}, ours is {FORMAT}");
        return Err(outdated(&why, format > FORMAT));
    }
    if analyzer != ANALYZER_VERSION {
        let why = format!("its analyzer is {analyzer}, ours is {ANALYZER_VERSION}");
        return Err(outdated(&why, analyzer > ANALYZER_VERSION));
    }
    if payload.fingerprint != fingerprint {
        return Err(outdated("it was made with other settings", false));
    }
    Ok(())
}

fn outdated(why: &str, newer: bool) -> StoreError {
    StoreError::Outdated {
        why: why.to_owned(),
        newer,
    }
}

/// The engine's list of the files it may clear away.
const MANAGED: &str = ".managed.json";

/// The files that the engine may have for its segments, by name. Some need not exist.
pub(super) fn segment_files(meta: &IndexMeta) -> Vec<PathBuf> {
    let mut files: Vec<_> = meta.list_segment_files().into_iter().collect();
    files.sort_unstable();
    files
}

/// Looks at the last bytes of each file: truncation shows there, and some of it would panic the engine.
fn check_files(folder: &Path, meta: &IndexMeta) -> Result<(), StoreError> {
    // The engine takes a missing list of its files for a new one, and would never clear them away.
    if !folder.join(MANAGED).is_file() {
        return Err(StoreError::damaged(format!("`{MANAGED}` is missing")));
    }
    for name in segment_files(meta) {
        let path = folder.join(&name);
        let whole = match File::open(&path) {
            Ok(mut file) => ends_well(&mut file).map_err(|e| StoreError::io(&path, e))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                if must_be(meta, &name) {
                    let what = format!("`{}` is missing", name.display());
                    return Err(StoreError::damaged(what));
                }
                true
            }
            Err(error) => return Err(StoreError::io(&path, error)),
        };
        if !whole {
            let what = format!("`{}` is cut short or altered", name.display());
            return Err(StoreError::damaged(what));
        }
    }
    Ok(())
}

/// The engine itself goes on without some of its files and finds less.
fn must_be(meta: &IndexMeta, name: &Path) -> bool {
    match name.extension().and_then(|extension| extension.to_str()) {
        Some("temp") => false,
        Some("del") => meta.segments.iter().any(|segment| {
            segment.has_deletes() && segment.relative_path(SegmentComponent::Delete) == name
        }),
        _ => true,
    }
}

/// The engine ends each file with a footer, the footer's length and a number of its own.
fn ends_well(file: &mut File) -> std::io::Result<bool> {
    const TAIL: u64 = 8;
    const NUMBER: u32 = 1337;
    let size = file.metadata()?.len();
    if size < TAIL {
        return Ok(false);
    }
    let mut tail = [0; 8];
    file.seek(SeekFrom::Start(size - TAIL))?;
    file.read_exact(&mut tail)?;
    let [a, b, c, d, number @ ..] = tail;
    let length = u64::from(u32::from_le_bytes([a, b, c, d]));
    Ok(u32::from_le_bytes(number) == NUMBER && length + TAIL <= size)
}
