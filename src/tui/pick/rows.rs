//! What is picked from, and what of it fits what is typed.

use crate::kb::{SearchHit, Spot};
use crate::model::Topic;
use crate::render::clean;
use crate::render::text::{facts, item_kind};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str, Utf32String};
use rayon::iter::{
    IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _,
};
use rayon::slice::ParallelSliceMut as _;

/// One topic, or an item of one.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// What is shown: title, facts, place.
    pub(super) text: String,
    /// The same as it is compared.
    key: Utf32String,
    pub(super) spot: Spot,
}

impl Row {
    /// A topic.
    pub(super) fn of_topic(topic: &Topic) -> Self {
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
        let key = Utf32String::from(text.as_str());
        Self { text, key, spot }
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
                let score = self.0.score(row.key.slice(..), matcher)?;
                Some((std::cmp::Reverse(score), at))
            });
        let mut scored: Vec<_> = scored.flatten().collect();
        scored.par_sort_unstable();
        scored.into_iter().map(|(_, at)| at).collect()
    }

    /// The bytes of a row's text that what is typed stands for, as ranges.
    pub(super) fn marks(&self, row: &Row) -> Vec<std::ops::Range<usize>> {
        let mut places = Vec::new();
        let text = row.key.slice(..);
        let is_ascii = matches!(text, Utf32Str::Ascii(_));
        self.0.indices(text, &mut matcher(), &mut places);
        places.sort_unstable();
        places.dedup();
        let ranges = places.into_iter().filter_map(|place| {
            let place = usize::try_from(place).ok()?;
            match is_ascii {
                true => Some(place..place + 1),
                false => cluster(&row.text, place),
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
    use unicode_segmentation::UnicodeSegmentation as _;
    let (start, cluster) = text.grapheme_indices(true).nth(place)?;
    Some(start..start + cluster.len())
}
