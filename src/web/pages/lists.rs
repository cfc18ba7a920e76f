//! The pages that list tags, releases and recaps, within filters.

use super::super::api::Fault;
use super::filters::{self, Chip, NoSuch};
use super::frame::Frame;
use super::pager::{Pager, Turns};
use super::{Made, Question, at, say};
use crate::kb::reports::ReleaseCount;
use crate::kb::{RecapCount, TagCount};
use askama::Template;
use axum::http::StatusCode;

/// Entries of a page.
const TAGS: usize = 200;
const RECAPS: usize = 50;

#[derive(Template)]
#[template(path = "tags.html")]
struct Tags<'a> {
    frame: Frame,
    total: usize,
    most: u64,
    tags: &'a [TagCount],
    chips: Vec<Chip>,
    unknown: Vec<NoSuch>,
    turns: Turns,
}

#[derive(Template)]
#[template(path = "releases.html")]
struct Releases<'a> {
    frame: Frame,
    most: u64,
    releases: Vec<&'a ReleaseCount>,
    chips: Vec<Chip>,
    unknown: Vec<NoSuch>,
}

#[derive(Template)]
#[template(path = "recaps.html")]
struct Recaps<'a> {
    frame: Frame,
    total: usize,
    recaps: &'a [RecapCount],
    chips: Vec<Chip>,
    unknown: Vec<NoSuch>,
    turns: Turns,
}

/// The page of all tags, the most used first.
pub(super) fn tags(mut ask: Question<'_>) -> Result<Made, Fault> {
    let (filters, asked) = filters::read(&mut ask.params, "/tags")?;
    let pager = Pager::of(&mut ask.params, TAGS)?;
    let answered = ask.live.ask(|kb| kb.tags(&filters))?;
    let all = &answered.value;
    let page = Tags {
        frame: ask.frame("Tags", "/tags", &answered.index),
        total: all.len(),
        most: all.first().map_or(0, |tag| tag.topics),
        tags: pager.part(all),
        chips: filters::chips(&asked),
        unknown: filters::no_such(answered.unknown, &asked, ""),
        turns: pager.turns(all.len(), &asked),
    };
    Made::of(StatusCode::OK, &page)
}

/// The page of all releases, the latest first.
pub(super) fn releases(mut ask: Question<'_>) -> Result<Made, Fault> {
    let (filters, asked) = filters::read(&mut ask.params, "/releases")?;
    let answered = ask.live.ask(|kb| kb.releases(&filters))?;
    let all = &answered.value;
    let page = Releases {
        frame: ask.frame("Releases", "/releases", &answered.index),
        most: all.iter().map(|release| release.topics).max().unwrap_or(0),
        releases: all.iter().rev().collect(),
        chips: filters::chips(&asked),
        unknown: filters::no_such(answered.unknown, &asked, ""),
    };
    Made::of(StatusCode::OK, &page)
}

/// The page of all recaps, the newest first.
pub(super) fn recaps(mut ask: Question<'_>) -> Result<Made, Fault> {
    let (filters, asked) = filters::read(&mut ask.params, "/recaps")?;
    let pager = Pager::of(&mut ask.params, RECAPS)?;
    let mut answered = ask.live.ask(|kb| kb.recaps(&filters))?;
    answered.value.sort_by_cached_key(|counted| {
        let recap = &counted.recap;
        let date = recap.date.as_ref().or(recap.event_date.as_ref());
        (std::cmp::Reverse(date.map(|date| date.value)), recap.key())
    });
    let all = &answered.value;
    let page = Recaps {
        frame: ask.frame("Recaps", "/recaps", &answered.index),
        total: all.len(),
        recaps: pager.part(all),
        chips: filters::chips(&asked),
        unknown: filters::no_such(answered.unknown, &asked, ""),
        turns: pager.turns(all.len(), &asked),
    };
    Made::of(StatusCode::OK, &page)
}
