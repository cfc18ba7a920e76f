//! What the formats for people show of the counts of a search.

use crate::kb::Facets;

/// Most values that are shown of each.
const SHOWN: usize = 10;
/// What stands before the number of those that are not.
pub(super) const MORE: &str = "+ ";

/// The counts with their names, those that have any.
pub(super) fn blocks(facets: &Facets) -> impl Iterator<Item = (&'static str, &[(String, u64)])> {
    [
        ("tags", facets.tags.as_slice()),
        ("releases", &facets.releases),
        ("projects", &facets.projects),
        ("years", &facets.years),
    ]
    .into_iter()
    .filter(|(_, counts)| !counts.is_empty())
}

/// The values that are shown.
pub(super) fn shown(counts: &[(String, u64)]) -> &[(String, u64)] {
    &counts[..counts.len().min(SHOWN)]
}
