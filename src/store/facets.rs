//! How many matches have each value.

use super::collect::Match;
use super::error::StoreError;
use std::collections::BTreeMap;
use tantivy::Searcher;

/// The values of all matches, behind the letters of their fields, with the number of matches of each.
pub(super) fn count(
    searcher: &Searcher,
    matches: &[Match],
) -> Result<Vec<(String, u64)>, StoreError> {
    let failed = |error: tantivy::TantivyError| StoreError::Engine(error.to_string());
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for (ordinal, segment) in searcher.segment_readers().iter().enumerate() {
        let Some(column) = segment.fast_fields().str("facet").map_err(failed)? else {
            continue;
        };
        let mut by_ord: BTreeMap<u64, u64> = BTreeMap::new();
        let here = matches.iter().map(|m| m.address);
        for address in here.filter(|address| address.segment_ord as usize == ordinal) {
            for ord in column.term_ords(address.doc_id) {
                *by_ord.entry(ord).or_default() += 1;
            }
        }
        let ords: Vec<u64> = by_ord.keys().copied().collect();
        let mut counted = by_ord.values();
        let read = column.dictionary().sorted_ords_to_term_cb(&ords, |term| {
            let count = counted.next().copied().unwrap_or_default();
            let value = String::from_utf8_lossy(term).into_owned();
            *counts.entry(value).or_default() += count;
        });
        read.map_err(|error| failed(error.into()))?;
    }
    Ok(counts.into_iter().collect())
}
