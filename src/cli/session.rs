//! One run of kb: its options, its output streams, its knowledge base.

use super::answer::Answer;
use super::args::Global;
use super::failure::Failure;
use super::fronts::Fronts;
use super::pager::Pager;
use super::place::{Place, root_of};
use super::progress::Bar;
use super::terminal::{Terminal, colors, forget_typed};
use crate::config::Root;
use crate::kb::{Answered, Kb, Mode, Opening};
use crate::render::clean;
use anstream::AutoStream;
use std::io::{self, Write};
use std::time::Duration;

/// How long a reading command waits for a writing one.
const PATIENCE: Duration = Duration::from_secs(2);

/// One run of kb.
pub(super) struct Session {
    pub(super) global: Global,
    pub(super) terminal: Terminal,
    out: Answer,
    err: AutoStream<io::Stderr>,
    /// Whether anything was said beside the answer.
    told: bool,
    /// What to do where the knowledge base has no notes at all.
    without_notes: Option<String>,
    /// What is said once the pager has ended.
    later: Vec<String>,
    /// Whether what shows the answer passes hyperlinks on.
    links: bool,
    pub(super) fronts: Fronts,
    /// Whether the index turned out to be damaged while it was read.
    suspicious: bool,
}

impl Session {
    /// A run with these options, writing to the process's streams.
    pub(super) fn new(global: Global, suspicious: bool, fronts: Fronts) -> Self {
        let err = colors(global.color, AutoStream::choice(&io::stderr()));
        let terminal = Terminal::stdout(global.color);
        Self {
            out: Answer::new(terminal.colors),
            err: AutoStream::new(io::stderr(), err),
            links: terminal.links(),
            told: false,
            without_notes: None,
            later: Vec::new(),
            terminal,
            fronts,
            suspicious,
            global,
        }
    }

    /// Where the answer goes.
    pub(super) fn out(&mut self) -> &mut dyn Write {
        self.out.stream()
    }

    /// Lets a pager show the answer where it is taller than the screen.
    pub(super) fn page(&mut self) {
        let screen = self.terminal.screen().filter(|_| !self.global.no_pager);
        let Some(size) = screen else {
            return;
        };
        match Pager::of_environment() {
            Ok(Some(pager)) => {
                self.links &= pager.links();
                self.out.page(pager, size);
            }
            Ok(None) => {}
            Err(said) => self.tell(&said),
        }
    }

    /// Whether hyperlinks may stand in the answer.
    pub(super) fn links(&self) -> bool {
        self.links
    }

    /// Where to look for the knowledge base.
    pub(super) fn root(&self) -> Result<Root, Failure> {
        root_of(self.global.root.as_deref(), self.global.index.clone())
    }

    /// The folder of the knowledge base, whatever its settings are like.
    pub(super) fn root_dir(&self) -> Result<std::path::PathBuf, Failure> {
        let place = Place::here(self.global.index.clone())?;
        let dir = place.dir(self.global.root.as_deref());
        Ok(dir.map_err(crate::kb::Error::from)?)
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
        self.open_at(root, mode, patience)
    }

    /// The knowledge base at a root that is known.
    pub(super) fn open_at(
        &mut self,
        root: Root,
        mode: Mode,
        patience: Duration,
    ) -> Result<Kb, Failure> {
        let kb = self.open_quietly(root, mode, patience)?;
        for note in kb.news() {
            self.tell(note);
        }
        Ok(kb)
    }

    /// The same without a word about what happened meanwhile.
    pub(super) fn open_quietly(
        &mut self,
        root: Root,
        mode: Mode,
        patience: Duration,
    ) -> Result<Kb, Failure> {
        let bar = self.bar();
        let opening = Opening {
            mode,
            patience,
            progress: &mut |progress| bar.tell(progress),
        };
        let kb = Kb::open(root, opening);
        drop(bar);
        let kb = kb?;
        self.without_notes = kb.without_notes();
        Ok(kb)
    }

    /// A bar for work that may take long. It has to be dropped before anything is written.
    pub(super) fn bar(&self) -> Bar {
        Bar::new(self.global.quiet)
    }

    /// Says something beside the answer.
    pub(super) fn tell(&mut self, message: &str) {
        self.told = true;
        if self.out.is_paged() {
            self.later.push(message.to_owned());
        } else if !self.global.quiet {
            // Where stderr is closed there is nobody to tell.
            let _ = writeln!(self.err, "{}", clean::clean(message));
        }
    }

    /// Asks something, on the line that the answer stands in. It is no talk that `--quiet` silences. A pager has ended before, and
    /// what was typed until then is no answer.
    pub(super) fn ask(&mut self, question: &str) {
        self.end();
        self.told = true;
        forget_typed();
        let _ = write!(self.err, "{}", clean::clean(question));
        let _ = self.err.flush();
    }

    /// Says that there was nothing, where nothing was said of it; and why, where there are no notes to find it in.
    pub(super) fn tell_nothing(&mut self) {
        if let Some(why) = self.without_notes.take() {
            self.tell(&why);
        } else if !self.told {
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
        self.end();
        let _ = failure.write(&mut self.err);
    }

    /// Whether nobody has seen anything of the answer yet.
    pub(super) fn is_unwritten(&self) -> bool {
        self.out.is_unwritten()
    }

    /// Whether a pager that was to show the answer has ended badly. Then what is written from now on goes past it.
    pub(super) fn is_unshown(&mut self) -> bool {
        let is_unshown = self.out.is_unshown();
        if is_unshown {
            let plain = Answer::new(self.terminal.colors);
            std::mem::replace(&mut self.out, plain).discard();
        }
        is_unshown
    }

    /// Drops what was held back of an answer.
    pub(super) fn discard(self) {
        self.out.discard();
    }

    /// Writes out what is still held back.
    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.out.finish()?)
    }

    /// Waits until the pager has ended, and says what had to wait for that.
    pub(super) fn end(&mut self) {
        let of_pager = self.out.end();
        let later = std::mem::take(&mut self.later);
        for said in later.iter().chain(&of_pager) {
            self.tell(said);
        }
    }
}
