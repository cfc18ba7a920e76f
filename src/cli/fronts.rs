//! What the terminal knows of the other front ends: that they can be started. The program puts them together.

use crate::config::{Listen, ListenError};
use crate::kb::{Filters, Live, SearchRequest, Spot};
use std::error::Error;
use std::sync::mpsc::Receiver;

/// How the other front ends are started. Each call ends when the server does.
#[derive(Clone, Copy)]
pub struct Fronts {
    /// Serves over HTTP. Is told a function that is told the address once it can be asked.
    pub serve: fn(Live, Listen, Offer, Ready<'_>) -> Result<(), ListenError>,
    /// Talks MCP over standard input and output.
    pub talk: fn(Live) -> Result<(), ListenError>,
    /// Shows the full screen.
    pub browse: fn(Live, Desk<'_>) -> Result<(), Box<dyn Error>>,
    /// Lets the user pick a topic; `None` where nothing is picked.
    pub pick: Pick,
}

/// Lets the user pick.
pub type Pick = fn(Live, Picking) -> Result<Option<Spot>, Box<dyn Error>>;

/// What the full screen gets from the terminal's own commands.
pub struct Desk<'d> {
    /// The query to begin with.
    pub query: String,
    /// Filters that stay.
    pub filters: Filters,
    /// Whether colours are wanted.
    pub colors: bool,
    /// What happens to the knowledge base meanwhile, to be said on the screen.
    pub news: Receiver<String>,
    /// Opens a note, by its path in the knowledge base, at a line, and waits until the editor ends. Says why it cannot.
    pub edit: Edit<'d>,
}

/// Opens a note at a line, or says why it cannot.
pub type Edit<'d> = &'d mut dyn FnMut(&str, u32) -> Result<(), String>;

/// What to pick from, and how.
pub struct Picking {
    /// The search whose hits are offered; without a query, all topics within its filters are.
    pub request: SearchRequest,
    /// What is typed already.
    pub typed: String,
    /// Whether colours are wanted.
    pub colors: bool,
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
