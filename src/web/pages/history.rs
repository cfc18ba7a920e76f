//! The page of a history: what each recap said of a tag, or of words, the oldest first.

use super::super::api::{Fault, Told};
use super::address::Asked;
use super::filters::{self, Chip, NoSuch};
use super::frame::Frame;
use super::pager::{Pager, Turns};
use super::{Made, Question, at, problem, say};
use crate::kb::reports::{History, HistoryEntry};
use crate::kb::{Answered, Error, Filters, IndexState, Kb, SearchRequest};
use crate::model::Release;
use askama::Template;
use axum::http::StatusCode;

/// Entries of a page.
const ENTRIES: usize = 100;
/// What a history is understood as where it is of a tag.
const TAG: &str = "tag `";
/// Related tags that are shown.
const TAGS: usize = 12;

#[derive(Template)]
#[template(path = "history.html")]
struct Page<'a> {
    frame: Frame,
    about: &'a str,
    history: &'a History,
    /// Whether it is of a tag.
    is_tag: bool,
    /// Entries of one release after another.
    groups: Vec<(Option<Release>, Vec<&'a HistoryEntry>)>,
    /// Tags that its topics have too.
    tags: Vec<(String, u64)>,
    /// The search for the same.
    search: String,
    chips: Vec<Chip>,
    unknown: Vec<NoSuch>,
    turns: Turns,
}

/// The page.
pub(super) fn page(mut ask: Question<'_>) -> Result<Made, Fault> {
    let (filters, asked) = filters::read(&mut ask.params, "/history")?;
    let asked = Asked::at("/history")
        .and("about", [ask.name.as_str()])
        .and_all(&asked);
    let pager = Pager::of(&mut ask.params, ENTRIES)?;
    if ask.name.trim().is_empty() {
        let frame = ask.frame("History", "/tags", &IndexState::Fresh);
        return problem::none(frame, "a history is of a tag, or of words".to_owned(), None);
    }
    let answered = match ask.live.ask(|kb| answer(kb, &ask.name, &filters)) {
        Err(error) if error.is_of_the_question() => {
            let told: Told = Fault::from(error).told().1;
            let frame = ask.frame("History", "/tags", &IndexState::Fresh);
            return problem::told(frame, StatusCode::BAD_REQUEST, told);
        }
        answered => answered?,
    };
    let (history, tags, query) = &answered.value;
    let page = Page {
        frame: ask.frame(
            &format!("History of {}", ask.name),
            "/tags",
            &answered.index,
        ),
        groups: groups(pager.part(&history.entries)),
        tags: tags.clone(),
        search: at::search(&[("q", query)]),
        chips: of_filters(&asked),
        unknown: filters::no_such(answered.unknown, &asked, ""),
        turns: pager.turns(history.entries.len(), &asked),
        about: &ask.name,
        is_tag: history.understood.starts_with(TAG),
        history,
    };
    Made::of(StatusCode::OK, &page)
}

/// The filters that are on, without what the history is of.
fn of_filters(asked: &Asked) -> Vec<Chip> {
    let chips = filters::chips(asked).into_iter();
    chips.filter(|chip| chip.name != "about").collect()
}

/// A history, the tags that its topics have too, and the query that finds them.
type Answer = (History, Vec<(String, u64)>, String);

fn answer(kb: &Kb, about: &str, filters: &Filters) -> Result<Answered<Answer>, Error> {
    let history = kb.history(about, filters)?;
    let understood = &history.value.understood;
    let tag = understood
        .strip_prefix(TAG)
        .and_then(|rest| rest.strip_suffix('`'));
    let query = tag.map_or(about.to_owned(), |tag| format!("tag:\"{tag}\""));
    let request = SearchRequest {
        query: query.clone(),
        filters: filters.clone(),
        facets: true,
        ..SearchRequest::default()
    };
    let facets = kb.search(&request)?.value.facets.unwrap_or_default();
    let mut tags = facets.tags;
    tags.retain(|(name, _)| Some(name.as_str()) != tag);
    tags.truncate(TAGS);
    Ok(history.map(|history| (history, tags, query)))
}

/// Entries that follow one another about one release, together.
fn groups(entries: &[HistoryEntry]) -> Vec<(Option<Release>, Vec<&HistoryEntry>)> {
    let mut out: Vec<(Option<Release>, Vec<&HistoryEntry>)> = Vec::new();
    for entry in entries {
        match out.last_mut() {
            Some((release, group)) if *release == entry.release => group.push(entry),
            _ => out.push((entry.release.clone(), vec![entry])),
        }
    }
    out
}
