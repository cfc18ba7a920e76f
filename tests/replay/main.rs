//! What the fuzz targets in `fuzz/` found worth keeping, tried on every run.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod checks;
#[path = "../places/mod.rs"]
mod places;

use std::fs;
use std::path::Path;

fn replay(name: &str) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(name);
    let mut files: Vec<_> = fs::read_dir(&corpus)
        .unwrap_or_else(|error| panic!("{}: {error}", corpus.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() >= 10, "only {} inputs for {name}", files.len());
    for file in files {
        let data = fs::read(&file).unwrap();
        let checked = std::panic::catch_unwind(|| checks::check(name, &data));
        assert!(checked.is_ok(), "fails on {}", file.display());
    }
}

#[test]
fn arguments() {
    replay("arguments");
}

#[test]
fn cleaning() {
    replay("cleaning");
}

#[test]
fn drawn() {
    replay("drawn");
}

#[test]
fn front_matter() {
    replay("front_matter");
}

#[test]
fn mended() {
    replay("mended");
}

#[test]
fn page() {
    replay("page");
}

#[test]
fn query() {
    replay("query");
}

#[test]
fn recap() {
    replay("recap");
}

#[test]
fn settings() {
    replay("settings");
}

#[test]
fn shown() {
    replay("shown");
}

#[test]
fn template() {
    replay("template");
}

#[test]
fn every_target_has_a_check_and_a_replay() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let names: Vec<&str> = checks::ALL.iter().map(|(name, _)| *name).collect();
    for (folder, ending) in [("targets", ".rs"), ("corpus", "")] {
        let mut found: Vec<String> = fs::read_dir(fuzz.join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .map(|name| name.trim_end_matches(ending).to_owned())
            .collect();
        found.sort();
        assert_eq!(found, names, "{folder}");
    }
}
