//! No silent miss, on the repository's notes: every token that can be copied from them is found again.

#[path = "../benches/tokens/measure/mod.rs"]
mod measure;

use measure::{Goals, Plan};
use std::path::Path;

/// Within the first ten hits, and in the first, in percent.
const GOALS: Goals = Goals {
    in_top: 100.0,
    first: 97.0,
};

#[test]
fn every_token_of_the_notes_is_found() {
    let notes = Path::new(env!("CARGO_MANIFEST_DIR")).join("notes");
    let plan = Plan {
        draw: 2000,
        seed: 1,
    };
    let report = measure::measure(&notes, plan).expect("the notes can be read");
    let mut text = Vec::new();
    report.write(&mut text, 200).expect("a vector takes it all");
    assert!(report.meets(GOALS), "{}", String::from_utf8_lossy(&text));
}
