//! What is being typed: as it stands, and below that what begins so.

use super::compile::Compiler;
use super::error::StoreError;
use super::expand::Pattern;
use super::parts::Part;
use super::queries::{Boxed, best, boosted, joined, way_query};
use super::rank;
use super::words;
use crate::query::{Field, Node, Text};
use tantivy::Term;
use tantivy::query::{ConstScoreQuery, FuzzyTermQuery, Occur};
use tantivy::schema::Field as EngineField;

impl Compiler<'_> {
    /// A word or a field whose end may be on its way. The values of most fields are names, and whoever asks has put those that
    /// begin so in its place.
    pub(super) fn begun(&mut self, node: &Node) -> Result<Part, StoreError> {
        let f = self.fields;
        Ok(match node {
            Node::Word(text) => self.word_begun(text)?,
            Node::Field(Field::Title, text) => match self.within_begun(f.title, 3.0, text) {
                Some(found) => Part::Must(found),
                None => self.node(node)?,
            },
            Node::Field(Field::Event, text) => match self.within_begun(f.event, 1.0, text) {
                Some(found) => Part::Must(Box::new(ConstScoreQuery::new(found, 0.0))),
                None => self.node(node)?,
            },
            node => self.node(node)?,
        })
    }

    /// Wanted even where it is a word that nearly every text has: it may become another.
    fn word_begun(&mut self, text: &Text) -> Result<Part, StoreError> {
        let leaves = self.leaves.len();
        let (whole, stem) = match (self.word(text)?, stem_of(&text.text)) {
            (Part::Is(whole) | Part::May(whole), Some(stem)) => (whole, stem),
            (other, _) => return Ok(other),
        };
        let fields = rank::fields(self.fields).into_iter();
        let begin = fields.map(|weighed| begins(weighed.field, &stem, weighed.boost));
        let query = best([whole, best(begin, rank::TIE)].into_iter(), 0.0);
        self.leaves.truncate(leaves);
        self.leaf(&format!("{}\u{2026}", text.text), &query, Vec::new());
        Ok(Part::Is(query))
    }

    /// All words of a text in one field, the last of them or one that begins so; `None` where the last one is whole.
    fn within_begun(&self, field: EngineField, boost: f32, text: &Text) -> Option<Boxed> {
        let (before, last) = text.last_word();
        let stem = stem_of(last)?;
        let way = |way: &words::Way| way_query(field, way, boost);
        let mut all: Vec<Boxed> = words::each_word(before, self.stems)
            .iter()
            .map(|ways| best(ways.iter().map(way), 0.0))
            .collect();
        let whole = words::word(last, self.stems);
        let choices = whole.iter().map(way);
        all.push(best(choices.chain([begins(field, &stem, boost)]), 0.0));
        Some(joined(Occur::Must, all, Vec::new()))
    }
}

/// What the terms begin with that a word may become.
fn stem_of(word: &str) -> Option<String> {
    match Pattern::prefix(word) {
        Some(Pattern::Prefix(stem)) => Some(stem),
        _ => None,
    }
}

/// The documents with a term that begins so. The engine goes through the terms itself: of one letter there may be very many.
fn begins(field: EngineField, stem: &str, boost: f32) -> Boxed {
    let term = Term::from_field_text(field, stem);
    let query = FuzzyTermQuery::new_prefix(term, 0, true);
    boosted(Box::new(query), boost * rank::BEGUN)
}
