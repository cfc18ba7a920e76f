//! Why a hit scored as it did.

use super::collect::Match;
use super::compile::{Boxed, Search};
use super::error::StoreError;
use super::literal::Literals;
use super::newer::Ages;
use super::reader::Store;
use super::standing::Standing;
use tantivy::DocSet;
use tantivy::query::EnableScoring;

/// One reason for a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Because {
    /// What it is.
    pub what: String,
    /// What it adds, or multiplies by.
    pub value: f32,
    /// Whether it multiplies.
    pub factor: bool,
}

/// Parts of a score below this are not worth a line.
const LEAST: f32 = 0.005;

/// The parts of the score of `found`, the sums first.
pub(super) fn hit(
    store: &Store,
    search: &Search,
    found: &Match,
    literals: &Literals,
    ages: &Ages,
    markdown: &str,
) -> Result<Vec<Because>, StoreError> {
    let mut out = Vec::new();
    for leaf in &search.leaves {
        let value = score(store, &leaf.query, found)?;
        if value < LEAST {
            continue;
        }
        let mut places = Vec::new();
        for (name, query) in &leaf.within {
            let value = score(store, query, found)?;
            if value > 0.0 {
                places.push((value, *name));
            }
        }
        places.sort_by(|a, b| b.0.total_cmp(&a.0));
        let names: Vec<&str> = places.iter().map(|(_, name)| *name).collect();
        let what = match names.as_slice() {
            [] => leaf.what.clone(),
            names => format!("{} in {}", leaf.what, names.join(", ")),
        };
        out.push(sum(what, value));
    }
    let whole = score(store, &search.query, found)?;
    let rest = whole - out.iter().map(|because| because.value).sum::<f32>();
    if rest.abs() >= LEAST {
        out.push(sum("words that are there at all".to_owned(), rest));
    }
    let standing = Standing::factor(found.standing);
    let factors = [
        (found.standing_name(), standing),
        ("holds the query as written", literals.factor(markdown)),
        ("how new it is among the matches", ages.factor(found.date)),
    ];
    let telling = factors
        .into_iter()
        .filter(|(_, value)| (value - 1.0).abs() >= LEAST);
    out.extend(telling.map(|(what, value)| Because {
        what: what.to_owned(),
        value,
        factor: true,
    }));
    Ok(out)
}

fn sum(what: String, value: f32) -> Because {
    Because {
        what,
        value,
        factor: false,
    }
}

/// The score that a query gives to one document; 0 where it does not match.
fn score(store: &Store, query: &Boxed, found: &Match) -> Result<f32, StoreError> {
    let counts = store.counts();
    let failed = |error| store.failed(error);
    let scoring = EnableScoring::enabled_from_statistics_provider(&counts, &store.searcher);
    let weight = query.weight(scoring).map_err(failed)?;
    let segment = store.searcher.segment_reader(found.address.segment_ord);
    let mut scorer = weight.scorer(segment, 1.0).map_err(failed)?;
    let doc = found.address.doc_id;
    if scorer.doc() < doc {
        scorer.seek(doc);
    }
    Ok(if scorer.doc() == doc {
        scorer.score()
    } else {
        0.0
    })
}
