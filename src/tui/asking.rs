//! Questions asked beside the screen. Of each kind only the latest counts: who types on has no use for what was typed before.

use crate::kb::reports::{History, Priorities};
use crate::kb::{Answered, Error, Filters, Found, Kb, Live, SearchAnswer, SearchRequest, Shown};
use crate::tui::pick::Row;
use std::cmp::Reverse;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;

/// A question.
#[derive(Debug)]
pub(super) enum Ask {
    /// What fits a request.
    Search(SearchRequest),
    /// How many fit it, by the values they have. Of many that takes a while.
    Count(SearchRequest),
    /// A topic, whole, by its id, to be shown beside the hits.
    Preview(String),
    /// A topic, whole, by its id.
    Show(String),
    /// How something got to where it is.
    History(String),
    /// The priorities within filters.
    Priorities(Filters),
    /// All topics within filters, as rows to pick from.
    Rows(Filters),
    /// Which state of the notes is answered from.
    Version,
}

/// An answer, or why there is none.
#[derive(Debug)]
pub(super) enum Told {
    Search(Box<Result<Answered<SearchAnswer>, Error>>),
    Count(Box<Result<Answered<SearchAnswer>, Error>>),
    /// With the id that was asked for.
    Preview(String, Result<Answered<Found<Shown>>, Error>),
    /// With the id that was asked for.
    Show(String, Result<Answered<Found<Shown>>, Error>),
    History(Result<Answered<History>, Error>),
    Priorities(Result<Answered<Priorities>, Error>),
    Rows(Result<Answered<Vec<Row>>, Error>),
    Version(u64),
    /// Another question of the same kind came after it.
    Overtaken,
}

/// Threads that answer: one that counts, one for all else, which must not wait for it. They end when this does, once they
/// are done with what they are at.
pub(super) struct Asker {
    asks: Sender<Ask>,
    counts: Sender<Ask>,
    told: Receiver<Told>,
    /// Questions without an answer yet.
    open: usize,
}

impl Asker {
    /// Starts one.
    pub(super) fn start(live: &Live) -> Self {
        let (tell, told) = channel();
        let answering = || {
            let (asks, asked) = channel();
            let (live, tell) = (live.clone(), tell.clone());
            thread::spawn(move || answer(&live, &asked, &tell));
            asks
        };
        Self {
            asks: answering(),
            counts: answering(),
            told,
            open: 0,
        }
    }

    /// Asks.
    pub(super) fn ask(&mut self, ask: Ask) {
        let thread = match ask {
            Ask::Count(_) => &self.counts,
            _ => &self.asks,
        };
        if thread.send(ask).is_ok() {
            self.open += 1;
        }
    }

    /// An answer that came meanwhile.
    pub(super) fn told(&mut self) -> Option<Told> {
        let told = self.told.try_recv();
        match told {
            Ok(_) => self.open = self.open.saturating_sub(1),
            Err(TryRecvError::Empty) => {}
            // Nobody is left to answer what is open.
            Err(TryRecvError::Disconnected) => self.open = 0,
        }
        told.ok()
    }

    /// Whether an answer is on its way.
    pub(super) fn is_asked(&self) -> bool {
        self.open > 0
    }
}

fn answer(live: &Live, asked: &Receiver<Ask>, tell: &Sender<Told>) {
    let mut open: Vec<Ask> = Vec::new();
    loop {
        if open.is_empty() {
            match asked.recv() {
                Ok(ask) => open.push(ask),
                Err(_) => return,
            }
        }
        open.extend(asked.try_iter());
        let ask = open.remove(0);
        let kind = std::mem::discriminant(&ask);
        let is_old = open
            .iter()
            .any(|later| std::mem::discriminant(later) == kind);
        // Its asker counts what is open.
        let told = match is_old {
            true => Told::Overtaken,
            false => answered(live, ask),
        };
        if tell.send(told).is_err() {
            return;
        }
    }
}

fn answered(live: &Live, ask: Ask) -> Told {
    match ask {
        Ask::Search(request) => {
            let found = caught(|| live.ask(|kb| kb.search(&request)));
            Told::Search(Box::new(found))
        }
        Ask::Count(request) => {
            let found = caught(|| live.ask(|kb| kb.search(&request)));
            Told::Count(Box::new(found))
        }
        Ask::Preview(id) => {
            let shown = caught(|| live.ask(|kb| kb.show(&id)));
            Told::Preview(id, shown)
        }
        Ask::Show(id) => {
            let shown = caught(|| live.ask(|kb| kb.show(&id)));
            Told::Show(id, shown)
        }
        Ask::History(of) => {
            let filters = Filters::default();
            Told::History(caught(|| live.ask(|kb| kb.history(&of, &filters))))
        }
        Ask::Priorities(filters) => {
            Told::Priorities(caught(|| live.ask(|kb| kb.priorities(&filters))))
        }
        Ask::Rows(filters) => Told::Rows(caught(|| live.ask(|kb| rows(kb, &filters)))),
        Ask::Version => Told::Version(live.version()),
    }
}

/// A row of each topic, the newest first: what is looked for is more often of late.
fn rows(kb: &Kb, filters: &Filters) -> Result<Answered<Vec<Row>>, Error> {
    let mut dated = kb.topics_as(filters, |topic| (topic.date, Row::of_topic(&topic)))?;
    dated.value.sort_by_key(|(date, _)| Reverse(*date));
    Ok(Answered {
        value: dated.value.into_iter().map(|(_, row)| row).collect(),
        index: dated.index,
        unknown: dated.unknown,
    })
}

/// A question that breaks down is one without an answer.
fn caught<T>(question: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(question)).unwrap_or_else(|panic| Err(Error::panicked(&*panic)))
}
