//! What the full screen shows: the search, and the pages that lie over it.

use super::facets::Side;
use super::keys::Effect;
use super::list::List;
use super::record::Record;
use crate::kb::{Filters, SearchAnswer, SearchHit, SearchRequest, Sort};
use crate::model::Topic;
use crate::tui::asking::Ask;
use crate::tui::look::Look;
use tui_input::Input;

/// What is searched for where nothing is typed: every topic, the newest first.
const EVERYTHING: &str = "kind:topic OR kind:preamble";
/// Hits that are asked for first, and how many more once the last of them is near.
const HITS: usize = 50;
/// Hits from the last at which more are asked for.
const NEAR: usize = 5;
/// Most hits that are asked for to go to the last: each takes memory.
const MOST: usize = 100_000;

/// What keys act upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Focus {
    /// The query that is typed.
    Query,
    /// The hits.
    Hits,
    /// The counts by value at the side.
    Side,
}

/// A page over the search.
pub(super) enum Page {
    /// A record, whole.
    Record(Box<Record>),
    /// A history or priorities.
    List(List),
    /// The keys, from this row on.
    Help(usize),
}

/// What a record is wanted for, until it comes.
pub(super) enum Wanted {
    /// To be opened.
    Record,
    /// To be opened in the editor, at this line.
    Edit(u32),
}

/// All that the full screen shows.
pub(super) struct App {
    pub(super) look: Look,
    pub(super) input: Input,
    pub(super) focus: Focus,
    /// The filters that were asked for with the command.
    given: Filters,
    pub(super) side: Side,
    /// The last answer.
    pub(super) found: Option<SearchAnswer>,
    /// Why what is typed is no query.
    pub(super) fault: Option<String>,
    /// What to say until the next key.
    pub(super) message: Option<String>,
    /// A name in the last answer's question that no note has, to be said until the next key or answer.
    pub(super) unknown: Option<String>,
    /// What has to be said of the index.
    pub(super) notice: Option<String>,
    pub(super) selected: usize,
    /// Where the shown hits begin.
    pub(super) top: usize,
    /// How many hits are asked for.
    pub(super) limit: usize,
    /// Whether to go to the last hit once all are there.
    pub(super) to_last: bool,
    pub(super) preview: Option<Record>,
    pub(super) wanted: Option<(String, Wanted)>,
    pub(super) pages: Vec<Page>,
    /// What histories are asked by next.
    pub(super) threads: Vec<String>,
    /// How many of them may be asked by before it is clear that none has a history.
    pub(super) untried: usize,
    /// Rows of the page that is shown, for keys that turn it.
    pub(super) rows: usize,
    /// Whether an answer is on its way.
    pub(super) is_asked: bool,
    /// Which state of the notes is shown.
    pub(super) version: Option<u64>,
}

impl App {
    /// A screen that begins with a query and filters.
    pub(super) fn new(query: String, given: Filters, look: Look) -> Self {
        Self {
            look,
            input: Input::new(query),
            focus: Focus::Query,
            given,
            side: Side::default(),
            found: None,
            fault: None,
            message: None,
            unknown: None,
            notice: None,
            selected: 0,
            top: 0,
            limit: HITS,
            to_last: false,
            preview: None,
            wanted: None,
            pages: Vec::new(),
            threads: Vec::new(),
            untried: 0,
            rows: 1,
            is_asked: false,
            version: None,
        }
    }

    /// What is asked first.
    pub(super) fn begin(&mut self) -> Vec<Effect> {
        vec![self.search(), Effect::Ask(Ask::Version)]
    }

    /// Asks for the hits of what is typed and chosen.
    pub(super) fn search(&self) -> Effect {
        Effect::Ask(Ask::Search(self.request()))
    }

    /// Asks for the counts of the same.
    pub(super) fn count(&self) -> Effect {
        Effect::Ask(Ask::Count(SearchRequest {
            limit: 0,
            facets: true,
            sort: Sort::Relevance,
            ..self.request()
        }))
    }

    fn request(&self) -> SearchRequest {
        // A blank at the end says that the last word is whole.
        let typed = self.input.value().trim_start();
        let (query, sort) = match typed.is_empty() {
            true => (EVERYTHING, Sort::Date),
            false => (typed, Sort::Relevance),
        };
        SearchRequest {
            query: query.to_owned(),
            typing: !typed.is_empty(),
            filters: self.side.added_to(&self.given),
            limit: self.limit,
            sort,
            ..SearchRequest::default()
        }
    }

    /// Asks anew, from the first hit on.
    pub(super) fn search_anew(&mut self) -> Effect {
        (self.selected, self.top, self.limit) = (0, 0, HITS);
        self.to_last = false;
        self.search()
    }

    /// The hits that are shown.
    pub(super) fn hits(&self) -> &[SearchHit] {
        self.found.as_ref().map_or(&[], |found| &found.hits)
    }

    /// The hit that keys act upon.
    pub(super) fn hit(&self) -> Option<&SearchHit> {
        self.hits().get(self.selected)
    }

    /// Goes to a hit, and asks for what is to be shown of it, and for more hits where the last is near.
    pub(super) fn select(&mut self, at: usize) -> Vec<Effect> {
        self.to_last = false;
        self.selected = at.min(self.hits().len().saturating_sub(1));
        let mut effects = Vec::new();
        let total = self.total();
        let shown = self.hits().len();
        if self.selected + NEAR >= shown && shown < total && self.limit <= shown {
            self.limit = shown + HITS;
            effects.push(self.search());
        }
        effects.extend(self.ask_preview());
        effects
    }

    /// How many hits there are, shown or not.
    fn total(&self) -> usize {
        self.found.as_ref().map_or(0, |found| found.total)
    }

    /// Whether all hits are there that were asked for.
    pub(super) fn has_all(&self) -> bool {
        self.hits().len() >= self.limit.min(self.total())
    }

    /// Goes to the last hit, once all before it are there.
    pub(super) fn select_last(&mut self) -> Vec<Effect> {
        let all = self.total().min(MOST);
        if self.hits().len() >= all {
            return self.select(usize::MAX);
        }
        self.limit = all;
        self.to_last = true;
        vec![self.search()]
    }

    /// Asks for the record of the hit that keys act upon, where it is not there.
    pub(super) fn ask_preview(&mut self) -> Option<Effect> {
        let id = match self.hit() {
            Some(hit) => hit.topic.id.clone(),
            None => {
                self.preview = None;
                return None;
            }
        };
        if self.preview.as_ref().is_some_and(|shown| shown.id() == id) {
            return None;
        }
        self.preview = None;
        Some(Effect::Ask(Ask::Preview(id)))
    }

    /// Asks for a record.
    pub(super) fn want(&mut self, id: String, wanted: Wanted) -> Effect {
        self.wanted = Some((id.clone(), wanted));
        Effect::Ask(Ask::Show(id))
    }

    /// The topic that keys act upon: that of the page, else that of the hit.
    pub(super) fn topic(&self) -> Option<&Topic> {
        match self.pages.last() {
            Some(Page::Record(record)) => Some(record.topic()),
            Some(_) => None,
            None => self.hit().map(|hit| &hit.topic),
        }
    }

    /// Asks for the history of the next thing that a record is about, in turn.
    pub(super) fn next_history(&mut self) -> Vec<Effect> {
        self.untried = self.threads.len();
        Vec::from_iter(self.another_history())
    }

    /// Asks for that of the one after it, where the last one has none; `None` where each of them was asked by.
    pub(super) fn another_history(&mut self) -> Option<Effect> {
        self.untried = self.untried.checked_sub(1)?;
        let next = self.threads.first().cloned()?;
        self.threads.rotate_left(1);
        Some(Effect::Ask(Ask::History(next)))
    }

    /// What the editor came to.
    pub(super) fn edited(&mut self, edited: Result<(), String>) {
        self.message = edited.err();
    }
}
