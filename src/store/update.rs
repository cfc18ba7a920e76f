//! The store as its one writer has it: notes go in and out, then one commit makes it all visible.

use super::analysis::ANALYZER_VERSION;
use super::directory::Folder;
use super::documents::{self, Note};
use super::error::{StoreError, guard};
use super::files;
use super::generation::Home;
use super::ledger::{self, Ledger};
use super::lock::Lock;
use super::opened::{self, Opened, Payload};
use super::reader::Store;
use super::schema::{self, FORMAT, Fields};
use crate::model::Item;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tantivy::merge_policy::LogMergePolicy;
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument, TantivyError, Term};

/// Memory for new documents before a segment is written.
const MEMORY: usize = 64 << 20;

/// The share of deleted documents from which a segment is written anew.
const DELETED_SHARE: f32 = 0.2;

/// A change of an index that nobody sees before [`Update::commit`].
pub struct Update {
    index: Index,
    fields: Fields,
    /// Gone after an error: the engine's writer cannot be trusted after one.
    writer: Option<IndexWriter>,
    ledger: Ledger,
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
    /// With `fresh` it is made anew beside the old one, which answers until the commit.
    ///
    /// # Errors
    ///
    /// [`StoreError::Locked`] after `lock_timeout`; as [`Store::open`] where the index that is there
    /// cannot be changed, which is the time for `fresh`.
    pub fn begin(
        dir: &Path,
        fingerprint: &str,
        lock_timeout: Duration,
        fresh: bool,
    ) -> Result<Self, StoreError> {
        let home = Home::new(dir);
        home.create()?;
        let lock = Lock::take(dir, lock_timeout)?;
        let current = home.current();
        if let Ok(current) = &current {
            home.sweep(current.as_deref());
        }
        let (generation, fresh) = match current {
            Ok(Some(current)) if !fresh => (current, false),
            Err(error) if !fresh => return Err(error),
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
        guard(|| Self::at(place, fingerprint))
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
            ledger: Ledger::new(),
        };
        Self::on(opened, fingerprint, None)
    }

    fn at(place: Place, fingerprint: &str) -> Result<Self, StoreError> {
        let folder = place.folder();
        let failed = |error| StoreError::engine(&folder, error);
        if !folder.is_dir() {
            let what = format!("`{}` is missing", place.generation);
            return Err(StoreError::damaged(what));
        }
        let directory = Folder::to_write(&folder).map_err(failed)?;
        let opened = if place.fresh {
            let (schema, fields) = schema::schema();
            let index = Index::create(directory, schema, IndexSettings::default());
            let index = index.map_err(failed)?;
            schema::register(&index);
            Opened {
                index,
                fields,
                ledger: Ledger::new(),
            }
        } else {
            opened::open(&folder, directory, fingerprint)?
        };
        Self::on(opened, fingerprint, Some(place))
    }

    fn on(opened: Opened, fingerprint: &str, place: Option<Place>) -> Result<Self, StoreError> {
        // One thread: documents keep their order, and fewer segments come of it.
        let writer = opened.index.writer_with_num_threads(1, MEMORY);
        let folder = place.as_ref().map(Place::folder).unwrap_or_default();
        let writer: IndexWriter = writer.map_err(|e| StoreError::engine(&folder, e))?;
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(DELETED_SHARE);
        writer.set_merge_policy(Box::new(policy));
        Ok(Self {
            index: opened.index,
            fields: opened.fields,
            writer: Some(writer),
            ledger: opened.ledger,
            fingerprint: fingerprint.to_owned(),
            place,
        })
    }

    /// What the index knows of its files so far; empty for a new one.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Takes the records of the note at `path` out.
    ///
    /// # Errors
    ///
    /// [`StoreError::Engine`] after an earlier error.
    pub fn remove(&mut self, path: &str) -> Result<(), StoreError> {
        let term = Term::from_field_text(self.fields.path, path);
        self.write(|writer| Ok(writer.delete_term(term)))
    }

    /// Puts the records of a file's recaps in, in the place of those it had.
    ///
    /// # Errors
    ///
    /// What writing met. The update is of no use afterwards.
    pub fn put(&mut self, path: &str, notes: &[Note<'_>]) -> Result<(), StoreError> {
        self.remove(path)?;
        notes.iter().try_for_each(|note| self.put_recap(note))
    }

    fn put_recap(&mut self, note: &Note<'_>) -> Result<(), StoreError> {
        self.add(documents::recap(&self.fields, note)?)?;
        let mut items: HashMap<&str, Vec<&Item>> = HashMap::new();
        for item in note.items {
            items.entry(&item.topic).or_default().push(item);
        }
        for (number, topic) in note.topics.iter().enumerate() {
            let own = items.get(topic.topic.id.as_str());
            let own = own.map_or(&[][..], Vec::as_slice);
            self.add(documents::topic(&self.fields, note, number, own)?)?;
        }
        for item in note.items {
            let beside = items.get(item.topic.as_str());
            let beside = beside.map_or(&[][..], Vec::as_slice);
            self.add(documents::item(&self.fields, item, beside)?)?;
        }
        Ok(())
    }

    fn add(&mut self, doc: TantivyDocument) -> Result<(), StoreError> {
        self.write(|writer| writer.add_document(doc))
    }

    /// Works with the writer and drops it on any error.
    fn write<T>(
        &mut self,
        work: impl FnOnce(&mut IndexWriter) -> Result<T, TantivyError>,
    ) -> Result<(), StoreError> {
        let folder = self.folder();
        let Some(writer) = self.writer.as_mut() else {
            return Err(StoreError::Engine(
                "an earlier error ended this update".to_owned(),
            ));
        };
        let done = guard(|| {
            let done = work(writer).map_err(|error| cause(writer, error));
            done.map_err(|error| StoreError::engine(&folder, error))
        });
        if done.is_err() {
            self.writer = None;
        }
        done.map(drop)
    }

    /// Makes all of it visible at once, with the ledger that belongs to it, and opens the result.
    ///
    /// # Errors
    ///
    /// What writing met. Then the index is as it was before.
    pub fn commit(mut self, ledger: Ledger) -> Result<Store, StoreError> {
        let hash = match &self.place {
            Some(place) => ledger::write(&ledger, &place.folder())?,
            None => String::new(),
        };
        let payload = serde_json::to_string(&Payload {
            format: FORMAT,
            analyzer: ANALYZER_VERSION,
            fingerprint: self.fingerprint.clone(),
            ledger: hash.clone(),
            files: ledger.len(),
        });
        let payload = payload.map_err(|error| StoreError::Engine(error.to_string()))?;
        self.write(|writer| {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&payload);
            commit.commit()
        })?;
        if let Some(writer) = self.writer.take() {
            let folder = self.folder();
            guard(|| {
                writer
                    .wait_merging_threads()
                    .map_err(|e| StoreError::engine(&folder, e))
            })?;
        }
        match self.place.take() {
            Some(place) => finish(place, &hash, &self.fingerprint),
            None => guard(|| {
                let opened = Opened {
                    index: self.index,
                    fields: self.fields,
                    ledger,
                };
                Store::of(opened, None)
            }),
        }
    }

    fn folder(&self) -> PathBuf {
        self.place.as_ref().map(Place::folder).unwrap_or_default()
    }
}

/// The engine's thread may have died long before this error; the next commit would tell of what.
fn cause(writer: &mut IndexWriter, error: TantivyError) -> TantivyError {
    writer.prepare_commit().err().unwrap_or(error)
}

/// Brings a committed generation to disk, makes it the current one, and clears up behind it.
fn finish(mut place: Place, ledger: &str, fingerprint: &str) -> Result<Store, StoreError> {
    let folder = place.folder();
    // The engine renames its last file without this, so a power cut could undo the commit.
    files::sync(&folder).map_err(|error| StoreError::io(&folder, error))?;
    if place.fresh {
        place.home.swap(&place.generation)?;
    }
    place.committed = true;
    ledger::sweep(&folder, ledger);
    place.home.sweep(Some(&place.generation));
    Store::open(place.home.dir(), fingerprint)
}
