//! A terminal of some size with kb in it: keys go in, and what a person would see comes out.

use crate::sandbox::Sandbox;
use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use std::io::{ErrorKind, Write as _};
use std::num::NonZeroU16;
use std::process::Command;
use std::time::{Duration, Instant};

/// How long a text is waited for, and an end.
const PATIENCE: Duration = Duration::from_secs(90);
/// How long to sleep where there is nothing to read.
const NAP: Duration = Duration::from_millis(5);
/// Lines above the screen that are kept.
const SCROLLBACK: usize = 10_000;

/// A terminal with a program in it.
pub(crate) struct Screen {
    session: OsSession,
    parser: vt100::Parser,
    bytes: Vec<u8>,
    has_ended: bool,
}

impl Screen {
    /// Runs kb at the root of a sandbox in a terminal of this size, with these variables besides those of the sandbox;
    /// `TERM` is `xterm-256color` unless they say otherwise.
    pub(crate) fn start(
        kb: &Sandbox,
        args: &[&str],
        size: (u16, u16),
        vars: &[(&str, &str)],
    ) -> Self {
        let program = kb.command().get_program().to_owned();
        let program = program.to_str().unwrap();
        Self::run(kb, &[&[program], args].concat(), size, vars)
    }

    /// Runs a line of a shell, in which `$KB` is kb.
    pub(crate) fn script(
        kb: &Sandbox,
        line: &str,
        size: (u16, u16),
        vars: &[(&str, &str)],
    ) -> Self {
        let program = kb.command().get_program().to_owned();
        let vars = [&[("KB", program.to_str().unwrap())], vars].concat();
        Self::run(kb, &["/bin/sh", "-c", line], size, &vars)
    }

    /// Runs a program with its arguments.
    pub(crate) fn run(
        kb: &Sandbox,
        program: &[&str],
        (rows, cols): (u16, u16),
        vars: &[(&str, &str)],
    ) -> Self {
        let own = kb.command();
        // The size has to be there before kb asks for it, and what makes a terminal gives it one of its own.
        let mut command = Command::new("/bin/sh");
        command
            .args([
                "-c",
                "until [ \"$(stty size)\" = \"$1\" ]; do sleep 0.01; done; shift; exec \"$@\"",
                "sh",
            ])
            .arg(format!("{rows} {cols}"))
            .args(program)
            .current_dir(kb.root())
            .env_clear()
            .envs(
                own.get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            )
            .env("TERM", "xterm-256color")
            .envs(vars.iter().copied());
        let mut session = OsSession::spawn(command).unwrap();
        let process = session.get_process_mut();
        process.set_window_size(cols, rows).unwrap();
        Self {
            session,
            parser: vt100::Parser::new(cells(rows), cells(cols), SCROLLBACK),
            bytes: Vec::new(),
            has_ended: false,
        }
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) -> &mut Self {
        self.wait_until(text, |screen| screen.text().contains(text))
    }

    /// Waits until the screen no longer shows a text.
    #[track_caller]
    pub(crate) fn wait_gone(&mut self, text: &str) -> &mut Self {
        self.wait_until(text, |screen| !screen.text().contains(text))
    }

    /// Waits until something holds of the screen; `what` is named where it never does.
    #[track_caller]
    pub(crate) fn wait_until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) -> &mut Self {
        let started = Instant::now();
        while !holds(self) {
            let late = started.elapsed() > PATIENCE;
            assert!(
                !late && !self.has_ended,
                "waited for `{what}`:\n{}",
                self.text()
            );
            self.read();
        }
        self
    }

    /// Types keys: text, or bytes of special keys such as `\u{1b}[A`.
    pub(crate) fn send(&mut self, keys: &str) -> &mut Self {
        self.send_bytes(keys.as_bytes())
    }

    /// Types bytes of keys that may not be whole.
    pub(crate) fn send_bytes(&mut self, keys: &[u8]) -> &mut Self {
        self.session.write_all(keys).unwrap();
        self.session.flush().unwrap();
        self
    }

    /// What the screen shows: its rows without the blanks at their ends.
    pub(crate) fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// The rows of the screen, all of them.
    pub(crate) fn rows(&self) -> Vec<String> {
        let (_, cols) = self.parser.screen().size();
        self.parser.screen().rows(0, cols.get()).collect()
    }

    /// The parser's screen: cells with their colours, the cursor, modes.
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// All bytes that reached the terminal.
    pub(crate) fn bytes(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, rows: u16, cols: u16) -> &mut Self {
        self.parser.set_size(cells(rows), cells(cols));
        let process = self.session.get_process_mut();
        process.set_window_size(cols, rows).unwrap();
        self
    }

    /// Sends the program a signal, by its name.
    pub(crate) fn signal(&mut self, name: &str) {
        let pid = self.session.get_process().pid().to_string();
        let sent = Command::new("kill").args(["-s", name, &pid]).status();
        assert!(sent.unwrap().success());
    }

    /// Whether the program is stopped, where the system tells: a signal that wakes it is lost before that.
    pub(crate) fn is_stopped(&self) -> bool {
        let pid = self.session.get_process().pid();
        let status = std::fs::read_to_string(format!("/proc/{pid}/status"));
        status.map_or(true, |status| status.contains("State:\tT"))
    }

    /// Waits for the end and gives the exit status; that of a signal is 128 and its number.
    #[track_caller]
    pub(crate) fn exit_status(&mut self) -> i32 {
        let started = Instant::now();
        while !self.has_ended {
            assert!(
                started.elapsed() < PATIENCE,
                "it never ends:\n{}",
                self.text()
            );
            self.read();
        }
        match self.session.get_process().wait().unwrap() {
            WaitStatus::Exited(_, status) => status,
            WaitStatus::Signaled(_, signal, _) => 128 + signal as i32,
            other => panic!("{other:?}"),
        }
    }

    /// Takes what the terminal has to say, so that it goes on reading.
    pub(crate) fn drain(&mut self) {
        self.read();
    }

    /// Reads what there is, or sleeps a little.
    fn read(&mut self) {
        let mut buffer = [0; 4096];
        match self.session.try_read(&mut buffer) {
            Ok(0) => self.has_ended = true,
            Ok(count) => {
                self.bytes.extend(&buffer[..count]);
                self.parser.process(&buffer[..count]);
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => std::thread::sleep(NAP),
            // The other side of the terminal is closed.
            Err(_) => self.has_ended = true,
        }
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count.max(1)).unwrap()
}
