//! Pages that tell why there is no other, each with a way on.

use super::super::api::{Fault, Told};
use super::frame::{Frame, Shell};
use super::{Made, say};
use crate::render::wire::QueryPlace;
use askama::Template;
use axum::http::StatusCode;

#[derive(Template)]
#[template(path = "problem.html")]
struct Problem {
    frame: Frame,
    title: &'static str,
    told: Told,
    /// The query before, at and after the faulty place.
    query: Option<[String; 3]>,
    /// Whether asking again may help.
    again: bool,
    /// What is near to what was asked for: name and address.
    near: Option<(String, String)>,
}

/// The page of a fault.
pub(super) fn page(shell: &Shell, fault: Fault) -> Made {
    let (status, error) = fault.told();
    let made = told(shell.bare(title(status)), status, error);
    made.unwrap_or_else(|_| Made {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        html: "kb failed inside".to_owned(),
    })
}

/// The page of what is wrong, within a frame.
pub(super) fn told(frame: Frame, status: StatusCode, told: Told) -> Result<Made, Fault> {
    let page = Problem {
        frame,
        title: title(status),
        query: told.place.as_ref().map(cut),
        again: status == StatusCode::SERVICE_UNAVAILABLE,
        told,
        near: None,
    };
    Made::of(status, &page)
}

/// The page that says that no record has a name; with the nearest, its name and its address.
pub(super) fn none(
    frame: Frame,
    message: String,
    near: Option<(String, String)>,
) -> Result<Made, Fault> {
    let page = Problem {
        frame,
        title: title(StatusCode::NOT_FOUND),
        told: Told {
            message,
            hint: None,
            place: None,
        },
        query: None,
        again: false,
        near,
    };
    Made::of(StatusCode::NOT_FOUND, &page)
}

/// The page of an address where nothing is.
pub(super) fn nothing_here(shell: &Shell) -> Made {
    let frame = shell.bare(title(StatusCode::NOT_FOUND));
    let made = none(frame, "there is nothing at this address".to_owned(), None);
    made.unwrap_or_else(|fault| page(shell, fault))
}

fn title(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "Not found",
        StatusCode::BAD_REQUEST => "That cannot be understood",
        StatusCode::SERVICE_UNAVAILABLE => "Too busy",
        _ => "That failed",
    }
}

/// A query before, at and after the place that is meant.
fn cut(place: &QueryPlace) -> [String; 3] {
    let part = |from: usize, to: usize| -> String {
        let chars = place.text.chars().skip(from);
        chars.take(to.saturating_sub(from)).collect()
    };
    let end = place.end.max(place.start);
    [
        part(0, place.start),
        part(place.start, end),
        part(end, usize::MAX),
    ]
}

#[cfg(test)]
mod tests {
    use super::cut;
    use crate::render::wire::QueryPlace;

    #[test]
    fn a_query_is_cut_at_its_fault() {
        let place = |start, end| QueryPlace {
            text: "a \u{e9}(b".to_owned(),
            start,
            end,
        };
        assert_eq!(cut(&place(3, 4)), ["a \u{e9}", "(", "b"]);
        assert_eq!(cut(&place(5, 5)), ["a \u{e9}(b", "", ""]);
        assert_eq!(cut(&place(9, 2)), ["a \u{e9}(b", "", ""]);
    }
}
