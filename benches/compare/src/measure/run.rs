//! One whole process: its time, its processor time and its memory.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use wait4::Wait4;

/// A command line and where its answer goes.
#[derive(Debug, Clone)]
pub struct Program {
    pub name: &'static str,
    pub path: PathBuf,
    pub args: Vec<String>,
}

#[derive(Debug, Clone, Copy)]
pub struct Run {
    pub wall: Duration,
    pub cpu: Duration,
    /// The most that was resident, in bytes, mapped files with it.
    pub peak: u64,
}

impl Program {
    pub fn new(name: &'static str, path: impl AsRef<Path>, args: &[&str]) -> Self {
        Self {
            name,
            path: path.as_ref().to_owned(),
            args: args.iter().map(|arg| (*arg).to_owned()).collect(),
        }
    }

    pub fn with(mut self, args: &[String]) -> Self {
        self.args.extend_from_slice(args);
        self
    }

    fn start(&self, answer: &Path) -> Result<Child, String> {
        let file = |path: &Path| File::create(path).map_err(|e| format!("{}: {e}", path.display()));
        let errors = file(&answer.with_extension("errors"))?;
        Command::new(&self.path)
            .args(&self.args)
            .stdin(Stdio::null())
            .stdout(file(answer)?)
            .stderr(errors)
            .env_remove("KB_ROOT")
            .env_remove("KB_INDEX")
            .spawn()
            .map_err(|e| format!("{}: {e}", self.path.display()))
    }

    /// Runs it; fails unless it succeeds.
    pub fn run(&self, answer: &Path) -> Result<Run, String> {
        let started = Instant::now();
        let mut child = self.start(answer)?;
        let used = child.wait4().map_err(|e| e.to_string())?;
        let wall = started.elapsed();
        if !used.status.success() {
            return Err(self.failure(answer));
        }
        Ok(Run {
            wall,
            cpu: used.rusage.utime + used.rusage.stime,
            peak: used.rusage.maxrss,
        })
    }

    /// The most memory of its own that was seen: anonymous pages, without those of mapped files. It is read from the
    /// kernel again and again while the program runs, so the run is good for nothing else.
    pub fn own_memory(&self, answer: &Path) -> Result<u64, String> {
        let mut child = self.start(answer)?;
        let status = format!("/proc/{}/status", child.id());
        let mut most = 0;
        loop {
            let text = fs::read_to_string(&status).unwrap_or_default();
            let line = text.lines().find_map(|line| line.strip_prefix("RssAnon:"));
            let kilobytes =
                line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
            most = most.max(kilobytes.unwrap_or(0) * 1024);
            if let Some(status) = child.try_wait().map_err(|e| e.to_string())? {
                return status.success().then_some(most).ok_or(self.failure(answer));
            }
        }
    }

    fn failure(&self, answer: &Path) -> String {
        let said = fs::read_to_string(answer.with_extension("errors")).unwrap_or_default();
        let said = said.lines().next().unwrap_or("nothing on stderr");
        format!("{} {} failed: {said}", self.name, self.args.join(" "))
    }
}

/// Runs of one program.
#[derive(Debug, Clone, Default)]
pub struct Runs(pub Vec<Run>);

impl Runs {
    /// The median of the time, in seconds.
    pub fn seconds(&self) -> f64 {
        median(self.0.iter().map(|run| run.wall.as_secs_f64()))
    }

    pub fn cpu(&self) -> f64 {
        median(self.0.iter().map(|run| run.cpu.as_secs_f64()))
    }

    pub fn least(&self) -> f64 {
        let all = self.0.iter().map(|run| run.wall.as_secs_f64());
        all.fold(f64::INFINITY, f64::min)
    }

    pub fn worst(&self) -> f64 {
        self.0
            .iter()
            .map(|run| run.wall.as_secs_f64())
            .fold(0.0, f64::max)
    }

    /// The most of all runs, in bytes.
    pub fn peak(&self) -> u64 {
        self.0.iter().map(|run| run.peak).max().unwrap_or(0)
    }

    /// One line for whoever watches.
    pub fn say(&self, what: &str, name: &str) {
        eprintln!(
            "  {what:<22} {name:<14} median {:>9.2} ms  least {:>9.2}  worst {:>9.2}  processor {:>9.2}  peak {:>6.1} MB  ({} runs)",
            self.seconds() * 1e3,
            self.least() * 1e3,
            self.worst() * 1e3,
            self.cpu() * 1e3,
            self.peak() as f64 / 1e6,
            self.0.len()
        );
    }
}

pub fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        len if len % 2 == 1 => values[len / 2],
        len => f64::midpoint(values[len / 2 - 1], values[len / 2]),
    }
}
