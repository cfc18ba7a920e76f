//! Newer records a little before older ones that match as well: who asks for a topic wants to know where it stands.

use super::collect::Match;

/// What the newest match's score gains on that of the oldest.
const NEWEST: f32 = 0.5;
/// Where the matches are from a shorter time, in years, it gains less: what is two weeks older is as good.
const LONG: f32 = 2.0;

/// The span of time that the matches come from.
pub(super) struct Ages {
    first: f32,
    last: f32,
}

impl Ages {
    pub(super) fn of(all: &[Match]) -> Self {
        let dates = || all.iter().map(|m| m.date).filter(|date| *date > 0);
        Self {
            first: dates().min().map_or(0.0, years),
            last: dates().max().map_or(0.0, years),
        }
    }

    /// What to multiply the score of a record of this date by. One without a date stands in the middle.
    pub(super) fn factor(&self, date: u64) -> f32 {
        let span = self.last - self.first;
        let share = match date {
            0 => 0.5,
            _ if span <= 0.0 => 0.5,
            date => ((years(date) - self.first) / span).clamp(0.0, 1.0),
        };
        1.0 + NEWEST * (span / LONG).min(1.0) * share
    }
}

/// A day, as `PartialDate::number` has it, in years.
fn years(day: u64) -> f32 {
    let (year, month, day) = (day / 10_000, day / 100 % 100, day % 100);
    year as f32 + month.saturating_sub(1) as f32 / 12.0 + day as f32 / 366.0
}
