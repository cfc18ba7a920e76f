//! Bringing the index up to date with the notes: only what changed is read again.

mod reading;

use super::answers::{Finding, IndexReport, IndexState};
use crate::config::Root;
use crate::corpus::{self, FileMeta};
use crate::model::{Catalogue, Vocabulary};
use crate::recap::Reader;
use crate::store::{Entry, Ledger, Store, StoreError, Update};
use rayon::prelude::*;
use std::path::Path;
use std::time::Duration;

/// Notes read at once before they are handed to the store: bounds the memory that a build takes.
const BATCH: usize = 256;

/// How the index is opened.
pub struct Opening<'o> {
    /// Build all of it anew.
    pub rebuild: bool,
    /// How long to wait for another process that writes.
    pub patience: Duration,
    /// Told how far reading has come.
    pub progress: &'o mut dyn FnMut(Progress),
}

/// How far reading has come, in notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Notes read.
    pub done: u64,
    /// Notes to read.
    pub of: u64,
}

/// An index, what was done to bring it up to date, and what has to be said about it.
pub(super) struct Synced {
    pub(super) store: Store,
    pub(super) report: IndexReport,
    pub(super) state: IndexState,
    /// What happened that the user should know.
    pub(super) news: Vec<String>,
}

/// A note that has to be read, with what its ids begin with.
struct Wanted<'w> {
    meta: &'w FileMeta,
    id_base: &'w str,
}

/// What notes are read with.
pub(super) struct Rules<'r> {
    pub(super) root: &'r Root,
    pub(super) vocabulary: &'r Vocabulary,
    pub(super) catalogue: &'r Catalogue,
    /// Changes when notes would be read otherwise than before.
    pub(super) fingerprint: String,
}

/// Opens the index of `rules.root`, up to date where that can be done.
pub(super) fn sync(rules: &Rules<'_>, opening: Opening<'_>) -> Result<Synced, StoreError> {
    let walk = corpus::walk(rules.root);
    let bases = corpus::id_bases(&walk.files);
    let dir = rules.root.index_dir.as_path();
    let mut sync = Sync {
        rules,
        files: &walk.files,
        bases: &bases,
        progress: opening.progress,
    };
    let problems: Vec<Finding> = walk
        .problems
        .iter()
        .map(|(path, d)| Finding {
            path: path.clone(),
            diagnostic: d.clone(),
        })
        .collect();
    let (found, reason) = match opening.rebuild {
        true => (None, Some("asked for".to_owned())),
        false => existing(dir, &rules.fingerprint)?,
    };
    let mut synced = match found {
        Some(store) if !sync.differs(store.ledger()) => sync.unchanged(store),
        found => sync.write(dir, found, reason, opening.patience)?,
    };
    synced.report.problems.extend(problems);
    synced.report.problems.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(synced)
}

/// The index as it is, or why it has to be built anew; neither where there is none.
fn existing(dir: &Path, fingerprint: &str) -> Result<(Option<Store>, Option<String>), StoreError> {
    match Store::open(dir, fingerprint) {
        Ok(store) => Ok((Some(store), None)),
        Err(StoreError::Missing { .. }) => Ok((None, None)),
        Err(error) if error.heals_by_rebuild() => Ok((None, Some(error.to_string()))),
        // A folder without leave: not ours to build anew.
        Err(error) if error.is_unavailable() => Ok((None, None)),
        Err(error) => Err(error),
    }
}

struct Sync<'s> {
    rules: &'s Rules<'s>,
    files: &'s [FileMeta],
    bases: &'s [String],
    progress: &'s mut dyn FnMut(Progress),
}

impl Sync<'_> {
    fn is_same(&self, meta: &FileMeta, id_base: &str, entry: Option<&Entry>) -> bool {
        entry.is_some_and(|e| {
            e.settled && e.size == meta.size && e.mtime_ns == meta.mtime_ns && e.id_base == id_base
        }) && (entry.is_none_or(Entry::was_read) || self.problem(meta).is_some())
    }

    /// Why a note cannot be read. Asked again each time: leave to read may come without a change of times.
    fn problem(&self, meta: &FileMeta) -> Option<Finding> {
        let diagnostic = corpus::read(meta, self.rules.root.config.max_size()).err()?;
        Some(Finding {
            path: meta.path.clone(),
            diagnostic: *diagnostic,
        })
    }

    /// Whether the notes are others than those of the ledger, whatever their times say. Reads what it must.
    fn differs_in_bytes(&self, ledger: &Ledger) -> bool {
        let same = |(meta, base): (&FileMeta, &String)| {
            let entry = ledger.get(&meta.path);
            self.is_same(meta, base, entry)
                || entry.is_some_and(|e| {
                    e.id_base == *base && self.hash(meta).as_ref() == Some(&e.hash)
                })
        };
        ledger.len() != self.files.len() || !self.files.iter().zip(self.bases).all(same)
    }

    fn hash(&self, meta: &FileMeta) -> Option<String> {
        let bytes = corpus::read(meta, self.rules.root.config.max_size()).ok()?;
        Some(blake3::hash(&bytes).to_hex().to_string())
    }

    fn differs(&self, ledger: &Ledger) -> bool {
        ledger.len() != self.files.len()
            || self
                .files
                .iter()
                .zip(self.bases)
                .any(|(meta, base)| !self.is_same(meta, base, ledger.get(&meta.path)))
    }

    fn unchanged(&self, store: Store) -> Synced {
        let failed = self.files.iter().filter(|meta| {
            store
                .ledger()
                .get(&meta.path)
                .is_some_and(|e| !e.was_read())
        });
        let problems: Vec<Finding> = failed.filter_map(|meta| self.problem(meta)).collect();
        let unchanged = (self.files.len() - problems.len()) as u64;
        let report = IndexReport {
            unchanged,
            problems,
            ..IndexReport::default()
        };
        Synced {
            store,
            report,
            state: IndexState::Fresh,
            news: Vec::new(),
        }
    }

    /// Writes what changed; where the index cannot be written, answers from what there is, or from memory.
    fn write(
        &mut self,
        dir: &Path,
        found: Option<Store>,
        reason: Option<String>,
        patience: Duration,
    ) -> Result<Synced, StoreError> {
        let fresh = found.is_none();
        let begin = |fresh| Update::begin(dir, &self.rules.fingerprint, patience, fresh);
        let begun = match begin(fresh) {
            // Opened it could be, but not written: what is damaged only there heals the same way.
            Err(error) if !fresh && error.heals_by_rebuild() => begin(true),
            begun => begun,
        };
        let written = begun.and_then(|update| self.apply(update));
        let mut synced = match (written, found) {
            (Ok(synced), _) => synced,
            (Err(error), _) if !error.is_unavailable() => return Err(error),
            (Err(_), Some(store)) if !self.differs_in_bytes(store.ledger()) => {
                self.unchanged(store)
            }
            (Err(error), Some(store)) => {
                let mut synced = self.unchanged(store);
                synced.state = IndexState::Stale(in_full(&error));
                synced
            }
            (Err(error), None) => {
                let mut synced = self.apply(Update::in_memory(&self.rules.fingerprint)?)?;
                synced.state = IndexState::InMemory(in_full(&error));
                synced
            }
        };
        if let Some(notice) = synced.state.notice() {
            synced.news.push(notice);
        } else if let Some(reason) = reason.filter(|_| fresh) {
            synced.news.push(format!("index built anew: {reason}"));
            synced.report.rebuilt = Some(reason);
        }
        Ok(synced)
    }

    fn apply(&mut self, mut update: Update) -> Result<Synced, StoreError> {
        let mut report = IndexReport::default();
        let mut ledger = Ledger::default();
        let mut wanted = Vec::new();
        for (meta, id_base) in self.files.iter().zip(self.bases) {
            match update.ledger().get(&meta.path) {
                entry if self.is_same(meta, id_base, entry) => {
                    match entry
                        .filter(|e| !e.was_read())
                        .and_then(|_| self.problem(meta))
                    {
                        Some(problem) => report.problems.push(problem),
                        None => report.unchanged += 1,
                    }
                    ledger.extend(entry.map(|e| (e.path.clone(), e.clone())));
                }
                _ => wanted.push(Wanted { meta, id_base }),
            }
        }
        let here: std::collections::HashSet<&str> =
            self.files.iter().map(|f| f.path.as_str()).collect();
        let gone: Vec<String> = update
            .ledger()
            .keys()
            .filter(|p| !here.contains(p.as_str()))
            .cloned()
            .collect();
        for path in &gone {
            update.remove(path)?;
            report.removed += 1;
        }
        self.read_all(&wanted, &mut update, &mut ledger, &mut report)?;
        let store = update.commit(ledger)?;
        Ok(Synced {
            store,
            report,
            state: IndexState::Fresh,
            news: Vec::new(),
        })
    }

    fn read_all(
        &mut self,
        wanted: &[Wanted<'_>],
        update: &mut Update,
        ledger: &mut Ledger,
        report: &mut IndexReport,
    ) -> Result<(), StoreError> {
        let reader = Reader::new(self.rules.vocabulary, self.rules.catalogue);
        let of = wanted.len() as u64;
        for (index, batch) in wanted.chunks(BATCH).enumerate() {
            let read: Vec<_> = batch
                .par_iter()
                .map(|w| (w, self.rules.read(&reader, w, update.ledger())))
                .collect();
            for (wanted, outcome) in read {
                reading::take(wanted, outcome, update, ledger, report)?;
            }
            (self.progress)(Progress {
                done: ((index + 1) * BATCH).min(wanted.len()) as u64,
                of,
            });
        }
        Ok(())
    }
}

/// An error with its causes, on one line.
fn in_full(error: &StoreError) -> String {
    let mut out = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        out.push_str(&format!(": {cause}"));
        next = cause.source();
    }
    out
}
