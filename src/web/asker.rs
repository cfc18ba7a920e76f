//! Questions to the knowledge base from many connections: a few at a time, on threads of their own.

use crate::kb::Live;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// How long a question waits for its turn.
const TURN: Duration = Duration::from_secs(5);

/// Asks a knowledge base. Copies share the turns.
#[derive(Clone)]
pub(super) struct Asker {
    live: Live,
    turns: Arc<Semaphore>,
}

/// Why a question got no answer at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unanswered {
    /// Too many others are asking.
    Busy,
    /// What answers it failed.
    Failed,
}

impl Asker {
    pub(super) fn new(live: Live) -> Self {
        let cores = available_parallelism().map_or(1, usize::from);
        Self {
            live,
            turns: Arc::new(Semaphore::new(cores * 2)),
        }
    }

    /// What `question` answers. It goes on where nobody waits for it any more, and keeps its turn until it ends.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Live) -> T + Send + 'static,
    ) -> Result<T, Unanswered> {
        let turn = timeout(TURN, Arc::clone(&self.turns).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else {
            return Err(Unanswered::Busy);
        };
        let live = self.live.clone();
        let asked = spawn_blocking(move || {
            let answer = question(&live);
            drop(turn);
            answer
        });
        asked.await.map_err(|_| Unanswered::Failed)
    }
}
