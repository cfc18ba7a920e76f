//! The MCP server, asked as assistants ask it: by the client of the protocol's library, over pipes and over HTTP, and
//! with whatever else may come down a pipe.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod base;
mod bounds;
mod clients;
mod http;
mod paths;
mod pipes;
mod random;
mod schema;
