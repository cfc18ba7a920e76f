//! kb tortured through the operating system: killed, starved, refused, filled up, and asked at the same time.
//!
//! What needs a tool says so and is left out where it is missing; with `KB_TEST_TOOLS=required` it fails instead.
//! `cargo test --release --test torture -- --ignored` runs the long versions, and `KB_TORTURE=N` multiplies the
//! repetitions of both.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod alone;
mod base;
mod crowd;
mod exports;
mod failing;
mod full_disk;
mod injection;
mod kill_points;
mod kills;
mod limits;
mod locks;
mod mounts;
mod read_only;
mod run;
mod settings;
mod streams;
mod tools;
mod traces;
mod unreadable;
mod watching;
