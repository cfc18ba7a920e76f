//! `kb pick`: one topic out of many, by parts of its title, facts or path typed in any order.

mod draw;
mod rows;
mod state;
#[cfg(test)]
mod tests;

use super::asking::{Ask, Asker, Told};
use super::error::TuiError;
use super::look::Look;
use super::screen::Screen;
use crate::kb::{Live, SearchRequest, Spot};
use ratatui::crossterm::event::Event;
pub(super) use rows::Row;
use state::{Answer, State};
use std::time::Duration;

/// How long to wait for a key while the topics are read, and after.
const SOON: Duration = Duration::from_millis(15);
const LATER: Duration = Duration::from_millis(200);

/// What to pick from, and how.
pub struct Picking {
    /// The search whose hits are offered; without a query, all topics within its filters are, the newest first.
    pub request: SearchRequest,
    /// What is typed already.
    pub typed: String,
    /// Whether colours are wanted.
    pub colors: bool,
}

/// Lets the user pick. `None` where the user picks nothing.
///
/// # Errors
/// Where there is no terminal or it fails, or what to pick from cannot be read.
pub fn pick(live: Live, picking: Picking) -> Result<Option<Spot>, TuiError> {
    let look = Look {
        colors: picking.colors,
    };
    let mut state = State::new(&picking.request.query, picking.typed, look);
    let mut asker = Asker::start(&live);
    asker.ask(match picking.request.query.is_empty() {
        true => Ask::Rows(picking.request.filters),
        false => Ask::Search(picking.request),
    });
    let mut screen = Screen::take()?;
    loop {
        state.compare();
        screen.draw(|frame| draw::draw(&mut state, frame))?;
        let mut wait = if asker.is_asked() { SOON } else { LATER };
        while let Some(event) = screen.next(wait)? {
            wait = Duration::ZERO;
            let answer = match event {
                Event::Key(key) => state.key(key),
                Event::Paste(text) => state.paste(&text),
                _ => None,
            };
            match answer {
                Some(Answer::Picked(spot)) => return Ok(Some(spot)),
                Some(Answer::Left) => return Ok(None),
                None => {}
            }
        }
        match asker.told() {
            Some(Told::Rows(rows)) => {
                let rows = rows?;
                state.note(&rows.unknown);
                let all = rows.value.len();
                state.offer(rows.value, all);
            }
            Some(Told::Search(found)) => {
                let found = (*found)?;
                state.note(&found.unknown);
                let hits = found.value.hits.iter().map(Row::of_hit);
                state.offer(hits.collect(), found.value.total);
            }
            _ => {}
        }
        if Screen::is_ended() {
            return Ok(None);
        }
    }
}
