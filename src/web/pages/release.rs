//! The page of a release: what it put first, what was decided, and its recaps.

use super::super::api::Fault;
use super::address::Asked;
use super::frame::Frame;
use super::{Made, Question, at, problem, say};
use crate::kb::WholeRelease;
use crate::kb::reports::PriorityRow;
use crate::model::{Detail, Item};
use askama::Template;
use axum::http::StatusCode;

/// Decisions and recaps that are shown; the lists have all.
const DECISIONS: usize = 60;
const RECAPS: usize = 60;

#[derive(Template)]
#[template(path = "release.html")]
struct Page<'a> {
    frame: Frame,
    whole: &'a WholeRelease,
    listed: Vec<&'a PriorityRow>,
    dropped: Vec<&'a PriorityRow>,
    /// Whether a recap gives its priorities in an order.
    ordered: bool,
    /// Whether its priorities are of several projects.
    projects: bool,
    decisions: &'a [Item],
    recaps: usize,
    /// Where all decisions and all recaps are.
    all: [String; 2],
}

impl Page<'_> {
    fn name(&self) -> &str {
        self.whole.release.as_str()
    }
}

/// The page.
pub(super) fn page(ask: Question<'_>) -> Result<Made, Fault> {
    let answered = ask.live.ask(|kb| kb.release(&ask.name))?;
    let Some(whole) = &answered.value else {
        let frame = ask.frame("Not found", "/releases", &answered.index);
        let near = answered.unknown.into_iter().find_map(|name| name.nearest);
        let near = near.map(|name| (name.clone(), at::release(&name)));
        let message = format!("no recap is about a release `{}`", ask.name);
        return problem::none(frame, message, near);
    };
    let (name, rows) = (whole.release.as_str(), &whole.priorities);
    let release = Some(whole.release.clone());
    let listed: Vec<&PriorityRow> = rows.of(&release).collect();
    let dropped: Vec<&PriorityRow> = rows.dropped_in(&release).collect();
    let project = |row: &&PriorityRow| row.item.project.clone();
    let first = listed.iter().chain(&dropped).next().map(project);
    let list = |path| Asked::at(path).and("release", [name]).address();
    let is_ordered =
        |row: &&PriorityRow| matches!(row.item.detail, Detail::Priority { ordered: true, .. });
    let page = Page {
        ordered: listed.iter().any(is_ordered),
        frame: ask.frame(name, "/releases", &answered.index),
        projects: listed
            .iter()
            .chain(&dropped)
            .any(|row| Some(project(row)) != first),
        listed,
        dropped,
        decisions: &whole.decisions[..whole.decisions.len().min(DECISIONS)],
        recaps: RECAPS,
        all: [list("/decisions"), list("/recaps")],
        whole,
    };
    Made::of(StatusCode::OK, &page)
}
