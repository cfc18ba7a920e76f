//! Collecting all matches with what their order needs. The engine breaks ties by the place of a
//! document in its files, which merges change; ours are broken by path, then line.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// One match. Scores are rounded, so that the order of adding floats does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    /// Ten thousandths of a score, negated: the best sorts first.
    below: i64,
    path: u32,
    line: u64,
    pub(super) address: DocAddress,
}

impl Match {
    pub(super) fn score(&self) -> f32 {
        -self.below as f32 / STEPS
    }
}

const STEPS: f32 = 10_000.0;

/// All matches and the number of paths they come from.
#[derive(Debug, Default)]
pub(super) struct Matches {
    pub(super) all: Vec<Match>,
    pub(super) paths: usize,
}

impl Matches {
    /// The matches `offset..offset + limit` of the order.
    pub(super) fn page(mut self, limit: usize, offset: usize) -> Vec<Match> {
        let end = offset.saturating_add(limit).min(self.all.len());
        if end > 0 && end < self.all.len() {
            self.all.select_nth_unstable(end - 1);
            self.all.truncate(end);
        }
        self.all.sort_unstable();
        self.all
            .get(offset..end)
            .map(<[Match]>::to_vec)
            .unwrap_or_default()
    }
}

/// Collects every match, with scores or without.
pub(super) struct Everything {
    pub(super) scored: bool,
}

/// What one segment gave.
pub(super) struct Segment {
    segment: SegmentOrdinal,
    lines: Column<u64>,
    paths: Option<StrColumn>,
    hits: Vec<(i64, DocId)>,
}

/// A hit with the index of its path among those of its segment.
struct Hit {
    below: i64,
    path: usize,
    line: u64,
    address: DocAddress,
}

/// The hits of a segment and their paths.
#[derive(Default)]
pub(super) struct Found {
    hits: Vec<Hit>,
    paths: Vec<String>,
}

impl Collector for Everything {
    type Fruit = Matches;
    type Child = Segment;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<Segment> {
        Ok(Segment {
            segment,
            lines: reader.fast_fields().u64("line")?,
            paths: reader.fast_fields().str("path")?,
            hits: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.scored
    }

    fn merge_fruits(&self, found: Vec<std::io::Result<Found>>) -> tantivy::Result<Matches> {
        let found = found.into_iter().collect::<std::io::Result<Vec<Found>>>()?;
        let mut paths: Vec<&str> = found
            .iter()
            .flat_map(|segment| segment.paths.iter().map(String::as_str))
            .collect();
        paths.sort_unstable();
        paths.dedup();
        let rank = |path: &str| paths.binary_search(&path).unwrap_or_default() as u32;
        let mut all = Vec::with_capacity(found.iter().map(|segment| segment.hits.len()).sum());
        for segment in &found {
            let ranks: Vec<u32> = segment.paths.iter().map(|path| rank(path)).collect();
            all.extend(segment.hits.iter().map(|hit| Match {
                below: hit.below,
                path: ranks.get(hit.path).copied().unwrap_or_default(),
                line: hit.line,
                address: hit.address,
            }));
        }
        let paths = paths.len();
        Ok(Matches { all, paths })
    }
}

impl SegmentCollector for Segment {
    type Fruit = std::io::Result<Found>;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.hits.push((-(score * STEPS).round() as i64, doc));
    }

    fn harvest(self) -> std::io::Result<Found> {
        let Some(column) = &self.paths else {
            return Ok(Found::default());
        };
        let ord = |doc: DocId| column.term_ords(doc).next().unwrap_or_default();
        let mut ords: Vec<u64> = self.hits.iter().map(|(_, doc)| ord(*doc)).collect();
        ords.sort_unstable();
        ords.dedup();
        let mut paths = Vec::with_capacity(ords.len());
        column.dictionary().sorted_ords_to_term_cb(&ords, |path| {
            paths.push(String::from_utf8_lossy(path).into_owned());
        })?;
        let hit = |(below, doc): &(i64, DocId)| Hit {
            below: *below,
            path: ords.binary_search(&ord(*doc)).unwrap_or_default(),
            line: self.lines.first(*doc).unwrap_or_default(),
            address: DocAddress::new(self.segment, *doc),
        };
        let hits = self.hits.iter().map(hit).collect();
        Ok(Found { hits, paths })
    }
}
