//! The terminal while a full screen has it. However that ends, by a key, an error, a panic or a signal, it is given back
//! as it was.

mod reading;
#[cfg(not(unix))]
#[path = "elsewhere.rs"]
mod system;
#[cfg(unix)]
#[path = "unix.rs"]
mod system;

use ratatui::Frame;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::{Hide, Show};
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event, KeyEventKind};
use ratatui::crossterm::execute;
use ratatui::crossterm::style::Print;
use ratatui::crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode, size,
};
use reading::Reading;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;
use system::{Modes, TERMINAL, stirs};

/// Cells of the largest screen that is drawn: each takes memory. No display has as many.
const LARGEST: u64 = 1_000_000;
/// How long a key that begins may take until it is whole. Its view goes on after that.
const WHOLE: Duration = Duration::from_millis(25);
/// How long another program waits for that.
const PATIENCE: Duration = Duration::from_millis(250);

/// What signals said, and what they have to know.
struct Signs {
    /// The process was told to end.
    ended: AtomicBool,
    /// It was told to stop until it is told to go on.
    stopped: AtomicBool,
    /// It was told to go on: what is on the screen may be another's.
    woken: AtomicBool,
    /// A screen has the terminal.
    taken: AtomicBool,
    /// Another program has it meanwhile.
    lent: AtomicBool,
}

static SIGNS: Signs = Signs {
    ended: AtomicBool::new(false),
    stopped: AtomicBool::new(false),
    woken: AtomicBool::new(false),
    taken: AtomicBool::new(false),
    lent: AtomicBool::new(false),
};

/// A terminal that is drawn on.
type Drawn = Terminal<CrosstermBackend<BufWriter<File>>>;

fn terminal(tty: &File) -> io::Result<Drawn> {
    if !is_drawable()? {
        return Err(io::Error::other(
            "it says that it is larger than any screen",
        ));
    }
    let drawn = BufWriter::new(tty.try_clone()?);
    Terminal::new(CrosstermBackend::new(drawn))
}

fn is_drawable() -> io::Result<bool> {
    let (columns, rows) = size()?;
    Ok(u64::from(columns) * u64::from(rows) <= LARGEST)
}

/// Turns off what another program may have turned on and left so: reports of the mouse and of focus, a mode of insertion, keys of
/// applications, keys told apart more finely, a region that scrolls alone, an origin within it, styles, the set of signs for
/// drawing. And lines are wrapped. Each by itself: terminals do not agree on what a soft reset leaves.
const PLAIN: &str = "\x1b[?9;1000;1001;1002;1003;1004;1005;1006;1015;1016l\x1b[4l\x1b[?1l\x1b>\x1b[=0u\x1b[r\x1b[?6l\x1b[?7h\x1b[0m\x1b(B\x0f";

/// Shows again what was there before a screen took the terminal.
fn hide<W: Write>(out: &mut W) -> io::Result<()> {
    execute!(
        out,
        Print(PLAIN),
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    )
}

/// The terminal, taken.
pub(super) struct Screen {
    terminal: Drawn,
    /// The same terminal, to see whether it is still there.
    tty: File,
    /// How it was.
    modes: Modes,
    reading: Reading,
}

impl Screen {
    /// Takes the terminal of this process. Standard output stays free for an answer.
    pub(super) fn take() -> io::Result<Self> {
        let tty = OpenOptions::new().read(true).write(true).open(TERMINAL)?;
        stirs(&tty, Duration::ZERO)?;
        let modes = Modes::of(&tty)?;
        system::listen(modes.clone(), tty.try_clone()?)?;
        let mut screen = Self {
            terminal: terminal(&tty)?,
            tty,
            modes,
            reading: Reading::start()?,
        };
        screen.enter()?;
        Ok(screen)
    }

    fn enter(&mut self) -> io::Result<()> {
        SIGNS.taken.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        let backend = self.terminal.backend_mut();
        execute!(
            backend,
            EnterAlternateScreen,
            Print(PLAIN),
            Clear(ClearType::All),
            EnableBracketedPaste,
            Hide
        )
    }

    fn leave(&mut self) -> io::Result<()> {
        let shown = hide(self.terminal.backend_mut());
        let cooked = disable_raw_mode();
        let back = self.modes.give_back(&self.tty);
        SIGNS.taken.store(false, Ordering::SeqCst);
        shown.and(cooked).and(back)
    }

    /// Draws a view, all of it where another program may have drawn there.
    pub(super) fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        if !is_drawable()? {
            return Ok(());
        }
        if SIGNS.woken.swap(false, Ordering::SeqCst) {
            self.terminal = terminal(&self.tty)?;
            self.enter()?;
        }
        self.terminal.draw(view).map(|_| ())
    }

    /// What the user does next, `None` where that is nothing for so long.
    pub(super) fn next(&mut self, wait: Duration) -> io::Result<Option<Event>> {
        let is_open = self.reading.is_open();
        let stirs = stirs(&self.tty, if is_open { Duration::ZERO } else { wait })?;
        if SIGNS.stopped.swap(false, Ordering::SeqCst) {
            self.suspend()?;
        }
        let whole = if is_open { wait } else { WHOLE };
        let mut event = self.reading.next(whole)?;
        if event.is_none() && stirs && !self.reading.is_open() {
            event = self.remind(whole)?;
        }
        Ok(match event {
            // Some terminals tell of keys that are let go, too.
            Some(Event::Key(key)) if key.kind == KeyEventKind::Release => None,
            event => event,
        })
    }

    /// Reads on where the library overlooks that there is more: it reads a kilobyte at once, and is told of what lies beyond
    /// only when that comes.
    fn remind(&mut self, whole: Duration) -> io::Result<Option<Event>> {
        system::tell_again(&self.tty)?;
        let event = self.reading.next(whole)?;
        if event.is_none() && !self.reading.is_open() {
            // Nothing came of that either: it must not be tried without a pause.
            thread::sleep(WHOLE);
        }
        Ok(event)
    }

    /// Gives the terminal to another program meanwhile. That may leave it in any state. `None` where a key came in part: the
    /// other's keys would be taken for the rest of it.
    pub(super) fn lend<T>(&mut self, program: impl FnOnce() -> T) -> io::Result<Option<T>> {
        match self.reading.rests(PATIENCE)? {
            true => self.step_aside(program).map(Some),
            false => Ok(None),
        }
    }

    fn step_aside<T>(&mut self, program: impl FnOnce() -> T) -> io::Result<T> {
        self.leave()?;
        SIGNS.lent.store(true, Ordering::SeqCst);
        let done = program();
        system::forget_typed();
        SIGNS.lent.store(false, Ordering::SeqCst);
        self.modes.give_back(&self.tty)?;
        // It shows nothing of what was drawn before. Clearing it would ask the terminal where its cursor is, and not every
        // terminal answers.
        self.terminal = terminal(&self.tty)?;
        self.enter()?;
        Ok(done)
    }

    /// Stops the process until it is told to go on, as Ctrl-Z does where a program reads lines. All of it stops, what reads
    /// keys as well.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        self.step_aside(system::stop)?
    }

    /// Whether the process was told to end.
    pub(super) fn is_ended() -> bool {
        SIGNS.ended.load(Ordering::SeqCst)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Where the terminal is gone there is nothing to give back.
        let _ = self.leave();
    }
}
