//! Reading the notes that changed, and handing their records to the store.

use super::super::answers::Finding;
use super::super::links;
use super::Rules;
use super::plan::Wanted;
use crate::corpus::{self, FileMeta};
use crate::model::{Diagnostic, Severity};
use crate::recap::{self, Input, Reader, Reading};
use crate::store::{Hash, Note, NoteTopic, StoreError, Update};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A note written so shortly before it was read may change again without its time changing.
const UNSETTLED: Duration = Duration::from_secs(2);

/// A note that was read.
pub(super) struct Read {
    /// The hash of its bytes; `None` where it could not be read.
    pub(super) hash: Option<Hash>,
    pub(super) settled: bool,
    pub(super) became: Became,
}

/// What became of a note that had to be read.
pub(super) enum Became {
    /// Its bytes are those of the ledger: only its times changed.
    Same,
    /// It was not known before.
    Added,
    /// It was read anew.
    Changed,
    /// It could not be read.
    Failed(Finding),
}

impl Rules<'_> {
    /// Reads one note and puts its records in the place of those it had.
    pub(super) fn read(
        &self,
        reader: &Reader<'_>,
        wanted: &Wanted<'_>,
        update: &Update,
    ) -> Result<Read, StoreError> {
        let meta = wanted.meta;
        let known = update.ledger().get(&meta.path);
        let mut read = Read {
            hash: None,
            settled: is_settled(meta, SystemTime::now()),
            became: match known {
                Some(_) => Became::Changed,
                None => Became::Added,
            },
        };
        let bytes = match corpus::read(&self.root.dir, meta, self.root.config.max_size()) {
            Ok(bytes) => bytes,
            Err(diagnostic) => return failed(read, meta, *diagnostic, update),
        };
        let hash = *blake3::hash(&bytes).as_bytes();
        if known.is_some_and(|old| old.hash == Some(hash) && old.id_base == wanted.id_base) {
            read.hash = Some(hash);
            read.became = Became::Same;
            return Ok(read);
        }
        // One note must not end the work on all others, whatever it does to us.
        let readings = catch_unwind(AssertUnwindSafe(|| self.readings(reader, wanted, &bytes)));
        let Ok(readings) = readings else {
            return failed(read, meta, failed_inside(), update);
        };
        put(update, &meta.path, &readings)?;
        read.hash = Some(hash);
        Ok(read)
    }

    fn readings(&self, reader: &Reader<'_>, wanted: &Wanted<'_>, bytes: &[u8]) -> Vec<Prepared> {
        let path = &wanted.meta.path;
        let readings = reader.read(&Input {
            path,
            id_base: wanted.id_base,
            bytes,
            given: &self.root.config.given(path),
        });
        readings.into_iter().map(Prepared::new).collect()
    }
}

fn failed(
    mut read: Read,
    meta: &FileMeta,
    diagnostic: Diagnostic,
    update: &Update,
) -> Result<Read, StoreError> {
    if matches!(read.became, Became::Changed) {
        update.remove(&meta.path)?;
    }
    let path = meta.path.clone();
    read.became = Became::Failed(Finding { path, diagnostic });
    Ok(read)
}

fn failed_inside() -> Diagnostic {
    let message = "kb failed inside when it read this";
    Diagnostic::of_file(Severity::Error, "failed", message)
        .with_hint("this is a fault of kb: please report it with the file")
}

fn is_settled(meta: &FileMeta, now: SystemTime) -> bool {
    let now = now
        .duration_since(UNIX_EPOCH)
        .map_or(0, |d| i64::try_from(d.as_nanos()).unwrap_or(i64::MAX));
    now.saturating_sub(meta.mtime_ns) > i64::try_from(UNSETTLED.as_nanos()).unwrap_or(0)
}

/// A reading with the plain texts of its topics.
struct Prepared {
    reading: Reading,
    plain: Vec<recap::Plain>,
    facts: String,
}

impl Prepared {
    fn new(reading: Reading) -> Self {
        Self {
            plain: reading.markdown().map(recap::plain).collect(),
            facts: recap::metadata_values(&reading.metadata),
            reading,
        }
    }

    fn note(&self) -> Note<'_> {
        let reading = &self.reading;
        let written = reading.markdown().zip(reading.numbers());
        let topics = reading.topics.iter().zip(&self.plain).zip(written);
        let topics = topics.map(|((topic, plain), (markdown, numbers))| NoteTopic {
            topic,
            markdown,
            numbers,
            plain: &plain.text,
            extra: &plain.extra,
            ties: links::keys(&topic.path, &topic.note_links),
        });
        Note {
            recap: &reading.recap,
            diagnostics: &reading.diagnostics,
            topics: topics.collect(),
            items: &reading.items,
            metadata: &reading.metadata,
            facts: &self.facts,
            ties: vec![links::title_key(&reading.recap.title.value)],
        }
    }
}

fn put(update: &Update, path: &str, readings: &[Prepared]) -> Result<(), StoreError> {
    let notes: Vec<Note<'_>> = readings.iter().map(Prepared::note).collect();
    update.put(path, &notes)
}
