//! The page of a recap: its facts, its topics, and what came of them. It is looked up by its key in the index; no path
//! that is asked for is opened.

use super::super::api::Fault;
use super::frame::Frame;
use super::{Made, Question, at, problem, say};
use crate::kb::WholeRecap;
use crate::model::{Item, ItemKind, Topic};
use askama::Template;
use axum::http::StatusCode;

/// Topics, and items of a kind, that are shown.
const TOPICS: usize = 500;
const ITEMS: usize = 200;

/// A fact with where it was found.
struct FactRow {
    name: &'static str,
    value: String,
    /// Where it leads.
    address: Option<String>,
    /// Where it was found; empty where that goes without saying.
    source: String,
}

#[derive(Template)]
#[template(path = "recap.html")]
struct Page<'a> {
    frame: Frame,
    whole: &'a WholeRecap,
    facts: Vec<FactRow>,
    topics: Vec<(usize, &'a Topic)>,
    decisions: Vec<&'a Item>,
    actions: Vec<&'a Item>,
    priorities: Vec<&'a Item>,
}

/// The page.
pub(super) fn page(ask: Question<'_>) -> Result<Made, Fault> {
    let answered = ask.live.ask(|kb| kb.recap(&ask.name))?;
    let Some(whole) = &answered.value else {
        let frame = ask.frame("Not found", "/recaps", &answered.index);
        let message = format!("there is no recap `{}`", ask.name);
        return problem::none(frame, message, None);
    };
    let items = |kind: ItemKind| -> Vec<&Item> {
        let all = whole.items.iter().filter(|item| item.kind() == kind);
        all.take(ITEMS).collect()
    };
    let topics = whole.topics.iter().take(TOPICS);
    let page = Page {
        frame: ask.frame(&whole.recap.title.value, "/recaps", &answered.index),
        facts: facts(whole),
        topics: topics.map(|topic| (depth(topic), topic)).collect(),
        decisions: items(ItemKind::Decision),
        actions: items(ItemKind::Action),
        priorities: items(ItemKind::Priority),
        whole,
    };
    Made::of(StatusCode::OK, &page)
}

/// How deep a topic stands, as far as it shows.
fn depth(topic: &Topic) -> usize {
    topic.breadcrumb.len().min(5)
}

fn facts(whole: &WholeRecap) -> Vec<FactRow> {
    let recap = &whole.recap;
    let mut out = Vec::new();
    let mut fact = |name, value: String, address, source: &dyn ToString| {
        out.push(FactRow {
            name,
            value,
            address,
            source: source.to_string(),
        });
    };
    for release in &recap.releases {
        let name = release.value.to_string();
        let address = at::release(&name);
        fact("Release", name, Some(address), &release.source);
    }
    if let Some(project) = &recap.project {
        let address = at::search(&[("project", &project.value)]);
        fact(
            "Project",
            project.value.clone(),
            Some(address),
            &project.source,
        );
    }
    if let Some(date) = &recap.date {
        fact("Date", date.value.to_string(), None, &date.source);
    }
    if let Some(event) = &recap.event {
        fact("Event", event.value.clone(), None, &event.source);
    }
    if let Some(date) = &recap.event_date {
        fact("Event date", date.value.to_string(), None, &date.source);
    }
    if let Some(place) = &recap.location {
        fact("Place", place.value.clone(), None, &place.source);
    }
    for (name, people) in [
        ("Written by", &recap.authors),
        ("Attended by", &recap.attendees),
    ] {
        if !people.is_empty() {
            fact(name, people.join(", "), None, &"");
        }
    }
    out
}
