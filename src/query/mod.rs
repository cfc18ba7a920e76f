//! Queries: text in, a tree or an error with a place out. The engine's own grammar is never used.

pub mod tree;

pub use tree::{Field, Node, Query, Text};
