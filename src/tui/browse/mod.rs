//! `kb browse`: search as you type, facets at the side, what is found in a preview, records, histories and priorities.

mod draw;
mod facets;
mod help;
mod keys;
mod list;
mod record;
mod state;
#[cfg(test)]
mod tests;
mod told;

use super::asking::{Ask, Asker};
use super::error::TuiError;
use super::look::Look;
use super::screen::Screen;
use crate::kb::{Filters, Live};
use keys::Effect;
use ratatui::crossterm::event::Event;
use state::App;
use std::time::{Duration, Instant};

/// How long to wait for a key where an answer is on its way, and where none is.
const SOON: Duration = Duration::from_millis(15);
const LATER: Duration = Duration::from_millis(200);
/// How often to look whether notes have changed.
const FRESH: Duration = Duration::from_secs(1);

/// What the full screen gets from the terminal's own commands.
pub struct Desk<'d> {
    /// The query to begin with.
    pub query: String,
    /// Filters that stay.
    pub filters: Filters,
    /// Whether colours are wanted.
    pub colors: bool,
    /// Opens a note, by its path in the knowledge base, at a line, and waits until the editor ends. Says why it cannot.
    pub edit: &'d mut dyn FnMut(&str, u32) -> Result<(), String>,
}

/// Shows the full screen until the user has enough of it.
///
/// # Errors
/// Where there is no terminal, or it fails.
pub fn browse(live: Live, desk: Desk<'_>) -> Result<(), TuiError> {
    let mut app = App::new(
        desk.query,
        desk.filters,
        Look {
            colors: desk.colors,
        },
    );
    let mut asker = Asker::start(live);
    let mut screen = Screen::take()?;
    let mut looked = Instant::now();
    let mut effects = app.begin();
    loop {
        for effect in effects.drain(..) {
            match effect {
                Effect::Ask(ask) => asker.ask(ask),
                Effect::Edit(path, line) => {
                    let edited = screen.lend(|| (desk.edit)(&path, line))?;
                    app.edited(edited);
                    asker.ask(Ask::Version);
                }
                Effect::Suspend => screen.suspend()?,
                Effect::Quit => return Ok(()),
            }
        }
        app.is_asked = asker.is_asked();
        screen.draw(|frame| draw::draw(&mut app, frame))?;
        let wait = if asker.is_asked() { SOON } else { LATER };
        match screen.next(wait)? {
            Some(Event::Key(key)) => effects.extend(keys::key(&mut app, key)),
            Some(Event::Paste(text)) => effects.extend(keys::paste(&mut app, &text)),
            _ => {}
        }
        while let Some(told) = asker.told() {
            effects.extend(told::told(&mut app, told));
        }
        if looked.elapsed() >= FRESH && !asker.is_asked() {
            looked = Instant::now();
            asker.ask(Ask::Version);
        }
        if Screen::is_ended() {
            return Ok(());
        }
    }
}
