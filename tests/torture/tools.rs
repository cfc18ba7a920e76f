//! Programs and rights that some tests need, and how often tests repeat.

use std::process::{Command, Stdio};

/// Whether these programs work here. Where one does not, that is said, or fails where they are required.
#[allow(clippy::print_stderr, reason = "a test that is left out says so")]
pub(crate) fn have(programs: &[&[&str]]) -> bool {
    for program in programs {
        if !works(program) {
            let required = std::env::var_os("KB_TEST_TOOLS").is_some_and(|set| set == "required");
            assert!(!required, "`{}` does not work here", program.join(" "));
            eprintln!(
                "SKIPPED: {} because `{}` does not work here",
                test(),
                program.join(" ")
            );
            return false;
        }
    }
    true
}

/// Whether strace may trace processes here.
pub(crate) fn have_strace() -> bool {
    have(&[&["strace", "-f", "-qq", "-o", "/dev/null", "true"]])
}

/// Whether this user has a right that no package gives. Where not, that is said.
#[allow(clippy::print_stderr, reason = "a test that is left out says so")]
pub(crate) fn may(what: &str, program: &[&str]) -> bool {
    let may = works(program);
    if !may {
        eprintln!("SKIPPED: {} because this user may not {what} here", test());
    }
    may
}

fn works(program: &[&str]) -> bool {
    let mut command = Command::new(program[0]);
    command.args(&program[1..]).stdin(Stdio::null());
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

fn test() -> String {
    let thread = std::thread::current();
    thread.name().unwrap_or("a test").to_owned()
}

/// A number of repetitions, multiplied by `KB_TORTURE`.
pub(crate) fn times(count: usize) -> usize {
    let factor = std::env::var("KB_TORTURE").ok();
    count * factor.map_or(1, |factor| factor.parse::<usize>().unwrap())
}

/// Numbers that look random and are the same on every run.
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end.max(1)
    }
}
