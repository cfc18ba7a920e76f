//! A knowledge base that stays open: for those who answer many questions, from several threads, while notes change.
//!
//! Before an answer the notes are looked at, though never more often than [`PAUSE`], and never for more than a tenth of
//! the time. One thread looks and reads again what changed; whoever asks meanwhile waits for it a while, and is then
//! answered from what there is, which says so. Between two looks nothing is held: no lock of the index, no note.

use super::answers::{Answered, IndexState};
use super::error::in_full;
use super::{Error, Kb, Mode, Opening};
use crate::config::{Root, RootError};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The least time between two looks at the notes.
const PAUSE: Duration = Duration::from_millis(500);
/// How many times as long as a look took the notes are left alone after it.
const REST: u32 = 10;
/// How long an asker waits for notes to be read again.
const PATIENCE: Duration = Duration::from_secs(2);
/// What is said of an answer that could wait no longer.
const READING: &str = "changed notes are still being read";

/// Where a knowledge base lies and whom to tell what happens to it.
pub struct Source {
    /// Finds the folder and its settings, which may change too.
    pub root: Box<dyn Fn() -> Result<Root, RootError> + Send + Sync>,
    /// Whether to look at the notes; else the index answers as it is, though as new as others made it.
    pub follow: bool,
    /// Told what a user should know.
    pub tell: Box<dyn Fn(&str) + Send + Sync>,
}

/// An open knowledge base that follows its notes. Copies share it.
#[derive(Clone)]
pub struct Live(Arc<Shared>);

struct Shared {
    source: Source,
    now: Mutex<Now>,
    /// Told when a look has ended.
    looked: Condvar,
}

/// What there is to answer from.
struct Now {
    kb: Arc<Kb>,
    /// Raised whenever other notes or settings are answered from.
    version: u64,
    /// When the last look ended, and how long it took, without what had to be read again.
    last: Instant,
    cost: Duration,
    /// Whether a thread is looking.
    looking: bool,
    /// Why the last look came to nothing.
    failed: Option<String>,
    /// What was told of it last: it is told once.
    told: Vec<String>,
}

impl Source {
    fn mode(&self) -> Mode {
        match self.follow {
            true => Mode::Sync,
            false => Mode::AsIs,
        }
    }
}

impl Live {
    /// Opens it and brings its index up to date.
    ///
    /// # Errors
    /// Where there is none, or its index can neither be read nor built.
    pub fn open(source: Source) -> Result<Self, Error> {
        let kb = opened((source.root)()?, source.mode())?;
        kb.news().iter().for_each(|news| (source.tell)(news));
        Ok(Self::around(kb, source))
    }

    /// One that is open already; what there is to tell of it was told.
    #[must_use]
    pub fn around(kb: Kb, source: Source) -> Self {
        let now = Now {
            told: kb.news().to_vec(),
            kb: Arc::new(kb),
            version: 0,
            last: Instant::now(),
            cost: Duration::ZERO,
            looking: false,
            failed: None,
        };
        Self(Arc::new(Shared {
            source,
            now: Mutex::new(now),
            looked: Condvar::new(),
        }))
    }

    /// The answer to a question, from notes as new as can be. What fails for a damaged index is asked once more, of
    /// one that was looked at whole.
    ///
    /// # Errors
    /// Those of the question.
    pub fn ask<T>(
        &self,
        question: impl Fn(&Kb) -> Result<Answered<T>, Error>,
    ) -> Result<Answered<T>, Error> {
        let (kb, stale) = self.current();
        let answered = match asked(&kb, &question) {
            Err(error) if error.may_be_damage() => {
                drop(kb);
                let healed = self.0.healed()?;
                asked(&healed, &question)?
            }
            answered => answered?,
        };
        Ok(match stale {
            None => answered,
            Some(reason) => Answered {
                index: IndexState::Stale(reason),
                ..answered
            },
        })
    }

    /// The file of a note, as [`Kb::file`] has it.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<PathBuf> {
        let kb = Arc::clone(&self.0.now().kb);
        kb.file(path)
    }

    /// Changes whenever answers may be others than before.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.current();
        self.0.now().version
    }

    /// What to answer from, and why it may be older than the notes.
    fn current(&self) -> (Arc<Kb>, Option<String>) {
        let mut now = self.0.now();
        if !now.looking && now.last.elapsed() >= PAUSE.max(now.cost * REST) {
            now.looking = true;
            let shared = Arc::clone(&self.0);
            let started = thread::Builder::new().spawn(move || shared.look());
            if let Err(error) = started {
                now.looking = false;
                now.failed = Some(format!("no thread can be started to read notes: {error}"));
            }
        }
        let waited = self
            .0
            .looked
            .wait_timeout_while(now, PATIENCE, |now| now.looking);
        let (now, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let stale = match now.looking {
            true => Some(READING.to_owned()),
            false => now.failed.clone(),
        };
        (Arc::clone(&now.kb), stale)
    }
}

impl Shared {
    /// The state, whole also after a panic: it is only ever replaced.
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks whether the notes are as they were, and reads again what is not.
    fn look(&self) {
        let begun = Instant::now();
        let kb = Arc::clone(&self.now().kb);
        let mut cost = Duration::ZERO;
        let tried = catch_unwind(AssertUnwindSafe(|| {
            let root = (self.source.root)()?;
            let is_as_new = kb.is_as_new(&root);
            cost = begun.elapsed();
            match is_as_new {
                true => Ok(None),
                false => opened(root, self.source.mode()).map(Some),
            }
        }));
        let tried = tried.unwrap_or_else(|panic| Err(Error::panicked(&*panic)));
        let failed = tried.as_ref().err().map(|error| in_full(error));
        let mut now = self.now();
        let mut news: Vec<String> = Vec::new();
        news.extend(failed.clone().filter(|_| now.failed != failed));
        now.failed = failed;
        if let Ok(Some(kb)) = tried {
            news.extend(now.put(kb));
        }
        now.cost = cost;
        now.last = Instant::now();
        now.looking = false;
        drop(now);
        self.looked.notify_all();
        // Last, and with nothing held: who is told may not listen, and then this thread waits for ever.
        news.iter().for_each(|news| (self.source.tell)(news));
    }

    /// One whose every byte was looked at, and which was built anew where that found damage.
    fn healed(&self) -> Result<Arc<Kb>, Error> {
        let kb = opened((self.source.root)()?, Mode::Verify)?;
        let mut now = self.now();
        let news = now.put(kb);
        let healed = Arc::clone(&now.kb);
        drop(now);
        news.iter().for_each(|news| (self.source.tell)(news));
        Ok(healed)
    }
}

impl Now {
    /// Answers from another one from now on. Gives what is to be told of it that was not told of the one before.
    fn put(&mut self, kb: Kb) -> Vec<String> {
        let news = kb.news().to_vec();
        let told = std::mem::replace(&mut self.told, news.clone());
        self.kb = Arc::new(kb);
        self.version += 1;
        news.into_iter()
            .filter(|news| !told.contains(news))
            .collect()
    }
}

/// The knowledge base at `root`; another kb that writes is not waited for, there is something to answer from.
fn opened(root: Root, mode: Mode) -> Result<Kb, Error> {
    let opening = Opening {
        mode,
        patience: Duration::ZERO,
        progress: &mut |_| {},
    };
    Kb::open(root, opening)
}

/// The answer; a panic is a failure like any other.
fn asked<T>(
    kb: &Kb,
    question: &impl Fn(&Kb) -> Result<Answered<T>, Error>,
) -> Result<Answered<T>, Error> {
    catch_unwind(AssertUnwindSafe(|| question(kb)))
        .unwrap_or_else(|panic| Err(Error::panicked(&*panic)))
}

#[cfg(test)]
mod tests;
