//! What the server says of itself, and its tools.

use crate::kb::Live;
use rmcp::ServerHandler;

/// An MCP server over a knowledge base.
#[derive(Clone)]
pub struct Server {
    live: Live,
}

impl Server {
    /// A server over this knowledge base.
    #[must_use]
    pub fn new(live: Live) -> Self {
        Self { live }
    }
}

impl ServerHandler for Server {}
