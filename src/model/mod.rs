//! Plain data in the words of the field: recaps, topics, their items, tags, releases, dates, places, diagnostics.
//!
//! Nothing here does I/O or imports another room of ours. Types live with their meaning:
//! what a date of month precision is, how releases are named, what an id looks like.

pub mod date;
pub mod diagnostic;
pub mod item;
pub mod link;
pub mod place;
pub mod recap;
pub mod release;
pub mod tag;
pub mod topic;

pub use date::PartialDate;
pub use diagnostic::{Diagnostic, Excerpt, RULES, Severity, shown_line};
pub use item::{Detail, Item, ItemKind, Outcome, Strength};
pub use link::{LinkForm, NoteLink};
pub use place::{Extent, LineNumbers, Lines, Span};
pub use recap::{Fact, FactSource, Given, Markup, Recap, recap_key};
pub use release::{Catalogue, Release};
pub use tag::{Tag, TagReason, Tagged, Vocabulary, is_as_written};
pub use topic::{Part, PartKind, Topic, TopicKind};
