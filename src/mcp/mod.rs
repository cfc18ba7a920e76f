//! The front end for assistants: the Model Context Protocol, over standard input and output or over HTTP.
//!
//! Only this room knows the protocol's library. All of it only reads. What it quotes from notes is cleaned, bounded and
//! said to be quoted; an address names a record of the index and never a file.

mod address;
mod answers;
mod arguments;
mod bound;
mod completions;
mod problem;
mod prompts;
mod reply;
mod resources;
mod server;
mod stdio;
mod tools;
mod wrong;

pub use reply::{Answer, Refused};
pub use tools::answer;

use crate::config::ListenError;
use crate::kb::Live;
use rmcp::ServiceExt as _;
use rmcp::transport::StreamableHttpServerConfig;
use rmcp::transport::streamable_http_server::StreamableHttpService;
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use server::Server;
use std::sync::Arc;
use stdio::Stdio;

/// Talks over standard input and output until the input ends.
///
/// # Errors
/// Where the system gives no threads.
pub fn talk(live: Live) -> Result<(), ListenError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(ListenError::Start)?;
    runtime.block_on(async {
        // A client that goes away before it said anything is no fault.
        let stdio = Stdio::new(tokio::io::stdin(), tokio::io::stdout());
        if let Ok(service) = Server::new(live).serve(stdio).await {
            let _ = service.waiting().await;
        }
    });
    // A thread that waits for standard input must not keep the process.
    runtime.shutdown_background();
    Ok(())
}

/// The service over HTTP, to be put behind a server that checks who asks. It keeps no sessions.
#[must_use]
pub fn service(live: Live) -> StreamableHttpService<Server, NeverSessionManager> {
    let config = StreamableHttpServerConfig::default()
        .with_legacy_session_mode(false)
        .with_json_response(true)
        .disable_allowed_hosts()
        .enforce_origin_validation();
    let server = Server::new(live);
    StreamableHttpService::new(
        move || Ok(server.clone()),
        Arc::new(NeverSessionManager::default()),
        config,
    )
}
