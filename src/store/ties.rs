//! What ties notes to one another: topics by the keys of their links, recaps by the keys of their names.

use super::documents::{self, StoredRecap, Written};
use super::error::{StoreError, guard};
use super::reader::Store;
use super::schema::Class;
use crate::model::Topic;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery, TermSetQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{TantivyDocument, Term};

impl Store {
    /// The topics with one of these keys, by path and line.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn topics_tied(&self, keys: &[String]) -> Result<Vec<Topic>, StoreError> {
        self.tied(keys, Class::Topic, |doc| {
            documents::record(&self.fields, doc)
        })
    }

    /// The same topics, each with the raw text of its own range.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn texts_tied(&self, keys: &[String]) -> Result<Vec<(Topic, Written)>, StoreError> {
        self.tied(keys, Class::Topic, |doc| self.with_markdown(doc))
    }

    /// The recaps with one of these keys, by path.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn recaps_tied(&self, keys: &[String]) -> Result<Vec<StoredRecap>, StoreError> {
        self.tied(keys, Class::Recap, |doc| {
            documents::record(&self.fields, doc)
        })
    }

    fn tied<T>(
        &self,
        keys: &[String],
        class: Class,
        read: impl Fn(&TantivyDocument) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let term = |key: &String| Term::from_field_text(self.fields.ties, key);
        let tied: Box<dyn Query> = Box::new(TermSetQuery::new(keys.iter().map(term)));
        let class = Term::from_field_text(self.fields.class, class.as_str());
        let class = Box::new(TermQuery::new(class, IndexRecordOption::Basic));
        let query = BooleanQuery::new(vec![(Occur::Must, tied), (Occur::Must, class)]);
        guard(|| {
            let found = self.collect(&query, false)?.page(usize::MAX, 0);
            found.iter().map(|m| read(&self.doc(m)?)).collect()
        })
    }
}
