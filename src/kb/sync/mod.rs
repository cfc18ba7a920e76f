//! Bringing the index up to date with the notes: only what changed is read again.

mod apply;
mod plan;
mod reading;

use super::answers::{Finding, IndexReport, IndexState};
use super::error::in_full;
use crate::config::Root;
use crate::corpus::{self, FileMeta, UNREADABLE, Walk};
use crate::kb::progress::{Doing, Progress, Teller};
use crate::model::{Catalogue, Vocabulary};
use crate::store::{Begin, Care, Size, Store, StoreError, Update};
use std::path::Path;
use std::time::Duration;

/// How the index is opened.
pub struct Opening<'o> {
    /// How much is looked at and done.
    pub mode: Mode,
    /// How long to wait for another process that writes.
    pub patience: Duration,
    /// Told what is being done and how far it is, by any thread.
    pub progress: &'o mut (dyn FnMut(Progress) + Send),
}

/// How much is looked at and done on opening an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// What changed is read again.
    Sync,
    /// The index answers as it is; the notes are not looked at.
    AsIs,
    /// Every byte of the index and of the notes is looked at.
    Verify,
    /// The index is built anew.
    Rebuild,
}

/// An index, what was done to bring it up to date, and what has to be said about it.
pub(super) struct Synced {
    pub(super) store: Store,
    pub(super) report: IndexReport,
    pub(super) state: IndexState,
    /// What happened that the user should know.
    pub(super) news: Vec<String>,
}

impl Synced {
    fn new(store: Store, report: IndexReport, state: IndexState) -> Self {
        Self {
            store,
            report,
            state,
            news: Vec::new(),
        }
    }
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
    if opening.mode == Mode::AsIs {
        let store = Store::open(&rules.root.index_dir, &rules.fingerprint, Care::Answers)?;
        return Ok(Synced::new(
            store,
            IndexReport::default(),
            IndexState::Unchecked,
        ));
    }
    let progress = Teller::new(opening.progress);
    progress.begin(Doing::Looking);
    let (files, problems) = walked(rules.root);
    let mut sync = Sync {
        rules,
        files,
        patience: opening.patience,
        progress,
    };
    let mut synced = sync.open(&opening.mode, &problems)?;
    synced.report.problems.extend(problems);
    synced.report.problems.sort_by(|a, b| a.path.cmp(&b.path));
    synced.news.extend(no_folders(&synced.report.problems));
    synced.news.extend(unreadable(&synced.report.problems));
    Ok(synced)
}

/// The notes of a root, and what of it could not be looked at.
fn walked(root: &Root) -> (Vec<FileMeta>, Vec<Finding>) {
    let Walk {
        files, problems, ..
    } = corpus::walk(root);
    let problems = problems.into_iter();
    let found = problems.map(|(path, diagnostic)| Finding { path, diagnostic });
    (files, found.collect())
}

/// Whether an opened index knows the notes as they are, with the settings it was opened with.
pub(super) fn is_as_known(rules: &Rules<'_>, store: &Store) -> bool {
    let (mut files, problems) = walked(rules.root);
    plan::keep_hidden(&mut files, store.ledger(), &problems, rules.root);
    rules.are_as_known(&files, store.ledger(), None)
}

/// What to say of an answer that lacks the notes of whole folders.
fn no_folders(problems: &[Finding]) -> impl Iterator<Item = String> {
    let told = |found: &Finding| {
        let hint = found.diagnostic.hint.as_ref();
        let hint = hint.filter(|hint| !hint.is_empty());
        let hint = hint.map(|hint| format!("; {hint}"));
        found.diagnostic.message.clone() + &hint.unwrap_or_default()
    };
    problems.iter().filter(|f| f.is_of_folder()).map(told)
}

/// What to say of an answer that lacks notes, since they cannot be read now. What is too large or no text is never read.
fn unreadable(problems: &[Finding]) -> Option<String> {
    let unreadable = problems.iter().filter(|f| f.diagnostic.code == UNREADABLE);
    let unreadable: Vec<&Finding> = unreadable.collect();
    let first = unreadable.first()?;
    let others = match unreadable.len() - 1 {
        0 => String::new(),
        others => format!(", and {others} more (`kb check` lists them)"),
    };
    let (path, reason) = (&first.path, &first.diagnostic.message);
    Some(format!("cannot read `{path}`: {reason}{others}"))
}

/// An index on disk, as it is found.
enum Found {
    /// One that can be used.
    Usable(Box<Store>),
    /// None, or one that has to be built anew, and why.
    Missing(Option<String>),
    /// One that cannot be reached: not ours to build anew.
    Unavailable(StoreError),
}

fn found(dir: &Path, fingerprint: &str, care: Care) -> Result<Found, StoreError> {
    Ok(match Store::open(dir, fingerprint, care) {
        Ok(store) => Found::Usable(Box::new(store)),
        Err(StoreError::Missing { .. }) => Found::Missing(None),
        Err(error) if error.heals_by_rebuild() => Found::Missing(Some(error.to_string())),
        Err(error) if error.is_unavailable() => Found::Unavailable(error),
        Err(error) => return Err(error),
    })
}

struct Sync<'s> {
    rules: &'s Rules<'s>,
    files: Vec<FileMeta>,
    patience: Duration,
    progress: Teller<'s>,
}

impl Sync<'_> {
    fn open(&mut self, mode: &Mode, problems: &[Finding]) -> Result<Synced, StoreError> {
        let care = match mode {
            Mode::Verify => Care::Full,
            _ => Care::Usual,
        };
        let dir = &self.rules.root.index_dir;
        self.progress.begin(Doing::Checking);
        let found = match mode {
            Mode::Rebuild => Found::Missing(Some("asked for".to_owned())),
            _ => found(dir, &self.rules.fingerprint, care)?,
        };
        if let Found::Usable(store) = &found {
            plan::keep_hidden(&mut self.files, store.ledger(), problems, self.rules.root);
        }
        match found {
            Found::Usable(store) if self.are_as_known(&store, mode) => Ok(self.unchanged(*store)),
            Found::Usable(store) => self.bring_up(*store, mode),
            Found::Missing(reason) => self.build(reason),
            Found::Unavailable(error) => self.in_memory(&error),
        }
    }

    fn are_as_known(&self, store: &Store, mode: &Mode) -> bool {
        let all = (*mode == Mode::Verify).then_some(&self.progress);
        self.rules.are_as_known(&self.files, store.ledger(), all)
    }

    fn unchanged(&self, store: Store) -> Synced {
        let known = self.files.iter().zip(store.ledger().iter());
        let failed = known.filter(|(meta, entry)| meta.path != entry.path || entry.hash.is_none());
        let problems: Vec<Finding> = failed
            .filter_map(|(meta, _)| self.rules.problem(meta))
            .collect();
        let report = IndexReport {
            unchanged: (self.files.len() - problems.len()) as u64,
            problems,
            ..IndexReport::default()
        };
        Synced::new(store, report, IndexState::Fresh)
    }

    /// Writes what changed; where the index cannot be written, it answers as it is.
    fn bring_up(&mut self, store: Store, mode: &Mode) -> Result<Synced, StoreError> {
        let begun = self.begin(Some(&store));
        let written = begun.and_then(|update| self.apply(update, *mode == Mode::Verify));
        match written {
            Ok(synced) => Ok(synced),
            // Opened it could be, but not written: what is damaged only there heals the same way.
            Err(error) if error.heals_by_rebuild() => self.build(Some(error.to_string())),
            Err(error) if error.is_unavailable() => {
                let mut synced = self.unchanged(store);
                if !self.rules.are_as_known(
                    &self.files,
                    synced.store.ledger(),
                    Some(&self.progress),
                ) {
                    let state = IndexState::Stale(in_full(&error));
                    synced.news.extend(state.notice());
                    synced.state = state;
                }
                Ok(synced)
            }
            Err(error) => Err(error),
        }
    }

    /// Builds the index anew, in memory where it cannot be written.
    fn build(&mut self, reason: Option<String>) -> Result<Synced, StoreError> {
        let begun = self.begin(None);
        match begun.and_then(|update| self.apply(update, false)) {
            Ok(mut synced) => {
                let news = reason.iter().map(|why| format!("index built anew: {why}"));
                synced.news.extend(news);
                synced.report.rebuilt = reason;
                Ok(synced)
            }
            // One that is damaged as soon as it is made is taken away by somebody.
            Err(error) if error.is_unavailable() || error.heals_by_rebuild() => {
                self.in_memory(&error)
            }
            Err(error) => Err(error),
        }
    }

    fn in_memory(&mut self, why: &StoreError) -> Result<Synced, StoreError> {
        let update = Update::in_memory(&self.rules.fingerprint)?;
        let mut synced = self.apply(update, false)?;
        let state = IndexState::InMemory(in_full(why));
        synced.news.extend(state.notice());
        synced.state = state;
        Ok(synced)
    }

    fn begin(&self, known: Option<&Store>) -> Result<Update, StoreError> {
        self.progress.begin(Doing::Waiting);
        let begin = Begin {
            fingerprint: &self.rules.fingerprint,
            patience: self.patience,
            fresh: known.is_none(),
            size: self.size(known),
            known,
        };
        Update::begin(&self.rules.root.index_dir, begin)
    }

    /// How much there is to write, at a glance.
    fn size(&self, known: Option<&Store>) -> Size {
        /// Bytes of notes that are worth a second thread.
        const MANY: u64 = 4 << 20;
        let bytes = match known {
            Some(store) => plan::new_bytes(&self.files, store.ledger()),
            None => self.files.iter().map(|meta| meta.size).sum(),
        };
        match bytes > MANY {
            true => Size::Many,
            false => Size::Few,
        }
    }
}
