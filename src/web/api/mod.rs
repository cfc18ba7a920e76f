//! The JSON API: the documents of the command line, under `/api/`, and the OpenAPI description of them.
//!
//! One table says what there is; the routes and the description are both made from it.

mod answers;
mod fault;
mod openapi;

use super::params::Params;
use crate::asker::Asker;
use crate::kb::Live;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use schemars::{Schema, SchemaGenerator};

pub(super) use fault::{Fault, Problem, Told};

/// Something that can be asked.
struct Endpoint {
    /// Its path below `/api`.
    path: &'static str,
    /// What it answers, in a few words.
    summary: &'static str,
    /// Its parameters, by their names in [`openapi::PARAMETERS`].
    params: &'static [&'static str],
    answer: fn(&Live, Params) -> Result<Document, Fault>,
    schema: fn(&mut SchemaGenerator) -> Schema,
}

/// A JSON document, and whether it holds what was asked for.
struct Document {
    body: Vec<u8>,
    found: bool,
}

/// All questions, and the description of them.
pub(super) fn routes(asker: Asker) -> Router {
    let mut routes = Router::new();
    for endpoint in answers::ENDPOINTS {
        let asker = asker.clone();
        let handler = async move |uri: Uri| answered(&asker, endpoint, &uri).await;
        routes = routes.route(endpoint.path, get(handler));
    }
    routes
        .route("/openapi.json", get(openapi::description))
        .fallback(nothing_here)
        .method_not_allowed_fallback(not_so)
        .with_state(())
}

async fn answered(asker: &Asker, endpoint: &'static Endpoint, uri: &Uri) -> Response {
    let params = match Params::of(uri.query()) {
        Ok(params) => params,
        Err(bad) => return Fault::from(bad).into_response(),
    };
    let asked = asker.ask(move |live| (endpoint.answer)(live, params)).await;
    match asked.map_err(Fault::from) {
        Ok(Ok(document)) => {
            let status = match document.found {
                true => StatusCode::OK,
                false => StatusCode::NOT_FOUND,
            };
            (status, JSON, document.body).into_response()
        }
        Ok(Err(fault)) | Err(fault) => fault.into_response(),
    }
}

const JSON: [(header::HeaderName, &str); 1] = [(header::CONTENT_TYPE, "application/json")];

async fn nothing_here(State(()): State<()>) -> Response {
    let all: Vec<String> = answers::ENDPOINTS
        .iter()
        .map(|endpoint| format!("/api{}", endpoint.path))
        .collect();
    Fault::nothing_here(&all).into_response()
}

async fn not_so(State(()): State<()>) -> Response {
    Fault::only_get().into_response()
}
