//! The store as readers have it: one committed state, and the answers from it.

use super::collect::{Everything, Match, Matches};
use super::compile::{Compiled, Compiler};
use super::directory::ReadDirectory;
use super::documents::{self, StoredRecap, name};
use super::error::{StoreError, guard};
use super::generation::Home;
use super::ledger::Ledger;
use super::matcher::Matcher;
use super::opened::{self, Opened};
use super::schema::{Class, Fields};
use super::terms;
use crate::model::Topic;
use crate::query::{Field, Query};
use std::path::{Path, PathBuf};
use tantivy::query::{Query as EngineQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Index, ReloadPolicy, Searcher, TantivyDocument, Term};

/// How often opening is tried while a writer changes what is being opened.
const ATTEMPTS: usize = 5;

/// One committed state of an index. It stays as it is while others write.
pub struct Store {
    index: Index,
    searcher: Searcher,
    fields: Fields,
    ledger: Ledger,
    /// The index folder and what it looked like; none in memory.
    place: Option<(Home, Vec<u8>)>,
}

/// What a search found.
#[derive(Debug, Clone)]
pub struct Found {
    /// All topics that match.
    pub total: usize,
    /// The notes that those topics come from.
    pub recaps: usize,
    /// The topics of the page asked for, the best first.
    pub hits: Vec<Hit>,
    /// Marks what the query matches.
    pub matcher: Matcher,
    /// Why nothing could match, where that is known before searching.
    pub nothing: Option<String>,
}

/// One topic that matches.
#[derive(Debug, Clone)]
pub struct Hit {
    /// How well it matches; comparable within one search only.
    pub score: f32,
    /// The topic.
    pub topic: Topic,
    /// The raw text of its own range.
    pub markdown: String,
}

impl Store {
    /// Opens the index in `dir`, made with settings of this `fingerprint`.
    ///
    /// # Errors
    ///
    /// [`StoreError`] says whether there is none, or it has to be made anew, or cannot be read.
    pub fn open(dir: &Path, fingerprint: &str) -> Result<Self, StoreError> {
        let home = Home::new(dir);
        let mut last = Err(StoreError::Missing {
            dir: dir.to_owned(),
        });
        for _ in 0..ATTEMPTS {
            let before = home.state();
            last = guard(|| Self::open_once(&home, fingerprint, &before));
            if home.state() == before {
                break;
            }
        }
        last
    }

    fn open_once(home: &Home, fingerprint: &str, state: &[u8]) -> Result<Self, StoreError> {
        let Some(generation) = home.current()? else {
            return Err(StoreError::Missing {
                dir: home.dir().to_owned(),
            });
        };
        let folder = home.path(&generation);
        if !folder.is_dir() {
            return Err(StoreError::damaged(format!("`{generation}` is missing")));
        }
        let directory = ReadDirectory::open(&folder).map_err(|e| StoreError::engine(&folder, e))?;
        let opened = opened::open(&folder, directory, fingerprint)?;
        Self::of(opened, Some((home.clone(), state.to_owned())))
    }

    /// A store of an opened index.
    pub(super) fn of(opened: Opened, place: Option<(Home, Vec<u8>)>) -> Result<Self, StoreError> {
        let folder = place.as_ref().map_or(Path::new(""), |(home, _)| home.dir());
        let builder = opened.index.reader_builder();
        let reader = builder.reload_policy(ReloadPolicy::Manual).try_into();
        let reader = reader.map_err(|error| StoreError::engine(folder, error))?;
        Ok(Self {
            searcher: reader.searcher(),
            index: opened.index,
            fields: opened.fields,
            ledger: opened.ledger,
            place,
        })
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
        &self.ledger
    }

    /// Reads every byte of the index and compares checksums.
    ///
    /// # Errors
    ///
    /// [`StoreError::Damaged`] names the files that differ.
    pub fn verify(&self) -> Result<(), StoreError> {
        let damaged = guard(|| self.index.validate_checksum().map_err(|e| self.failed(e)))?;
        let mut names: Vec<_> = damaged
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        names.sort_unstable();
        if names.is_empty() {
            return Ok(());
        }
        Err(StoreError::damaged(format!(
            "`{}` was altered",
            names.join("`, `")
        )))
    }

    /// The topics that match, the best first, those after `offset` up to `limit` of them.
    ///
    /// # Errors
    ///
    /// [`StoreError::BadQuery`], or what reading the index met.
    pub fn search(&self, query: &Query, limit: usize, offset: usize) -> Result<Found, StoreError> {
        let matcher = Matcher::new(query);
        let (matches, nothing) = self.matches(Some(query), Class::Topic, true)?;
        let (total, recaps) = (matches.all.len(), matches.paths);
        let page = matches.page(limit, offset);
        let hits = page.iter().map(|m| self.hit(m));
        Ok(Found {
            total,
            recaps,
            hits: hits.collect::<Result<_, _>>()?,
            matcher,
            nothing,
        })
    }

    /// The topics that match a filter, or all, by path and line.
    ///
    /// # Errors
    ///
    /// As [`Store::search`].
    pub fn topics(&self, filter: Option<&Query>) -> Result<Vec<Topic>, StoreError> {
        self.listed(filter, Class::Topic, |store, doc| {
            documents::record(&store.fields, doc)
        })
    }

    /// The same topics, each with the raw text of its own range.
    ///
    /// # Errors
    ///
    /// As [`Store::search`].
    pub fn topics_with_markdown(
        &self,
        filter: Option<&Query>,
    ) -> Result<Vec<(Topic, String)>, StoreError> {
        self.listed(filter, Class::Topic, Self::with_markdown)
    }

    /// The recaps that match a filter, or all, by path. Words find nothing here, fields do.
    ///
    /// # Errors
    ///
    /// As [`Store::search`].
    pub fn recaps(&self, filter: Option<&Query>) -> Result<Vec<StoredRecap>, StoreError> {
        self.listed(filter, Class::Recap, |store, doc| {
            documents::record(&store.fields, doc)
        })
    }

    /// The topic of an id, with the raw text of its own range.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn topic(&self, id: &str) -> Result<Option<(Topic, String)>, StoreError> {
        let term = Term::from_field_text(self.fields.id, id);
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        let found = guard(|| self.collect(&query, false))?.page(1, 0);
        let found = found
            .first()
            .map(|m| guard(|| self.with_markdown(&self.doc(m)?)));
        found.transpose()
    }

    /// Ids that hold `part`, whatever its case, with the titles of their topics, by path and line.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn ids_containing(&self, part: &str) -> Result<Vec<(String, String)>, StoreError> {
        let part = part.to_lowercase();
        let field = self.fields.id;
        let ids = guard(|| {
            terms::matching(&self.searcher, field, |id| {
                id.to_lowercase().contains(&part)
            })
        })?;
        let ids = ids.iter().map(|id| Term::from_field_text(field, id));
        let query = tantivy::query::TermSetQuery::new(ids);
        let found = guard(|| self.collect(&query, false))?;
        let one = |m: &Match| -> Result<_, StoreError> {
            let topic: Topic = documents::record(&self.fields, &self.doc(m)?)?;
            Ok((topic.id, topic.title))
        };
        guard(|| found.page(usize::MAX, 0).iter().map(one).collect())
    }

    /// The values that topics have in a field, as people read them, with the number of topics.
    ///
    /// # Errors
    ///
    /// What reading the index met. Fields without a list of values give none.
    pub fn field_values(&self, field: Field) -> Result<Vec<(String, u64)>, StoreError> {
        let letter = match field {
            Field::Tag => name::TAG,
            Field::Release => name::RELEASE,
            Field::Project => name::PROJECT,
            Field::Event => name::EVENT,
            Field::Kind => name::KIND,
            _ => return Ok(Vec::new()),
        };
        guard(|| terms::counts(&self.searcher, self.fields.name, &letter.to_string()))
    }

    fn listed<T>(
        &self,
        filter: Option<&Query>,
        class: Class,
        one: impl Fn(&Self, &TantivyDocument) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let (matches, _) = self.matches(filter, class, false)?;
        let all = matches.page(usize::MAX, 0);
        guard(|| all.iter().map(|m| one(self, &self.doc(m)?)).collect())
    }

    fn matches(
        &self,
        query: Option<&Query>,
        class: Class,
        scored: bool,
    ) -> Result<(Matches, Option<String>), StoreError> {
        let compiler = Compiler {
            fields: &self.fields,
            searcher: &self.searcher,
            class,
        };
        guard(|| {
            let compiled = match query {
                Some(query) => compiler.compile(query)?,
                None => Compiled::Search(compiler.everything()),
            };
            match compiled {
                Compiled::Search(query) => Ok((self.collect(&*query, scored)?, None)),
                Compiled::Nothing(why) => Ok((Matches::default(), Some(why))),
            }
        })
    }

    fn collect(&self, query: &dyn EngineQuery, scored: bool) -> Result<Matches, StoreError> {
        let found = self.searcher.search(query, &Everything { scored });
        found.map_err(|error| self.failed(error))
    }

    fn hit(&self, found: &Match) -> Result<Hit, StoreError> {
        let (topic, markdown) = guard(|| self.with_markdown(&self.doc(found)?))?;
        Ok(Hit {
            score: found.score(),
            topic,
            markdown,
        })
    }

    fn doc(&self, found: &Match) -> Result<TantivyDocument, StoreError> {
        let doc = self.searcher.doc(found.address);
        doc.map_err(|error| self.failed(error))
    }

    fn with_markdown(&self, doc: &TantivyDocument) -> Result<(Topic, String), StoreError> {
        let topic = documents::record(&self.fields, doc)?;
        Ok((topic, documents::markdown(&self.fields, doc)))
    }

    fn failed(&self, error: tantivy::TantivyError) -> StoreError {
        let place = self.place.as_ref();
        let dir = place.map_or_else(PathBuf::new, |(home, _)| home.dir().to_owned());
        StoreError::engine(&dir, error)
    }
}
