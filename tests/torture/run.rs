//! What a run of kb gave, and what any run must hold to.

use serde_json::Value;
use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

/// What a run of kb gave.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit status, `None` where a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) signal: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// Starts a command and waits for its end.
    pub(crate) fn of(command: &mut Command) -> Self {
        command.stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        Self::from(command.spawn().unwrap().wait_with_output().unwrap())
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// It must end as a program may: no signal, no panic.
    #[track_caller]
    pub(crate) fn ended(&self, what: &str) {
        assert!(
            matches!(self.code, Some(0..=2)) && self.signal.is_none(),
            "{what}: {self:?}"
        );
        for word in ["panicked", "kb failed inside", "RUST_BACKTRACE"] {
            assert!(!self.stderr.contains(word), "{what}: {self:?}");
        }
    }

    /// The same, with a failure told in words and no answer beside it.
    #[track_caller]
    pub(crate) fn is_orderly(&self, what: &str) {
        self.ended(what);
        let told = self.stderr.lines().any(|line| line.starts_with("error: "));
        assert_eq!(self.code == Some(2), told, "{what}: {self:?}");
        let said = self.code == Some(2) && !self.stdout.is_empty();
        assert!(!said, "an answer and an error: {what}: {self:?}");
    }

    #[track_caller]
    pub(crate) fn done(&self, what: &str) -> &Self {
        assert_eq!(self.code, Some(0), "{what}: {self:?}");
        self
    }

    /// What it says of a failure.
    #[track_caller]
    pub(crate) fn failed(&self, what: &str) -> &str {
        self.is_orderly(what);
        assert_eq!(self.code, Some(2), "{what}: {self:?}");
        &self.stderr
    }

    /// Titles by path, from the answer of [`SEARCH`].
    #[track_caller]
    pub(crate) fn titles(&self) -> BTreeMap<String, String> {
        let answer = self.json();
        let hits = answer["hits"].as_array().unwrap().iter();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        hits.map(|hit| (text(&hit["source"]["path"]), text(&hit["title"])))
            .collect()
    }
}

impl From<std::process::Output> for Run {
    fn from(output: std::process::Output) -> Self {
        Self {
            code: output.status.code(),
            signal: output.status.signal(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: without_times(&String::from_utf8_lossy(&output.stderr)),
        }
    }
}

/// What was said, without the line that tells how long a search took.
fn without_times(stderr: &str) -> String {
    let lines = stderr.lines();
    let kept = lines.filter(|line| !line.starts_with("searched in "));
    kept.collect::<Vec<_>>().join("\n")
}
