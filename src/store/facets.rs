//! How many matches have each value.

use super::collect::Match;
use super::error::StoreError;
use std::collections::{BTreeMap, HashSet};
use tantivy::{Searcher, SegmentReader, TantivyError};

/// The matches that have a value: how many stand alone, and the signs of those that have copies among the matches.
#[derive(Default, Clone)]
struct Having {
    alone: u64,
    copied: Vec<u64>,
}

/// The values of all matches, behind the letters of their fields, with the number of matches of each. Copies of one text are one, as
/// they are one hit: a value counts as many as a search within it finds.
pub(super) fn count(
    searcher: &Searcher,
    matches: &[Match],
) -> Result<Vec<(String, u64)>, StoreError> {
    let segments = searcher.segment_readers();
    let mut here: Vec<Vec<&Match>> = vec![Vec::new(); segments.len()];
    for found in matches {
        if let Some(segment) = here.get_mut(found.address.segment_ord as usize) {
            segment.push(found);
        }
    }
    let copied = copied(matches);
    let mut of_value: BTreeMap<String, Having> = BTreeMap::new();
    for (segment, here) in segments.iter().zip(&here) {
        in_segment(segment, here, &copied, &mut of_value)
            .map_err(|error| StoreError::Engine(error.to_string()))?;
    }
    let counted = of_value.into_iter().map(|(value, having)| {
        let signs: HashSet<u64> = having.copied.into_iter().collect();
        (value, having.alone + signs.len() as u64)
    });
    Ok(counted.collect())
}

/// The signs that more than one match has. Most have none, and need not be kept apart for each value.
fn copied(matches: &[Match]) -> HashSet<u64> {
    let mut signs: Vec<u64> = matches.iter().map(|found| found.same).collect();
    signs.sort_unstable();
    let pairs = signs.windows(2);
    let twice = pairs.filter(|pair| pair[0] != 0 && pair[0] == pair[1]);
    twice.map(|pair| pair[0]).collect()
}

/// Adds what the matches of one segment have.
fn in_segment(
    segment: &SegmentReader,
    here: &[&Match],
    copied: &HashSet<u64>,
    of_value: &mut BTreeMap<String, Having>,
) -> Result<(), TantivyError> {
    let Some(column) = segment.fast_fields().str("facet")? else {
        return Ok(());
    };
    let mut of_ord = vec![Having::default(); column.num_terms()];
    for found in here {
        let is_copied = copied.contains(&found.same);
        for ord in column.term_ords(found.address.doc_id) {
            match of_ord.get_mut(ord as usize) {
                Some(having) if is_copied => having.copied.push(found.same),
                Some(having) => having.alone += 1,
                None => {}
            }
        }
    }
    let had = of_ord.into_iter().enumerate();
    let (ords, had): (Vec<u64>, Vec<Having>) = had
        .filter(|(_, having)| having.alone > 0 || !having.copied.is_empty())
        .map(|(ord, having)| (ord as u64, having))
        .unzip();
    let mut had = had.into_iter();
    column.dictionary().sorted_ords_to_term_cb(&ords, |term| {
        let value = String::from_utf8_lossy(term).into_owned();
        let having = had.next().unwrap_or_default();
        let all = of_value.entry(value).or_default();
        all.alone += having.alone;
        all.copied.extend(having.copied);
    })?;
    Ok(())
}
