//! The book's contents are its pages.

use crate::page::{self, root};
use std::fs;

#[test]
fn every_page_is_in_the_contents_once() {
    let contents = fs::read_to_string(root().join("docs/SUMMARY.md")).unwrap();
    let mut named: Vec<&str> = contents
        .split("](")
        .skip(1)
        .map(|rest| rest.split(')').next().unwrap())
        .collect();
    named.sort_unstable();
    let mut pages = page::in_the_book();
    pages.retain(|name| name != "SUMMARY.md");
    assert_eq!(named, pages, "docs/SUMMARY.md and the files of docs/");
}

/// A release is a tag, a version in `Cargo.toml` and a section of the changes.
#[test]
fn the_changes_have_this_version() {
    let changes = fs::read_to_string(root().join("CHANGELOG.md")).unwrap();
    let heads = changes.lines().filter_map(|line| line.strip_prefix("## "));
    let versions: Vec<&str> = heads.filter(|head| *head != "Unreleased").collect();
    let newest = versions.first().unwrap();
    let (version, date) = newest.split_once(" · ").unwrap();
    assert_eq!(version, env!("CARGO_PKG_VERSION"));
    assert_eq!(date.len(), "2016-05-06".len(), "{newest}");
}

#[test]
fn the_book_is_made_of_docs() {
    let text = fs::read_to_string(root().join("book.toml")).unwrap();
    let settings: toml::Table = text.parse().unwrap();
    assert_eq!(settings["book"]["src"].as_str(), Some("docs"));
    let folder = settings["build"]["build-dir"].as_str();
    assert_eq!(folder, Some("target/book"), "a folder that git ignores");
}
