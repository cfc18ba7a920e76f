//! The pages that list decisions and actions, the newest first, within filters.

use super::super::api::Fault;
use super::super::params::{BadParam, Params};
use super::address::Asked;
use super::filters::{self, Chip, NoSuch};
use super::frame::Frame;
use super::pager::{Pager, Turns};
use super::{Made, Question, at, say};
use crate::kb::{Answered, Error, Filters, ItemFilter, Kb};
use crate::model::{Item, PartialDate};
use askama::Template;
use axum::http::StatusCode;
use std::collections::HashMap;

/// Items of a page.
const ITEMS: usize = 50;

/// The items of one recap that follow one another.
struct Group<'a> {
    key: String,
    title: &'a str,
    /// The date of its first item.
    date: Option<PartialDate>,
    items: Vec<&'a Item>,
}

#[derive(Template)]
#[template(path = "items.html")]
struct Page<'a> {
    frame: Frame,
    heading: &'static str,
    path: &'static str,
    total: usize,
    groups: Vec<Group<'a>>,
    /// Whether they are actions.
    actions: bool,
    wanted: &'a ItemFilter,
    owner: &'a str,
    /// What the form has for a tag and a project; `None` where there are several, which it keeps.
    tag: Option<&'a str>,
    project: Option<&'a str>,
    /// Whether some are only what a sentence says.
    doubted: bool,
    /// The releases to choose from, each with whether it is chosen.
    releases: Vec<(String, bool)>,
    /// Filters that the form keeps.
    kept: Vec<(&'static str, String)>,
    chips: Vec<Chip>,
    unknown: Vec<NoSuch>,
    turns: Turns,
}

/// What a list is asked with.
struct List {
    path: &'static str,
    filters: Filters,
    wanted: ItemFilter,
    asked: Asked,
    pager: Pager,
}

impl List {
    fn of(params: &mut Params, path: &'static str) -> Result<Self, BadParam> {
        let (filters, mut asked) = filters::read(params, path)?;
        let wanted = ItemFilter {
            owner: params.one("owner")?,
            open: params.flag("open")?,
            strong: params.flag("strong")?,
        };
        asked = asked.and("owner", wanted.owner.as_deref());
        asked = asked.and("open", wanted.open.then_some("1"));
        asked = asked.and("strong", wanted.strong.then_some("1"));
        Ok(Self {
            path,
            filters,
            wanted,
            asked,
            pager: Pager::of(params, ITEMS)?,
        })
    }
}

/// The items that were found, titles of their recaps, and names of all releases.
type Listed = (Vec<Item>, HashMap<String, String>, Vec<String>);

/// The page of decisions.
pub(super) fn decisions(mut ask: Question<'_>) -> Result<Made, Fault> {
    let list = List::of(&mut ask.params, "/decisions")?;
    let answered = ask.live.ask(|kb| {
        let releases = releases(kb)?;
        let found = kb.decisions(&list.filters, &list.wanted)?;
        Ok(found.map(|found| (found.decisions, found.titles, releases)))
    })?;
    page(&ask, &list, "Decisions", answered)
}

/// The page of actions.
pub(super) fn actions(mut ask: Question<'_>) -> Result<Made, Fault> {
    let list = List::of(&mut ask.params, "/actions")?;
    let answered = ask.live.ask(|kb| {
        let releases = releases(kb)?;
        let found = kb.actions(&list.filters, &list.wanted)?;
        Ok(found.map(|found| (found.actions, found.titles, releases)))
    })?;
    page(&ask, &list, "Actions", answered)
}

/// The names of all releases, in their order.
fn releases(kb: &Kb) -> Result<Vec<String>, Error> {
    let order = kb.release_order()?;
    Ok(order.iter().map(ToString::to_string).collect())
}

fn page(
    ask: &Question<'_>,
    list: &List,
    heading: &'static str,
    answered: Answered<Listed>,
) -> Result<Made, Fault> {
    let (mut items, titles, releases) = answered.value;
    // The newest recap first, what is in it in its order.
    items.sort_by_cached_key(|item| {
        let recap = (item.recap_key(), item.lines().start);
        (std::cmp::Reverse(item.date), recap)
    });
    let asked = &list.asked;
    let chosen = |name: &String| {
        let mut on = list.filters.releases.iter();
        on.any(|release| release.eq_ignore_ascii_case(name))
    };
    let (tag, project) = (field(&list.filters.tags), field(&list.filters.projects));
    let typed = [("tag", tag), ("project", project)].into_iter();
    let typed = typed.filter(|(_, value)| value.is_some());
    let typed: Vec<&str> = ["release", "owner", "open", "strong", "page"]
        .into_iter()
        .chain(typed.map(|(name, _)| name))
        .collect();
    let page = Page {
        tag,
        project,
        doubted: list.path == "/decisions" && list.pager.part(&items).iter().any(say::is_weak),
        frame: ask.frame(heading, list.path, &answered.index),
        heading,
        path: list.path,
        total: items.len(),
        groups: groups(list.pager.part(&items), &titles),
        actions: list.path == "/actions",
        owner: list.wanted.owner.as_deref().unwrap_or(""),
        wanted: &list.wanted,
        releases: releases
            .into_iter()
            .rev()
            .map(|name| (name.clone(), chosen(&name)))
            .collect(),
        kept: asked.pairs_but(&typed),
        chips: filters::chips(asked),
        unknown: filters::no_such(answered.unknown, asked, ""),
        turns: list.pager.turns(items.len(), asked),
    };
    Made::of(StatusCode::OK, &page)
}

/// What a field of the form holds, unless there are several values.
fn field(values: &[String]) -> Option<&str> {
    match values {
        [] => Some(""),
        [one] => Some(one),
        _ => None,
    }
}

fn groups<'a>(items: &'a [Item], titles: &'a HashMap<String, String>) -> Vec<Group<'a>> {
    let mut out: Vec<Group<'a>> = Vec::new();
    for item in items {
        let key = item.recap_key();
        match out.last_mut() {
            Some(group) if group.key == key && group.date == item.date => group.items.push(item),
            _ => out.push(Group {
                title: titles.get(&key).map_or(item.path.as_str(), String::as_str),
                date: item.date,
                items: vec![item],
                key,
            }),
        }
    }
    out
}
