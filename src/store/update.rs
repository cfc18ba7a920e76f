//! The store as its one writer has it: notes go in and out, then one commit makes it all visible.

use super::analysis::ANALYZER_VERSION;
use super::directory::Folder;
use super::documents::{self, Beside, Note};
use super::error::{StoreError, guard};
use super::files;
use super::generation::Home;
use super::ledger::{self, Ledger};
use super::lock::Lock;
use super::merges;
use super::opened::{self, Known, Opened, Payload};
use super::queue::{Queued, Room};
use super::reader::Store;
use super::schema::{self, FORMAT, Fields};
use super::whole::{self, Care};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tantivy::indexer::UserOperation;
use tantivy::merge_policy::NoMergePolicy;
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument, TantivyError, Term};

/// Memory for new documents before a segment is written, for each thread, in bytes.
const MEMORY: usize = 46 << 20;
/// Threads that index many notes.
const THREADS: usize = 2;

/// Bytes of records that are compressed together. A search takes many apart to read one of each; larger ones save little.
const BLOCK: usize = 12 << 10;

/// How much an update is to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// A few notes: one segment of them is better than several.
    Few,
    /// Many notes.
    Many,
}

/// What an update is begun with.
#[derive(Clone, Copy)]
pub struct Begin<'b> {
    /// What the settings are that notes are read by.
    pub fingerprint: &'b str,
    /// How long to wait for another process that writes.
    pub patience: Duration,
    /// Whether the index is made anew beside the old one, which answers until the commit.
    pub fresh: bool,
    /// How much there is to write.
    pub size: Size,
    /// The index as it was opened, if it was: what is known of it is not read again.
    pub known: Option<&'b Store>,
}

/// A change of an index that nobody sees before [`Update::commit`].
pub struct Update {
    index: Index,
    fields: Fields,
    writer: IndexWriter<Queued>,
    size: Size,
    /// Whether there was an error: the engine's writer cannot be trusted after one.
    failed: AtomicBool,
    room: Arc<Room>,
    ledger: Known,
    fingerprint: String,
    place: Option<Place>,
}

/// Where an update on disk works.
struct Place {
    home: Home,
    generation: String,
    /// Whether the generation is new, and so goes away unless it is committed.
    fresh: bool,
    committed: bool,
    _lock: Lock,
}

impl Place {
    fn folder(&self) -> PathBuf {
        self.home.path(&self.generation)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if self.fresh && !self.committed {
            self.home.remove(&self.generation);
        }
    }
}

impl Update {
    /// Begins to change the index in `dir`, or to make one where there is none.
    ///
    /// # Errors
    ///
    /// [`StoreError::Locked`] after the time to wait; as [`Store::open`] where the index that is there
    /// cannot be changed, which is the time for a fresh one.
    pub fn begin(dir: &Path, begin: Begin<'_>) -> Result<Self, StoreError> {
        let home = Home::new(dir);
        home.create()?;
        let lock = Lock::take(dir, begin.patience)?;
        let current = home.current();
        if let Ok(current) = &current {
            home.sweep(current.as_deref());
        }
        let (generation, fresh) = match current {
            Ok(Some(current)) if !begin.fresh => (current, false),
            Err(error) if !begin.fresh => return Err(error),
            // An unreadable or foreign index stays until ours is finished.
            _ => (home.begin()?, true),
        };
        let place = Place {
            home,
            generation,
            fresh,
            committed: false,
            _lock: lock,
        };
        guard(|| Self::at(place, begin))
    }

    /// Begins an index in memory, for places where nothing can be written.
    ///
    /// # Errors
    ///
    /// What the engine met.
    pub fn in_memory(fingerprint: &str) -> Result<Self, StoreError> {
        let (schema, fields) = schema::schema();
        let index = Index::create_in_ram(schema);
        schema::register(&index);
        let opened = Opened {
            index,
            fields,
            ledger: Known::default(),
        };
        Self::on(opened, fingerprint, Size::Few, None)
    }

    fn at(place: Place, begin: Begin<'_>) -> Result<Self, StoreError> {
        let folder = place.home.folder(&place.generation)?;
        let failed = |error| StoreError::engine(&folder, error);
        let directory = Folder::to_write(&folder).map_err(failed)?;
        let opened = if place.fresh {
            let (schema, fields) = schema::schema();
            let index = Index::create(directory, schema, settings());
            let index = index.map_err(failed)?;
            schema::register(&index);
            Opened {
                index,
                fields,
                ledger: Known::default(),
            }
        } else {
            let known = begin.known.map(|store| &store.ledger);
            let opened = opened::open(&folder, directory, begin.fingerprint, Care::Usual, known)?;
            // On a full disk this is the room that the next commit needs.
            whole::sweep(&folder, &opened.index.load_metas().map_err(failed)?);
            opened
        };
        Self::on(opened, begin.fingerprint, begin.size, Some(place))
    }

    fn on(
        opened: Opened,
        fingerprint: &str,
        size: Size,
        place: Option<Place>,
    ) -> Result<Self, StoreError> {
        let threads = if size == Size::Many { THREADS } else { 1 };
        let writer = opened
            .index
            .writer_with_num_threads(threads, threads * MEMORY);
        let folder = place.as_ref().map(Place::folder).unwrap_or_default();
        let writer: IndexWriter<Queued> = writer.map_err(|e| StoreError::engine(&folder, e))?;
        writer.set_merge_policy(match size {
            Size::Few => merges::policy(),
            // What many notes make is merged once, when all of it is there.
            Size::Many => Box::new(NoMergePolicy),
        });
        Ok(Self {
            index: opened.index,
            fields: opened.fields,
            writer,
            size,
            failed: AtomicBool::new(false),
            room: Arc::default(),
            ledger: opened.ledger,
            fingerprint: fingerprint.to_owned(),
            place,
        })
    }

    /// What the index knows of its files so far; empty for a new one.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger.ledger
    }

    /// Takes the records of the note at `path` out.
    ///
    /// # Errors
    ///
    /// [`StoreError::Engine`] after an earlier error.
    pub fn remove(&self, path: &str) -> Result<(), StoreError> {
        self.write(vec![self.removal(path)])
    }

    /// Puts the records of a file's recaps in, in the place of those it had. Several threads may do so at once.
    ///
    /// # Errors
    ///
    /// What writing met. The update is of no use afterwards.
    pub fn put(&self, path: &str, notes: &[Note<'_>]) -> Result<(), StoreError> {
        let mut docs = Vec::new();
        for note in notes {
            self.of_recap(note, &mut docs)?;
        }
        let is_new = self.ledger().get(path).is_none();
        let bytes = notes.iter().map(size).sum();
        let place = self
            .room
            .take(bytes, || self.failed.load(Ordering::Relaxed));
        let removal = (!is_new).then(|| self.removal(path));
        let adding = docs.into_iter().map(|doc| {
            UserOperation::Add(Queued {
                doc,
                _place: Arc::clone(&place),
            })
        });
        self.write(removal.into_iter().chain(adding).collect())
    }

    fn removal(&self, path: &str) -> UserOperation<Queued> {
        UserOperation::Delete(Term::from_field_text(self.fields.path, path))
    }

    fn of_recap(&self, note: &Note<'_>, docs: &mut Vec<TantivyDocument>) -> Result<(), StoreError> {
        docs.push(documents::recap(&self.fields, note)?);
        let mut items: HashMap<&str, Beside<'_>> = HashMap::new();
        for item in note.items {
            items.entry(&item.topic).or_default().push(item);
        }
        let none = Beside::default();
        for (number, topic) in note.topics.iter().enumerate() {
            let own = items.get(topic.topic.id.as_str()).unwrap_or(&none);
            docs.push(documents::topic(&self.fields, note, number, own)?);
        }
        for item in note.items {
            let beside = items.get(item.topic.as_str()).unwrap_or(&none);
            docs.push(documents::item(&self.fields, item, beside)?);
        }
        Ok(())
    }

    fn write(&self, work: Vec<UserOperation<Queued>>) -> Result<(), StoreError> {
        if self.failed.load(Ordering::Relaxed) {
            return Err(StoreError::Engine(
                "an earlier error ended this update".to_owned(),
            ));
        }
        let done = guard(|| {
            let done = self.writer.run(work);
            done.map_err(|error| StoreError::engine(&self.folder(), error))
        });
        if done.is_err() {
            self.failed.store(true, Ordering::Relaxed);
        }
        done.map(drop)
    }

    /// What an error of this update came from: the engine's thread may have died long before it showed, and the next
    /// commit tells of what.
    #[must_use]
    pub fn cause(mut self, error: StoreError) -> StoreError {
        let folder = self.folder();
        let told = guard(|| {
            let told = self.writer.prepare_commit().map(drop);
            told.map_err(|error| StoreError::engine(&folder, error))
        });
        match error {
            StoreError::Engine(_) => told.err().unwrap_or(error),
            error => error,
        }
    }

    /// Makes all of it visible at once, with the ledger that belongs to it, and opens the result.
    ///
    /// # Errors
    ///
    /// What writing met. Then the index is as it was before.
    pub fn commit(self, ledger: Ledger) -> Result<Store, StoreError> {
        self.commit_telling(ledger, &|_, _| {})
    }

    /// The same, which tells of the documents of large updates how many of how many are merged.
    ///
    /// # Errors
    ///
    /// As [`Update::commit`].
    pub fn commit_telling(
        mut self,
        ledger: Ledger,
        tell: &dyn Fn(u64, u64),
    ) -> Result<Store, StoreError> {
        let mut known = Known {
            ledger: Arc::new(ledger),
            hash: String::new(),
        };
        if let Some(place) = &self.place {
            known.hash = ledger::write(&known.ledger, &place.folder())?;
        }
        let payload = serde_json::to_string(&Payload {
            format: FORMAT,
            analyzer: ANALYZER_VERSION,
            fingerprint: self.fingerprint.clone(),
            ledger: known.hash.clone(),
            files: known.ledger.len(),
        });
        let payload = payload.map_err(|error| StoreError::Engine(error.to_string()))?;
        let folder = self.folder();
        let failed = |error| StoreError::engine(&folder, error);
        if self.failed.load(Ordering::Relaxed) {
            let error = StoreError::Engine("an earlier error ended this update".to_owned());
            return Err(self.cause(error));
        }
        guard(|| commit(&mut self.writer, &payload).map_err(failed))?;
        if self.size == Size::Many {
            guard(|| merges::merge(&self.index, &mut self.writer, tell).map_err(failed))?;
        }
        guard(|| self.writer.wait_merging_threads().map_err(failed))?;
        let opened = Opened {
            index: self.index,
            fields: self.fields,
            ledger: known,
        };
        match self.place.take() {
            Some(place) => finish(place, opened, &self.fingerprint),
            None => guard(|| Store::of(opened, None)),
        }
    }

    fn folder(&self) -> PathBuf {
        self.place.as_ref().map(Place::folder).unwrap_or_default()
    }
}

fn settings() -> IndexSettings {
    IndexSettings {
        docstore_blocksize: BLOCK,
        ..IndexSettings::default()
    }
}

fn commit(writer: &mut IndexWriter<Queued>, payload: &str) -> Result<(), TantivyError> {
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(payload);
    commit.commit().map(drop)
}

/// About how many bytes the documents of a note take: its text is there as it is written and as it is searched.
fn size(note: &Note<'_>) -> usize {
    let texts = note.topics.iter().map(|t| t.markdown.len() + t.plain.len());
    let items: usize = note.items.iter().map(|item| item.text.len()).sum();
    texts.sum::<usize>() + note.metadata.len() + items * 3
}

/// Brings a committed generation to disk, makes it the current one, and clears up behind it.
fn finish(mut place: Place, opened: Opened, fingerprint: &str) -> Result<Store, StoreError> {
    let folder = place.folder();
    // The engine renames its last file without this, so a power cut could undo the commit.
    files::sync(&folder).map_err(|error| StoreError::io(&folder, error))?;
    let meta = opened.index.load_metas();
    let meta = meta.map_err(|error| StoreError::engine(&folder, error))?;
    whole::sweep(&folder, &meta);
    whole::note(&folder, &meta);
    if place.fresh {
        place.home.swap(&place.generation)?;
        // From here on it is the one that is named, whatever fails.
        place.committed = true;
        place.home.sync()?;
    }
    place.committed = true;
    ledger::sweep(&folder, &opened.ledger.hash);
    place.home.sweep(Some(&place.generation));
    Store::open_known(
        place.home.dir(),
        fingerprint,
        Care::Usual,
        Some(&opened.ledger),
    )
}
