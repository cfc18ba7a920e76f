//! The topics of one state of the index, and which of them have a term.

use crate::store::error::StoreError;
use crate::store::reader::Store;
use crate::store::schema::Class;
use std::collections::BTreeMap;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, SegmentReader, TERMINATED, Term};

/// How fast more occurrences of a word count less, how much a long text counts less, and the words of a usual one.
const FADING: f32 = 1.2;
const LENGTH: f32 = 0.75;
const USUAL: f32 = 120.0;

/// The topics that are there: records of other classes and deleted ones are none.
pub(super) struct Topics<'s> {
    store: &'s Store,
    /// Of each document of each segment, whether it is one.
    are: Vec<Vec<bool>>,
    count: usize,
}

impl<'s> Topics<'s> {
    pub(super) fn new(store: &'s Store) -> Result<Self, StoreError> {
        let segments = store.searcher.segment_readers();
        let all = Self {
            store,
            are: Vec::new(),
            count: 0,
        };
        let mut are: Vec<Vec<bool>> = segments
            .iter()
            .map(|segment| vec![false; segment.max_doc() as usize])
            .collect();
        let found = all.having(store.fields.class, Class::Topic.as_str())?;
        for at in found.keys() {
            are[at.segment_ord as usize][at.doc_id as usize] = true;
        }
        Ok(Self {
            count: found.len(),
            are,
            ..all
        })
    }

    /// How rare it is among topics that so many of them have something: 0 where all have it.
    pub(super) fn rarity(&self, having: usize) -> f32 {
        (self.count.max(1) as f32 / having.max(1) as f32).ln()
    }

    /// How many topics have a term in a field.
    pub(super) fn number_having(&self, field: Field, term: &str) -> Result<usize, StoreError> {
        let mut count = 0;
        self.each(field, term, |_, _| count += 1)?;
        Ok(count)
    }

    /// The topics that have a term in a field, and how much it says there: more than 0, less than 2.2.
    pub(super) fn having(
        &self,
        field: Field,
        term: &str,
    ) -> Result<BTreeMap<DocAddress, f32>, StoreError> {
        let mut out = BTreeMap::new();
        self.each(field, term, |at, says| {
            out.insert(at, says);
        })?;
        Ok(out)
    }

    fn each(
        &self,
        field: Field,
        term: &str,
        mut take: impl FnMut(DocAddress, f32),
    ) -> Result<(), StoreError> {
        let term = Term::from_field_text(field, term);
        for (place, segment) in (0..).zip(self.store.searcher.segment_readers()) {
            self.within(segment, place, &term, &mut take)
                .map_err(|error| self.store.failed(error))?;
        }
        Ok(())
    }

    fn within(
        &self,
        segment: &SegmentReader,
        place: u32,
        term: &Term,
        take: &mut impl FnMut(DocAddress, f32),
    ) -> tantivy::Result<()> {
        let inverted = segment.inverted_index(term.field())?;
        let option = IndexRecordOption::WithFreqs;
        let Some(mut postings) = inverted.read_postings(term, option)? else {
            return Ok(());
        };
        let lengths = segment.fieldnorms_readers().get_field(term.field())?;
        let are = self.are.get(place as usize);
        while postings.doc() != TERMINATED {
            let doc = postings.doc();
            let is_topic = are.is_none_or(|are| are[doc as usize]);
            if is_topic && !segment.is_deleted(doc) {
                let length = lengths.as_ref().map_or(USUAL, |l| l.fieldnorm(doc) as f32);
                let times = postings.term_freq() as f32;
                let long = 1.0 - LENGTH + LENGTH * length / USUAL;
                let says = times * (FADING + 1.0) / (times + FADING * long);
                take(DocAddress::new(place, doc), says);
            }
            postings.advance();
        }
        Ok(())
    }
}
