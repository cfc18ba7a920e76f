//! Runs every command of the book and of the README, and follows every link in them.
//!
//! A page is a session of its own, in a folder with a copy of the repository's notes: the commands of its ` ```console `
//! blocks run in their order, by one shell. Where a block shows an answer, the command gives it; a line `...` stands for
//! any lines. What ends with another status than 0 is followed by `$ echo $?`. `KB_UPDATE_DOCS=1 cargo test --test book`
//! writes what kb answers into the pages; read what changed.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod contents;
mod links;
mod named;
mod page;
mod picture;
mod schemas;
mod session;
