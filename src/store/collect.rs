//! Collecting all matches with what their order needs. The engine breaks ties by the place of a
//! document in its files, which merges change; ours are broken by path, then line.

use super::literal::Spelling;
use super::recurring::Told;
use super::standing::Standing;
use std::collections::HashSet;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// One match; the best sorts first. Scores are rounded, so that the order of adding floats does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    /// 0 where it has all that is wanted, more where it has less.
    pub(super) tier: u8,
    /// Whether it is beyond those that are looked at in their texts.
    pub(super) unseen: bool,
    /// How it has the name that was asked for.
    pub(super) spelling: Spelling,
    /// The first thing to order by: the date, turned round, where the newest come first; else 0.
    first: u64,
    /// Ten thousandths of a score, negated.
    below: i64,
    pub(super) path: u32,
    line: u64,
    pub(super) address: DocAddress,
    /// What topics of the same text share; 0 for none.
    pub(super) same: u64,
    /// Its last day, as `PartialDate::number` has it; 0 for none.
    pub(super) date: u64,
    /// [`Standing`] of the topic.
    pub(super) standing: u64,
    /// Its title and how much it says.
    pub(super) told: Told,
    /// Whether its text has the query as it was typed.
    pub(super) as_typed: bool,
    /// What its score was multiplied by for how much it says of a topic that recurs, in thousandths.
    recurs: u16,
}

impl Match {
    pub(super) fn score(&self) -> f32 {
        -self.below as f32 / STEPS
    }

    /// What to call its standing.
    pub(super) fn standing_name(&self) -> &'static str {
        match self.standing {
            1 => "a list of links to other topics",
            3 => "a heading with nothing below it",
            _ => "the lines before the first heading",
        }
    }

    /// The same match with its score multiplied.
    pub(super) fn times(self, factor: f32) -> Self {
        let below = (self.below as f64 * f64::from(factor)).round() as i64;
        Self { below, ..self }
    }

    /// The same match, of a topic that recurs, with its score multiplied.
    pub(super) fn recurring(self, factor: f32) -> Self {
        let recurs = (factor.clamp(0.0, 1.0) * 1000.0).round() as u16;
        Self {
            recurs,
            ..self.times(f32::from(recurs) / 1000.0)
        }
    }

    /// What its score was multiplied by for how much it says of a topic that recurs.
    pub(super) fn recurs(&self) -> f32 {
        f32::from(self.recurs) / 1000.0
    }

    /// The same match, to be ordered by date.
    pub(super) fn newest_first(self) -> Self {
        let first = u64::MAX - self.date;
        Self { first, ..self }
    }
}

const STEPS: f32 = 10_000.0;

/// All matches and the paths they come from, in order.
#[derive(Debug, Default)]
pub(super) struct Matches {
    pub(super) all: Vec<Match>,
    pub(super) paths: Vec<String>,
}

impl Matches {
    /// These matches and below them, in a tier of their own, those of `others` that are not among them.
    pub(super) fn then(self, others: Self, tier: usize) -> Self {
        let mut paths: Vec<String> = self.paths.iter().chain(&others.paths).cloned().collect();
        paths.sort_unstable();
        paths.dedup();
        let have: HashSet<DocAddress> = self.all.iter().map(|m| m.address).collect();
        let placed = |m: Match, of: &[String]| {
            let rank = paths.binary_search(&of[m.path as usize]);
            let path = rank.unwrap_or_default() as u32;
            Match { path, ..m }
        };
        let mut all: Vec<Match> = self.all.iter().map(|m| placed(*m, &self.paths)).collect();
        let more = others.all.iter().filter(|m| !have.contains(&m.address));
        let tier = u8::try_from(tier).unwrap_or(u8::MAX);
        all.extend(more.map(|m| Match {
            tier,
            ..placed(*m, &others.paths)
        }));
        Self { all, paths }
    }

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
pub(super) struct Everything<'c> {
    pub(super) scored: bool,
    /// The columns of each segment.
    pub(super) columns: &'c [Columns],
}

/// The numbers of a segment's documents. Opening them costs more than many a search that uses them.
#[derive(Clone)]
pub(super) struct Columns {
    lines: Column<u64>,
    paths: Option<StrColumn>,
    standing: Column<u64>,
    same: Column<u64>,
    dates: Column<u64>,
    told: Column<u64>,
}

impl Columns {
    pub(super) fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self {
            lines: fast.u64("line")?,
            paths: fast.str("recap")?,
            standing: fast.u64("standing")?,
            same: fast.u64("same")?,
            dates: fast.u64("day")?,
            told: fast.u64("told")?,
        })
    }
}

/// What one segment gave.
pub(super) struct Segment {
    segment: SegmentOrdinal,
    columns: Columns,
    hits: Vec<(i64, DocId)>,
}

/// A hit with the index of its path among those of its segment.
struct Hit {
    below: i64,
    path: usize,
    line: u64,
    same: u64,
    date: u64,
    standing: u64,
    told: u64,
    address: DocAddress,
}

/// The hits of a segment and their paths.
#[derive(Default)]
pub(super) struct Found {
    hits: Vec<Hit>,
    paths: Vec<String>,
}

impl Collector for Everything<'_> {
    type Fruit = Matches;
    type Child = Segment;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<Segment> {
        let columns = match self.columns.get(segment as usize) {
            Some(columns) => columns.clone(),
            None => Columns::open(reader)?,
        };
        Ok(Segment {
            segment,
            columns,
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
                tier: 0,
                unseen: false,
                spelling: Spelling::default(),
                first: 0,
                standing: hit.standing,
                told: Told::kept(hit.told),
                as_typed: false,
                recurs: 1000,
                below: hit.below,
                path: ranks.get(hit.path).copied().unwrap_or_default(),
                line: hit.line,
                same: hit.same,
                date: hit.date,
                address: hit.address,
            }));
        }
        let paths = paths.into_iter().map(str::to_owned).collect();
        Ok(Matches { all, paths })
    }
}

impl SegmentCollector for Segment {
    type Fruit = std::io::Result<Found>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let standing = self.columns.standing.first(doc).unwrap_or_default();
        let score = score * Standing::factor(standing);
        self.hits.push((-(score * STEPS).round() as i64, doc));
    }

    fn harvest(self) -> std::io::Result<Found> {
        let Some(column) = &self.columns.paths else {
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
            line: self.columns.lines.first(*doc).unwrap_or_default(),
            same: self.columns.same.first(*doc).unwrap_or_default(),
            standing: self.columns.standing.first(*doc).unwrap_or_default(),
            date: self.columns.dates.first(*doc).unwrap_or_default(),
            told: self.columns.told.first(*doc).unwrap_or_default(),
            address: DocAddress::new(self.segment, *doc),
        };
        let hits = self.hits.iter().map(hit).collect();
        Ok(Found { hits, paths })
    }
}
