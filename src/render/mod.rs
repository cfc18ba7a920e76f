//! How answers look: text for people, JSON for programs, Markdown, CSV, charts and reports.
//!
//! Everything is written to a given `Write`; nothing here knows stdout. Text from notes is cleaned in every
//! format: no control character of a note reaches a terminal.

pub mod chart;
pub mod clean;
pub mod csv;
mod escape;
pub mod export;
mod facets;
mod hits;
pub mod json;
pub mod markdown;
pub(crate) mod measure;
pub mod note;
pub mod place;
pub(crate) mod priorities;
#[cfg(test)]
pub(crate) mod sample;
pub mod terminal;
pub mod text;
pub mod wire;

pub use hits::View;
