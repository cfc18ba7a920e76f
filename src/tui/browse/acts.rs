//! What can be done with a topic, wherever it is shown: opened, edited, followed through its history and priorities.

use super::keys::Effect;
use super::state::{App, Wanted};
use super::told;
use crate::kb::{Filters, SearchHit};
use crate::model::{TagReason, Tagged, Topic};
use crate::tui::asking::Ask;
use ratatui::crossterm::event::{KeyCode, KeyEvent};

/// Opens the record of the hit that keys act upon.
pub(super) fn open(app: &mut App) -> Vec<Effect> {
    let Some(hit) = app.hit() else {
        return Vec::new();
    };
    let id = hit.topic.id.clone();
    match app.preview.as_ref().filter(|preview| preview.id() == id) {
        Some(preview) => {
            let record = preview.anew();
            told::opened(app, record);
            Vec::new()
        }
        None => vec![app.want(id, Wanted::Record)],
    }
}

/// Keys that act upon a topic.
pub(super) fn on_topic(app: &mut App, key: KeyEvent) -> Vec<Effect> {
    let Some(topic) = app.topic() else {
        return Vec::new();
    };
    match key.code {
        KeyCode::Char('e') => {
            let hit = app.hit().filter(|hit| hit.topic.id == topic.id);
            let line = hit.map_or(topic.lines().start, line);
            vec![Effect::Edit(topic.path.clone(), line)]
        }
        KeyCode::Char('h') => {
            app.threads = threads(topic, app.input.value());
            app.next_history()
        }
        KeyCode::Char('p') => {
            let releases = topic.releases.iter();
            let filters = Filters {
                releases: releases
                    .map(|release| release.as_str().to_owned())
                    .collect(),
                ..Filters::default()
            };
            vec![Effect::Ask(Ask::Priorities(filters))]
        }
        _ => Vec::new(),
    }
}

/// The line of a hit: its item's, else that of its first row with a mark.
fn line(hit: &SearchHit) -> u32 {
    if let Some(item) = &hit.item {
        return item.lines().start;
    }
    let lines = &hit.snippet.lines;
    let found = hit.snippet.first_marked().and_then(|row| lines.get(row));
    found.copied().unwrap_or(hit.topic.lines().start)
}

/// What a topic's history is asked by, the most telling first: the tags that the query names, those of its title, the others,
/// that of its project; without tags, the words of its title.
fn threads(topic: &Topic, query: &str) -> Vec<String> {
    let query = query.to_lowercase();
    let project = topic.project.as_ref().map(|project| project.to_lowercase());
    let order = |tagged: &&Tagged| match &tagged.reason {
        _ if query.contains(tagged.tag.as_str()) => 0,
        _ if project.as_deref() == Some(tagged.tag.as_str()) => 3,
        TagReason::Title(_) => 1,
        _ => 2,
    };
    let mut tags: Vec<&Tagged> = topic.tags.iter().collect();
    tags.sort_by_key(order);
    match tags.is_empty() {
        true => vec![topic.title.clone()],
        false => tags
            .into_iter()
            .map(|tagged| tagged.tag.to_string())
            .collect(),
    }
}
