//! Where records live: one index of topics and recaps on disk or in memory, and the answers from it.
//!
//! Owns the index folder and everything in it. The engine stays inside: what comes out is our own
//! records. The index is a cache; whatever is wrong with it, making it anew from the notes heals it.

pub mod analysis;
mod answers;
mod begun;
mod checked;
mod collect;
mod compile;
mod dates;
mod deadline;
mod directory;
mod documents;
mod error;
mod expand;
mod explain;
mod facets;
mod files;
mod generation;
mod groups;
mod health;
mod ledger;
mod literal;
mod lock;
mod matcher;
mod merges;
mod near;
mod newer;
mod notes;
mod opened;
mod parts;
mod paths;
mod queries;
mod queue;
mod rank;
mod reader;
mod recurring;
mod related;
mod repeats;
mod schema;
mod seal;
mod search;
mod signs;
mod standing;
mod suggest;
mod terms;
mod ties;
mod update;
mod whole;
mod windows;
mod words;
mod written;

#[cfg(test)]
mod tests;

pub use answers::is_item_id;
pub use documents::name;
pub use documents::{Note, NoteTopic, StoredRecap, Written};
pub use error::StoreError;
pub use explain::Because;
pub use health::{Health, health};
pub use ledger::{Entry, Hash, Ledger};
pub use matcher::Matcher;
pub use reader::Store;
pub use related::Alike;
pub use search::{Ask, Found, Hit};
pub use update::{Begin, Size, Update};
pub use whole::Care;
