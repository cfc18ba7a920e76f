//! kb as it behaves in a terminal: a real pseudo-terminal, and a parser of what reaches its screen.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod asking;
mod browse;
#[allow(dead_code, reason = "shared with the tests of the commands")]
#[path = "../cli/fixture.rs"]
mod fixture;
mod hardship;
mod pager;
mod pick;
mod progress;
mod reading;
mod record;
#[allow(dead_code, reason = "shared with the tests of the commands")]
#[path = "../cli/sandbox.rs"]
mod sandbox;
#[allow(dead_code, reason = "each test needs another part of a terminal")]
mod screen;
