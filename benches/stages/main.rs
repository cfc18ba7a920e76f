//! What each stage costs: `cargo bench --bench stages -- [parse|analyze|query]`.
//!
//! Over the repository's notes, or over all Markdown below the folder that KB_BENCH_NOTES names.

#![allow(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

mod analyze;
mod notes;
mod parse;
mod query;

use criterion::{Criterion, criterion_group, criterion_main};
use std::time::Duration;

fn settings() -> Criterion {
    // Few and long samples: a stage over all notes takes from milliseconds to seconds.
    Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(5))
}

criterion_group! {
    name = stages;
    config = settings();
    targets = parse::bench, analyze::bench, query::bench
}
criterion_main!(stages);
