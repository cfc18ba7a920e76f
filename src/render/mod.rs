//! How answers look: text for people, JSON for programs, Markdown, CSV.
//!
//! Everything is written to a given `Write`; nothing here knows stdout. Text from notes is cleaned in every
//! format: no control character of a note reaches a terminal.

pub mod clean;
pub mod csv;
pub mod json;
pub mod markdown;
pub mod place;
pub mod text;
pub mod wire;
