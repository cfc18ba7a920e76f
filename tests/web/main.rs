//! `kb serve` over HTTP, as browsers, programs and attackers ask it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod api;
mod crawl;
mod gate;
mod limits;
mod notes;
mod pages;
mod paths;
mod server;
