//! What the index's dictionaries know: the values of a field, and how many live records have each.

use super::error::StoreError;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, SegmentReader};

/// All terms of `field` that `wanted` takes, in order. Some may stand in deleted records only.
pub(super) fn matching(
    searcher: &Searcher,
    field: Field,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<String>, StoreError> {
    let mut found = BTreeSet::new();
    for segment in searcher.segment_readers() {
        walk(segment, field, |term| {
            if wanted(term) {
                found.insert(term.to_owned());
            }
        })
        .map_err(failed)?;
    }
    Ok(found.into_iter().collect())
}

/// The terms of `field` that begin with `prefix`, without it, and the number of live records of each.
pub(super) fn counts(
    searcher: &Searcher,
    field: Field,
    prefix: &str,
) -> Result<Vec<(String, u64)>, StoreError> {
    let mut counts = BTreeMap::new();
    for segment in searcher.segment_readers() {
        count(segment, field, prefix, &mut counts).map_err(failed)?;
    }
    counts.retain(|_, count| *count > 0);
    Ok(counts.into_iter().collect())
}

fn count(
    segment: &SegmentReader,
    field: Field,
    prefix: &str,
    counts: &mut BTreeMap<String, u64>,
) -> tantivy::Result<()> {
    let index = segment.inverted_index(field)?;
    let mut stream = index.terms().range().ge(prefix).into_stream()?;
    while let Some((term, info)) = stream.next() {
        let Some(value) = std::str::from_utf8(term)
            .ok()
            .and_then(|t| t.strip_prefix(prefix))
        else {
            break;
        };
        let live = match segment.alive_bitset() {
            Some(alive) => index
                .read_postings_from_terminfo(info, IndexRecordOption::Basic)?
                .doc_freq_given_deletes(alive),
            None => info.doc_freq,
        };
        *counts.entry(value.to_owned()).or_default() += u64::from(live);
    }
    Ok(())
}

fn walk(segment: &SegmentReader, field: Field, mut each: impl FnMut(&str)) -> tantivy::Result<()> {
    let index = segment.inverted_index(field)?;
    let mut stream = index.terms().stream()?;
    while stream.advance() {
        if let Ok(term) = std::str::from_utf8(stream.key()) {
            each(term);
        }
    }
    Ok(())
}

pub(super) fn failed(error: tantivy::TantivyError) -> StoreError {
    StoreError::engine(Path::new(""), error)
}
