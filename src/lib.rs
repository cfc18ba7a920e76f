//! kb: a knowledge base over recaps of design summits, working groups and meetings.
//!
//! The way data takes: notes -> corpus -> recap -> store; a question -> query -> store -> kb
//! -> render. `docs/architecture.md` has the whole picture.

mod asker;
pub mod cli;
pub mod config;
pub mod corpus;
pub mod kb;
pub mod mcp;
pub mod model;
pub mod page;
pub mod query;
pub mod recap;
pub mod render;
pub mod store;
pub mod tui;
pub mod web;
