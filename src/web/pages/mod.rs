//! The pages: the answers of the knowledge base for people with a browser.
//!
//! One table says which there are. A page is made of one template and plain data; what notes say is escaped by the
//! template, and the whole page is cleaned once more before it goes out. Without JavaScript everything works.

mod address;
mod assets;
mod facets;
mod filters;
mod frame;
mod history;
mod items;
mod lists;
mod matrix;
mod pager;
mod problem;
mod recap;
mod release;
mod search;
mod snippet;
mod start;
mod topic;
mod words;

use super::api::Fault;
use super::params::Params;
use crate::asker::Asker;
use crate::kb::Live;
use crate::render::clean::clean;
use askama::Template;
use assets::Assets;
use axum::Router;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use frame::Shell;
use std::sync::Arc;

/// What templates say `at::` and `say::` to.
use {address as at, words as say};

/// A page that can be asked for.
struct Page {
    /// Its path; where it is of a record, the record's name stands below it.
    path: &'static str,
    /// The parameter that brings a name which no path can have, where it is of a record.
    named: Option<&'static str>,
    answer: fn(Question<'_>) -> Result<Made, Fault>,
}

const PAGES: &[Page] = &[
    alone("/", search::page),
    of(at::TOPIC, topic::page),
    of(at::RELEASE, release::page),
    of(at::HISTORY, history::page),
    of(at::RECAP, recap::page),
    alone("/matrix", matrix::page),
    alone("/tags", lists::tags),
    alone("/releases", lists::releases),
    alone("/recaps", lists::recaps),
    alone("/decisions", items::decisions),
    alone("/actions", items::actions),
];

const fn alone(path: &'static str, answer: fn(Question<'_>) -> Result<Made, Fault>) -> Page {
    Page {
        path,
        named: None,
        answer,
    }
}

const fn of((path, parameter): at::Kind, answer: fn(Question<'_>) -> Result<Made, Fault>) -> Page {
    Page {
        path,
        named: Some(parameter),
        answer,
    }
}

/// What a page is asked.
struct Question<'q> {
    live: &'q Live,
    shell: &'q Shell,
    /// The name of the record that it is of.
    name: String,
    params: Params,
    /// What to answer from when it was asked.
    version: String,
}

/// A page that is made.
struct Made {
    status: StatusCode,
    html: String,
}

impl Made {
    /// What a template makes. No control character of a note gets out, wherever in the page it stands.
    fn of(status: StatusCode, template: &impl Template) -> Result<Self, Fault> {
        let html = template.render().map_err(std::io::Error::other)?;
        Ok(Self {
            status,
            html: clean(&html).into_owned(),
        })
    }

    fn response(self) -> Response {
        let mut response = (self.status, Html(self.html)).into_response();
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            let soon = HeaderValue::from_static("2");
            response.headers_mut().insert(header::RETRY_AFTER, soon);
        }
        response
    }
}

/// All pages, what they load, and the number of the state that they were made from.
pub(super) fn routes(asker: &Asker) -> Router {
    let assets = Arc::new(Assets::new());
    let shell = Arc::new(Shell::new(Arc::clone(&assets)));
    let mut routes = assets.routes();
    for page in PAGES {
        let (asker, shell) = (asker.clone(), Arc::clone(&shell));
        let handler = async move |uri: Uri| answered(&asker, shell, page, uri).await;
        routes = routes.route(page.path, get(handler.clone()));
        if page.named.is_some() {
            routes = routes.route(&format!("{}/", page.path), get(handler.clone()));
            routes = routes.route(&format!("{}/{{*name}}", page.path), get(handler));
        }
    }
    let (asker, own) = (asker.clone(), Arc::clone(&shell));
    let version = async move || {
        let own = Arc::clone(&own);
        let asked = asker.ask(move |live| own.version(live)).await;
        asked.map_err(|unanswered| Fault::from(unanswered).told().0)
    };
    let nothing = async move || problem::nothing_here(&shell).response();
    routes.route("/version", get(version)).fallback(nothing)
}

async fn answered(asker: &Asker, shell: Arc<Shell>, page: &'static Page, uri: Uri) -> Response {
    let own = Arc::clone(&shell);
    let asked = asker.ask(move |live| made(live, &own, page, &uri)).await;
    match asked.map_err(Fault::from) {
        Ok(Ok(made)) => made,
        Ok(Err(fault)) | Err(fault) => problem::page(&shell, fault),
    }
    .response()
}

fn made(live: &Live, shell: &Shell, page: &Page, uri: &Uri) -> Result<Made, Fault> {
    let mut params = Params::of(uri.query())?;
    let mut name = String::new();
    if let Some(parameter) = page.named {
        let Some(named) = at::name_in(uri.path(), page.path) else {
            return Ok(problem::nothing_here(shell));
        };
        name = match named.is_empty() {
            true => params.one(parameter)?.unwrap_or_default(),
            false => named,
        };
    }
    let question = Question {
        version: shell.version(live),
        live,
        shell,
        name,
        params,
    };
    (page.answer)(question)
}
