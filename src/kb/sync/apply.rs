//! Writing what changed, in one commit.

use super::super::answers::{IndexReport, IndexState};
use super::plan::{self, Plan, Wanted};
use super::reading::{Became, Read};
use super::{Rules, Sync, Synced};
use crate::kb::progress::{Doing, Teller};
use crate::recap::Reader;
use crate::store::{Entry, Ledger, StoreError, Update};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering};

impl Sync<'_> {
    /// Reads what differs from what the update knows, or all with `all`, and commits it.
    pub(super) fn apply(&mut self, update: Update, all: bool) -> Result<Synced, StoreError> {
        let ledger = update.ledger().clone();
        let bases = plan::id_bases(&self.files, &ledger);
        let plan = Plan::of(&self.files, &bases, &ledger, all);
        let done = plan.gone.iter().try_for_each(|path| update.remove(path));
        let read = done.and_then(|()| read_all(self.rules, &self.progress, &plan.wanted, &update));
        let read = match read {
            Ok(read) => read,
            Err(error) => return Err(update.cause(error)),
        };
        let (report, ledger) = (report(&plan, &read), ledger_of(&plan, &read));
        self.progress.begin(Doing::Indexing);
        let merging = |done, of| self.progress.tell(Doing::Merging, done, of);
        let store = update.commit_telling(ledger, &merging)?;
        Ok(Synced::new(store, report, IndexState::Fresh))
    }
}

/// Reads notes on all threads, each of which hands what it read to the store.
fn read_all(
    rules: &Rules<'_>,
    progress: &Teller<'_>,
    wanted: &[Wanted<'_>],
    update: &Update,
) -> Result<Vec<Read>, StoreError> {
    let reader = Reader::new(rules.vocabulary, rules.catalogue);
    let (done, of) = (AtomicU64::new(0), wanted.len() as u64);
    let read = wanted.par_iter().map(|wanted| {
        let read = rules.read(&reader, wanted, update);
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        progress.tell(Doing::Reading, done, of);
        read
    });
    read.collect()
}

fn report(plan: &Plan<'_>, read: &[Read]) -> IndexReport {
    let mut report = IndexReport {
        removed: plan.gone.len() as u64,
        unchanged: plan.same.len() as u64,
        ..IndexReport::default()
    };
    for read in read {
        match &read.became {
            Became::Same => report.unchanged += 1,
            Became::Added => report.added += 1,
            Became::Changed => report.changed += 1,
            Became::Failed(finding) => report.problems.push(finding.clone()),
        }
    }
    report
}

/// The ledger of the notes as they are now.
fn ledger_of(plan: &Plan<'_>, read: &[Read]) -> Ledger {
    let mut entries: Vec<Entry<'_>> = plan.same.clone();
    for (Wanted { meta, id_base }, read) in plan.wanted.iter().zip(read) {
        entries.push(Entry {
            path: &meta.path,
            size: meta.size,
            mtime_ns: meta.mtime_ns,
            hash: read.hash,
            id_base,
            settled: read.settled,
        });
    }
    // Two runs in order, which this sort merges.
    entries.sort_by(|a, b| a.path.cmp(b.path));
    entries.into_iter().collect()
}
