//! What is wrong, and what mends it: settings, index and notes looked at without changing any of them.

mod index;
mod notes;

use super::{Error, Kb};
use crate::config::{Root, RootError};
use crate::recap::vocabulary::builtin;
use notes::Looked;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How well one thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// As it should be.
    Ok,
    /// It works, but a person should know.
    Warn,
    /// It does not work.
    Fail,
}

impl State {
    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Fail => "fail",
        }
    }
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What it belongs to: `settings`, `index`, `notes`, `environment` or `terminal`.
    pub area: &'static str,
    /// How well it is.
    pub state: State,
    /// What was found.
    pub what: String,
    /// How to mend it, where it is not as it should be.
    pub mend: Option<String>,
}

impl Check {
    /// One that is as it should be.
    #[must_use]
    pub fn ok(area: &'static str, what: impl Into<String>) -> Self {
        Self {
            area,
            state: State::Ok,
            what: what.into(),
            mend: None,
        }
    }

    /// One that a person should know of.
    #[must_use]
    pub fn warn(area: &'static str, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self {
            area,
            state: State::Warn,
            what: what.into(),
            mend: Some(mend.into()),
        }
    }

    /// One that does not work.
    #[must_use]
    pub fn fail(area: &'static str, what: impl Into<String>, mend: Option<String>) -> Self {
        Self {
            area,
            state: State::Fail,
            what: what.into(),
            mend,
        }
    }
}

impl Kb {
    /// What there is to say of a knowledge base, whatever state it is in. Nothing is changed.
    #[must_use]
    pub fn doctor(found: Result<Root, RootError>) -> Vec<Check> {
        let root = match found {
            Ok(root) => root,
            Err(error) => return vec![of_error("settings", &error.into())],
        };
        let mut checks = guarded("settings", || settings(&root));
        let looked = match catch_unwind(AssertUnwindSafe(|| Looked::at(&root))) {
            Ok(looked) => looked,
            Err(panic) => {
                checks.push(of_error("notes", &Error::panicked(&*panic)));
                return checks;
            }
        };
        if checks.iter().all(|check| check.state != State::Fail) {
            checks.extend(guarded("index", || index::checks(&root, &looked)));
        }
        checks.extend(guarded("notes", || notes::checks(&root, &looked)));
        checks
    }
}

/// What is told of the settings.
fn settings(root: &Root) -> Vec<Check> {
    let what = match &root.config_file {
        Some(file) => format!("`{}` can be read", file.display()),
        None => format!(
            "`{}` has no `kb.toml`: every note below it is read, and its index is a cache of yours",
            root.dir.display()
        ),
    };
    let mut checks = vec![Check::ok("settings", what)];
    if let Err(error) = root.config.vocabulary(builtin()) {
        checks.push(of_error("settings", &error.into()));
    }
    checks
}

/// What a failure comes to: what, where, and the mend.
fn of_error(area: &'static str, error: &Error) -> Check {
    let place = error
        .excerpt()
        .map(|place| format!("{}:{}: ", place.origin, place.line));
    let what = super::error::in_full(error);
    Check::fail(
        area,
        format!("{}{what}", place.unwrap_or_default()),
        error.hint(),
    )
}

/// The checks of one area: what fails inside costs that area and no other.
fn guarded(area: &'static str, look: impl FnOnce() -> Vec<Check>) -> Vec<Check> {
    catch_unwind(AssertUnwindSafe(look))
        .unwrap_or_else(|panic| vec![of_error(area, &Error::panicked(&*panic))])
}

/// `1 note`, `2 notes`.
fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// A number of bytes, for people.
fn bytes(count: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
    let unit = UNITS.iter().find(|(_, size)| count >= *size);
    unit.map_or_else(
        || format!("{count} bytes"),
        |(name, size)| format!("{} {name}", count / size),
    )
}
