//! The records of one note: what a page about one of them needs, at a cost that other notes do not raise.

use super::documents::{self, StoredRecap};
use super::error::{StoreError, guard};
use super::reader::Store;
use super::schema::Class;
use crate::model::{Item, Topic};
use serde::Deserialize;
use tantivy::Term;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

impl Store {
    /// The topics of the note at a path, by line.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn topics_of_note(&self, path: &str) -> Result<Vec<Topic>, StoreError> {
        self.of_note(path, Class::Topic)
    }

    /// The recaps of the note at a path, by line.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn recaps_of_note(&self, path: &str) -> Result<Vec<StoredRecap>, StoreError> {
        self.of_note(path, Class::Recap)
    }

    /// The items of all topics of the note at a path, by line.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn items_of_note(&self, path: &str) -> Result<Vec<Item>, StoreError> {
        self.of_note(path, Class::Item)
    }

    fn of_note<T: for<'de> Deserialize<'de>>(
        &self,
        path: &str,
        class: Class,
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
            records
                .map(|m| documents::record(&self.fields, &self.doc(m)?))
                .collect()
        })
    }
}
