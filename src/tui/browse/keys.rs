//! What a key does to the screen.

use super::acts::{on_topic, open};
use super::help::KEYS;
use super::list::List;
use super::state::{App, Focus, Page, Wanted};
use crate::kb::Filters;
use crate::tui::asking::Ask;
use crate::tui::text::{paste_into, type_into};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What is to be done outside of the screen.
#[derive(Debug)]
#[allow(
    clippy::large_enum_variant,
    reason = "a key has one or two of them, and they are gone at once"
)]
pub(super) enum Effect {
    Ask(Ask),
    /// Opens a note in the editor, at a line.
    Edit(String, u32),
    Suspend,
    Quit,
}

/// Text that was pasted is typed, wherever keys act: none of it is a command.
pub(super) fn paste(app: &mut App, text: &str) -> Vec<Effect> {
    if !app.pages.is_empty() {
        return Vec::new();
    }
    (app.message, app.unknown) = (None, None);
    app.focus = Focus::Query;
    paste_into(&mut app.input, text);
    vec![app.search_anew()]
}

/// Takes a key.
pub(super) fn key(app: &mut App, key: KeyEvent) -> Vec<Effect> {
    (app.message, app.unknown) = (None, None);
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        match key.code {
            KeyCode::Char('c') => return vec![Effect::Quit],
            KeyCode::Char('z') => return vec![Effect::Suspend],
            _ => {}
        }
    }
    let typing = app.pages.is_empty() && app.focus == Focus::Query;
    let is_help = matches!(app.pages.last(), Some(Page::Help(_)));
    // No query begins with it.
    let is_text = typing && !app.input.value().is_empty();
    let asks_help = key.code == KeyCode::F(1) || key.code == KeyCode::Char('?') && !is_text;
    if asks_help && !is_help {
        app.pages.push(Page::Help(0));
        return Vec::new();
    }
    match (app.pages.last_mut(), app.focus) {
        (Some(_), _) => on_page(app, key),
        (None, Focus::Query) => typed(app, key),
        (None, Focus::Hits) => on_hits(app, key),
        (None, Focus::Side) => on_side(app, key),
    }
}

fn typed(app: &mut App, key: KeyEvent) -> Vec<Effect> {
    match key.code {
        KeyCode::Enter => return open(app),
        KeyCode::Down => app.focus = Focus::Hits,
        KeyCode::Tab => app.focus = Focus::Hits,
        KeyCode::BackTab => app.focus = Focus::Side,
        KeyCode::PageDown | KeyCode::PageUp => {
            app.focus = Focus::Hits;
            return on_hits(app, key);
        }
        KeyCode::Esc if !app.input.value().is_empty() => {
            app.input.reset();
            return vec![app.search_anew()];
        }
        KeyCode::Esc => return give_up(app),
        _ => {
            if type_into(&mut app.input, key) {
                return vec![app.search_anew()];
            }
        }
    }
    Vec::new()
}

/// Leaves one thing after another: what was chosen at the side, then the screen.
fn give_up(app: &mut App) -> Vec<Effect> {
    if !app.side.is_any_chosen() {
        return vec![Effect::Quit];
    }
    app.side.clear();
    vec![app.search_anew()]
}

fn on_hits(app: &mut App, key: KeyEvent) -> Vec<Effect> {
    let page = app.rows.max(1);
    let to = match key.code {
        KeyCode::Up | KeyCode::Char('k') if app.selected == 0 => {
            app.focus = Focus::Query;
            0
        }
        KeyCode::Up | KeyCode::Char('k') => app.selected - 1,
        KeyCode::Down | KeyCode::Char('j') => app.selected + 1,
        KeyCode::PageUp => app.selected.saturating_sub(page),
        KeyCode::PageDown => app.selected + page,
        KeyCode::Home | KeyCode::Char('g') => 0,
        KeyCode::End | KeyCode::Char('G') => return app.select_last(),
        KeyCode::Esc | KeyCode::Char('/' | 'i') | KeyCode::BackTab => {
            app.focus = Focus::Query;
            return Vec::new();
        }
        KeyCode::Char('q') => return vec![Effect::Quit],
        KeyCode::Tab => {
            app.focus = Focus::Side;
            return Vec::new();
        }
        KeyCode::Char(scroll @ ('J' | 'K')) => {
            if let Some(preview) = &mut app.preview {
                preview.scroll(if scroll == 'J' { 1 } else { -1 });
            }
            return Vec::new();
        }
        KeyCode::Enter | KeyCode::Right => return open(app),
        _ => return on_topic(app, key),
    };
    app.select(to)
}

fn on_side(app: &mut App, key: KeyEvent) -> Vec<Effect> {
    let last = app.side.values.len().saturating_sub(1);
    let at = app.side.selected;
    app.side.selected = match key.code {
        KeyCode::Up | KeyCode::Char('k') => at.saturating_sub(1),
        KeyCode::Down | KeyCode::Char('j') => (at + 1).min(last),
        KeyCode::PageUp => at.saturating_sub(app.rows),
        KeyCode::PageDown => (at + app.rows).min(last),
        KeyCode::Home | KeyCode::Char('g') => 0,
        KeyCode::End | KeyCode::Char('G') => last,
        KeyCode::Enter | KeyCode::Char(' ') => {
            app.side.toggle();
            return vec![app.search_anew()];
        }
        KeyCode::Char('q') => return vec![Effect::Quit],
        KeyCode::BackTab | KeyCode::Right => {
            app.focus = Focus::Hits;
            at
        }
        KeyCode::Tab | KeyCode::Esc | KeyCode::Char('/' | 'i') => {
            app.focus = Focus::Query;
            at
        }
        _ => at,
    };
    Vec::new()
}

fn on_page(app: &mut App, key: KeyEvent) -> Vec<Effect> {
    if matches!(
        key.code,
        KeyCode::Esc | KeyCode::Char('q') | KeyCode::Backspace
    ) {
        app.pages.pop();
        return Vec::new();
    }
    let page = isize::try_from(app.rows.saturating_sub(1).max(1)).unwrap_or(1);
    let by = match key.code {
        KeyCode::Up | KeyCode::Char('k') => -1,
        KeyCode::Down | KeyCode::Char('j') => 1,
        KeyCode::PageUp => -page,
        KeyCode::PageDown | KeyCode::Char(' ') => page,
        KeyCode::Home | KeyCode::Char('g') => isize::MIN,
        KeyCode::End | KeyCode::Char('G') => isize::MAX,
        _ => 0,
    };
    match app.pages.last_mut() {
        Some(Page::Help(top)) => *top = top.saturating_add_signed(by).min(KEYS.len() * 4),
        Some(Page::Record(record)) if by != 0 => record.scroll(by),
        Some(Page::List(list)) if by != 0 => list.go(by),
        Some(Page::Record(record)) => match key.code {
            KeyCode::Char(next @ ('n' | 'N')) => record.seek(next == 'n'),
            KeyCode::Left | KeyCode::Right => return turn(app, key.code == KeyCode::Right),
            _ => return on_topic(app, key),
        },
        Some(Page::List(list)) => {
            let entry = list.entry().map(|entry| (entry.id.clone(), entry.line));
            return on_list(app, key, entry);
        }
        None => {}
    }
    Vec::new()
}

/// The record of the next hit, or of the one before, in place of the one that is shown.
fn turn(app: &mut App, forward: bool) -> Vec<Effect> {
    // A record that a list led to is none of the hits.
    if app.pages.len() > 1
        || app.topic().map(|topic| topic.id.as_str()) != app.hit().map(|hit| hit.topic.id.as_str())
    {
        return Vec::new();
    }
    let to = app
        .selected
        .saturating_add_signed(if forward { 1 } else { -1 });
    let mut effects = app.select(to);
    if app.topic().map(|topic| topic.id.as_str()) != app.hit().map(|hit| hit.topic.id.as_str()) {
        app.pages.pop();
        effects.extend(open(app));
    }
    effects
}

fn on_list(app: &mut App, key: KeyEvent, entry: Option<(String, u32)>) -> Vec<Effect> {
    let Some((id, line)) = entry else {
        return Vec::new();
    };
    match key.code {
        KeyCode::Enter | KeyCode::Right => vec![app.want(id, Wanted::Record)],
        KeyCode::Char('e') => vec![app.want(id, Wanted::Edit(line))],
        KeyCode::Char('h') => app.next_history(),
        KeyCode::Char('p') => vec![Effect::Ask(Ask::Priorities(Filters::default()))],
        _ => Vec::new(),
    }
}

/// What the shown page is: a list is shown by its title.
pub(super) fn title(page: &Page) -> &str {
    match page {
        Page::Record(_) => "record",
        Page::List(list) => List::title(list),
        Page::Help(_) => "keys",
    }
}
