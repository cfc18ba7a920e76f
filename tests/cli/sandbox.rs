//! A knowledge base of its own for each test, in a clean environment.

use crate::fixture;
use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// What a run of kb gave.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Output {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Output {
    /// The one JSON document that stdout holds.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Whether stdout is empty, so that a script sees nothing.
    #[track_caller]
    pub(crate) fn failed_with(&self, status: i32) -> &str {
        assert_eq!(
            (self.status, self.stdout.as_str()),
            (status, ""),
            "{}",
            self.stderr
        );
        &self.stderr
    }

    /// What stdout holds, where the run went well.
    #[track_caller]
    pub(crate) fn done(&self) -> &str {
        assert_eq!(self.status, 0, "{self:?}");
        &self.stdout
    }

    /// What stderr holds, without the line that tells how long it took.
    pub(crate) fn told(&self) -> String {
        let lines = self.stderr.lines();
        let kept = lines.filter(|line| !line.starts_with("searched in "));
        kept.collect::<Vec<_>>().join("\n")
    }
}

/// A knowledge base in a temporary folder, with an empty home and an empty cache beside it.
pub(crate) struct Sandbox {
    temp: TempDir,
}

impl Sandbox {
    /// A knowledge base without notes.
    pub(crate) fn new() -> Self {
        let sandbox = Self {
            temp: tempfile::tempdir().unwrap(),
        };
        for folder in ["base/notes", "home", "cache"] {
            fs::create_dir_all(sandbox.temp.path().join(folder)).unwrap();
        }
        sandbox.note("kb.toml", "");
        sandbox
    }

    /// A knowledge base with the recaps of [`fixture`].
    pub(crate) fn with_recaps() -> Self {
        let sandbox = Self::new();
        for (path, text) in fixture::ALL {
            sandbox.note(path, text);
        }
        sandbox
    }

    /// The same with recaps that decide and plan.
    pub(crate) fn with_outcomes() -> Self {
        let sandbox = Self::with_recaps();
        for (path, text) in [fixture::OUTCOMES, fixture::PRIORITIES] {
            sandbox.note(path, text);
        }
        sandbox
    }

    /// The root's folder.
    pub(crate) fn root(&self) -> PathBuf {
        self.temp.path().join("base")
    }

    /// The folder that holds root, home and cache.
    pub(crate) fn outside(&self) -> &Path {
        self.temp.path()
    }

    /// A path below the root.
    pub(crate) fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file below the root.
    pub(crate) fn note(&self, path: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let file = self.path(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        file
    }

    /// kb in this sandbox, ready to be given arguments and more.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kb"));
        command
            .current_dir(self.root())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.temp.path().join("home"))
            .env("XDG_CACHE_HOME", self.temp.path().join("cache"));
        command
    }

    /// Runs kb at the root.
    pub(crate) fn kb<A: AsRef<OsStr>>(&self, args: &[A]) -> Output {
        run(self.command().args(args), b"")
    }

    /// Runs kb with these bytes on standard input.
    pub(crate) fn kb_reads(&self, args: &[&str], input: &[u8]) -> Output {
        run(self.command().args(args), input)
    }

    /// Runs kb with these variables.
    pub(crate) fn kb_with(&self, args: &[&str], vars: &[(&str, &str)]) -> Output {
        run(self.command().args(args).envs(vars.iter().copied()), b"")
    }

    /// The JSON document that a command answers with. The format goes before what may follow a `--`.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        self.kb(&as_json(args)).json()
    }

    /// Titles of the hits of a query, best first.
    pub(crate) fn titles(&self, query: &str) -> Vec<String> {
        strings(&self.json(&["search", "--", query])["hits"], "title")
    }

    /// The files of the index's current generation.
    pub(crate) fn generation_files(&self) -> Vec<PathBuf> {
        let current = fs::read_to_string(self.path("index/CURRENT")).unwrap();
        let name = current.split_whitespace().next().unwrap();
        files_in(&self.path("index").join(name))
    }
}

/// The same arguments with `--format json` before a `--`, else at the end.
pub(crate) fn as_json<'a>(args: &[&'a str]) -> Vec<&'a str> {
    let at = args.iter().position(|arg| *arg == "--");
    let (before, after) = args.split_at(at.unwrap_or(args.len()));
    [before, &["--format", "json"], after].concat()
}

/// The texts under `key` in each item of a list.
#[track_caller]
pub(crate) fn strings(list: &Value, key: &str) -> Vec<String> {
    let items = list.as_array().unwrap_or_else(|| panic!("no list: {list}"));
    let text = |item: &Value| item[key].as_str().map(str::to_owned);
    let texts: Option<Vec<String>> = items.iter().map(text).collect();
    texts.unwrap_or_else(|| panic!("no text `{key}` in {list}"))
}

/// What is in a folder, sorted.
pub(crate) fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// Runs a command to its end. Its streams must be UTF-8.
fn run(command: &mut Command, input: &[u8]) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses early does not read its input to the end, and the pipe breaks.
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().unwrap()
    });
    Output {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}
