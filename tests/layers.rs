//! Holds the rooms of the library to their layers: an arrow only points down.
//!
//! Reads the `crate::` paths of every source file, and the words that only one room may say.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// A room, its layer, and the rooms of its own layer that it may use.
const ROOMS: &[(&str, u8, &[&str])] = &[
    ("model", 0, &[]),
    ("recap", 1, &[]),
    ("query", 1, &[]),
    ("page", 1, &[]),
    ("config", 2, &[]),
    ("corpus", 2, &["config"]),
    ("store", 2, &["config"]),
    ("kb", 3, &[]),
    ("render", 4, &[]),
    ("cli", 5, &[]),
    ("web", 5, &["asker"]),
    ("mcp", 5, &["asker"]),
    ("asker", 5, &[]),
    ("tui", 5, &[]),
];

/// Words that only one room may say, and why.
const WORDS: &[(&str, &str, &str)] = &[
    ("tantivy::", "store", "the engine is behind the store"),
    ("clap::", "cli", "arguments are the terminal's"),
    ("std::env", "cli", "the environment comes in as values"),
    ("axum::", "web", "pages are one front end among others"),
    ("rmcp::", "mcp", "it is released every week"),
    (
        "ratatui::",
        "tui",
        "the full screen is one front end among others",
    ),
    (
        "notify::",
        "corpus",
        "what changes in a folder is the corpus's to tell",
    ),
    ("println!", "", "answers are written to a `Write`"),
    ("process::exit", "", "exit codes are decided in one place"),
    (
        "pulldown_cmark::",
        "recap",
        "one constructor for the Markdown parser",
    ),
];

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Path below `src` with `/`, and the code without its comments and its tests.
fn rooms() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    files.sort();
    let code = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        // A file's own tests stand at its end.
        let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap();
        let lines = text.lines();
        lines
            .filter(|l| !l.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let name = |path: &Path| {
        path.strip_prefix(&src)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/")
    };
    files
        .iter()
        .filter(|p| !p.ends_with("tests.rs"))
        .map(|p| (name(p), code(p)))
        .collect()
}

fn room(path: &str) -> Option<&'static (&'static str, u8, &'static [&'static str])> {
    let first = path.split('/').next().unwrap().trim_end_matches(".rs");
    ROOMS.iter().find(|(name, ..)| *name == first)
}

#[test]
fn every_file_has_a_room() {
    for (path, _) in rooms() {
        assert!(
            room(&path).is_some() || ["lib.rs", "main.rs"].contains(&path.as_str()),
            "{path} is in no room"
        );
    }
}

#[test]
fn arrows_point_down() {
    let mut seen = 0;
    for (path, code) in rooms() {
        let Some((own, layer, friends)) = room(&path) else {
            continue;
        };
        for used in code.split("crate::").skip(1) {
            let name: String = used
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            let Some((name, below, _)) = ROOMS.iter().find(|(n, ..)| *n == name) else {
                continue;
            };
            seen += 1;
            let sound = name == own || below < layer || below == layer && friends.contains(name);
            assert!(sound, "{path}: `{own}` may not use `{name}`");
        }
    }
    assert!(
        seen > 50,
        "only {seen} uses seen: is this test still looking?"
    );
}

#[test]
fn words_stay_in_their_rooms() {
    for (path, code) in rooms() {
        for (word, only, why) in WORDS {
            let own = !only.is_empty() && path.starts_with(only) || path == "main.rs";
            assert!(own || !code.contains(word), "{path} says `{word}`: {why}");
        }
    }
}

#[test]
fn no_file_is_long() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    for file in files {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= 500, "{} has {lines} lines", file.display());
    }
}
