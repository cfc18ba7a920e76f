//! Why a hit scored as it did.

use super::collect::Match;
use super::compile::{Search, Wanted};
use super::error::StoreError;
use super::literal::Literals;
use super::newer::Ages;
use super::queries::Boxed;
use super::reader::Store;
use super::standing::Standing;
use std::collections::{BTreeSet, HashMap};
use tantivy::query::{EnableScoring, Scorer};
use tantivy::{DocAddress, DocSet, SegmentOrdinal};

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

/// What adds to the score of each hit of a page, in the order of the page. One part of the query after the other, each
/// for all hits: to begin is what costs.
pub(super) fn sums(
    store: &Store,
    tiers: &[(Wanted, Option<Search>)],
    page: &[Match],
) -> Result<Vec<Vec<Because>>, StoreError> {
    let mut out = vec![Vec::new(); page.len()];
    for (tier, (_, search)) in tiers.iter().enumerate() {
        let of_tier = |found: &&Match| usize::from(found.tier) == tier;
        let docs: BTreeSet<DocAddress> = page.iter().filter(of_tier).map(|m| m.address).collect();
        let Some(search) = search.as_ref().filter(|_| !docs.is_empty()) else {
            continue;
        };
        let mut reasons = of_leaves(store, search, &docs)?;
        let whole = scores(store, &search.query, &docs)?;
        for (found, out) in page
            .iter()
            .zip(&mut out)
            .filter(|(found, _)| of_tier(found))
        {
            *out = reasons.remove(&found.address).unwrap_or_default();
            let whole = whole.get(&found.address).copied().unwrap_or_default();
            let rest = whole - out.iter().map(|because| because.value).sum::<f32>();
            if rest.abs() >= LEAST {
                out.push(sum("words that are there at all".to_owned(), rest));
            }
        }
    }
    Ok(out)
}

fn of_leaves(
    store: &Store,
    search: &Search,
    docs: &BTreeSet<DocAddress>,
) -> Result<HashMap<DocAddress, Vec<Because>>, StoreError> {
    let mut out: HashMap<DocAddress, Vec<Because>> = HashMap::new();
    for leaf in &search.leaves {
        let mut values = scores(store, &leaf.query, docs)?;
        values.retain(|_, value| *value >= LEAST);
        let mut places: HashMap<DocAddress, Vec<(f32, &str)>> = HashMap::new();
        for (name, query) in leaf.within.iter().filter(|_| !values.is_empty()) {
            for (doc, value) in scores(store, query, docs)? {
                places.entry(doc).or_default().push((value, name));
            }
        }
        for (doc, value) in values {
            let mut places = places.remove(&doc).unwrap_or_default();
            places.sort_by(|a, b| b.0.total_cmp(&a.0));
            let names: Vec<&str> = places.iter().map(|(_, name)| *name).collect();
            let what = match names.as_slice() {
                [] => leaf.what.clone(),
                names => format!("{} in {}", leaf.what, names.join(", ")),
            };
            out.entry(doc).or_default().push(sum(what, value));
        }
    }
    Ok(out)
}

/// What multiplies the score of a hit that has this text.
pub(super) fn factors(
    found: &Match,
    source: &str,
    literals: &Literals,
    ages: &Ages,
) -> Vec<Because> {
    let factors = [
        (found.standing_name(), Standing::factor(found.standing)),
        (
            "how much of the query it holds as written",
            literals.factor(source),
        ),
        ("how new it is among the matches", ages.factor(found.date)),
        ("how much it says of what recurs", found.recurs()),
    ];
    let telling = factors
        .into_iter()
        .filter(|(_, value)| (value - 1.0).abs() >= LEAST);
    let factor = telling.map(|(what, value)| Because {
        what: what.to_owned(),
        value,
        factor: true,
    });
    factor.collect()
}

fn sum(what: String, value: f32) -> Because {
    Because {
        what,
        value,
        factor: false,
    }
}

/// The scores that a query gives to those documents that it matches.
fn scores(
    store: &Store,
    query: &Boxed,
    docs: &BTreeSet<DocAddress>,
) -> Result<HashMap<DocAddress, f32>, StoreError> {
    let counts = store.counts();
    let failed = |error| store.failed(error);
    let scoring = EnableScoring::enabled_from_statistics_provider(&counts, &store.searcher);
    let weight = query.weight(scoring).map_err(failed)?;
    let mut out = HashMap::new();
    let mut scorer: Option<(SegmentOrdinal, Box<dyn Scorer>)> = None;
    for address in docs {
        let mut here = match scorer.take() {
            Some((segment, here)) if segment == address.segment_ord => here,
            _ => {
                let segment = store.searcher.segment_reader(address.segment_ord);
                weight.scorer(segment, 1.0).map_err(failed)?
            }
        };
        if here.doc() < address.doc_id {
            here.seek(address.doc_id);
        }
        if here.doc() == address.doc_id {
            out.insert(*address, here.score());
        }
        scorer = Some((address.segment_ord, here));
    }
    Ok(out)
}
