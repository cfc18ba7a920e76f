//! Questions to a knowledge base from many who do not wait for one another: a few at a time, on threads of their own, each within
//! a time. This is where async ends: a question is a plain function.

use crate::kb::Live;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// How long an answer may take, with the wait for its turn.
const LONGEST: Duration = Duration::from_secs(20);
/// Most questions that are answered or wait; what a client sends beyond them is refused, not kept.
const PLACES: usize = 512;

/// Asks a knowledge base. Copies share the turns.
#[derive(Clone)]
pub(crate) struct Asker {
    live: Live,
    places: Arc<Semaphore>,
    turns: Arc<Semaphore>,
}

/// Why a question got no answer at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unanswered {
    /// Too many others wait.
    #[error("too many questions at a time")]
    Busy,
    /// It takes too long.
    #[error("the answer takes more than {} s", LONGEST.as_secs())]
    Late,
    /// What answers it failed.
    #[error("kb failed inside")]
    Failed,
}

impl Unanswered {
    /// What to do about it.
    pub(crate) fn hint(self) -> &'static str {
        match self {
            Self::Busy => "ask again in a few seconds",
            Self::Late => "ask for less, with filters or a smaller `limit`",
            Self::Failed => "this is a fault of kb: please report it with what was asked",
        }
    }
}

impl Asker {
    pub(crate) fn new(live: Live) -> Self {
        let cores = available_parallelism().map_or(1, usize::from);
        Self {
            live,
            places: Arc::new(Semaphore::new(PLACES)),
            turns: Arc::new(Semaphore::new(cores * 2)),
        }
    }

    /// What `question` answers. It goes on where nobody waits for it any more, and keeps its turn until it ends.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Live) -> T + Send + 'static,
    ) -> Result<T, Unanswered> {
        let _place = self.places.try_acquire().map_err(|_| Unanswered::Busy)?;
        let answered = async {
            let turn = Arc::clone(&self.turns).acquire_owned().await;
            let turn = turn.map_err(|_| Unanswered::Failed)?;
            let live = self.live.clone();
            let asked = spawn_blocking(move || {
                let answer = question(&live);
                drop(turn);
                answer
            });
            asked.await.map_err(|_| Unanswered::Failed)
        };
        timeout(LONGEST, answered)
            .await
            .unwrap_or(Err(Unanswered::Late))
    }
}
