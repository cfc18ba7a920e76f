//! `kb browse`: search as you type, facets at the side, what is found in a preview, records, histories and priorities.

mod acts;
mod draw;
mod facets;
mod help;
mod keys;
mod list;
mod places;
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
use crate::render::clean;
use keys::Effect;
use ratatui::crossterm::event::Event;
use state::App;
use std::mem::discriminant;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

/// How long to wait for a key where an answer is on its way, and where none is.
const SOON: Duration = Duration::from_millis(15);
const LATER: Duration = Duration::from_millis(200);
/// How often to look whether notes have changed.
const FRESH: Duration = Duration::from_secs(1);
/// Why an editor does not get the terminal.
const HALF: &str = "a key came in part; press another, then `e`";

/// What the full screen gets from the terminal's own commands.
pub struct Desk<'d> {
    /// The query to begin with.
    pub query: String,
    /// Filters that stay.
    pub filters: Filters,
    /// Whether colours are wanted.
    pub colors: bool,
    /// What happens to the knowledge base meanwhile, to be said on the screen.
    pub news: Receiver<String>,
    /// Opens a note, by its path in the knowledge base, at a line, and waits until the editor ends. Says why it cannot.
    pub edit: &'d mut dyn FnMut(&str, u32) -> Result<(), String>,
}

/// Shows the full screen until the user has enough of it.
///
/// # Errors
/// Where there is no terminal, or it fails.
pub fn browse(live: Live, mut desk: Desk<'_>) -> Result<(), TuiError> {
    let look = Look {
        colors: desk.colors,
    };
    let query = std::mem::take(&mut desk.query);
    let filters = std::mem::take(&mut desk.filters);
    let mut app = App::new(query, filters, look);
    let mut asker = Asker::start(&live);
    let mut screen = Screen::take()?;
    let mut looked = Instant::now();
    let mut effects = app.begin();
    loop {
        for effect in effects.drain(..) {
            if !done(effect, &mut app, &mut asker, &mut screen, &mut desk)? {
                return Ok(());
            }
        }
        app.is_asked = asker.is_asked();
        screen.draw(|frame| draw::draw(&mut app, frame))?;
        let mut wait = if asker.is_asked() { SOON } else { LATER };
        // Keys that came at once are taken at once, as long as none of them has to be done first.
        while effects
            .iter()
            .all(|effect| matches!(effect, Effect::Ask(_)))
        {
            let Some(event) = screen.next(wait)? else {
                break;
            };
            wait = Duration::ZERO;
            let more = match event {
                Event::Key(key) => keys::key(&mut app, key),
                Event::Paste(text) => keys::paste(&mut app, &text),
                _ => Vec::new(),
            };
            more.into_iter()
                .for_each(|effect| add(&mut effects, effect));
        }
        while let Some(told) = asker.told() {
            effects.extend(told::told(&mut app, told));
        }
        if let Some(news) = desk.news.try_iter().last() {
            app.message = Some(clean::line(&news));
        }
        if looked.elapsed() >= FRESH && !asker.is_asked() {
            looked = Instant::now();
            asker.ask(Ask::Version);
            // What was wrong may be well again, though no note changed.
            effects.extend(app.notice.is_some().then(|| app.search()));
        }
        if Screen::is_ended() {
            return Ok(());
        }
    }
}

/// Adds what is to be done. A question takes the place of one of its kind: thousands of keys may come at once.
fn add(effects: &mut Vec<Effect>, effect: Effect) {
    if let Effect::Ask(ask) = &effect {
        let is_other = |before: &Effect| match before {
            Effect::Ask(before) => discriminant(before) != discriminant(ask),
            _ => true,
        };
        effects.retain(is_other);
    }
    effects.push(effect);
}

/// Does what is to be done outside of the view. Whether to go on after it.
fn done(
    effect: Effect,
    app: &mut App,
    asker: &mut Asker,
    screen: &mut Screen,
    desk: &mut Desk<'_>,
) -> Result<bool, TuiError> {
    match effect {
        Effect::Ask(ask) => asker.ask(ask),
        Effect::Edit(path, line) => {
            let edited = screen.lend(|| (desk.edit)(&path, line))?;
            app.edited(edited.unwrap_or_else(|| Err(HALF.to_owned())));
            asker.ask(Ask::Version);
        }
        Effect::Suspend => screen.suspend()?,
        Effect::Quit => return Ok(false),
    }
    Ok(true)
}
