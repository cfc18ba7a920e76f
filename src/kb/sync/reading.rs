//! Reading the notes that changed, ready for the store.

use super::super::answers::{Finding, IndexReport};
use super::{Rules, Wanted};
use crate::corpus::{self, FileMeta};
use crate::recap::{self, Input, Reader, Reading};
use crate::store::{Entry, Ledger, Note, NoteTopic, StoreError, Update};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A note written so shortly before it was read may change again without its time changing.
const UNSETTLED: Duration = Duration::from_secs(2);

/// What became of a note that had to be read.
pub(super) enum Outcome {
    /// Its bytes are those of the ledger: only its times changed.
    Same(Entry),
    /// It was read.
    Read(Entry, Box<Prepared>),
    /// It could not be read.
    Failed(Entry, Finding),
}

/// The readings of a note with their plain texts, made ready beside the thread that writes.
pub(super) struct Prepared {
    readings: Vec<(Reading, Vec<recap::Plain>)>,
}

impl Rules<'_> {
    pub(super) fn read(&self, reader: &Reader<'_>, wanted: &Wanted<'_>, known: &Ledger) -> Outcome {
        let meta = wanted.meta;
        let now = SystemTime::now();
        let mut entry = Entry {
            path: meta.path.clone(),
            size: meta.size,
            mtime_ns: meta.mtime_ns,
            hash: String::new(),
            id_base: wanted.id_base.to_owned(),
            settled: is_settled(meta, now),
        };
        let bytes = match corpus::read(meta, self.root.config.max_size()) {
            Ok(bytes) => bytes,
            Err(diagnostic) => {
                return Outcome::Failed(
                    entry,
                    Finding {
                        path: meta.path.clone(),
                        diagnostic: *diagnostic,
                    },
                );
            }
        };
        entry.hash = blake3::hash(&bytes).to_hex().to_string();
        if known
            .get(&meta.path)
            .is_some_and(|old| old.hash == entry.hash && old.id_base == entry.id_base)
        {
            return Outcome::Same(entry);
        }
        let given = self.root.config.given(&meta.path);
        let readings = reader.read(&Input {
            path: &meta.path,
            id_base: wanted.id_base,
            bytes: &bytes,
            given: &given,
        });
        let with_plain = |reading: Reading| {
            let plain = reading.markdown().map(recap::plain).collect();
            (reading, plain)
        };
        let readings = readings.into_iter().map(with_plain).collect();
        Outcome::Read(entry, Box::new(Prepared { readings }))
    }
}

fn is_settled(meta: &FileMeta, now: SystemTime) -> bool {
    let now = now
        .duration_since(UNIX_EPOCH)
        .map_or(0, |d| i64::try_from(d.as_nanos()).unwrap_or(i64::MAX));
    now.saturating_sub(meta.mtime_ns) > i64::try_from(UNSETTLED.as_nanos()).unwrap_or(0)
}

pub(super) fn take(
    wanted: &Wanted<'_>,
    outcome: Outcome,
    update: &mut Update,
    ledger: &mut Ledger,
    report: &mut IndexReport,
) -> Result<(), StoreError> {
    let known = update.ledger().get(&wanted.meta.path).is_some();
    match outcome {
        Outcome::Same(entry) => {
            report.unchanged += 1;
            ledger.insert(entry.path.clone(), entry);
        }
        Outcome::Read(entry, prepared) => {
            if known {
                report.changed += 1;
            } else {
                report.added += 1;
            }
            put(update, &wanted.meta.path, &prepared)?;
            ledger.insert(entry.path.clone(), entry);
        }
        Outcome::Failed(entry, finding) => {
            update.remove(&wanted.meta.path)?;
            ledger.insert(entry.path.clone(), entry);
            report.problems.push(finding);
        }
    }
    Ok(())
}

fn put(update: &mut Update, path: &str, prepared: &Prepared) -> Result<(), StoreError> {
    let facts: Vec<String> = prepared
        .readings
        .iter()
        .map(|(reading, _)| recap::metadata_values(&reading.metadata))
        .collect();
    let notes = prepared.readings.iter().zip(&facts);
    let notes: Vec<Note<'_>> = notes
        .map(|((reading, plain), facts)| note(reading, plain, facts))
        .collect();
    update.put(path, &notes)
}

fn note<'n>(reading: &'n Reading, plain: &'n [recap::Plain], facts: &'n str) -> Note<'n> {
    let written = reading.markdown().zip(reading.numbers());
    let topics = reading.topics.iter().zip(plain).zip(written);
    let topics = topics.map(|((topic, plain), (markdown, numbers))| NoteTopic {
        topic,
        markdown,
        numbers,
        plain: plain.text.clone(),
        extra: plain.extra.clone(),
    });
    Note {
        recap: &reading.recap,
        diagnostics: &reading.diagnostics,
        topics: topics.collect(),
        items: &reading.items,
        metadata: &reading.metadata,
        facts,
    }
}
