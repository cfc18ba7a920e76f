//! Searching: a query within filters to hits with snippets.

use super::answers::{Answered, Reason, SearchAnswer, SearchHit, Spot};
use super::facets::facets;
use super::marks::Marks;
use super::snippet::{of_item, of_topic};
use super::{Error, Filters, Kb, hints};
use crate::model::{Item, Topic};
use crate::query::{self, Node, Query};
use crate::store::{Ask, Because, Found, Hit, Matcher, StoreError};

/// What to search for.
#[derive(Debug, Clone, Default)]
pub struct SearchRequest {
    /// The query, in kb's own language.
    pub query: String,
    /// Whether the query is being typed: what stands at its end is a beginning, and nothing that is open there a fault.
    pub typing: bool,
    /// Where to search.
    pub filters: Filters,
    /// Most hits wanted.
    pub limit: usize,
    /// Hits left out at the beginning.
    pub offset: usize,
    /// Whether words are looked for as written only: no stems, no other names of tags.
    pub exact: bool,
    /// The order of the hits.
    pub sort: Sort,
    /// Whether only the best hit of each recap is wanted.
    pub by_recap: bool,
    /// Whether to count all matches by tag, release, project and year.
    pub facets: bool,
    /// Whether to say why each hit scored as it did.
    pub explain: bool,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// The newest first; those without a date last.
    Date,
}

impl SearchRequest {
    /// Whether all that fits the filters is wanted.
    fn is_of_filters(&self) -> bool {
        self.query.trim().is_empty() && self.filters != Filters::default()
    }

    /// Whether the query can be understood, before anything is opened for it.
    ///
    /// # Errors
    /// Where it cannot.
    pub fn check(&self) -> Result<(), Error> {
        self.parse().map(|_| ())
    }

    /// The query; of filters alone it says nothing.
    pub(super) fn parse(&self) -> Result<Query, Error> {
        if self.is_of_filters() {
            return Ok(Query {
                root: Node::And(Vec::new()),
            });
        }
        let read = match self.typing {
            true => query::parse_begun(&self.query),
            false => query::parse(&self.query),
        };
        read.map_err(|fault| Error::Query {
            text: self.query.clone(),
            fault,
        })
    }
}

impl Kb {
    /// Searches all topics.
    ///
    /// # Errors
    /// Where the query cannot be understood or the index not be read.
    pub fn search(&self, request: &SearchRequest) -> Result<Answered<SearchAnswer>, Error> {
        let parsed = request.parse()?;
        let unknown = self.store.unknown_words(&parsed)?;
        let widened = self.widened(&parsed, &unknown, request.exact)?;
        let placed = |error| at_value(error, &request.query);
        let (query, unknown_names) = self
            .names()
            .resolve(request.filters.around(widened.query))
            .map_err(placed)?;
        let understood = query::describe(&query);
        let found = self.store.search(&Ask {
            query: &query,
            raw: match request.is_of_filters() {
                true => &understood,
                false => &request.query,
            },
            exact: request.exact,
            newest_first: request.sort == Sort::Date,
            by_recap: request.by_recap,
            facets: request.facets,
            explain: request.explain,
            limit: request.limit,
            offset: request.offset,
        });
        let found = found.map_err(placed)?;
        let mut answer = SearchAnswer {
            query: request.query.clone(),
            understood,
            total: found.total,
            recaps: found.recaps,
            also: widened.also,
            partial: partial(&found),
            nothing: found.nothing,
            marks: Marks::of(&found.matcher),
            ..SearchAnswer::default()
        };
        if request.facets {
            answer.facets = Some(facets(found.facets, &self.release_order()?));
        }
        let of_all = found.matcher.of_all();
        for (index, hit) in found.hits.into_iter().enumerate() {
            let items = match hit.item {
                Some(_) => Vec::new(),
                None => self.store.items_of(&hit.topic.id)?,
            };
            let rank = request.offset + index + 1;
            let matcher = match hit.has_all {
                true => &of_all,
                false => &found.matcher,
            };
            answer.hits.push(searched(rank, hit, items, matcher));
        }
        answer.hints = hints::fields_as_text(&parsed);
        answer.hints.extend(hints::no_fields(&parsed));
        answer.hints.extend(self.pasted(request, &parsed)?);
        if (found.with_all == 0 || widened.is_mended) && answer.nothing.is_none() {
            answer.hints.extend(hints::near_words(unknown));
        }
        if answer.total == 0 && answer.nothing.is_none() {
            answer.hints.extend(self.hints(request, &parsed)?);
        }
        Ok(self.answered(answer, unknown_names))
    }
}

/// What to know of hits that do not have all that is wanted.
fn partial(found: &Found) -> Option<String> {
    match (found.with_all, found.total) {
        (with, total) if with == total => None,
        (0, _) => Some("nothing has all of that; these have the most of it".to_owned()),
        (1, _) => {
            Some("only the first hit has all of that; those after it have most of it".to_owned())
        }
        (with, _) => Some(format!(
            "only the first {with} hits have all of that; those after them have most of it"
        )),
    }
}

/// A fault in a field's value, with the query it stands in.
pub(super) fn at_value(error: StoreError, text: &str) -> Error {
    match error {
        StoreError::BadQuery {
            message,
            hint,
            span,
        } if span.end > span.start => Error::Value {
            text: text.to_owned(),
            message,
            hint,
            span,
        },
        other => other.into(),
    }
}

/// Most items of a topic that are shown with a hit.
const MATCHING: usize = 3;

fn searched(rank: usize, hit: Hit, mut items: Vec<Item>, matcher: &Matcher) -> SearchHit {
    items.retain(|item| !matcher.ranges(&item.text).is_empty());
    items.truncate(MATCHING);
    let snippet = match &hit.item {
        Some(item) => of_item(&hit, item, matcher),
        None => of_topic(&hit, matcher),
    };
    SearchHit {
        rank,
        score: hit.score,
        topic: hit.topic,
        item: hit.item,
        matching: items,
        snippet,
        repeats: hit.repeats.into_iter().map(repeat).collect(),
        more_in_recap: hit.more_in_recap,
        explanation: hit
            .because
            .map(|reasons| reasons.into_iter().map(reason).collect()),
    }
}

fn repeat(topic: Topic) -> Spot {
    Spot {
        line: topic.own.lines.start,
        id: topic.id,
        path: topic.path,
    }
}

fn reason(because: Because) -> Reason {
    Reason {
        what: because.what,
        value: because.value,
        factor: because.factor,
    }
}
