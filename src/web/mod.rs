//! The front end for browsers and programs: pages, a JSON API, and whatever service is put beside them, over HTTP.
//!
//! Only this room knows the web framework. Whatever is asked passes the gate first; no path that is asked for ever
//! reaches the file system: pages show records by their ids, and the assets are inside the program.

mod api;
mod gate;
mod held;
mod pages;
mod params;
mod server;

use crate::asker::Asker;
use crate::config::{Listen, ListenError};
use crate::kb::Live;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use std::convert::Infallible;
use tower::Service;

/// What is served.
pub struct Site {
    asker: Asker,
    routes: Router,
    /// Where whoever comes begins, below `/`.
    start: &'static str,
}

impl Site {
    /// A site over this knowledge base, with nothing on it.
    #[must_use]
    pub fn new(live: Live) -> Self {
        Self {
            asker: Asker::new(live),
            routes: Router::new(),
            start: "mcp",
        }
    }

    /// The same with the pages and the JSON API.
    #[must_use]
    pub fn with_pages(mut self) -> Self {
        let api = api::routes(self.asker.clone());
        let pages = pages::routes(&self.asker);
        self.start = "";
        self.routes = self.routes.nest("/api", api).merge(pages);
        self
    }

    /// The same with a service at `/mcp`.
    #[must_use]
    pub fn with_mcp<S, B>(mut self, service: S) -> Self
    where
        S: Service<Request<Body>, Response = Response<B>, Error = Infallible>,
        S: Clone + Send + Sync + 'static,
        S::Future: Send + 'static,
        B: axum::body::HttpBody<Data = axum::body::Bytes> + Send + 'static,
        B::Error: Into<axum::BoxError>,
    {
        self.routes = self.routes.route_service("/mcp", service);
        self
    }

    /// Serves until the process is told to end. `ready` is told the address once it can be asked.
    ///
    /// # Errors
    /// Where the address cannot be had, or no thread.
    pub fn serve(self, listen: &Listen, ready: &mut dyn FnMut(&str)) -> Result<(), ListenError> {
        server::serve(self.routes, listen, self.start, ready)
    }
}
