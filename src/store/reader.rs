//! The store as readers have it: opening one committed state, and looking after it.

use super::collect::{Columns, Everything, Match, Matches};
use super::compile::Search;
use super::directory::Folder;
use super::error::{StoreError, guard};
use super::generation::Home;
use super::ledger::Ledger;
use super::opened::{self, Known, Opened};
use super::rank;
use super::schema::Fields;
use super::whole::Care;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use tantivy::query::{Bm25StatisticsProvider, Query as EngineQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, ReloadPolicy, Searcher, TERMINATED, TantivyDocument, Term};

/// How often opening is tried while a writer changes what is being opened.
const ATTEMPTS: usize = 5;

/// One committed state of an index. It stays as it is while others write.
pub struct Store {
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    pub(super) ledger: Known,
    columns: OnceLock<Vec<Columns>>,
    /// The index folder and what it looked like; none in memory.
    place: Option<(Home, Vec<u8>)>,
}

/// What scores are reckoned with: counts of the documents that are there, and a length of fields that is the
/// same everywhere. The engine's own counts take in deleted documents until a merge drops them, so that the
/// same notes would score otherwise after an edit than after a rebuild.
pub(super) struct Counts<'s> {
    searcher: &'s Searcher,
    fields: &'s Fields,
}

impl Counts<'_> {
    /// Tokens of a field that is neither short nor long.
    fn usual_length(&self, field: tantivy::schema::Field) -> u64 {
        let fields = rank::fields(self.fields);
        let weighed = fields.iter().find(|weighed| weighed.field == field);
        weighed.map_or(OTHER_LENGTH, |weighed| weighed.usual_length)
    }
}

/// Tokens that a field without a weight of its own usually has.
const OTHER_LENGTH: u64 = 10;

impl Bm25StatisticsProvider for Counts<'_> {
    fn total_num_tokens(&self, field: tantivy::schema::Field) -> tantivy::Result<u64> {
        Ok(self.searcher.num_docs() * self.usual_length(field))
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.searcher.num_docs())
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let mut count = 0;
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(term.field())?;
            count += match (segment.alive_bitset(), inverted.get_term_info(term)?) {
                (_, None) => 0,
                (None, Some(info)) => u64::from(info.doc_freq),
                (Some(alive), Some(info)) => {
                    let mut postings =
                        inverted.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
                    let mut there = 0;
                    while postings.doc() != TERMINATED {
                        there += u64::from(alive.is_alive(postings.doc()));
                        postings.advance();
                    }
                    there
                }
            };
        }
        Ok(count)
    }
}

impl Store {
    /// Opens the index in `dir`, made with settings of this `fingerprint`.
    ///
    /// # Errors
    ///
    /// [`StoreError`] says whether there is none, or it has to be made anew, or cannot be read.
    pub fn open(dir: &Path, fingerprint: &str, care: Care) -> Result<Self, StoreError> {
        Self::open_known(dir, fingerprint, care, None)
    }

    /// The same where the ledger may be known already.
    pub(super) fn open_known(
        dir: &Path,
        fingerprint: &str,
        care: Care,
        known: Option<&Known>,
    ) -> Result<Self, StoreError> {
        let home = Home::new(dir);
        let mut last = Err(StoreError::Missing {
            dir: dir.to_owned(),
        });
        for _ in 0..ATTEMPTS {
            let before = home.state();
            let open = |directory: &Path| {
                let inner = Folder::to_read(directory);
                let inner = inner.map_err(|e| StoreError::engine(directory, e))?;
                opened::open(directory, inner, fingerprint, care, known)
            };
            last = guard(|| {
                let place = Some((home.clone(), before.clone()));
                Self::of(open(&generation(&home)?)?, place)
            });
            if home.state() == before {
                break;
            }
        }
        last
    }

    /// A store of an opened index.
    pub(super) fn of(opened: Opened, place: Option<(Home, Vec<u8>)>) -> Result<Self, StoreError> {
        let folder = place.as_ref().map_or(Path::new(""), |(home, _)| home.dir());
        let builder = opened.index.reader_builder();
        let reader = builder.reload_policy(ReloadPolicy::Manual).try_into();
        let reader = reader.map_err(|error| StoreError::engine(folder, error))?;
        Ok(Self {
            searcher: reader.searcher(),
            fields: opened.fields,
            ledger: opened.ledger,
            columns: OnceLock::new(),
            place,
        })
    }

    /// How many segments it has.
    #[must_use]
    pub fn segments(&self) -> usize {
        self.searcher.segment_readers().len()
    }

    /// Whether this is still the last state: a server opens again when it is not.
    #[must_use]
    pub fn is_current(&self) -> bool {
        let place = self.place.as_ref();
        place.is_none_or(|(home, state)| home.state() == *state)
    }

    /// What the index knows of the files it was made from.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger.ledger
    }

    /// What a compiled query matches.
    ///
    /// # Errors
    ///
    /// [`StoreError::TooSlow`], or what reading the index met.
    pub(super) fn found_by(&self, search: &Search, scored: bool) -> Result<Matches, StoreError> {
        let found = self.collect(&*search.query, scored)?;
        search.deadline.kept()?;
        Ok(found)
    }

    pub(super) fn collect(
        &self,
        query: &dyn EngineQuery,
        scored: bool,
    ) -> Result<Matches, StoreError> {
        let found = {
            let counts = self.counts();
            let all = Everything {
                scored,
                columns: self.columns(),
            };
            self.searcher
                .search_with_statistics_provider(query, &all, &counts)
        };
        found.map_err(|error| self.failed(error))
    }

    /// The columns of all segments, opened when they are first asked for; what cannot be opened is tried again, and told,
    /// by who needs it.
    fn columns(&self) -> &[Columns] {
        self.columns.get_or_init(|| {
            let segments = self.searcher.segment_readers().iter();
            let opened: tantivy::Result<Vec<Columns>> = segments.map(Columns::open).collect();
            opened.unwrap_or_default()
        })
    }

    /// What scores are reckoned with.
    pub(super) fn counts(&self) -> Counts<'_> {
        Counts {
            searcher: &self.searcher,
            fields: &self.fields,
        }
    }

    pub(super) fn doc(&self, found: &Match) -> Result<TantivyDocument, StoreError> {
        let doc = self.searcher.doc(found.address);
        doc.map_err(|error| self.failed(error))
    }

    /// The same, to be kept longer than the store.
    #[must_use]
    pub fn shared_ledger(&self) -> Arc<Ledger> {
        Arc::clone(&self.ledger.ledger)
    }

    pub(super) fn failed(&self, error: tantivy::TantivyError) -> StoreError {
        let place = self.place.as_ref();
        let dir = place.map_or_else(PathBuf::new, |(home, _)| home.dir().to_owned());
        StoreError::engine(&dir, error)
    }
}

/// The folder of the current generation.
fn generation(home: &Home) -> Result<PathBuf, StoreError> {
    let Some(generation) = home.current()? else {
        return Err(StoreError::Missing {
            dir: home.dir().to_owned(),
        });
    };
    home.folder(&generation)
}
