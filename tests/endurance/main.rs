//! What lasts: an index damaged in every way, notes that are meant to break kb, edits without end.
//!
//! The short version runs with all tests. The long one is `cargo test --release --test endurance -- --ignored`;
//! KB_TORTURE=N turns its repetitions up.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../cli/fixture.rs"]
#[allow(dead_code, reason = "shared with the tests of the commands")]
mod fixture;
#[path = "../cli/sandbox.rs"]
#[allow(dead_code, reason = "shared with the tests of the commands")]
mod sandbox;

mod base;
mod clocks;
mod commits;
mod csv_cells;
mod damage;
mod edits;
mod encodings;
mod flips;
mod hostile_index;
mod known_panics;
mod metadata;
mod model;
mod names;
mod refused;
mod same;
mod sizes;
mod upgrade;
