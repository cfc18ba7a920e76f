//! What the terminal knows of the other front ends: that they can be started. The program puts them together.

use crate::config::{Listen, ListenError};
use crate::kb::Live;

/// How the other front ends are started. Each call ends when the server does.
#[derive(Clone, Copy)]
pub struct Fronts {
    /// Serves over HTTP. Is told a function that is told the address once it can be asked.
    pub serve: fn(Live, Listen, Offer, Ready<'_>) -> Result<(), ListenError>,
    /// Talks MCP over standard input and output.
    pub talk: fn(Live) -> Result<(), ListenError>,
}

/// Told the address that a server is asked at, with what has to be known to ask it.
pub type Ready<'r> = &'r mut dyn FnMut(&str);

/// What a server offers over HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// The pages and the JSON API.
    pub pages: bool,
    /// MCP, at `/mcp`.
    pub mcp: bool,
}
