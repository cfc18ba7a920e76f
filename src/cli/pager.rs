//! The pager: which program shows long answers, started without a shell.
//!
//! Only the user's own environment names it: no file of a knowledge base is asked.

use super::terminal::is_dumb;
use std::env;
use std::io;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};

/// What shows long answers where nothing is said: it ends by itself where all fits on the screen, keeps colours, and leaves
/// what it showed on the screen.
pub(super) const DEFAULT: [&str; 2] = ["less", "-FRX"];

/// Pagers that pass hyperlinks on.
const LINKING: [&str; 4] = ["less", "moor", "moar", "ov"];

/// Whether no pager has the terminal, and the interrupts that are typed there. It is asked in the very moment an interrupt
/// comes: a thread that looks later may find the pager gone by that same interrupt.
static IS_FREE: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| Arc::new(AtomicBool::new(true)));

/// The number of the pager's process, 0 where there is none yet.
static PAGER: AtomicU32 = AtomicU32::new(0);

/// Whether kb is being ended by a signal.
static IS_ENDING: AtomicBool = AtomicBool::new(false);

/// From now on an interrupt ends kb again: no pager has the terminal.
pub(super) fn ended() {
    // What ended the pager may be about to end kb, and then kb does nothing more of its own.
    while IS_ENDING.load(Ordering::SeqCst) {
        std::thread::park();
    }
    IS_FREE.store(true, Ordering::SeqCst);
}

/// A program that shows long answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pager {
    /// The program and its arguments.
    words: Vec<String>,
    /// The variable that names it, where one does.
    variable: Option<&'static str>,
}

impl Pager {
    /// What KB_PAGER, else PAGER, else `less` names; `None` where none is wanted.
    ///
    /// # Errors
    /// Where a variable has an open quote, what to say of it.
    pub(super) fn of_environment() -> Result<Option<Self>, String> {
        let named = ["KB_PAGER", "PAGER"]
            .into_iter()
            .find_map(|name| env::var_os(name).map(|value| (name, value)));
        let Some((variable, value)) = named else {
            let words = DEFAULT.map(str::to_owned).to_vec();
            let pager = Self {
                words,
                variable: None,
            };
            // Where the cursor cannot be moved, a pager of the user's own may know what to do; this one does not.
            return Ok((!is_dumb()).then_some(pager));
        };
        let value = value.to_string_lossy();
        let words = shell_words::split(&value).map_err(|_| {
            format!("the pager `{value}` in {variable} has an open quote; the answer is not paged")
        })?;
        let wanted = words.first().is_some_and(|w| !w.is_empty()) && words != ["cat"];
        Ok(wanted.then_some(Self {
            words,
            variable: Some(variable),
        }))
    }

    /// The program's name.
    pub(super) fn name(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Whether it passes hyperlinks on rather than showing their bytes.
    pub(super) fn links(&self) -> bool {
        let name = self.name();
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        LINKING.contains(&file.trim_end_matches(".exe"))
    }

    /// Starts it, with its input open.
    pub(super) fn start(&self) -> io::Result<Child> {
        let mut command = Command::new(self.name());
        command
            .args(self.words.iter().skip(1))
            .stdin(Stdio::piped());
        // What `less` does is the user's to say; where nothing is said, it is told what the answer needs.
        for (name, value) in [("LESS", "FRX"), ("LV", "-c"), ("LESSCHARSET", "utf-8")] {
            if env::var_os(name).is_none() {
                command.env(name, value);
            }
        }
        // Before it is there: an interrupt that comes meanwhile is for it already.
        leave_interrupts();
        let child = command.spawn().inspect_err(|_| ended())?;
        PAGER.store(child.id(), Ordering::SeqCst);
        Ok(child)
    }

    /// What to say where it cannot be started; nothing where nobody asked for it.
    pub(super) fn cannot(&self, error: &io::Error) -> Option<String> {
        let variable = self.variable?;
        let why = match error.kind() {
            io::ErrorKind::NotFound => "there is no such program".to_owned(),
            _ => error.to_string(),
        };
        let name = self.name();
        Some(format!(
            "the pager `{name}` cannot be started: {why}; mend {variable}, or pass `--no-pager`"
        ))
    }
}

/// Leaves interrupts to the pager: without kb it would be left with a terminal that the shell reads too. What asks kb to end,
/// or says that the terminal is gone, is told to the pager, and ends kb. Once the pager has ended, all of them end kb as ever.
#[cfg(unix)]
fn leave_interrupts() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::flag::register_conditional_default;
    IS_FREE.store(false, Ordering::SeqCst);
    for signal in [SIGINT, SIGQUIT] {
        // Where it cannot be left to the pager, it ends kb as ever.
        let _ = register_conditional_default(signal, Arc::clone(&IS_FREE));
    }
    if let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP]) {
        std::thread::spawn(move || signals.forever().for_each(end_both));
    }
}

/// Tells the pager, where one shows, what kb was told, and ends kb as the signal would have.
#[cfg(unix)]
fn end_both(signal: i32) {
    use rustix::process::{Pid, Signal, kill_process};
    // Before the pager is told: kb is not to go on once it has ended.
    IS_ENDING.store(true, Ordering::SeqCst);
    // Once it has ended, its number may be another program's.
    let shows = !IS_FREE.load(Ordering::SeqCst);
    let number = i32::try_from(PAGER.load(Ordering::SeqCst)).ok();
    let told = Signal::from_named_raw(signal);
    if let (Some(pager), Some(told)) = (number.filter(|_| shows).and_then(Pid::from_raw), told) {
        // A pager that cannot be told has ended.
        let _ = kill_process(pager, told);
    }
    let _ = signal_hook::low_level::emulate_default_handler(signal);
}

/// Leaves interrupts to the pager.
#[cfg(not(unix))]
fn leave_interrupts() {
    IS_FREE.store(false, Ordering::SeqCst);
    let _ = ctrlc::set_handler(|| {});
}
