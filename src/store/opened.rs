//! Opening a generation: is it ours, of our rules, and whole?

use super::analysis::ANALYZER_VERSION;
use super::error::StoreError;
use super::ledger::{self, Ledger};
use super::schema::{self, FORMAT, Fields};
use super::whole::{self, Care};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::Arc;
use tantivy::directory::Directory;
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
    pub(super) ledger: Known,
}

/// A ledger and the hash that its commit names it by.
#[derive(Clone, Default)]
pub(super) struct Known {
    pub(super) ledger: Arc<Ledger>,
    pub(super) hash: String,
}

/// Opens the generation in `folder` through `directory`. A ledger that is `known` is not read again.
pub(super) fn open(
    folder: &Path,
    directory: impl Into<Box<dyn Directory>>,
    fingerprint: &str,
    care: Care,
    known: Option<&Known>,
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
    whole::check(folder, &index, &meta, care)?;
    let ledger = match known.filter(|known| known.hash == payload.ledger) {
        Some(known) => known.clone(),
        None if care == Care::Answers => Known::default(),
        None => Known {
            ledger: Arc::new(ledger::read(folder, &payload.ledger)?),
            hash: payload.ledger,
        },
    };
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
