//! kb: a knowledge base over recaps of design summits, working groups and meetings.
//!
//! The way data takes: notes -> corpus -> recap -> store; a question -> query -> store -> kb
//! -> render. `docs/architecture.md` has the whole picture.

pub mod model;
pub mod query;
pub mod store;
