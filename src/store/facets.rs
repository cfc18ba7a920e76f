//! How many matches have each value.

use super::collect::Match;
use super::error::StoreError;
use std::collections::{BTreeMap, HashSet};
use tantivy::Searcher;

/// The values of all matches, behind the letters of their fields, with the number of matches of each. Copies of one text are one, as
/// they are one hit: a value counts as many as a search within it finds.
pub(super) fn count(
    searcher: &Searcher,
    matches: &[Match],
) -> Result<Vec<(String, u64)>, StoreError> {
    let failed = |error: tantivy::TantivyError| StoreError::Engine(error.to_string());
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let mut seen: HashSet<(String, u64)> = HashSet::new();
    for (ordinal, segment) in searcher.segment_readers().iter().enumerate() {
        let Some(column) = segment.fast_fields().str("facet").map_err(failed)? else {
            continue;
        };
        let mut by_ord: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
        let here = |m: &&Match| m.address.segment_ord as usize == ordinal;
        for found in matches.iter().filter(here) {
            for ord in column.term_ords(found.address.doc_id) {
                by_ord.entry(ord).or_default().push(found.same);
            }
        }
        let ords: Vec<u64> = by_ord.keys().copied().collect();
        let mut counted = by_ord.values();
        let read = column.dictionary().sorted_ords_to_term_cb(&ords, |term| {
            let value = String::from_utf8_lossy(term).into_owned();
            let same = counted.next().into_iter().flatten();
            let new = same.filter(|same| **same == 0 || seen.insert((value.clone(), **same)));
            *counts.entry(value.clone()).or_default() += new.count() as u64;
        });
        read.map_err(|error| failed(error.into()))?;
    }
    Ok(counts.into_iter().collect())
}
