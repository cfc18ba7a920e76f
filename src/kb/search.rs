//! Searching: a query within filters to hits with snippets.

use super::answers::{Answered, SearchAnswer, SearchHit};
use super::resolve::nearest;
use super::snippet::{of_item, of_topic};
use super::{Error, Filters, Kb};
use crate::model::Item;
use crate::query::{self, Node, Query};
use crate::store::{Hit, Matcher, StoreError};
use std::collections::BTreeSet;

/// What to search for.
#[derive(Debug, Clone, Default)]
pub struct SearchRequest {
    /// The query, in kb's own language.
    pub query: String,
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
    /// Whether the query can be understood, before anything is opened for it.
    ///
    /// # Errors
    /// Where it cannot.
    pub fn check(&self) -> Result<(), Error> {
        self.parse().map(|_| ())
    }

    pub(super) fn parse(&self) -> Result<Query, Error> {
        query::parse(&self.query).map_err(|fault| Error::Query {
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
        let (query, unknown) = self
            .names()
            .resolve(request.filters.around(parsed.clone()))
            .map_err(|error| at_value(error, &request.query))?;
        let found = self.store.search(&query, request.limit, request.offset);
        let found = found.map_err(|error| at_value(error, &request.query))?;
        let mut answer = SearchAnswer {
            query: request.query.clone(),
            understood: query::describe(&query),
            total: found.total,
            recaps: found.recaps,
            nothing: found.nothing,
            ..SearchAnswer::default()
        };
        for (index, hit) in found.hits.into_iter().enumerate() {
            let items = match hit.item {
                Some(_) => Vec::new(),
                None => self.store.items_of(&hit.topic.id)?,
            };
            let rank = request.offset + index + 1;
            answer.hits.push(searched(rank, hit, items, &found.matcher));
        }
        if answer.total == 0 && answer.nothing.is_none() {
            answer.hints = self.hints(request, &parsed)?;
        }
        Ok(self.answered(answer, unknown))
    }

    /// What to try where nothing was found: without the filters, fewer words, a word that is near.
    fn hints(&self, request: &SearchRequest, parsed: &Query) -> Result<Vec<String>, Error> {
        let mut out = Vec::new();
        let count = |query: &Query| -> Result<usize, Error> {
            let (query, _) = self.names().resolve(query.clone())?;
            Ok(self.store.search(&query, 0, 0)?.total)
        };
        if request.filters != Filters::default() {
            let without = count(parsed)?;
            if without > 0 {
                out.push(format!("without the filters there are {without}"));
            }
        }
        let Node::And(nodes) = &parsed.root else {
            return self.near(parsed, out);
        };
        for node in nodes
            .iter()
            .filter(|node| !matches!(node, Node::Not(_)))
            .take(8)
        {
            let alone = Query { root: node.clone() };
            let found = count(&alone)?;
            if found > 0 {
                out.push(format!("{} alone has {found}", query::describe(&alone)));
            }
        }
        if out.is_empty() {
            self.near(parsed, out)
        } else {
            Ok(out)
        }
    }

    /// The word of some title or tag that is most like a word of the query.
    fn near(&self, parsed: &Query, mut out: Vec<String>) -> Result<Vec<String>, Error> {
        let topics = self.store.topics(None)?;
        let words: BTreeSet<String> = topics
            .iter()
            .flat_map(|t| {
                t.title
                    .split_whitespace()
                    .map(str::to_owned)
                    .chain(t.tags.iter().map(|t| t.tag.to_string()))
            })
            .map(|word| {
                word.trim_matches(|c: char| !c.is_alphanumeric())
                    .to_lowercase()
            })
            .filter(|word| word.chars().count() > 2)
            .collect();
        let near = parsed
            .root
            .terms()
            .find_map(|word| nearest(&word.text, words.iter().map(String::as_str)));
        out.extend(near.map(|word| format!("did you mean `{word}`?")));
        Ok(out)
    }
}

/// A fault in a field's value, with the query it stands in.
fn at_value(error: StoreError, text: &str) -> Error {
    match error {
        StoreError::BadQuery { message, span } if span.end > span.start => Error::Value {
            text: text.to_owned(),
            message,
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
        Some(item) => of_item(item, &hit.topic, &hit.markdown, matcher),
        None => of_topic(&hit.topic, &hit.markdown, matcher),
    };
    SearchHit {
        rank,
        score: hit.score,
        topic: hit.topic,
        item: hit.item,
        matching: items,
        snippet,
        repeats: Vec::new(),
        more_in_recap: 0,
        explanation: None,
    }
}
