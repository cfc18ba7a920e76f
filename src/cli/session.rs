//! One run of kb: its options, its output streams, its knowledge base.

use super::args::{ColorWhen, Global};
use super::failure::Failure;
use super::fronts::Fronts;
use super::place::root_of;
use crate::config::Root;
use crate::kb::{Answered, Kb, Mode, Opening, Progress};
use crate::render::clean;
use anstream::{AutoStream, ColorChoice, StripStream};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::cell::Cell;
use std::env;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::rc::Rc;
use std::time::Duration;

/// How long a reading command waits for a writing one.
const PATIENCE: Duration = Duration::from_secs(2);
/// A sync that takes less than this shows no progress.
const QUIET_FOR: Duration = Duration::from_millis(700);

/// How many characters wide tables are where nothing else is known.
const WIDTH: usize = 100;

/// Bytes of an answer that are held back until it is whole, or longer.
const HELD_BACK: usize = 64 << 10;

/// The stream of the answer. Without colours they are taken out before it is held back, not piece by piece after.
fn answer_stream(choice: ColorChoice, written: Rc<Cell<bool>>) -> Box<dyn Write> {
    let held_back = |inner: Box<dyn Write>| -> Box<dyn Write> {
        let noting = Noting { inner, written };
        Box::new(BufWriter::with_capacity(HELD_BACK, noting))
    };
    match choice {
        ColorChoice::Never => Box::new(StripStream::new(held_back(Box::new(io::stdout())))),
        choice => held_back(Box::new(AutoStream::new(io::stdout(), choice))),
    }
}

/// A stream that notes that something was written to it.
struct Noting {
    inner: Box<dyn Write>,
    written: Rc<Cell<bool>>,
}

impl Write for Noting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.written.set(true);
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// One run of kb.
pub(super) struct Session {
    pub(super) global: Global,
    out: Box<dyn Write>,
    /// Whether any of the answer has left.
    written: Rc<Cell<bool>>,
    err: AutoStream<io::Stderr>,
    /// Whether anything was said beside the answer.
    told: bool,
    pub(super) fronts: Fronts,
    /// Whether the index turned out to be damaged while it was read.
    suspicious: bool,
}

impl Session {
    /// A run with these options, writing to the process's streams.
    pub(super) fn new(global: Global, suspicious: bool, fronts: Fronts) -> Self {
        let choice = |auto| match global.color {
            ColorWhen::Always => ColorChoice::Always,
            ColorWhen::Never => ColorChoice::Never,
            ColorWhen::Auto => auto,
        };
        let out = choice(AutoStream::choice(&io::stdout()));
        let err = choice(AutoStream::choice(&io::stderr()));
        let written = Rc::default();
        Self {
            out: answer_stream(out, Rc::clone(&written)),
            written,
            err: AutoStream::new(io::stderr(), err),
            told: false,
            fronts,
            suspicious,
            global,
        }
    }

    /// Whether a full screen is to have colours: where a terminal would.
    pub(super) fn has_colors(&self) -> bool {
        match self.global.color {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto => env::var_os("NO_COLOR").is_none_or(|set| set.is_empty()),
        }
    }

    /// Where the answer goes.
    pub(super) fn out(&mut self) -> &mut dyn Write {
        &mut *self.out
    }

    /// Where to look for the knowledge base.
    pub(super) fn root(&self) -> Result<Root, Failure> {
        root_of(self.global.root.as_deref(), self.global.index.clone())
    }

    /// The knowledge base, brought up to date.
    pub(super) fn open(&mut self) -> Result<Kb, Failure> {
        let mode = match self.global.no_sync {
            true => Mode::AsIs,
            false => Mode::Sync,
        };
        self.open_with(mode, self.global.lock_timeout.unwrap_or(PATIENCE))
    }

    /// The knowledge base, opened in another way. After damage was met, all of the index is looked at.
    pub(super) fn open_with(&mut self, mode: Mode, patience: Duration) -> Result<Kb, Failure> {
        let mode = match mode {
            Mode::Sync | Mode::AsIs if self.suspicious => Mode::Verify,
            mode => mode,
        };
        let root = self.root()?;
        let bar = self.progress_bar();
        let mut shown = |progress: Progress| {
            if bar.elapsed() >= QUIET_FOR {
                bar.set_length(progress.of);
                bar.set_position(progress.done);
            }
        };
        let opening = Opening {
            mode,
            patience,
            progress: &mut shown,
        };
        let kb = Kb::open(root, opening);
        bar.finish_and_clear();
        let kb = kb?;
        for note in kb.news() {
            self.tell(note);
        }
        Ok(kb)
    }

    fn progress_bar(&self) -> ProgressBar {
        let target = if self.global.quiet {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr()
        };
        let style = ProgressStyle::with_template("reading notes {bar:30} {pos}/{len}");
        let bar = ProgressBar::with_draw_target(None, target);
        style.map_or(bar.clone(), |style| bar.with_style(style))
    }

    /// How many characters wide the answer may be: the terminal's width, else what COLUMNS says, else 100.
    pub(super) fn width(&self) -> usize {
        let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let set = env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
        terminal.or(set).unwrap_or(WIDTH).clamp(20, 400)
    }

    /// How many characters wide running text may be: as [`Self::width`] says where a terminal shows it or COLUMNS is
    /// set; lines that go to another program are not broken.
    pub(super) fn text_width(&self) -> usize {
        if io::stdout().is_terminal() || env::var_os("COLUMNS").is_some() {
            self.width()
        } else {
            usize::MAX
        }
    }

    /// Says something beside the answer.
    pub(super) fn tell(&mut self, message: &str) {
        self.told = true;
        if !self.global.quiet {
            // Where stderr is closed there is nobody to tell.
            let _ = writeln!(self.err, "{}", clean::clean(message));
        }
    }

    /// Says that there was nothing, where nothing was said of it.
    pub(super) fn tell_nothing(&mut self) {
        if !self.told {
            self.tell("nothing found");
        }
    }

    /// Says something that only `-v` wants to know.
    pub(super) fn tell_more(&mut self, message: &str) {
        if self.global.verbose {
            self.tell(message);
        }
    }

    /// Says what an answer has to say beside itself.
    pub(super) fn tell_about<T>(&mut self, answered: &Answered<T>) {
        for unknown in &answered.unknown {
            self.tell(&unknown.to_string());
        }
    }

    /// Says why the command failed.
    pub(super) fn fail(&mut self, failure: &Failure) {
        let _ = failure.write(&mut self.err);
    }

    /// Whether nobody has seen anything of the answer yet.
    pub(super) fn is_unwritten(&self) -> bool {
        !self.written.get()
    }

    /// Drops what was held back of an answer.
    pub(super) fn discard(self) {
        // Dropping it would write it.
        std::mem::forget(self.out);
    }

    /// Writes out what is still held back.
    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }
}
