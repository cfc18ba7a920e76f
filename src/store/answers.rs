//! The answers of a store: filtered lists, single records, values of fields.

use super::collect::{Match, Matches};
use super::compile::{Compiled, Compiler, Wanted};
use super::deadline::Deadline;
use super::documents::{self, StoredRecap, Written, name};
use super::error::{StoreError, guard};
use super::reader::Store;
use super::schema::Class;
use super::terms;
use super::words::Stems;
use crate::model::{Item, Topic};
use crate::query::{Field, Query};
use tantivy::query::{Bm25StatisticsProvider as _, TermQuery, TermSetQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{TantivyDocument, Term};

impl Store {
    /// The topics that match a filter, or all, by path and line.
    ///
    /// # Errors
    ///
    /// As [`Store::search`].
    pub fn topics(&self, filter: Option<&Query>) -> Result<Vec<Topic>, StoreError> {
        self.topics_as(filter, |topic| topic)
    }

    /// The same topics, each made into what is kept of it before the next is read: whole, many take much memory.
    ///
    /// # Errors
    ///
    /// As [`Store::search`].
    pub fn topics_as<T>(
        &self,
        filter: Option<&Query>,
        keep: impl Fn(Topic) -> T,
    ) -> Result<Vec<T>, StoreError> {
        self.listed(filter, Class::Topic, |store, doc| {
            documents::record(&store.fields, doc).map(&keep)
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
    ) -> Result<Vec<(Topic, Written)>, StoreError> {
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

    /// How many recaps and topics there are.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn counts_of_records(&self) -> Result<(u64, u64), StoreError> {
        let count = |class: Class| {
            let term = Term::from_field_text(self.fields.class, class.as_str());
            guard(|| self.counts().doc_freq(&term).map_err(|e| self.failed(e)))
        };
        Ok((count(Class::Recap)?, count(Class::Topic)?))
    }

    /// The topic of an id, with the raw text of its own range.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn topic(&self, id: &str) -> Result<Option<(Topic, Written)>, StoreError> {
        if is_item_id(id) {
            return Ok(None);
        }
        let term = Term::from_field_text(self.fields.id, id);
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        let found = guard(|| self.collect(&query, false))?.page(1, 0);
        let found = found
            .first()
            .map(|m| guard(|| self.with_markdown(&self.doc(m)?)));
        found.transpose()
    }

    /// The items that match a filter, or all, by path and line.
    ///
    /// # Errors
    ///
    /// As [`Store::search`].
    pub fn items(&self, filter: Option<&Query>) -> Result<Vec<Item>, StoreError> {
        self.listed(filter, Class::Item, |store, doc| {
            documents::record(&store.fields, doc)
        })
    }

    /// The items of a topic, by line.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn items_of(&self, topic: &str) -> Result<Vec<Item>, StoreError> {
        self.by_term(self.fields.topic, topic)
    }

    /// The item of an id.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn item(&self, id: &str) -> Result<Option<Item>, StoreError> {
        if !is_item_id(id) {
            return Ok(None);
        }
        Ok(self.by_term(self.fields.id, id)?.pop())
    }

    fn by_term(&self, field: tantivy::schema::Field, value: &str) -> Result<Vec<Item>, StoreError> {
        let term = Term::from_field_text(field, value);
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        guard(|| {
            let found = self.collect(&query, false)?.page(usize::MAX, 0);
            let items = found.iter();
            items
                .map(|m| documents::record(&self.fields, &self.doc(m)?))
                .collect()
        })
    }

    /// Ids that hold `part`, whatever its case, with the titles of their topics, by path and line: those of topics, or
    /// where there are none, or `part` has the slash of one, those of items.
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
        let (items, topics): (Vec<String>, Vec<String>) =
            ids.into_iter().partition(|id| is_item_id(id));
        let ids = if topics.is_empty() { items } else { topics };
        let ids = ids.iter().map(|id| Term::from_field_text(field, id));
        let query = TermSetQuery::new(ids);
        let found = guard(|| self.collect(&query, false))?;
        let one = |m: &Match| -> Result<_, StoreError> {
            let doc = self.doc(m)?;
            if documents::is_item(&self.fields, &doc) {
                let item: Item = documents::record(&self.fields, &doc)?;
                return Ok((item.id, item.topic_title));
            }
            let topic: Topic = documents::record(&self.fields, &doc)?;
            Ok((topic.id, topic.title))
        };
        guard(|| found.page(usize::MAX, 0).iter().map(one).collect())
    }

    /// The ids of all topics, in the order of the alphabet, each with the number 1.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn topic_ids(&self) -> Result<Vec<(String, u64)>, StoreError> {
        let mut ids = guard(|| terms::counts(&self.searcher, self.fields.id, ""))?;
        ids.retain(|(id, _)| !is_item_id(id));
        Ok(ids)
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

    /// The releases that items are of, which need be those of no topic.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn item_releases(&self) -> Result<Vec<String>, StoreError> {
        let prefix = name::ITEM_RELEASE.to_string();
        let counts = guard(|| terms::counts(&self.searcher, self.fields.name, &prefix))?;
        Ok(counts.into_iter().map(|(name, _)| name).collect())
    }

    fn listed<T>(
        &self,
        filter: Option<&Query>,
        class: Class,
        one: impl Fn(&Self, &TantivyDocument) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let matches = self.matches(filter, class)?;
        let all = matches.page(usize::MAX, 0);
        guard(|| all.iter().map(|m| one(self, &self.doc(m)?)).collect())
    }

    fn matches(&self, query: Option<&Query>, class: Class) -> Result<Matches, StoreError> {
        let compiler = Compiler {
            fields: &self.fields,
            searcher: &self.searcher,
            classes: &[class],
            stems: Stems::With,
            wanted: Wanted::All,
            leaves: Vec::new(),
            deadline: Deadline::new(),
        };
        guard(|| {
            let compiled = match query {
                Some(query) => compiler.compile(query)?,
                None => return self.collect(&*compiler.everything(), false),
            };
            match compiled {
                Compiled::Search(search) => self.found_by(&search, false),
                Compiled::Nothing(_) => Ok(Matches::default()),
            }
        })
    }

    pub(super) fn with_markdown(
        &self,
        doc: &TantivyDocument,
    ) -> Result<(Topic, Written), StoreError> {
        let topic = documents::record(&self.fields, doc)?;
        let written = documents::written(&self.fields, &topic, doc);
        Ok((topic, written))
    }
}

/// Whether an id is an item's: its anchor goes on after a slash, which no topic's has.
#[must_use]
pub fn is_item_id(id: &str) -> bool {
    id.rsplit_once('#')
        .is_some_and(|(_, anchor)| anchor.contains('/'))
}
