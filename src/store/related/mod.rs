//! Topics that share telling words and tags with one topic, or lie in a note that it links to.
//!
//! The words are chosen here, with our own analyzer and counts: the engine's own search for what is like a document
//! leaves out every word that few documents have, and those tell most.

mod shares;
mod telling;
mod topics;

use super::documents;
use super::error::{StoreError, guard};
use super::reader::Store;
use crate::model::{Tag, Topic};
use shares::{Shares, Sum};
use std::collections::BTreeSet;
use tantivy::DocAddress;
use topics::Topics;

/// Topics that are looked at closely.
const LOOKED_AT: usize = 100;

/// A topic that shares something with another one.
#[derive(Debug, Clone)]
pub struct Alike {
    /// The topic.
    pub topic: Topic,
    /// The raw text of its own range.
    pub markdown: String,
    /// How much it has of the other's telling words and tags: 1 is all words, and a tag counts the more the fewer topics have
    /// it.
    pub score: f32,
    /// The words it shares, as the other topic writes them, the most telling first.
    pub words: Vec<String>,
    /// The tags it shares, the rarest first.
    pub tags: Vec<Tag>,
}

impl Store {
    /// The topics that have most in common with `topic`, whose plain text is `text`, and those of the notes at `paths`,
    /// in no order that counts.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn alike(
        &self,
        topic: &Topic,
        text: &str,
        paths: &BTreeSet<String>,
    ) -> Result<Vec<Alike>, StoreError> {
        guard(|| {
            let topics = Topics::new(self)?;
            let mut shares = Shares::new(&topics, &self.fields, topic, text)?;
            let mut sums = std::mem::take(&mut shares.sums);
            let mut linked = BTreeSet::new();
            for path in paths {
                linked.extend(topics.having(self.fields.path, path)?.into_keys());
            }
            for at in &linked {
                sums.entry(*at).or_default();
            }
            let own = topics.having(self.fields.id, &topic.id)?.into_keys();
            let own: f32 = own
                .filter_map(|own| sums.remove(&own))
                .map(|sum| sum.of_words())
                .sum();
            let mut best: Vec<(DocAddress, Sum)> = sums.into_iter().collect();
            let score = |sum: &Sum| sum.score(own.max(1.0));
            best.sort_by(|a, b| score(&b.1).total_cmp(&score(&a.1)));
            let wanted = best.into_iter().enumerate();
            wanted
                .filter(|(place, (at, _))| *place < LOOKED_AT || linked.contains(at))
                .map(|(_, (at, sum))| self.alike_at(at, &sum, &shares, score(&sum)))
                .collect()
        })
    }

    fn alike_at(
        &self,
        address: DocAddress,
        sum: &Sum,
        shares: &Shares,
        score: f32,
    ) -> Result<Alike, StoreError> {
        let doc = self.searcher.doc(address).map_err(|e| self.failed(e))?;
        Ok(Alike {
            topic: documents::record(&self.fields, &doc)?,
            markdown: documents::markdown(&self.fields, &doc).to_owned(),
            score,
            words: shares.words_of(sum),
            tags: shares.tags_of(sum),
        })
    }
}
