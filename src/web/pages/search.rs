//! The page of a search: hits with what matched, counts beside them, and what to try where there are none.
//!
//! Its address is the search. Filters without words list all topics within them; nothing at all is the start page.

use super::super::api::{Fault, Told};
use super::super::params::{BadParam, Params};
use super::address::Asked;
use super::facets::{self, Facet};
use super::filters::{self, Chip, NoSuch};
use super::frame::Frame;
use super::pager::{Pager, Turns};
use super::snippet::{Row, rows};
use super::{Made, Question, at, problem, say, start};
use crate::kb::{
    Answered, Error, Facets, IndexState, Kb, SearchAnswer, SearchHit, SearchRequest, Sort,
};
use crate::model::PartialDate;
use askama::Template;
use axum::http::StatusCode;

/// Hits of a page.
const HITS: usize = 20;
/// The query that all topics match.
const ALL: &str = "kind:topic";

/// What a search is asked with.
pub(super) struct Search {
    request: SearchRequest,
    /// What was typed.
    query: String,
    asked: Asked,
    pager: Pager,
}

impl Search {
    fn of(params: &mut Params) -> Result<Self, BadParam> {
        let query = params.one("q")?.unwrap_or_default();
        let (mut filters, asked) = filters::read(params, "/")?;
        let year = params.one("year")?.unwrap_or_default();
        if let Some(date) = of_year(&year)? {
            filters.since = filters.since.or(Some(date));
            filters.until = filters.until.or(Some(date));
        }
        // Without words there is nothing to be near to.
        let orders: &[&str] = match query.is_empty() {
            true => &["date", "relevance"],
            false => &["relevance", "date"],
        };
        let sort = params.choice("sort", orders)?;
        let pager = Pager::of(params, HITS)?;
        let asked = Asked::at("/")
            .and("q", [query.as_str()])
            .and_all(&asked)
            .and("year", [year.as_str()])
            .and("sort", [sort].into_iter().filter(|sort| *sort != orders[0]));
        let request = SearchRequest {
            query: match query.is_empty() {
                true => ALL.to_owned(),
                false => query.clone(),
            },
            filters,
            limit: pager.size(),
            offset: pager.offset(),
            sort: match sort {
                "date" => Sort::Date,
                _ => Sort::Relevance,
            },
            facets: true,
            ..SearchRequest::default()
        };
        Ok(Self {
            request,
            query,
            asked,
            pager,
        })
    }

    /// Whether nothing is asked for.
    fn is_empty(&self) -> bool {
        self.query.is_empty() && self.asked.pairs_but(&["sort"]).is_empty()
    }

    fn answer(&self, kb: &Kb) -> Result<Answered<(SearchAnswer, Facets)>, Error> {
        let mut answered = kb.search(&self.request)?;
        let found = answered.value.facets.take().unwrap_or_default();
        let counts = facets::counted(kb, &self.request, found)?;
        Ok(answered.map(|answer| (answer, counts)))
    }
}

fn of_year(year: &str) -> Result<Option<PartialDate>, BadParam> {
    if year.is_empty() {
        return Ok(None);
    }
    let date = year.parse::<PartialDate>().ok();
    let date = date.filter(|date| date.month().is_none());
    date.map(Some).ok_or_else(|| BadParam::Value {
        name: "year",
        value: year.to_owned(),
        why: "it is written 2015".to_owned(),
    })
}

/// A hit with its snippet.
struct HitView<'a> {
    hit: &'a SearchHit,
    above: String,
    rows: Vec<Row>,
}

impl<'a> HitView<'a> {
    fn of(hit: &'a SearchHit) -> Self {
        Self {
            hit,
            above: hit.topic.breadcrumb.join(" \u{203a} "),
            rows: rows(&hit.snippet),
        }
    }

    /// Where it leads: to the item, where it is one.
    fn id(&self) -> &str {
        let item = self.hit.item.as_ref();
        item.map_or(&self.hit.topic.id, |item| &item.id)
    }
}

#[derive(Template)]
#[template(path = "search.html")]
struct Found<'a> {
    frame: Frame,
    answer: &'a SearchAnswer,
    hits: Vec<HitView<'a>>,
    facets: Vec<Facet>,
    chips: Vec<Chip>,
    unknown: Vec<NoSuch>,
    turns: Turns,
    /// The two orders: name, address, whether it is this one.
    orders: [(&'static str, String, bool); 2],
    /// The search without its filters.
    unfiltered: String,
}

impl Found<'_> {
    /// How many there are: of topics, or of items where such were asked for.
    fn counted(&self) -> String {
        let items = self.hits.iter().any(|view| view.hit.item.is_some());
        let (one, several) = if items {
            ("hit", "hits")
        } else {
            ("topic", "topics")
        };
        say::count(self.answer.total, one, several)
    }
}

/// The page.
pub(super) fn page(mut ask: Question<'_>) -> Result<Made, Fault> {
    let search = Search::of(&mut ask.params)?;
    if search.is_empty() {
        return start::page(&ask);
    }
    match ask.live.ask(|kb| search.answer(kb)) {
        Ok(answered) => found(&ask, &search, answered),
        Err(error) if error.is_of_the_question() => {
            let told = Fault::from(error).told().1;
            wrong(&ask, &search, told)
        }
        Err(error) => Err(error.into()),
    }
}

fn found(
    ask: &Question<'_>,
    search: &Search,
    answered: Answered<(SearchAnswer, Facets)>,
) -> Result<Made, Fault> {
    let (answer, counts) = answered.value;
    let asked = &search.asked;
    let by_date = search.request.sort == Sort::Date;
    let order = |name, value, on| (name, asked.set("sort", value).address(), on);
    let title = match search.query.as_str() {
        "" => "Topics".to_owned(),
        query => query.to_owned(),
    };
    let frame = ask.frame(&title, "/", &answered.index);
    let page = Found {
        frame: frame.keeping(&search.query, asked),
        hits: answer.hits.iter().map(HitView::of).collect(),
        facets: facets::links(counts, asked),
        chips: filters::chips(asked),
        unknown: filters::no_such(answered.unknown, asked, &search.query),
        turns: search.pager.turns(answer.total, asked),
        orders: [
            order("Best first", "relevance", !by_date),
            order("Newest first", "date", by_date),
        ],
        unfiltered: Asked::at("/").and("q", [search.query.as_str()]).address(),
        answer: &answer,
    };
    Made::of(StatusCode::OK, &page)
}

/// The page of a query that cannot be understood.
fn wrong(ask: &Question<'_>, search: &Search, told: Told) -> Result<Made, Fault> {
    let frame = ask.frame("Search", "/", &IndexState::Fresh);
    let frame = frame.keeping(&search.query, &search.asked);
    problem::told(frame, StatusCode::BAD_REQUEST, told)
}
