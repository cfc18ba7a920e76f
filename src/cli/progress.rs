//! A bar on stderr that says what is being done and how much is left, for those who wait.

use super::terminal::is_dumb;
use crate::kb::{Doing, Progress};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal as _};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What takes less than this shows nothing.
const QUIET_FOR: Duration = Duration::from_millis(250);
/// How often it is drawn while nothing is told.
const TICK: Duration = Duration::from_millis(100);
/// Where it is known how much there is.
const COUNTED: &str = "{spinner} {msg} {bar:24} {human_pos}/{human_len}  {eta} left";
/// Where it is not known how much there is.
const UNCOUNTED: &str = "{spinner} {msg}";

/// A bar, which is gone when it is dropped.
pub(super) struct Bar {
    bar: ProgressBar,
    /// Shows the bar when its time has come, and ends when this is dropped.
    showing: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Bar {
    /// A bar that shows itself after a while, where a terminal is there and nobody asked for quiet.
    pub(super) fn new(quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let wanted = !quiet && io::stderr().is_terminal() && !is_dumb();
        let showing = wanted.then(|| shown_later(bar.clone())).flatten();
        Self { bar, showing }
    }

    /// Tells what is being done, where it is not known how much there is.
    pub(super) fn begin(&self, doing: Doing) {
        self.tell(Progress {
            doing,
            done: 0,
            of: 0,
        });
    }

    /// Tells how far the work is.
    pub(super) fn tell(&self, progress: Progress) {
        let what = match progress.doing {
            Doing::Looking => "looking for notes",
            Doing::Checking => "checking the index",
            Doing::Waiting => "waiting for the index",
            Doing::Comparing => "comparing notes",
            Doing::Reading => "reading notes",
            Doing::Indexing => "writing the index",
            Doing::Merging => "merging the index",
            Doing::Importing => "reading pages",
            Doing::Gathering => "gathering topics",
            Doing::Writing => "writing files",
        };
        if self.bar.message() != what {
            let template = if progress.of == 0 { UNCOUNTED } else { COUNTED };
            if let Ok(style) = ProgressStyle::with_template(template) {
                self.bar.set_style(style);
            }
            self.bar.reset();
            self.bar.set_message(what);
        }
        if progress.of > 0 {
            self.bar.set_length(progress.of);
            self.bar.set_position(progress.done);
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some((stop, showing)) = self.showing.take() {
            drop(stop);
            // It does nothing that could panic.
            let _ = showing.join();
            self.bar.finish_and_clear();
        }
    }
}

/// Shows a bar after a while, unless it is dropped before.
fn shown_later(bar: ProgressBar) -> Option<(Sender<()>, JoinHandle<()>)> {
    let (stop, stopped) = channel();
    let show = move || {
        if stopped.recv_timeout(QUIET_FOR) == Err(RecvTimeoutError::Timeout) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(TICK);
        }
    };
    let showing = thread::Builder::new().spawn(show).ok()?;
    Some((stop, showing))
}

#[cfg(test)]
mod tests {
    use super::{Bar, Doing, Progress};

    #[test]
    fn it_says_what_is_done_and_how_much_is_left() {
        let bar = Bar::new(true);
        let at = |doing, done, of| bar.tell(Progress { doing, done, of });
        let said = || (bar.bar.message(), bar.bar.position(), bar.bar.length());
        at(Doing::Looking, 0, 0);
        assert_eq!(said(), ("looking for notes".to_owned(), 0, None));
        at(Doing::Reading, 3, 9);
        assert_eq!(said(), ("reading notes".to_owned(), 3, Some(9)));
        at(Doing::Indexing, 0, 0);
        assert_eq!(said().0, "writing the index");
        at(Doing::Merging, 5, 7);
        assert_eq!(said(), ("merging the index".to_owned(), 5, Some(7)));
    }
}
