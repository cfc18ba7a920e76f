//! `kb serve` over HTTP, asked as a browser, a program or an attacker would.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod api;
mod gate;
mod limits;
mod paths;
mod server;
