//! Small queries of the engine put together to larger ones.

use super::rank;
use super::words::Way;
use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query as EngineQuery,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

pub(super) type Boxed = Box<dyn EngineQuery>;

pub(super) fn best(queries: impl Iterator<Item = Boxed>, tie: f32) -> Boxed {
    let mut queries: Vec<Boxed> = queries.collect();
    match queries.len() {
        1 => queries.remove(0),
        _ => Box::new(DisjunctionMaxQuery::with_tie_breaker(queries, tie)),
    }
}

pub(super) fn boosted(query: Boxed, boost: f32) -> Boxed {
    Box::new(BoostQuery::new(query, boost))
}

/// The documents that a way matches in a field.
pub(super) fn way_query(field: Field, way: &Way, boost: f32) -> Boxed {
    let term = |text: &str| Term::from_field_text(field, text);
    let query: Boxed = match way.terms.as_slice() {
        [(_, one)] => Box::new(TermQuery::new(term(one), IndexRecordOption::WithFreqs)),
        more => {
            let steps = more
                .iter()
                .map(|(offset, text)| (*offset as usize, term(text)));
            let steps = steps.collect();
            Box::new(PhraseQuery::new_with_offset(steps))
        }
    };
    boosted(query, boost * way.weight)
}

/// The best field of a word, and a little for the others.
pub(super) fn sum(within: &[(&'static str, Boxed)]) -> Boxed {
    best(within.iter().map(|(_, query)| query.box_clone()), rank::TIE)
}

pub(super) fn at_least(least: usize, queries: Vec<Boxed>) -> Boxed {
    let queries = queries.into_iter().map(|query| (Occur::Should, query));
    Box::new(BooleanQuery::with_minimum_required_clauses(
        queries.collect(),
        least,
    ))
}

pub(super) fn joined(occur: Occur, queries: Vec<Boxed>, but: Vec<Boxed>) -> Boxed {
    let queries = queries.into_iter().map(|query| (occur, query));
    let but = but.into_iter().map(left_out);
    Box::new(BooleanQuery::new(queries.chain(but).collect()))
}

/// What must not match. Twice, since the engine's union of two asks a phrase that has ended no more, which a phrase alone
/// is asked, and in debug builds must not be.
pub(super) fn left_out(query: Boxed) -> (Occur, Boxed) {
    let twice = vec![query.box_clone(), query];
    (Occur::MustNot, Box::new(BooleanQuery::union(twice)))
}
