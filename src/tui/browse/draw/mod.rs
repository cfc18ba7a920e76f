//! How the full screen looks, from the largest terminal to one of a few columns and rows.

mod hits;
mod side;
mod status;

use super::help::KEYS;
use super::keys::title;
use super::state::{App, Focus, Page};
use crate::tui::look::Look;
use crate::tui::text::{cut, plain, push, visible, wrapped};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Block, Borders, Paragraph};

/// Columns from which on the counts stand beside the hits, and those they take.
const WITH_SIDE: u16 = 90;
const SIDE: u16 = 26;
/// Columns from which on there is a preview.
const WITH_PREVIEW: u16 = 64;
/// Columns of a key, and those from which on there is room for words beside it.
const KEY: usize = 20;
const BESIDE: usize = 48;
/// Rows from which on there is room for rules and blank lines.
const ROOMY: u16 = 10;

/// Draws all of it.
pub(super) fn draw(app: &mut App, frame: &mut Frame<'_>) {
    let area = frame.area();
    if area.is_empty() {
        return;
    }
    let rule = u16::from(area.height >= ROOMY);
    let rows = [
        Constraint::Length(1),
        Constraint::Length(rule),
        Constraint::Min(0),
        Constraint::Length(u16::from(area.height >= 3)),
    ];
    let [top, line, middle, bottom] = Layout::vertical(rows).areas(area);
    head(app, frame, top);
    if rule > 0 {
        let dashes = "\u{2500}".repeat(usize::from(line.width));
        frame.render_widget(Paragraph::new(plain(&dashes, app.look.quiet())), line);
    }
    app.rows = usize::from(middle.height);
    match app.pages.is_empty() {
        true => search(app, frame, middle),
        false => page(app, frame, middle),
    }
    status::draw(app, frame, bottom);
}

/// The query as it is typed, or what the page is.
fn head(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let look = app.look;
    let width = usize::from(area.width);
    if let Some(page) = app.pages.last() {
        let mut row = plain("kb  ", look.quiet());
        push(
            &mut row,
            &cut(title(page), width.saturating_sub(4)),
            look.title(),
        );
        frame.render_widget(Paragraph::new(row), area);
        return;
    }
    let label = if width < 30 { "> " } else { "search: " };
    let room = width.saturating_sub(label.len() + 1);
    let scroll = app.input.visual_scroll(room);
    let mut row = plain(label, look.quiet());
    let shown = match app.input.value().is_empty() {
        true => Line::styled("type words, or a query", look.quiet()),
        false => plain(&visible(app.input.value(), scroll, room), Style::new()),
    };
    row.extend(shown.spans);
    frame.render_widget(Paragraph::new(row), area);
    if app.focus == Focus::Query {
        let before = label.len() + app.input.visual_cursor().saturating_sub(scroll);
        let column = u16::try_from(before).unwrap_or(u16::MAX);
        let column = column.min(area.width.saturating_sub(1));
        frame.set_cursor_position(Position::new(area.x + column, area.y));
    }
}

/// Counts, hits and preview, as many of them as there is room for.
fn search(app: &mut App, frame: &mut Frame<'_>, area: Rect) {
    let beside = area.width >= WITH_SIDE;
    if app.focus == Focus::Side && !beside {
        side::draw(app, frame, area);
        return;
    }
    let side = if beside { SIDE } else { 0 };
    let rest = area.width.saturating_sub(side);
    let preview = if area.width >= WITH_PREVIEW {
        rest / 2
    } else {
        0
    };
    let columns = [
        Constraint::Length(side),
        Constraint::Min(0),
        Constraint::Length(preview),
    ];
    let [left, center, right] = Layout::horizontal(columns).areas(area);
    if side > 0 {
        let inner = ruled(frame, left, Borders::RIGHT, app.look);
        side::draw(app, frame, inner);
    }
    hits::draw(app, frame, center);
    if preview > 0 {
        let inner = ruled(frame, right, Borders::LEFT, app.look);
        let look = app.look;
        let view = app
            .preview
            .as_mut()
            .map(|record| record.view(usize::from(inner.width), usize::from(inner.height), look));
        frame.render_widget(Paragraph::new(view.unwrap_or_default()), inner);
    }
}

/// An area with a rule at one of its sides, and a blank column beside it.
fn ruled(frame: &mut Frame<'_>, area: Rect, side: Borders, look: Look) -> Rect {
    let block = Block::new().borders(side).border_style(look.quiet());
    let mut inner = block.inner(area);
    frame.render_widget(block, area);
    inner.width = inner.width.saturating_sub(1);
    if side == Borders::LEFT {
        inner.x += 1;
    }
    inner
}

/// The page on top.
fn page(app: &mut App, frame: &mut Frame<'_>, area: Rect) {
    let look = app.look;
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    let rows = match app.pages.last_mut() {
        Some(Page::Record(record)) => record.view(width, height, look),
        Some(Page::List(list)) => list.view(width, height, look),
        Some(Page::Help(top)) => keys(top, width, height, look),
        None => Vec::new(),
    };
    frame.render_widget(Paragraph::new(rows), area);
}

/// The keys, from a row on that leaves none of the screen empty.
fn keys(top: &mut usize, width: usize, height: usize, look: Look) -> Vec<Line<'static>> {
    let mut rows = Vec::new();
    // Where there is no room beside a key, what it does stands below it.
    let beside = width >= BESIDE;
    let indent = if beside { KEY + 4 } else { 4 };
    for (key, what) in KEYS {
        if key.is_empty() {
            rows.push(plain(what, look.title()));
            continue;
        }
        let mut row = plain(&format!("  {key:<KEY$}  "), look.place());
        let words = wrapped(what, width.saturating_sub(indent));
        for (at, words) in words.iter().enumerate() {
            if at > 0 || !beside {
                rows.push(row);
                row = plain(&" ".repeat(indent), Style::new());
            }
            push(&mut row, words, Style::new());
        }
        rows.push(row);
    }
    *top = (*top).min(rows.len().saturating_sub(height));
    rows.into_iter().skip(*top).take(height).collect()
}
