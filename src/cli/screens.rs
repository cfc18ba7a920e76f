//! Full screens: whether this terminal can show one, and what it is given.

use super::Status;
use super::editor;
use super::failure::Failure;
use super::fronts::{Desk, Picking};
use super::place::from_here;
use super::session::Session;
use super::terminal::{is_dumb, screen_colors};
use crate::kb::{self, Filters, SearchRequest, Spot};
use crate::render::clean;
use clap::ValueEnum;
use std::error::Error;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::sync::mpsc::channel;

/// What is written of a topic that was picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Print {
    /// Its file, from the working folder
    Path,
    /// Its file and line: `notes/x.md:12`
    Place,
    /// Its line and file, as editors take them: `+12 notes/x.md`
    Editor,
    /// Its id, as `kb show` takes it
    Id,
}

impl Session {
    /// Shows the full screen, with a query and filters to begin with.
    pub(super) fn browse(&mut self, query: String, filters: Filters) -> Result<Status, Failure> {
        able(io::stdout().is_terminal(), "browse")?;
        let (tell, news) = channel();
        let live = self.live_telling(Box::new(move |message| {
            // Where the screen is gone there is nobody to tell.
            let _ = tell.send(message.to_owned());
        }))?;
        let notes = live.clone();
        let mut edit = |path: &str, line: u32| {
            let file = editor::file(notes.file(path), path);
            file.and_then(|file| editor::open(&file, line))
                .map_err(|failure| failure.in_a_line())
        };
        let desk = Desk {
            query,
            filters,
            colors: screen_colors(self.global.color),
            news,
            edit: &mut edit,
        };
        (self.fronts.browse)(live, desk).map_err(|error| failed(error, "browse"))?;
        Ok(Status::Done)
    }

    /// Lets the user pick a topic, and writes what is wanted of it.
    pub(super) fn pick(
        &mut self,
        request: SearchRequest,
        typed: String,
        print: Print,
    ) -> Result<Status, Failure> {
        let shown = io::stderr().is_terminal() || io::stdin().is_terminal();
        able(shown, "pick")?;
        // It is open for a moment, and all of its screen is what there is to pick from.
        let live = self.live_telling(Box::new(|_| {}))?;
        let picking = Picking {
            request,
            typed,
            colors: screen_colors(self.global.color),
        };
        let picked = (self.fronts.pick)(live.clone(), picking);
        let Some(spot) = picked.map_err(|error| failed(error, "pick"))? else {
            self.tell("nothing picked");
            return Ok(Status::Nothing);
        };
        let printed = match print {
            Print::Id => named(&spot)?,
            _ => placed(
                &editor::file(live.file(&spot.path), &spot.path)?,
                &spot,
                print,
            )?,
        };
        writeln!(self.out(), "{printed}")?;
        Ok(Status::Done)
    }
}

/// Whether there is a terminal that can show a full screen.
fn able(is_terminal: bool, command: &str) -> Result<(), Failure> {
    let hint = "ask without it: `kb search WORDS`, `kb topics`";
    if !is_terminal {
        let message = format!("`kb {command}` needs a terminal, and there is none");
        return Err(Failure::new(message).hinted(hint));
    }
    if is_dumb() {
        let message =
            format!("`kb {command}` needs a terminal that can move its cursor, and TERM is `dumb`");
        return Err(Failure::new(message).hinted(hint));
    }
    Ok(())
}

fn failed(error: Box<dyn Error>, command: &str) -> Failure {
    match error.downcast::<kb::Error>() {
        Ok(error) => (*error).into(),
        Err(error) => Failure::new(format!("`kb {command}` ended: {error}")),
    }
}

/// Whether text can be written as it is, to be given to another command: where it goes may be a terminal.
fn is_harmless(text: &str) -> bool {
    !text.contains(|c| clean::is_hostile(c) || c == '\n')
}

/// That a note's name cannot be written.
fn unwritable(spot: &Spot) -> Failure {
    let path = clean::line(&spot.path);
    Failure::new(format!(
        "the name of `{path}` has signs that no terminal should get"
    ))
    .hinted("give the note another name")
}

/// An id as other commands take it.
fn named(spot: &Spot) -> Result<String, Failure> {
    match is_harmless(&spot.id) {
        true => Ok(no_option(&spot.id)),
        false => Err(unwritable(spot)),
    }
}

/// A name that is taken for no option.
fn no_option(name: &str) -> String {
    match name.starts_with(['-', '+']) {
        true => format!("./{name}"),
        false => name.to_owned(),
    }
}

/// A place as it can be opened from the working folder.
fn placed(file: &Path, spot: &Spot, print: Print) -> Result<String, Failure> {
    let file = from_here(file);
    let Some(name) = file.to_str().filter(|name| is_harmless(name)) else {
        return Err(unwritable(spot));
    };
    let name = no_option(name);
    let is_word = |c: char| c.is_alphanumeric() || "-_./+#,@%=:".contains(c);
    if print == Print::Editor && !name.chars().all(is_word) {
        let message = format!("a shell would make more than one word of `{name}`");
        return Err(Failure::new(message).hinted("quote it: `$EDITOR \"$(kb pick)\"`"));
    }
    Ok(match print {
        Print::Path | Print::Id => name,
        Print::Place => format!("{name}:{}", spot.line),
        Print::Editor => format!("+{} {name}", spot.line),
    })
}
