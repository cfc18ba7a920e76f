//! A query of the engine's kind for words near one another. The engine's own takes memory and time without bounds where words
//! repeat, and what it finds depends on how often each word is in a segment.

use super::windows::{Place, Wanted, any_order, counted, in_order};
use super::words::Way;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

/// Words, each in any of its ways, with at most `gap` others between.
#[derive(Debug, Clone)]
pub(super) struct Near {
    pub(super) field: Field,
    /// The ways of each word; none of them is empty.
    pub(super) words: Vec<Vec<Way>>,
    pub(super) gap: u32,
    /// Whether they stand in this order; then each word is one term.
    pub(super) in_order: bool,
}

impl Query for Near {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let first = self.words.iter().filter_map(|ways| ways.first());
        let terms = first.flat_map(|way| &way.terms);
        let terms: Vec<Term> = terms
            .map(|(_, term)| Term::from_field_text(self.field, term))
            .collect();
        let weight = match scoring {
            EnableScoring::Enabled {
                statistics_provider,
                ..
            } if !terms.is_empty() => Some(Bm25Weight::for_terms(statistics_provider, &terms)?),
            _ => None,
        };
        Ok(Box::new(NearWeight {
            near: self.clone(),
            weight,
        }))
    }
}

struct NearWeight {
    near: Near,
    weight: Option<Bm25Weight>,
}

impl Weight for NearWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let near = &self.near;
        let mut words = Vec::new();
        for (ways, times) in counted_words(near) {
            let word = Word::open(reader, near.field, &ways, times)?;
            if word.ways.is_empty() {
                return Ok(Box::new(EmptyScorer));
            }
            words.push(word);
        }
        let norms = reader.fieldnorms_readers().get_field(near.field)?;
        let mut scorer = NearScorer {
            words,
            gap: near.gap,
            in_order: near.in_order,
            doc: 0,
            stretches: 0,
            weight: self.weight.as_ref().map(|weight| weight.boost_by(boost)),
            norms: norms.unwrap_or_else(|| FieldNormReader::constant(reader.max_doc(), 1)),
        };
        scorer.find(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InternalError(
            "what is near is explained by its score".to_owned(),
        ))
    }
}

/// In their order, a word that comes twice has two places of its own; else it is one that is wanted twice.
fn counted_words(near: &Near) -> Vec<(Vec<Way>, usize)> {
    let words = near.words.iter().cloned();
    if near.in_order {
        words.map(|ways| (ways, 1)).collect()
    } else {
        counted(words)
    }
}

/// The documents of a word, in any of its ways.
struct Word {
    ways: Vec<Row>,
    times: usize,
}

impl Word {
    fn open(
        reader: &SegmentReader,
        field: Field,
        ways: &[Way],
        times: usize,
    ) -> tantivy::Result<Self> {
        let index = reader.inverted_index(field)?;
        let mut out = Vec::new();
        for way in ways {
            let mut terms = Vec::new();
            for (offset, text) in &way.terms {
                let term = Term::from_field_text(field, text);
                let option = IndexRecordOption::WithFreqsAndPositions;
                terms.extend(index.read_postings(&term, option)?.map(|p| (*offset, p)));
            }
            if !terms.is_empty() && terms.len() == way.terms.len() {
                let word = way
                    .terms
                    .iter()
                    .any(|(_, term)| term.contains(char::is_alphanumeric));
                out.push(Row { terms, word });
            }
        }
        Ok(Self { ways: out, times })
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let docs = self.ways.iter_mut().map(|row| row.seek(target));
        docs.min().unwrap_or(TERMINATED)
    }

    /// Its places in a document that it was sought for.
    fn places(&mut self, doc: DocId) -> Vec<Place> {
        let mut out = Vec::new();
        for row in self.ways.iter_mut().filter(|row| row.doc() == doc) {
            let size = row.size();
            out.extend(
                row.begins()
                    .into_iter()
                    .map(|first| Place { first, size, at: 0 }),
            );
        }
        out
    }
}

/// Terms side by side.
struct Row {
    terms: Vec<(u32, SegmentPostings)>,
    /// Whether it has letters or digits.
    word: bool,
}

impl Row {
    /// The document that all terms are at, where they are at one.
    fn doc(&self) -> DocId {
        let docs = self.terms.iter().map(|(_, postings)| postings.doc());
        docs.max().unwrap_or(TERMINATED)
    }

    fn seek(&mut self, mut target: DocId) -> DocId {
        loop {
            let mut furthest = target;
            for (_, postings) in &mut self.terms {
                if postings.doc() < furthest {
                    postings.seek(furthest);
                }
                furthest = furthest.max(postings.doc());
            }
            if furthest == target || furthest == TERMINATED {
                return furthest;
            }
            target = furthest;
        }
    }

    fn size(&self) -> u32 {
        let last = self.terms.iter().map(|(offset, _)| *offset).max();
        last.map_or(0, |last| last + u32::from(self.word))
    }

    /// The positions in the document at which the row begins.
    fn begins(&mut self) -> Vec<u32> {
        let mut begins: Option<Vec<u32>> = None;
        for (offset, postings) in &mut self.terms {
            let mut at = Vec::new();
            postings.positions_with_offset(0, &mut at);
            let from = at.iter().filter_map(|at| at.checked_sub(*offset));
            begins = Some(match begins {
                None => from.collect(),
                Some(before) => from.filter(|at| before.binary_search(at).is_ok()).collect(),
            });
        }
        begins.unwrap_or_default()
    }
}

struct NearScorer {
    words: Vec<Word>,
    gap: u32,
    in_order: bool,
    doc: DocId,
    /// How many stretches the document has.
    stretches: u32,
    weight: Option<Bm25Weight>,
    norms: FieldNormReader,
}

impl NearScorer {
    /// Goes to the first document from `target` on that matches.
    fn find(&mut self, mut target: DocId) -> DocId {
        loop {
            self.doc = self.with_all_words(target);
            if self.doc == TERMINATED {
                return TERMINATED;
            }
            self.stretches = self.count();
            if self.stretches > 0 {
                return self.doc;
            }
            target = self.doc + 1;
        }
    }

    fn with_all_words(&mut self, mut target: DocId) -> DocId {
        loop {
            let mut furthest = target;
            for word in &mut self.words {
                furthest = furthest.max(word.seek(furthest));
            }
            if furthest == target || furthest == TERMINATED {
                return furthest;
            }
            target = furthest;
        }
    }

    fn count(&mut self) -> u32 {
        let (doc, mut count) = (self.doc, 0_u32);
        if self.in_order {
            let first = |place: Place| place.first;
            let words = self.words.iter_mut();
            let words = words.map(|word| word.places(doc).into_iter().map(first).collect());
            return in_order(&words.collect::<Vec<Vec<u32>>>(), self.gap);
        }
        let words = self.words.iter_mut();
        let words = words.map(|word| Wanted::new(word.places(doc), word.times));
        any_order(&words.collect::<Vec<_>>(), self.gap, |_| count += 1);
        count
    }
}

impl DocSet for NearScorer {
    fn advance(&mut self) -> DocId {
        match self.doc {
            TERMINATED => TERMINATED,
            doc => self.find(doc + 1),
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        match self.doc >= target {
            true => self.doc,
            false => self.find(target),
        }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let hints = self.words.iter().map(|word| {
            let rows = word.ways.iter();
            let rows = rows.filter_map(|row| row.terms.iter().map(|(_, p)| p.size_hint()).min());
            rows.fold(0, u32::saturating_add)
        });
        hints.min().unwrap_or(0)
    }
}

impl Scorer for NearScorer {
    fn score(&mut self) -> Score {
        let norm = self.norms.fieldnorm_id(self.doc);
        let weight = self.weight.as_ref();
        weight.map_or(1.0, |weight| weight.score(norm, self.stretches))
    }
}
