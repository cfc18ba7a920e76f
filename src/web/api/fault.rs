//! What goes wrong with a question, as JSON and as a status.

use super::super::params::BadParam;
use super::JSON;
use crate::asker::Unanswered;
use crate::kb::Error;
use crate::render::wire::{QueryPlace, SCHEMA};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;

/// Why there is no answer.
#[derive(Debug)]
pub(in crate::web) struct Fault {
    status: StatusCode,
    error: Told,
}

/// What every question answers that cannot be answered.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web) struct Problem {
    /// The number of this format.
    schema: u32,
    /// What is wrong.
    error: Told,
}

/// What is wrong, and how to mend it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::web) struct Told {
    /// What is wrong.
    pub(in crate::web) message: String,
    /// How to mend it, where that is known.
    pub(in crate::web) hint: Option<String>,
    /// Where in the query it is, if it is in one.
    pub(in crate::web) place: Option<QueryPlace>,
}

impl Fault {
    fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            error: Told {
                message: message.into(),
                hint: None,
                place: None,
            },
        }
    }

    /// There is no such question.
    pub(super) fn nothing_here(all: &[String]) -> Self {
        let mut fault = Self::new(StatusCode::NOT_FOUND, "there is nothing at this address");
        let hint = format!(
            "there are {}; /api/openapi.json describes them",
            all.join(", ")
        );
        fault.error.hint = Some(hint);
        fault
    }

    /// Nothing can be changed.
    pub(super) fn only_get() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "questions are asked with GET",
        )
    }

    /// Its status, and what to tell.
    pub(in crate::web) fn told(self) -> (StatusCode, Told) {
        (self.status, self.error)
    }
}

impl From<BadParam> for Fault {
    fn from(bad: BadParam) -> Self {
        Self::new(StatusCode::BAD_REQUEST, bad.to_string())
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        let status = match error.is_of_the_question() {
            true => StatusCode::BAD_REQUEST,
            false => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let mut fault = Self::new(status, error.to_string());
        fault.error.hint = error.hint();
        fault.error.place = error.excerpt().map(QueryPlace::from);
        fault
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        let message = format!("the answer cannot be written: {error}");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, message)
    }
}

impl From<Unanswered> for Fault {
    fn from(unanswered: Unanswered) -> Self {
        let status = match unanswered {
            Unanswered::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Unanswered::Late => StatusCode::GATEWAY_TIMEOUT,
            Unanswered::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let mut fault = Self::new(status, unanswered.to_string());
        fault.error.hint = Some(unanswered.hint().to_owned());
        fault
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let problem = Problem {
            schema: SCHEMA,
            error: self.error,
        };
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let mut response = (self.status, JSON, body).into_response();
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            let soon = HeaderValue::from_static("2");
            response.headers_mut().insert(header::RETRY_AFTER, soon);
        }
        response
    }
}
