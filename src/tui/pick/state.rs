//! What is typed, what fits it, and which of that keys act upon.

use super::rows::{Row, Typed};
use crate::kb::{Spot, Unknown};
use crate::tui::look::Look;
use crate::tui::text::{paste_into, type_into};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::Input;

/// How picking ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Picked(Spot),
    Left,
}

/// The picking.
pub(super) struct State {
    pub(super) look: Look,
    pub(super) input: Input,
    pub(super) typed: Typed,
    /// What there is, once it is read.
    pub(super) rows: Option<Vec<Row>>,
    /// How many more there would be.
    pub(super) left_out: usize,
    /// Numbers of those that fit.
    pub(super) fitting: Vec<usize>,
    /// The query whose hits are offered, if there is one.
    query: String,
    /// A name of the filters that no note has.
    unknown: Option<String>,
    /// Whether something was typed that is not compared yet.
    is_stale: bool,
    pub(super) selected: usize,
    pub(super) top: usize,
    /// Rows of the screen for them.
    pub(super) height: usize,
}

impl State {
    pub(super) fn new(query: &str, typed: String, look: Look) -> Self {
        Self {
            query: query.to_owned(),
            unknown: None,
            look,
            typed: Typed::new(&typed),
            input: Input::new(typed),
            rows: None,
            left_out: 0,
            fitting: Vec::new(),
            is_stale: false,
            selected: 0,
            top: 0,
            height: 1,
        }
    }

    /// Takes names of filters that no note has.
    pub(super) fn note(&mut self, unknown: &[Unknown]) {
        self.unknown = unknown.first().map(ToString::to_string);
    }

    /// What to say where nothing fits.
    pub(super) fn nothing(&self) -> String {
        let typed = self.input.value().trim();
        let has_none = self.rows.as_ref().is_some_and(Vec::is_empty);
        let why = match &self.unknown {
            Some(unknown) => unknown.clone(),
            None if has_none && !self.query.is_empty() => {
                format!("nothing found for `{}`", self.query)
            }
            None if !typed.is_empty() => format!("nothing fits `{typed}`"),
            None => "nothing fits".to_owned(),
        };
        format!("{why}; Esc leaves")
    }

    /// Takes what there is to pick from, and out of how many that is.
    pub(super) fn offer(&mut self, rows: Vec<Row>, all: usize) {
        self.left_out = all.saturating_sub(rows.len());
        self.rows = Some(rows);
        self.is_stale = true;
    }

    /// Compares what is typed, where that is due: a row of keys that came at once is compared once.
    pub(super) fn compare(&mut self) {
        if !std::mem::take(&mut self.is_stale) {
            return;
        }
        self.typed = Typed::new(self.input.value());
        let rows = self.rows.as_deref().unwrap_or_default();
        self.fitting = self.typed.fitting(rows);
        (self.selected, self.top) = (0, 0);
    }

    /// The row of this place among those that fit.
    pub(super) fn row(&self, place: usize) -> Option<&Row> {
        let at = self.fitting.get(place)?;
        self.rows.as_ref()?.get(*at)
    }

    /// Takes text that was pasted.
    pub(super) fn paste(&mut self, text: &str) -> Option<Answer> {
        paste_into(&mut self.input, text);
        self.is_stale = true;
        None
    }

    /// Takes a key.
    pub(super) fn key(&mut self, key: KeyEvent) -> Option<Answer> {
        // What keys but letters do is about what is typed before them.
        let held = key.modifiers.contains(KeyModifiers::CONTROL);
        if held || !matches!(key.code, KeyCode::Char(_) | KeyCode::Backspace) {
            self.compare();
        }
        let last = self.fitting.len().saturating_sub(1);
        let at = self.selected;
        self.selected = match key.code {
            KeyCode::Esc => return Some(Answer::Left),
            KeyCode::Char('c' | 'g') if held => return Some(Answer::Left),
            KeyCode::Enter => {
                let row = self.row(at)?;
                return Some(Answer::Picked(row.spot.clone()));
            }
            KeyCode::Up => at.saturating_sub(1),
            KeyCode::Char('p' | 'k') if held => at.saturating_sub(1),
            KeyCode::Down => (at + 1).min(last),
            KeyCode::Char('n' | 'j') if held => (at + 1).min(last),
            KeyCode::PageUp => at.saturating_sub(self.height),
            KeyCode::PageDown => (at + self.height).min(last),
            _ => {
                self.is_stale |= type_into(&mut self.input, key);
                return None;
            }
        };
        None
    }
}
