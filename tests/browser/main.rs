//! The pages in a browser: headless Chromium, driven through its driver. Where either is missing, the tests say so and
//! pass, unless `KB_TEST_TOOLS=required`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod corpus;
mod driver;
mod hostile;
#[path = "../web/notes.rs"]
mod notes;
mod pages;
#[path = "../web/server.rs"]
mod server;
mod shots;
mod typing;
