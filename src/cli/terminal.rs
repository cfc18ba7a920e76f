//! What standard output is: a terminal or not, how large, and what it can show.

use super::args::ColorWhen;
use crate::kb::Kb;
use crate::render::terminal::{Drawn, file_url};
use anstream::{AutoStream, ColorChoice};
use std::cell::LazyCell;
use std::env;
use std::io::{self, IsTerminal as _};

/// How many characters wide tables are where nothing else is known.
const WIDTH: usize = 100;
/// The fewest and the most.
const WIDTHS: (usize, usize) = (20, 400);

/// Where the answer goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    /// Whether somebody reads it there.
    is_terminal: bool,
    /// Which colours it shows.
    pub(super) colors: ColorChoice,
}

impl Terminal {
    /// Standard output, with the colours that are wanted.
    pub(super) fn stdout(when: ColorWhen) -> Self {
        Self {
            is_terminal: io::stdout().is_terminal(),
            colors: colors(when, AutoStream::choice(&io::stdout())),
        }
    }

    /// How many characters wide the answer may be: the terminal's width, else what COLUMNS says, else 100.
    pub(super) fn width(self) -> usize {
        let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let set = env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
        let known = terminal.filter(|width| *width > 0).or(set);
        known.unwrap_or(WIDTH).clamp(WIDTHS.0, WIDTHS.1)
    }

    /// How many characters wide running text may be: as [`Self::width`] says where a terminal shows it or COLUMNS is
    /// set; `None` where it goes to another program, and lines are not broken.
    pub(super) fn text_width(self) -> Option<usize> {
        let is_shown = self.is_terminal || env::var_os("COLUMNS").is_some();
        is_shown.then(|| self.width())
    }

    /// Rows and columns of the screen, where it is one of which they are known.
    pub(super) fn screen(self) -> Option<(usize, usize)> {
        let size = terminal_size::terminal_size().filter(|_| self.is_terminal);
        let (width, height) = size?;
        let known = width.0 > 0 && height.0 > 0;
        known.then(|| (usize::from(height.0), usize::from(width.0)))
    }

    /// Whether it shows hyperlinks.
    pub(super) fn links(self) -> bool {
        self.is_terminal
            && self.colors != ColorChoice::Never
            && !is_dumb()
            && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout)
    }

    /// How Markdown is drawn there; `None` where it is written as it is.
    pub(super) fn drawn(self, hyperlinks: bool) -> Option<Drawn> {
        self.text_width().map(|width| Drawn {
            width,
            targets: !hyperlinks,
            marks: self.colors == ColorChoice::Never,
        })
    }
}

/// The colours that are wanted, of those that a stream can show.
pub(super) fn colors(when: ColorWhen, auto: ColorChoice) -> ColorChoice {
    match when {
        ColorWhen::Always => ColorChoice::Always,
        ColorWhen::Never => ColorChoice::Never,
        ColorWhen::Auto => auto,
    }
}

/// Whether a full screen has colours: where nobody says otherwise, a terminal that can show one has them.
pub(super) fn screen_colors(when: ColorWhen) -> bool {
    let unwanted = env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
    let auto = if unwanted {
        ColorChoice::Never
    } else {
        ColorChoice::Always
    };
    colors(when, auto) != ColorChoice::Never
}

/// Whether the terminal can do nothing but write lines.
pub(super) fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// What leads from a note's path to its file in a terminal. Only files inside the knowledge base are led to.
pub(super) fn file_links(kb: &Kb) -> impl Fn(&str) -> Option<String> {
    // Asked only where there is something to lead to.
    let host = LazyCell::new(host);
    move |path| file_url(&kb.file(path)?, &host)
}

/// This machine's name, or nothing where it is not known: a terminal that shows another machine knows by it which file is meant.
fn host() -> String {
    let named = std::fs::read_to_string("/proc/sys/kernel/hostname");
    let name = named.unwrap_or_default();
    name.trim().to_owned()
}

/// Forgets what was typed before it was asked for: keys that were meant for another program are no answer.
#[cfg(unix)]
pub(super) fn forget_typed() {
    use rustix::termios::{QueueSelector, tcflush};
    // What is no terminal has nothing to forget.
    let _ = tcflush(io::stdin(), QueueSelector::IFlush);
}

/// The same, where the system has no way to.
#[cfg(not(unix))]
pub(super) fn forget_typed() {}
