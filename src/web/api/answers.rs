//! What can be asked, and how each is answered: as the command of the same name does.

use super::super::params::{BadParam, Params};
use super::{Document, Endpoint, Fault};
use crate::kb::{Filters, Found, ItemFilter, Kb, Live, SearchRequest, Sort};
use crate::render::{json, wire};

/// Hits, or entries of a list, that are given unless the asker says otherwise, and at most.
const HITS: usize = 10;
const ENTRIES: usize = 100;
pub(super) const MOST: usize = 1_000;
/// Most entries that may be left out before the first.
pub(super) const FURTHEST: usize = 1_000_000;

/// The parameters of all lists, with those of its own before them.
macro_rules! listed {
    ($($own:literal),*) => {
        &[$($own,)* "tag", "release", "project", "event", "since", "until", "path", "limit", "offset"]
    };
}

pub(super) const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        path: "/search",
        summary: "Search all topics for words, phrases and fields",
        params: listed!("q", "exact", "sort", "group", "facets", "explain"),
        answer: search,
        schema: |schemas| schemas.subschema_for::<wire::Search<'_>>(),
    },
    Endpoint {
        path: "/topic",
        summary: "One topic, whole",
        params: &["id"],
        answer: topic,
        schema: |schemas| schemas.subschema_for::<wire::Show<'_>>(),
    },
    Endpoint {
        path: "/related",
        summary: "The topics most like a topic",
        params: &["id", "limit", "offset"],
        answer: related,
        schema: |schemas| schemas.subschema_for::<wire::Related<'_>>(),
    },
    Endpoint {
        path: "/priorities",
        summary: "Each release's priorities: carried over, new, dropped",
        params: listed!(),
        answer: priorities,
        schema: |schemas| schemas.subschema_for::<wire::Priorities<'_>>(),
    },
    Endpoint {
        path: "/history",
        summary: "How something got to where it is, oldest first",
        params: &[
            "about", "tag", "release", "project", "event", "since", "until", "path",
        ],
        answer: history,
        schema: |schemas| schemas.subschema_for::<wire::History<'_>>(),
    },
    Endpoint {
        path: "/decisions",
        summary: "What was decided, by date",
        params: listed!("strong"),
        answer: decisions,
        schema: |schemas| schemas.subschema_for::<wire::Decisions<'_>>(),
    },
    Endpoint {
        path: "/actions",
        summary: "What somebody is to do, by date",
        params: listed!("owner", "open", "strong"),
        answer: actions,
        schema: |schemas| schemas.subschema_for::<wire::Actions<'_>>(),
    },
    Endpoint {
        path: "/compare",
        summary: "Topics and priorities of two releases or projects",
        params: &[
            "a", "b", "tag", "release", "project", "event", "since", "until", "path",
        ],
        answer: compare,
        schema: |schemas| schemas.subschema_for::<wire::Compared<'_>>(),
    },
    Endpoint {
        path: "/stats",
        summary: "Counts of recaps, topics, decisions and actions",
        params: &[
            "tag", "release", "project", "event", "since", "until", "path",
        ],
        answer: stats,
        schema: |schemas| schemas.subschema_for::<wire::Stats<'_>>(),
    },
    Endpoint {
        path: "/topics",
        summary: "Topics, by note and line",
        params: listed!(),
        answer: topics,
        schema: |schemas| schemas.subschema_for::<wire::Topics<'_>>(),
    },
    Endpoint {
        path: "/recaps",
        summary: "Recaps, by note",
        params: listed!(),
        answer: recaps,
        schema: |schemas| schemas.subschema_for::<wire::Recaps<'_>>(),
    },
    Endpoint {
        path: "/tags",
        summary: "Tags, the most used first",
        params: listed!(),
        answer: tags,
        schema: |schemas| schemas.subschema_for::<wire::Tags<'_>>(),
    },
    Endpoint {
        path: "/releases",
        summary: "Releases that recaps are about, in order",
        params: listed!(),
        answer: releases,
        schema: |schemas| schemas.subschema_for::<wire::Releases<'_>>(),
    },
];

/// The part of a list that is asked for.
struct Part {
    limit: usize,
    offset: usize,
}

impl Part {
    fn of(params: &mut Params, usual: usize) -> Result<Self, BadParam> {
        Ok(Self {
            limit: params.number("limit", usual, MOST)?,
            offset: params.number("offset", 0, FURTHEST)?,
        })
    }

    fn page<'t, T>(&self, all: &'t [T]) -> &'t [T] {
        let start = self.offset.min(all.len());
        let end = start.saturating_add(self.limit).min(all.len());
        &all[start..end]
    }
}

/// The document that `write` writes.
fn document(
    found: bool,
    write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>,
) -> Result<Document, Fault> {
    let mut body = Vec::new();
    write(&mut body)?;
    Ok(Document { body, found })
}

/// What a list is asked with.
fn listed(mut params: Params) -> Result<(Filters, Part), BadParam> {
    let (filters, part) = (params.filters()?, Part::of(&mut params, ENTRIES)?);
    params.end(listed!())?;
    Ok((filters, part))
}

fn search(live: &Live, mut params: Params) -> Result<Document, Fault> {
    let part = Part::of(&mut params, HITS)?;
    let request = SearchRequest {
        query: params.needed("q")?,
        typing: false,
        filters: params.filters()?,
        limit: part.limit,
        offset: part.offset,
        exact: params.flag("exact")?,
        sort: match params.choice("sort", &["relevance", "date"])? {
            "date" => Sort::Date,
            _ => Sort::Relevance,
        },
        by_recap: params.choice("group", &["", "recap"])? == "recap",
        facets: params.flag("facets")?,
        explain: params.flag("explain")?,
    };
    params.end(listed!("q", "exact", "sort", "group", "facets", "explain"))?;
    let answered = live.ask(|kb| kb.search(&request))?;
    document(true, |out| json::search(out, &answered))
}

fn topic(live: &Live, mut params: Params) -> Result<Document, Fault> {
    let id = params.needed("id")?;
    params.end(&["id"])?;
    let answered = live.ask(|kb| kb.show(&id))?;
    let found = matches!(answered.value, Found::One(_));
    document(found, |out| json::show(out, &answered))
}

fn related(live: &Live, mut params: Params) -> Result<Document, Fault> {
    let (id, part) = (params.needed("id")?, Part::of(&mut params, HITS)?);
    params.end(&["id", "limit", "offset"])?;
    let answered = live.ask(|kb| kb.related(&id))?;
    let others: &[_] = match &answered.value {
        Found::One(related) => &related.others,
        _ => &[],
    };
    let found = matches!(answered.value, Found::One(_));
    let page = part.page(others);
    document(found, |out| json::related(out, page, &answered))
}

fn priorities(live: &Live, params: Params) -> Result<Document, Fault> {
    let (filters, part) = listed(params)?;
    let answered = live.ask(|kb| kb.priorities(&filters))?;
    let page = part.page(&answered.value.rows);
    document(true, |out| json::priorities(out, page, &answered))
}

fn history(live: &Live, mut params: Params) -> Result<Document, Fault> {
    let (about, filters) = (params.needed("about")?, params.filters()?);
    params.end(&[
        "about", "tag", "release", "project", "event", "since", "until", "path",
    ])?;
    let answered = live.ask(|kb| kb.history(&about, &filters))?;
    document(true, |out| json::history(out, &answered))
}

fn decisions(live: &Live, mut params: Params) -> Result<Document, Fault> {
    let wanted = ItemFilter {
        strong: params.flag("strong")?,
        ..ItemFilter::default()
    };
    let (filters, part) = listed(params)?;
    let answered = live.ask(|kb| kb.decisions(&filters, &wanted))?;
    let page = part.page(&answered.value.decisions);
    document(true, |out| json::decisions(out, page, &answered))
}

fn actions(live: &Live, mut params: Params) -> Result<Document, Fault> {
    let wanted = ItemFilter {
        owner: params.one("owner")?,
        open: params.flag("open")?,
        strong: params.flag("strong")?,
    };
    let (filters, part) = listed(params)?;
    let answered = live.ask(|kb| kb.actions(&filters, &wanted))?;
    let page = part.page(&answered.value.actions);
    document(true, |out| json::actions(out, page, &answered))
}

fn compare(live: &Live, mut params: Params) -> Result<Document, Fault> {
    let (a, b) = (params.needed("a")?, params.needed("b")?);
    let filters = params.filters()?;
    params.end(&[
        "a", "b", "tag", "release", "project", "event", "since", "until", "path",
    ])?;
    let answered = live.ask(|kb| kb.compare([&a, &b], None, &filters))?;
    document(true, |out| json::compare(out, &answered))
}

fn stats(live: &Live, mut params: Params) -> Result<Document, Fault> {
    let filters = params.filters()?;
    params.end(&[
        "tag", "release", "project", "event", "since", "until", "path",
    ])?;
    let answered = live.ask(|kb| kb.stats(&filters))?;
    document(true, |out| json::stats(out, &answered))
}

/// A list of the knowledge base as a document.
macro_rules! list {
    ($name:ident) => {
        fn $name(live: &Live, params: Params) -> Result<Document, Fault> {
            let (filters, part) = listed(params)?;
            let answered = live.ask(|kb: &Kb| kb.$name(&filters))?;
            let page = part.page(&answered.value);
            document(true, |out| json::$name(out, page, &answered))
        }
    };
}

list!(topics);
list!(recaps);
list!(tags);
list!(releases);
