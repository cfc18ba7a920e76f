//! The records of one note: what a page about one of them needs, at a cost that other notes do not raise.

use super::documents::{self, StoredRecap, Written};
use super::error::{StoreError, guard};
use super::reader::Store;
use super::schema::Class;
use crate::model::{Item, Topic};
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{TantivyDocument, Term};

impl Store {
    /// The topics of the note at a path, by line.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn topics_of_note(&self, path: &str) -> Result<Vec<Topic>, StoreError> {
        self.of_note(path, Class::Topic, |doc| {
            documents::record(&self.fields, doc)
        })
    }

    /// The same topics, each with the raw text of its own range.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn texts_of_note(&self, path: &str) -> Result<Vec<(Topic, Written)>, StoreError> {
        self.of_note(path, Class::Topic, |doc| self.with_markdown(doc))
    }

    /// How many topics the note at a path has.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn count_of_note(&self, path: &str) -> Result<usize, StoreError> {
        Ok(self.of_note(path, Class::Topic, |_| Ok(()))?.len())
    }

    /// The recaps of the note at a path, by line.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn recaps_of_note(&self, path: &str) -> Result<Vec<StoredRecap>, StoreError> {
        self.of_note(path, Class::Recap, |doc| {
            documents::record(&self.fields, doc)
        })
    }

    /// The items of all topics of the note at a path, by line.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn items_of_note(&self, path: &str) -> Result<Vec<Item>, StoreError> {
        self.of_note(path, Class::Item, |doc| {
            documents::record(&self.fields, doc)
        })
    }

    fn of_note<T>(
        &self,
        path: &str,
        class: Class,
        read: impl Fn(&TantivyDocument) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let is = |field, value: &str| -> (Occur, Box<dyn Query>) {
            let term = Term::from_field_text(field, value);
            let query = TermQuery::new(term, IndexRecordOption::Basic);
            (Occur::Must, Box::new(query))
        };
        let query = BooleanQuery::new(vec![
            is(self.fields.path, path),
            is(self.fields.class, class.as_str()),
        ]);
        guard(|| {
            let found = self.collect(&query, false)?.page(usize::MAX, 0);
            let records = found.iter();
            records.map(|m| read(&self.doc(m)?)).collect()
        })
    }
}
