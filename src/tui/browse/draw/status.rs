//! The last line: what went wrong, or what was found, and the keys that matter here.

use crate::render::text::plural;
use crate::tui::browse::state::{App, Focus, Page};
use crate::tui::text::{cut, plain, push};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr as _;

/// Draws it.
pub(super) fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let wrong = app
        .message
        .as_ref()
        .or(app.unknown.as_ref())
        .or(app.fault.as_ref().filter(|_| app.pages.is_empty()));
    let row = match wrong {
        Some(wrong) => plain(&cut(wrong, width), app.look.fault()),
        None => {
            let said = said(app);
            let mut row = plain(&cut(&said, width), Style::new());
            let room = width.saturating_sub(said.width() + 2);
            let fitting = keys(app).into_iter().find(|keys| room >= keys.width());
            if let Some(keys) = fitting {
                let gap = width.saturating_sub(said.width() + keys.width());
                push(&mut row, &" ".repeat(gap), Style::new());
                push(&mut row, keys, app.look.quiet());
            }
            row
        }
    };
    frame.render_widget(Paragraph::new(row), area);
}

/// What was found.
fn said(app: &App) -> String {
    if let Some(notice) = &app.notice {
        return notice.clone();
    }
    let Some(found) = &app.found else {
        return "reading".to_owned();
    };
    match app.pages.last() {
        Some(Page::Record(record)) => return record.said(),
        Some(_) => return String::new(),
        None => {}
    }
    let mut said = match found.total {
        0 => found
            .nothing
            .clone()
            .unwrap_or_else(|| "nothing found".to_owned()),
        total if app.to_last => format!("reading all {}", plural(total, "topic")),
        total => format!(
            "{} of {} in {}",
            app.selected + 1,
            plural(total, "topic"),
            plural(found.recaps, "recap")
        ),
    };
    let chosen: Vec<&str> = app.side.chosen().collect();
    if !chosen.is_empty() {
        said.push_str(&format!(", within {}", chosen.join(", ")));
    }
    let hint = found.hints.first().filter(|_| found.total == 0);
    for more in hint.into_iter().chain(&found.partial) {
        said.push_str(&format!("; {more}"));
    }
    if app.is_asked {
        said.push_str(" \u{2026}");
    }
    said
}

/// The keys that matter here, in many words and in fewer.
fn keys(app: &App) -> [&'static str; 3] {
    match (app.pages.last(), app.focus) {
        (Some(Page::Record(_)), _) => [
            "Esc back  n, N mark  e edit  h history  p priorities  ? keys",
            "Esc back  e edit  h history  ? keys",
            "? keys",
        ],
        (Some(Page::List(_)), _) => [
            "Esc back  Enter record  e edit  ? keys",
            "Esc back  ? keys",
            "? keys",
        ],
        (Some(Page::Help(_)), _) => [
            "Esc back  Up, Down, PgUp, PgDn scroll",
            "Esc back  Down more",
            "Esc",
        ],
        (None, Focus::Query) if app.input.value().is_empty() => [
            "Enter open  Down to the hits and their keys  ? keys",
            "Down hits  ? keys",
            "? keys",
        ],
        (None, Focus::Query) => [
            "Enter open  Down to the hits and their keys  F1 keys",
            "Down hits  F1 keys",
            "F1",
        ],
        (None, Focus::Hits) => [
            "Enter open  e edit  h history  p priorities  / query  ? keys",
            "e edit  h history  p priorities  ? keys",
            "? keys",
        ],
        (None, Focus::Side) => [
            "Enter choose  Tab query  ? keys",
            "Enter choose  ? keys",
            "? keys",
        ],
    }
}
