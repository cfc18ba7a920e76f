//! The commands as a user runs them: arguments in; stdout, stderr and exit code out.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bad_input;
mod docs;
mod freshness;
mod lists;
mod sandbox;
mod search;
