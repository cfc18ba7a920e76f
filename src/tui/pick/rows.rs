//! What is picked from, and what of it fits what is typed.

use crate::kb::{SearchHit, Spot};
use crate::model::Topic;
use crate::render::clean;
use crate::render::text::{facts, item_kind};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use rayon::iter::{
    IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _,
};
use rayon::slice::ParallelSliceMut as _;
use unicode_segmentation::UnicodeSegmentation as _;

/// One topic, or an item of one.
#[derive(Debug, Clone)]
pub(in crate::tui) struct Row {
    /// What is shown: title, facts, place.
    pub(super) text: Box<str>,
    /// The same as it is compared, where that is not as it is shown: the first sign of each that a reader takes for one.
    /// There are as many rows as topics, and most are of ASCII.
    wide: Option<Box<[char]>>,
    pub(super) spot: Spot,
}

impl Row {
    /// A topic.
    pub(in crate::tui) fn of_topic(topic: &Topic) -> Self {
        Self::new(&topic.title, topic, topic.lines().start, &topic.id)
    }

    /// A hit: its item, where it is one.
    pub(super) fn of_hit(hit: &SearchHit) -> Self {
        match &hit.item {
            Some(item) => {
                let said = format!("{}: {}", item_kind(item), item.text.replace('\n', "; "));
                Self::new(&said, &hit.topic, item.lines().start, &item.id)
            }
            None => Self::of_topic(&hit.topic),
        }
    }

    fn new(title: &str, topic: &Topic, line: u32, id: &str) -> Self {
        let place = format!("{}:{line}", topic.path);
        // A sign of ASCII between the facts: text of nothing else is compared many times as fast.
        let facts = facts(topic).replace(" \u{b7} ", ", ");
        let parts = [title.to_owned(), facts, place];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        let text = parts.collect::<Vec<_>>().join("  ");
        Self::shown(
            clean::line(&text),
            Spot {
                id: id.to_owned(),
                path: topic.path.clone(),
                line,
            },
        )
    }

    /// A row of this text.
    pub(super) fn shown(text: String, spot: Spot) -> Self {
        let first = |cluster: &str| cluster.chars().next();
        let wide = (!text.is_ascii()).then(|| text.graphemes(true).filter_map(first).collect());
        Self {
            text: text.into_boxed_str(),
            wide,
            spot,
        }
    }

    /// Its text as it is compared.
    fn compared(&self) -> Utf32Str<'_> {
        match &self.wide {
            Some(wide) => Utf32Str::Unicode(wide),
            None => Utf32Str::Ascii(self.text.as_bytes()),
        }
    }
}

/// What is typed, to be compared with rows: every word of it, in any order, each in the order of its letters.
pub(super) struct Typed(Pattern);

impl Typed {
    pub(super) fn new(text: &str) -> Self {
        Self(Pattern::parse(
            text,
            CaseMatching::Smart,
            Normalization::Smart,
        ))
    }

    /// The numbers of the rows that fit, the best first, and of equals the first first.
    pub(super) fn fitting(&self, rows: &[Row]) -> Vec<usize> {
        let scored = rows
            .par_iter()
            .enumerate()
            .map_init(matcher, |matcher, (at, row)| {
                let score = self.0.score(row.compared(), matcher)?;
                Some((std::cmp::Reverse(score), at))
            });
        let mut scored: Vec<_> = scored.flatten().collect();
        scored.par_sort_unstable();
        scored.into_iter().map(|(_, at)| at).collect()
    }

    /// The bytes of a row's text that what is typed stands for, as ranges.
    pub(super) fn marks(&self, row: &Row) -> Vec<std::ops::Range<usize>> {
        let mut places = Vec::new();
        self.0.indices(row.compared(), &mut matcher(), &mut places);
        places.sort_unstable();
        places.dedup();
        let ranges = places.into_iter().filter_map(|place| {
            let place = usize::try_from(place).ok()?;
            match row.wide {
                None => Some(place..place + 1),
                Some(_) => cluster(&row.text, place),
            }
        });
        ranges.collect()
    }
}

/// Paths are compared as well as titles: a part of a path begins anew.
fn matcher() -> Matcher {
    Matcher::new(Config::DEFAULT.match_paths())
}

/// The bytes of what a reader takes for one character. That is what the matcher counts in.
fn cluster(text: &str, place: usize) -> Option<std::ops::Range<usize>> {
    let (start, cluster) = text.grapheme_indices(true).nth(place)?;
    Some(start..start + cluster.len())
}
