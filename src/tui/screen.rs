//! The terminal while a full screen has it. However that ends, by a key, an error, a panic or a signal, it is given back
//! as it was.

use ratatui::Frame;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::{Hide, Show};
use ratatui::crossterm::event::{
    DisableBracketedPaste, EnableBracketedPaste, Event, KeyEventKind, poll, read,
};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Where a process finds its terminal, whatever its streams are.
#[cfg(unix)]
const TERMINAL: &str = "/dev/tty";
#[cfg(not(unix))]
const TERMINAL: &str = "CONOUT$";

/// Whether the process was told to end.
static ENDED: AtomicBool = AtomicBool::new(false);

/// A terminal that is drawn on.
type Drawn = Terminal<CrosstermBackend<BufWriter<File>>>;

fn terminal(tty: &File) -> io::Result<Drawn> {
    let drawn = BufWriter::new(tty.try_clone()?);
    Terminal::new(CrosstermBackend::new(drawn))
}

/// The terminal, taken.
pub(super) struct Screen {
    terminal: Drawn,
    /// The same terminal, to see whether it is still there.
    tty: File,
}

impl Screen {
    /// Takes the terminal of this process. Standard output stays free for an answer.
    pub(super) fn take() -> io::Result<Self> {
        let tty = OpenOptions::new().read(true).write(true).open(TERMINAL)?;
        let terminal = terminal(&tty)?;
        // A process has one such handler; another view may have set it.
        let _ = ctrlc::set_handler(|| ENDED.store(true, Ordering::SeqCst));
        let mut screen = Self { terminal, tty };
        screen.enter()?;
        Ok(screen)
    }

    fn enter(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        let backend = self.terminal.backend_mut();
        execute!(
            backend,
            EnterAlternateScreen,
            Clear(ClearType::All),
            EnableBracketedPaste,
            Hide
        )
    }

    fn leave(&mut self) -> io::Result<()> {
        let backend = self.terminal.backend_mut();
        let shown = execute!(backend, DisableBracketedPaste, LeaveAlternateScreen, Show);
        disable_raw_mode().and(shown)
    }

    /// Draws a view.
    pub(super) fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(view).map(|_| ())
    }

    /// What the user does next, `None` where that is nothing for so long.
    pub(super) fn next(&mut self, wait: Duration) -> io::Result<Option<Event>> {
        stirs(&self.tty, wait)?;
        if !poll(Duration::ZERO)? {
            return Ok(None);
        }
        Ok(match read()? {
            // Some terminals tell of keys that are let go, too.
            Event::Key(key) if key.kind == KeyEventKind::Release => None,
            event => Some(event),
        })
    }

    /// Gives the terminal to another program meanwhile.
    pub(super) fn lend<T>(&mut self, program: impl FnOnce() -> T) -> io::Result<T> {
        self.leave()?;
        let done = program();
        // It shows nothing of what was drawn before. Clearing it would ask the terminal where its cursor is, and not every
        // terminal answers.
        self.terminal = terminal(&self.tty)?;
        self.enter()?;
        Ok(done)
    }

    /// Stops the process until it is told to go on, as Ctrl-Z does where a program reads lines.
    #[cfg(unix)]
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        use rustix::process::{Signal, getpid, kill_process};
        self.lend(|| kill_process(getpid(), Signal::TSTP))??;
        Ok(())
    }

    /// There is no such thing elsewhere.
    #[cfg(not(unix))]
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Whether the process was told to end.
    pub(super) fn is_ended() -> bool {
        ENDED.load(Ordering::SeqCst)
    }
}

/// Waits until a terminal has something to say, the process gets a signal, or so long. The library's own waiting never ends
/// once the terminal is gone: it reads nothing for ever.
#[cfg(unix)]
fn stirs(tty: &File, wait: Duration) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;
    let wait = Timespec::try_from(wait).map_err(|_| io::ErrorKind::InvalidInput)?;
    let mut asked = [PollFd::new(tty, PollFlags::IN)];
    match poll(&mut asked, Some(&wait)) {
        // A change of size is such a signal.
        Ok(_) | Err(Errno::INTR) => {}
        Err(error) => return Err(error.into()),
    }
    match asked[0]
        .revents()
        .intersects(PollFlags::HUP | PollFlags::ERR)
    {
        true => Err(io::Error::new(io::ErrorKind::BrokenPipe, "it is gone")),
        false => Ok(()),
    }
}

#[cfg(not(unix))]
fn stirs(_: &File, wait: Duration) -> io::Result<()> {
    poll(wait).map(|_| ())
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Where the terminal is gone there is nothing to give back.
        let _ = self.leave();
    }
}
