//! What a search looked for, to be marked in text that is shown beside its hits.

use crate::store::Matcher;
use std::ops::Range;

/// What a search looked for.
#[derive(Debug, Clone, Default)]
pub struct Marks(Matcher);

impl Marks {
    pub(super) fn of(matcher: &Matcher) -> Self {
        Self(matcher.clone())
    }

    /// The byte ranges of `text` that it would find: ascending, apart from each other, on character boundaries.
    #[must_use]
    pub fn within(&self, text: &str) -> Vec<Range<usize>> {
        let ranges = self.0.ranges(text).into_iter();
        ranges.map(|(start, end)| start..end).collect()
    }
}
