//! The stream of the answer: held back until it is whole or long, then to standard output, or to a pager where it is
//! taller than the screen.

use super::pager::Pager;
use anstream::{AutoStream, ColorChoice, StripStream};
use std::cell::RefCell;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::{Child, ChildStdin};
use std::rc::Rc;
use unicode_width::UnicodeWidthStr as _;

/// Bytes of an answer that are held back until it is whole, or longer.
const HELD_BACK: usize = 64 << 10;

/// The stream of the answer.
pub(super) struct Answer {
    stream: Box<dyn Write>,
    outlet: Rc<RefCell<Outlet>>,
}

impl Answer {
    /// A stream to standard output. Without colours they are taken out before it is held back, not piece by piece after.
    pub(super) fn new(choice: ColorChoice) -> Self {
        let direct: Box<dyn Write> = match choice {
            ColorChoice::Never => Box::new(io::stdout()),
            choice => Box::new(AutoStream::new(io::stdout(), choice)),
        };
        let outlet = Rc::new(RefCell::new(Outlet {
            direct,
            way: Way::Direct,
            is_written: false,
            said: Vec::new(),
            is_unshown: false,
        }));
        let held_back = BufWriter::with_capacity(HELD_BACK, Shared(Rc::clone(&outlet)));
        let stream: Box<dyn Write> = match choice {
            ColorChoice::Never => Box::new(StripStream::new(Box::new(held_back) as Box<dyn Write>)),
            _ => Box::new(held_back),
        };
        Self { stream, outlet }
    }

    /// Where the answer is written.
    pub(super) fn stream(&mut self) -> &mut dyn Write {
        &mut *self.stream
    }

    /// From now on, what is taller than a screen of so many rows and columns goes to a pager.
    pub(super) fn page(&mut self, pager: Pager, size: (usize, usize)) {
        self.outlet.borrow_mut().way = Way::Held(Held {
            pager,
            size,
            bytes: Vec::new(),
        });
    }

    /// Whether nothing of the answer has left yet.
    pub(super) fn is_unwritten(&self) -> bool {
        !self.outlet.borrow().is_written
    }

    /// Whether a pager shows the answer, and has the terminal.
    pub(super) fn is_paged(&self) -> bool {
        matches!(self.outlet.borrow().way, Way::Paged(_))
    }

    /// Writes out what is held back.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.stream.flush()?;
        self.outlet.borrow_mut().release()
    }

    /// Waits until a pager has ended, and gives what has to be said of it.
    pub(super) fn end(&mut self) -> Vec<String> {
        let mut outlet = self.outlet.borrow_mut();
        outlet.end();
        std::mem::take(&mut outlet.said)
    }

    /// Whether a pager that was to show the answer ended badly, so that it may not have been shown.
    pub(super) fn is_unshown(&self) -> bool {
        self.outlet.borrow().is_unshown
    }

    /// Drops what is held back.
    pub(super) fn discard(self) {
        // Dropping it would write it.
        std::mem::forget(self.stream);
    }
}

/// Where the answer leaves.
struct Outlet {
    /// Standard output.
    direct: Box<dyn Write>,
    way: Way,
    /// Whether something has left.
    is_written: bool,
    /// What has to be said of the pager.
    said: Vec<String>,
    /// Whether it ended badly.
    is_unshown: bool,
}

/// Which way the answer takes.
enum Way {
    /// To standard output.
    Direct,
    /// To where its height tells, once it is known.
    Held(Held),
    /// To a pager.
    Paged(Running),
    /// Nowhere: the pager that showed it has ended.
    Closed,
}

/// An answer that is not yet known to be taller than the screen.
struct Held {
    pager: Pager,
    /// Rows and columns of the screen.
    size: (usize, usize),
    bytes: Vec<u8>,
}

/// A pager at work.
struct Running {
    name: String,
    child: Child,
    input: Option<ChildStdin>,
}

impl Outlet {
    fn take(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.way {
            Way::Direct => self.straight(bytes),
            Way::Closed => Err(ErrorKind::BrokenPipe.into()),
            Way::Paged(running) => running.write(bytes),
            Way::Held(held) => {
                held.bytes.extend(bytes);
                match is_taller(&held.bytes, held.size) {
                    true => self.start(),
                    false => Ok(()),
                }
            }
        }
    }

    fn straight(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.is_written |= !bytes.is_empty();
        self.direct.write_all(bytes)
    }

    /// Writes what was held to standard output: it fits the screen.
    fn release(&mut self) -> io::Result<()> {
        if let Way::Held(held) = &mut self.way {
            let bytes = std::mem::take(&mut held.bytes);
            self.way = Way::Direct;
            self.straight(&bytes)?;
            self.direct.flush()?;
        }
        Ok(())
    }

    /// Starts the pager with what was held; where it cannot be started, the answer goes on without it.
    fn start(&mut self) -> io::Result<()> {
        let Way::Held(held) = std::mem::replace(&mut self.way, Way::Direct) else {
            return Ok(());
        };
        match held.pager.start() {
            Ok(mut child) => {
                self.is_written = true;
                let mut running = Running {
                    name: held.pager.name().to_owned(),
                    input: child.stdin.take(),
                    child,
                };
                let written = running.write(&held.bytes);
                self.way = Way::Paged(running);
                written
            }
            Err(error) => {
                self.said.extend(held.pager.cannot(&error));
                self.straight(&held.bytes)
            }
        }
    }

    fn end(&mut self) {
        if !matches!(self.way, Way::Paged(_)) {
            return;
        }
        if let Way::Paged(running) = std::mem::replace(&mut self.way, Way::Closed) {
            let said = running.end();
            self.is_unshown |= said.is_some();
            self.said.extend(said);
        }
    }
}

impl Running {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.input {
            Some(input) => input.write_all(bytes),
            None => Err(ErrorKind::BrokenPipe.into()),
        }
    }

    /// Closes its input, waits for it, and says how it ended where that was not well.
    fn end(mut self) -> Option<String> {
        drop(self.input.take());
        let name = &self.name;
        let ended = self.child.wait();
        super::pager::ended();
        match ended {
            Ok(status) if status.success() => None,
            Ok(status) => Some(format!(
                "the pager `{name}` ended with {status}; pass `--no-pager` to see the answer without it"
            )),
            Err(error) => Some(format!("the pager `{name}` cannot be waited for: {error}")),
        }
    }
}

impl Drop for Outlet {
    fn drop(&mut self) {
        self.end();
    }
}

/// The outlet behind what holds the answer back.
struct Shared(Rc<RefCell<Outlet>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().take(bytes).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut outlet = self.0.borrow_mut();
        match &mut outlet.way {
            Way::Direct => outlet.direct.flush(),
            Way::Paged(running) => running.input.as_mut().map_or(Ok(()), Write::flush),
            Way::Held(_) | Way::Closed => Ok(()),
        }
    }
}

/// Whether text needs more rows than a screen has beside the prompt that follows it.
fn is_taller(bytes: &[u8], (rows, columns): (usize, usize)) -> bool {
    let mut used = 0;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        let text = String::from_utf8_lossy(line);
        let text = anstream::adapter::strip_str(text.trim_end_matches('\n')).to_string();
        used += text.width().div_ceil(columns.max(1)).max(1);
        if used >= rows {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_taller;

    #[test]
    fn rows_are_counted_as_a_terminal_shows_them() {
        let size = (5, 10);
        assert!(!is_taller(b"a\nb\nc\nd\n", size));
        assert!(is_taller(b"a\nb\nc\nd\ne\n", size));
        // A long line takes several rows, colours and links take none.
        assert!(is_taller(format!("{}\n", "x".repeat(41)).as_bytes(), size));
        let colored = format!("{}\n", "\u{1b}[1mx\u{1b}[0m".repeat(10)).repeat(4);
        assert!(!is_taller(colored.as_bytes(), size));
        let linked =
            "\u{1b}]8;;https://example.org/a-long-one\u{1b}\\x\u{1b}]8;;\u{1b}\\\n".repeat(4);
        assert!(!is_taller(linked.as_bytes(), size));
        assert!(is_taller("\u{65e5}".repeat(21).as_bytes(), size));
    }
}
