//! The commands as a user runs them: arguments in; stdout, stderr and exit status out.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod actions;
mod check;
mod compare;
mod completions;
mod config;
mod decisions;
mod docs;
mod doctor;
mod documents;
mod export;
mod finding;
mod fix;
mod fixture;
mod freshness;
mod history;
mod hostile;
mod import;
mod language;
mod links;
mod lists;
mod locking;
mod man;
mod markups;
mod new;
#[cfg(unix)]
mod planted;
mod priorities;
mod query_limits;
mod ranking;
mod related;
mod releases;
mod sandbox;
mod search;
mod settings;
mod show;
mod stats;
mod terms;
mod watch;
mod widths;
