//! The full-screen front end: `kb browse` and `kb pick`. The one room that knows the screen's library.
//!
//! A view is a value: what a key, an answer or a change of size does to it is a plain function, and so is how it looks.
//! Questions are asked by a thread of their own (`asking`), so that no key waits for an answer; `screen` gives the terminal
//! back whatever happens.

mod asking;
mod browse;
mod error;
mod look;
mod pick;
mod screen;
mod text;

pub use browse::{Desk, browse};
pub use error::TuiError;
pub use pick::{Picking, pick};
