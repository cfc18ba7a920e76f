//! The longest that a search takes: a query of words that nearly every text has, near one another in every order, would
//! else go on for minutes.

use super::error::StoreError;
use super::queries::{Boxed, joined};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tantivy::query::{
    EmptyScorer, EnableScoring, Explanation, Occur, Query as EngineQuery, Scorer, Weight,
};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

/// What is not found by then is not looked for any longer.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often the clock is looked at, in documents.
const GLANCE: u32 = 8;
/// The most that may pass between two looks: the rest was the machine's, which slept or had other things to do.
const LONGEST_STEP: Duration = Duration::from_millis(250);

/// The end of a search's time, and whether it came before the search was over.
#[derive(Debug, Clone)]
pub(super) struct Deadline(Arc<Spent>);

#[derive(Debug)]
struct Spent {
    begun: Instant,
    /// When the clock was last looked at, and the time spent by then, in microseconds.
    looked: AtomicU64,
    micros: AtomicU64,
    missed: AtomicBool,
}

impl Deadline {
    /// The deadline of a search that begins now.
    pub(super) fn new() -> Self {
        Self::of(Instant::now(), Duration::ZERO)
    }

    fn of(begun: Instant, spent: Duration) -> Self {
        Self(Arc::new(Spent {
            begun,
            looked: AtomicU64::new(0),
            micros: AtomicU64::new(micros(spent)),
            missed: AtomicBool::new(false),
        }))
    }

    /// Ends a loop that cannot be ended by a query.
    ///
    /// # Errors
    ///
    /// [`StoreError::TooSlow`] where the time is over.
    pub(super) fn hold(&self) -> Result<(), StoreError> {
        self.is_over();
        self.kept()
    }

    /// Whether every query held to this came to its end.
    ///
    /// # Errors
    ///
    /// [`StoreError::TooSlow`] where one did not.
    pub(super) fn kept(&self) -> Result<(), StoreError> {
        match self.0.missed.load(Ordering::Relaxed) {
            true => Err(StoreError::TooSlow),
            false => Ok(()),
        }
    }

    fn is_over(&self) -> bool {
        let now = micros(self.0.begun.elapsed());
        let step = now.saturating_sub(self.0.looked.swap(now, Ordering::Relaxed));
        let step = step.min(micros(LONGEST_STEP));
        let spent = self.0.micros.fetch_add(step, Ordering::Relaxed) + step;
        let over = spent > micros(PATIENCE);
        if over {
            self.0.missed.store(true, Ordering::Relaxed);
        }
        over
    }

    /// The same query; it ends early when the time is over, and then [`Self::kept`] is an error.
    pub(super) fn held(&self, query: Boxed) -> Boxed {
        let clock: Boxed = Box::new(Clock(self.clone()));
        let query = joined(Occur::Must, vec![query, clock], Vec::new());
        let deadline = self.clone();
        Box::new(Held { query, deadline })
    }
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

/// Does not even begin when the time is over.
#[derive(Debug)]
struct Held<Q> {
    query: Q,
    deadline: Deadline,
}

impl Clone for Held<Boxed> {
    fn clone(&self) -> Self {
        Self {
            query: self.query.box_clone(),
            deadline: self.deadline.clone(),
        }
    }
}

impl EngineQuery for Held<Boxed> {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(Held {
            query: self.query.weight(scoring)?,
            deadline: self.deadline.clone(),
        }))
    }
}

impl Weight for Held<Box<dyn Weight>> {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        match self.deadline.is_over() {
            true => Ok(Box::new(EmptyScorer)),
            false => self.query.scorer(reader, boost),
        }
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.query.explain(reader, doc)
    }
}

/// Matches every document at no score, until the time is over. Beside another query the engine asks both for each
/// document, so that the other ends too.
#[derive(Debug, Clone)]
struct Clock(Deadline);

impl EngineQuery for Clock {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Clock {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut all = Ticking {
            doc: 0,
            end: reader.max_doc(),
            steps: 0,
            deadline: self.0.clone(),
        };
        all.seek(0);
        Ok(Box::new(all))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InternalError(
            "a clock has no score".to_owned(),
        ))
    }
}

struct Ticking {
    doc: DocId,
    end: DocId,
    steps: u32,
    deadline: Deadline,
}

impl DocSet for Ticking {
    fn advance(&mut self) -> DocId {
        self.seek(self.doc.saturating_add(1))
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.steps = self.steps.wrapping_add(1);
        let over = self.steps.is_multiple_of(GLANCE) && self.deadline.is_over();
        self.doc = match over || target >= self.end {
            true => TERMINATED,
            false => target,
        };
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.end
    }
}

impl Scorer for Ticking {
    fn score(&mut self) -> Score {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Deadline, GLANCE, PATIENCE, Ticking};
    use crate::store::StoreError;
    use std::time::{Duration, Instant};
    use tantivy::{DocSet, TERMINATED};

    fn all_until(deadline: &Deadline) -> Ticking {
        Ticking {
            doc: 0,
            end: 10 * GLANCE,
            steps: 0,
            deadline: deadline.clone(),
        }
    }

    #[test]
    fn ends_what_takes_too_long() {
        let deadline = Deadline::new();
        let mut all = all_until(&deadline);
        while all.advance() != TERMINATED {}
        assert_eq!(all.steps, all.end);
        assert!(deadline.kept().is_ok());

        let over = Deadline::of(Instant::now(), 2 * PATIENCE);
        assert!(over.kept().is_ok(), "nothing was cut short yet");
        let mut some = all_until(&over);
        while some.advance() != TERMINATED {}
        assert!(some.steps < some.end);
        assert!(matches!(over.kept(), Err(StoreError::TooSlow)));
        assert!(matches!(over.hold(), Err(StoreError::TooSlow)));
    }

    #[test]
    fn time_in_which_nothing_ran_does_not_count() {
        let Some(begun) = Instant::now().checked_sub(Duration::from_secs(60)) else {
            return;
        };
        let slept = Deadline::of(begun, Duration::ZERO);
        assert!(slept.hold().is_ok());
    }
}
