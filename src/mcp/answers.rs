//! How each tool answers: as the command of the same name does, in its document.

use super::arguments::{Actions, Decisions, Get, Group, History, Listed, Part, Search};
use super::problem::Problem;
use super::reply::Found;
use crate::kb::{self, Answered, Filters, ItemFilter, Live, SearchRequest};
use crate::render::json;

/// Entries that are given unless something else is asked for: hits are read, lists are looked over.
const HITS: usize = 10;
const ENTRIES: usize = 50;
/// What is said of an empty list where nothing else is.
const NO_RELEASE: &str =
    "no recap here names a release with priorities; `search`, `decisions` and `history` need none";
/// Most ids that are named where a part fits several.
const CANDIDATES: usize = 10;

type Answer = Result<Found, Problem>;

pub(super) fn search(live: &Live, asked: Search) -> Answer {
    let (filters, part) = (asked.filters(), asked.part(HITS));
    let request = SearchRequest {
        query: asked.query.0,
        filters,
        limit: part.limit,
        offset: part.offset,
        exact: asked.exact,
        sort: asked.sort.into(),
        by_recap: matches!(asked.group, Some(Group::Recap)),
        ..SearchRequest::default()
    };
    let answered = live.ask(|kb| kb.search(&request))?;
    let found = &answered.value;
    let mut answer = Found::new(&answered, |out| json::search(out, &answered))?;
    let said = found.nothing.iter().chain(&found.hints);
    answer.notices.extend(said.cloned());
    Ok(answer.in_parts("hits", part.offset, found.total))
}

pub(super) fn get(live: &Live, asked: Get) -> Answer {
    let id = asked.id.0;
    let answered = live.ask(|kb| kb.show(&id))?;
    match &answered.value {
        kb::Found::One(_) => Found::new(&answered, |out| json::show(out, &answered)),
        kb::Found::Several(ids) => Err(several(&id, ids).of(&answered)),
        kb::Found::None(nearest) => Err(none(&id, nearest.as_deref()).of(&answered)),
    }
}

/// A part fits several ids.
fn several(id: &str, ids: &[(String, String)]) -> Problem {
    let candidates = ids.iter().take(CANDIDATES).map(|(id, _)| id.clone());
    Problem {
        candidates: candidates.collect(),
        ..Problem::new(format!("{} ids have `{id}` in them", ids.len()))
            .hinted("give a whole id, or a longer part of it")
    }
}

/// No id has a part.
fn none(id: &str, nearest: Option<&str>) -> Problem {
    Problem {
        candidates: nearest.iter().map(|&near| near.to_owned()).collect(),
        ..Problem::new(format!("no id has `{id}` in it"))
            .hinted("`search` and `topics` give ids; `get` takes no paths of files")
    }
}

pub(super) fn priorities(live: &Live, asked: Listed) -> Answer {
    let (filters, part) = (asked.filters(), asked.part(ENTRIES));
    let answered = live.ask(|kb| kb.priorities(&filters))?;
    let rows = &answered.value.rows;
    let found = Found::new(&answered, |out| {
        json::priorities(out, part.of(rows), &answered)
    })?;
    Ok(found
        .or_told(rows.is_empty() && filters == Filters::default(), NO_RELEASE)
        .in_parts("priorities", part.offset, rows.len()))
}

pub(super) fn history(live: &Live, asked: History) -> Answer {
    let (filters, part) = (asked.filters(), asked.part(ENTRIES));
    let answered = live.ask(|kb| kb.history(&asked.about.0, &filters))?;
    let total = answered.value.entries.len();
    let answered = page_of_history(answered, part);
    let found = Found::new(&answered, |out| json::history(out, &answered))?;
    Ok(found.in_parts("entries", part.offset, total))
}

fn page_of_history(
    answered: Answered<kb::reports::History>,
    part: Part,
) -> Answered<kb::reports::History> {
    answered.map(|mut history| {
        history.entries = part.of(&history.entries).to_vec();
        history
    })
}

pub(super) fn decisions(live: &Live, asked: Decisions) -> Answer {
    let (filters, part) = (asked.filters(), asked.part(ENTRIES));
    let wanted = ItemFilter {
        strong: asked.strong,
        ..ItemFilter::default()
    };
    let answered = live.ask(|kb| kb.decisions(&filters, &wanted))?;
    let all = &answered.value.decisions;
    let found = Found::new(&answered, |out| {
        json::decisions(out, part.of(all), &answered)
    })?;
    Ok(found.in_parts("decisions", part.offset, all.len()))
}

pub(super) fn actions(live: &Live, asked: Actions) -> Answer {
    let (filters, part) = (asked.filters(), asked.part(ENTRIES));
    let wanted = ItemFilter {
        owner: asked.owner.map(|owner| owner.0),
        open: asked.open,
        strong: asked.strong,
    };
    let answered = live.ask(|kb| kb.actions(&filters, &wanted))?;
    let all = &answered.value.actions;
    let found = Found::new(&answered, |out| json::actions(out, part.of(all), &answered))?;
    Ok(found.in_parts("actions", part.offset, all.len()))
}

pub(super) fn topics(live: &Live, asked: Listed) -> Answer {
    let (filters, part) = (asked.filters(), asked.part(ENTRIES));
    let answered = live.ask(|kb| kb.topics(&filters))?;
    let all = &answered.value;
    let found = Found::new(&answered, |out| json::topics(out, part.of(all), &answered))?;
    Ok(found.in_parts("topics", part.offset, all.len()))
}

pub(super) fn releases(live: &Live, asked: Listed) -> Answer {
    let (filters, part) = (asked.filters(), asked.part(ENTRIES));
    let answered = live.ask(|kb| kb.releases(&filters))?;
    let all = &answered.value;
    let found = Found::new(&answered, |out| {
        json::releases(out, part.of(all), &answered)
    })?;
    Ok(found
        .or_told(all.is_empty() && filters == Filters::default(), NO_RELEASE)
        .in_parts("releases", part.offset, all.len()))
}
