//! What differs between the notes on disk and those that the index knows.

use super::super::answers::Finding;
use super::Rules;
use crate::config::Root;
use crate::corpus::{self, FileMeta, UNREADABLE};
use crate::kb::progress::{Doing, Teller};
use crate::store::{Entry, Hash, Ledger};
use rayon::prelude::*;
use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};

/// So few notes are read to see whether their bytes differ, before anything is written on account of their times.
const FEW: usize = 16;

/// A note that has to be read, with what its ids begin with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'w> {
    pub(super) meta: &'w FileMeta,
    pub(super) id_base: &'w str,
}

/// The notes as the walk saw them, beside the ledger.
pub(super) struct Plan<'p> {
    /// What is known of those that are as they were.
    pub(super) same: Vec<Entry<'p>>,
    /// Those to be read.
    pub(super) wanted: Vec<Wanted<'p>>,
    /// The paths of those that are no longer there.
    pub(super) gone: Vec<&'p str>,
}

impl<'p> Plan<'p> {
    /// Compares files with a ledger; both are in order of their paths. With `all` every file is to be read.
    pub(super) fn of(
        files: &'p [FileMeta],
        bases: &[&'p str],
        ledger: &'p Ledger,
        all: bool,
    ) -> Self {
        let vouched = |meta: &FileMeta, base: &str, entry: &Entry<'_>| {
            !all && is_same(meta, entry) && entry.id_base == base && entry.hash.is_some()
        };
        let mut plan = Self {
            same: Vec::new(),
            wanted: Vec::new(),
            gone: Vec::new(),
        };
        let mut known = ledger.iter().peekable();
        for (meta, id_base) in files.iter().zip(bases) {
            while let Some(gone) = known.next_if(|entry| entry.path < meta.path.as_str()) {
                plan.gone.push(gone.path);
            }
            let entry = known.next_if(|entry| entry.path == meta.path);
            match entry.filter(|entry| vouched(meta, id_base, entry)) {
                Some(entry) => plan.same.push(entry),
                None => plan.wanted.push(Wanted { meta, id_base }),
            }
        }
        plan.gone.extend(known.map(|entry| entry.path));
        plan
    }
}

/// Puts the notes that are known among those that were seen, where they lie in a folder that cannot be listed now: nobody
/// knows that they are gone.
pub(super) fn keep_hidden(
    files: &mut Vec<FileMeta>,
    ledger: &Ledger,
    problems: &[Finding],
    root: &Root,
) {
    let unreadable = |finding: &&Finding| finding.diagnostic.code == UNREADABLE;
    let folders: Vec<String> = problems
        .iter()
        .filter(unreadable)
        .map(|finding| match finding.path.as_str() {
            "." => String::new(),
            path => format!("{path}/"),
        })
        .collect();
    if folders.is_empty() {
        return;
    }
    let seen: HashSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let lies_below = |path: &str| folders.iter().any(|folder| path.starts_with(folder));
    let kept: Vec<FileMeta> = ledger
        .iter()
        .filter(|entry| lies_below(entry.path) && !seen.contains(entry.path))
        .map(|entry| FileMeta {
            path: entry.path.to_owned(),
            abs: root.dir.join(entry.path),
            size: entry.size,
            mtime_ns: entry.mtime_ns,
        })
        .collect();
    files.extend(kept);
    files.sort_by(|a, b| a.path.cmp(&b.path));
}

/// The bytes of files that a ledger does not know; both are in order of their paths.
pub(super) fn new_bytes(files: &[FileMeta], ledger: &Ledger) -> u64 {
    let mut known = ledger.iter().peekable();
    let mut bytes = 0;
    for meta in files {
        while known.next_if(|e| e.path < meta.path.as_str()).is_some() {}
        if known.next_if(|e| e.path == meta.path).is_none() {
            bytes += meta.size;
        }
    }
    bytes
}

/// What the ids of files begin with: as the ledger has it where the files are the same, since that is only a matter of their
/// paths.
pub(super) fn id_bases<'p>(files: &'p [FileMeta], ledger: &'p Ledger) -> Vec<&'p str> {
    let same = files.len() == ledger.len()
        && files
            .iter()
            .zip(ledger.iter())
            .all(|(f, e)| f.path == e.path);
    match same {
        true => ledger.iter().map(|entry| entry.id_base).collect(),
        false => corpus::id_bases(files),
    }
}

/// Whether size and time vouch for a note.
fn is_same(meta: &FileMeta, entry: &Entry<'_>) -> bool {
    entry.settled && entry.size == meta.size && entry.mtime_ns == meta.mtime_ns
}

impl Rules<'_> {
    /// Whether the notes are those of the ledger, by size and time alone, or by their bytes where few look otherwise. With
    /// `all` every one is read, and told.
    pub(super) fn are_as_known(
        &self,
        files: &[FileMeta],
        ledger: &Ledger,
        all: Option<&Teller<'_>>,
    ) -> bool {
        if files.len() != ledger.len() {
            return false;
        }
        let mut otherwise = Vec::new();
        for (meta, entry) in files.iter().zip(ledger.iter()) {
            if meta.path != entry.path {
                return false;
            }
            if all.is_some() || entry.hash.is_none() || !is_same(meta, &entry) {
                otherwise.push((meta, entry));
            }
            if all.is_none() && otherwise.len() > FEW {
                return false;
            }
        }
        // Where the paths are the same, what ids begin with is too.
        let (done, of) = (AtomicU64::new(0), otherwise.len() as u64);
        let same = |(meta, entry): &(&FileMeta, Entry<'_>)| {
            if let Some(progress) = all {
                let done = done.fetch_add(1, Ordering::Relaxed);
                progress.tell(Doing::Comparing, done, of);
            }
            self.hash(meta) == entry.hash
        };
        otherwise.par_iter().all(same)
    }

    /// The hash of a note's bytes; `None` where it cannot be read.
    fn hash(&self, meta: &FileMeta) -> Option<Hash> {
        let bytes = corpus::read(&self.root.dir, meta, self.root.config.max_size()).ok()?;
        Some(*blake3::hash(&bytes).as_bytes())
    }

    /// Why a note cannot be read. Asked again each time: leave to read may come without a change of times.
    pub(super) fn problem(&self, meta: &FileMeta) -> Option<Finding> {
        let diagnostic = corpus::read(&self.root.dir, meta, self.root.config.max_size()).err()?;
        Some(Finding {
            path: meta.path.clone(),
            diagnostic: *diagnostic,
        })
    }
}
