//! The answers of a store: searches, filtered lists, single records, values of fields.

use super::collect::{Match, Matches};
use super::compile::{Compiled, Compiler};
use super::documents::{self, StoredRecap, name};
use super::error::{StoreError, guard};
use super::matcher::Matcher;
use super::reader::Store;
use super::schema::Class;
use super::terms;
use crate::model::Topic;
use crate::query::{Field, Query};
use tantivy::query::{TermQuery, TermSetQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{TantivyDocument, Term};

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

    /// The recaps that match a filter, or all, by path. Words look at their titles only.
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
        let query = TermSetQuery::new(ids);
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

    fn hit(&self, found: &Match) -> Result<Hit, StoreError> {
        let (topic, markdown) = guard(|| self.with_markdown(&self.doc(found)?))?;
        Ok(Hit {
            score: found.score(),
            topic,
            markdown,
        })
    }

    fn with_markdown(&self, doc: &TantivyDocument) -> Result<(Topic, String), StoreError> {
        let topic = documents::record(&self.fields, doc)?;
        Ok((topic, documents::markdown(&self.fields, doc)))
    }
}
