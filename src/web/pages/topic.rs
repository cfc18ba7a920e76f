//! The page of a topic: its text, what came of it, and where it stands.

use super::super::api::Fault;
use super::frame::Frame;
use super::{Made, Question, at, problem, say};
use crate::kb::{Answered, Around, Error, Found, IndexState, Kb, LinkRow, RelatedTopic, Shown};
use crate::model::{Item, ItemKind, LinkForm};
use crate::recap;
use askama::Template;
use axum::http::StatusCode;

/// Related topics that are shown.
const RELATED: usize = 6;
/// Links that are shown, of each way.
const LINKS: usize = 20;
/// Records that are shown where an id fits several.
const LISTED: usize = 100;

/// A topic with what stands around it.
struct Placed {
    shown: Shown,
    around: Around,
    related: Vec<RelatedTopic>,
    /// The links of others to it.
    linked: Vec<LinkRow>,
}

#[derive(Template)]
#[template(path = "topic.html")]
struct Page<'a> {
    frame: Frame,
    shown: &'a Shown,
    around: &'a Around,
    related: &'a [RelatedTopic],
    /// Those it has, and those that lead to it, with how many more there are.
    links: (&'a [LinkRow], usize),
    linked: (&'a [LinkRow], usize),
    priorities: Vec<&'a Item>,
    decisions: Vec<&'a Item>,
    actions: Vec<&'a Item>,
    questions: Vec<&'a Item>,
    /// The id of the item that was asked for.
    marked: &'a str,
    /// Its text, cleaned: the only HTML that a template takes as it is.
    html: String,
    json: String,
}

#[derive(Template)]
#[template(path = "several.html")]
struct Several<'a> {
    frame: Frame,
    part: &'a str,
    total: usize,
    ids: &'a [(String, String)],
}

/// The page.
pub(super) fn page(ask: Question<'_>) -> Result<Made, Fault> {
    if ask.name.trim().is_empty() {
        let frame = ask.frame("Not found", "", &IndexState::Fresh);
        return problem::none(frame, "the address names no topic".to_owned(), None);
    }
    let answered = ask.live.ask(|kb| placed(kb, &ask.name))?;
    let frame = |title: &str| ask.frame(title, "", &answered.index);
    match &answered.value {
        Found::One(placed) => of(frame(&placed.shown.topic.title), placed),
        Found::Several(ids) => {
            let page = Several {
                frame: frame("Several topics"),
                part: &ask.name,
                total: ids.len(),
                ids: &ids[..ids.len().min(LISTED)],
            };
            Made::of(StatusCode::MULTIPLE_CHOICES, &page)
        }
        Found::None(near) => {
            let message = format!("no topic has `{}` in its id", ask.name);
            let near = near.as_ref().map(|id| (id.clone(), at::topic(id)));
            problem::none(frame("Not found"), message, near)
        }
    }
}

fn placed(kb: &Kb, part: &str) -> Result<Answered<Found<Placed>>, Error> {
    let answered = kb.show(part)?;
    let found = match answered.value {
        Found::One(shown) => {
            let related = match kb.related(&shown.topic.id)?.value {
                Found::One(related) => related.others,
                _ => Vec::new(),
            };
            let linked = kb.links_to(std::slice::from_ref(&shown.topic))?;
            Found::One(Box::new(Placed {
                linked,
                around: kb.around(&shown.topic)?,
                related,
                shown: *shown,
            }))
        }
        Found::Several(ids) => Found::Several(ids),
        Found::None(near) => Found::None(near),
    };
    Ok(Answered {
        value: found,
        index: answered.index,
        unknown: answered.unknown,
    })
}

fn of(frame: Frame, placed: &Placed) -> Result<Made, Fault> {
    let shown = &placed.shown;
    let items = |kinds: &[ItemKind]| -> Vec<&Item> {
        let all = shown.items.iter();
        all.filter(|item| kinds.contains(&item.kind())).collect()
    };
    let related = &placed.related;
    let page = Page {
        frame,
        around: &placed.around,
        related: &related[..related.len().min(RELATED)],
        priorities: items(&[ItemKind::Priority]),
        decisions: items(&[ItemKind::Decision]),
        actions: items(&[ItemKind::Action]),
        questions: items(&[ItemKind::Question, ItemKind::Undecided]),
        marked: shown.item.as_ref().map_or("", |item| &item.id),
        links: first(&shown.links),
        linked: first(&placed.linked),
        html: recap::html_leading(&shown.markdown, 1, &|target| address(&shown.links, target)),
        json: at::with("/api/topic", &[("id", &shown.topic.id)]),
        shown,
    };
    Made::of(StatusCode::OK, &page)
}

/// The first links, and how many more there are.
fn first(links: &[LinkRow]) -> (&[LinkRow], usize) {
    let shown = links.len().min(LINKS);
    (&links[..shown], links.len() - shown)
}

/// The page of the topic that a link of the text leads to.
fn address(links: &[LinkRow], target: &str) -> Option<String> {
    let mut named = links.iter().filter(|row| row.link.target == target);
    let row = named.find(|row| row.link.form != LinkForm::Wiki)?;
    row.leads.id().map(at::topic)
}
