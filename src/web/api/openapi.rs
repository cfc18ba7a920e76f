//! The OpenAPI description, made from the table of questions and from the types of the answers.

use super::answers::{ENDPOINTS, FURTHEST, MOST};
use super::{Endpoint, JSON, Problem};
use axum::response::{IntoResponse as _, Response};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// The parameters of all questions: name, type, meaning.
pub(super) const PARAMETERS: &[(&str, &str, &str)] = &[
    ("q", "string", "The query, in kb's own language"),
    (
        "id",
        "string",
        "The id of a topic or of an item in it, or a part that only its id has",
    ),
    ("about", "string", "A tag, its name or an alias, or words"),
    ("a", "string", "A release, by name or number, or a project"),
    ("b", "string", "Another one"),
    ("exact", "boolean", "Find words as they are written only"),
    ("sort", "relevance|date", "The order of hits"),
    ("group", "recap", "One hit a recap, the best"),
    (
        "facets",
        "boolean",
        "Count all matches by tag, release, project and year",
    ),
    (
        "explain",
        "boolean",
        "Say of each hit what its score is made of",
    ),
    ("strong", "boolean", "Leave out what only a sentence says"),
    ("open", "boolean", "Leave out what is marked as done"),
    (
        "owner",
        "string",
        "Only what is for somebody whose name has this part",
    ),
    (
        "tag",
        "strings",
        "Only what has this tag, by its name or an alias; repeat it for alternatives",
    ),
    (
        "release",
        "strings",
        "Only recaps of this release, by name, number or range (`mitaka..newton`, `latest`)",
    ),
    ("project", "strings", "Only recaps of this project"),
    (
        "event",
        "strings",
        "Only recaps of an event whose name has these words",
    ),
    (
        "path",
        "strings",
        "Only notes whose path has this part, or fits this glob",
    ),
    (
        "since",
        "date",
        "Only what is of this date or later: 2015, 2015-10 or 2015-10-27",
    ),
    ("until", "date", "Only what is of this date or earlier"),
    ("limit", "count", "At most so many"),
    ("offset", "count", "Leave out the first so many"),
];
/// Parameters that a question cannot do without.
const NEEDED: &[&str] = &["q", "id", "about", "a", "b"];

/// The description as an answer.
pub(super) async fn description() -> Response {
    let body = serde_json::to_vec(&described()).unwrap_or_default();
    (JSON, body).into_response()
}

/// The description.
fn described() -> Value {
    let mut schemas = SchemaSettings::draft2020_12()
        .for_serialize()
        .with(|settings| settings.definitions_path = "/components/schemas".into())
        .into_generator();
    let problem = schemas.subschema_for::<Problem>();
    let mut paths = Map::new();
    for endpoint in ENDPOINTS {
        let operation = operation(endpoint, &problem, &mut schemas);
        paths.insert(
            format!("/api{}", endpoint.path),
            json!({ "get": operation }),
        );
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "kb",
            "description": "What the recaps of a knowledge base say, as `kb --format json` gives it.",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
            "version": env!("CARGO_PKG_VERSION"),
        },
        "paths": paths,
        "components": {
            "schemas": schemas.take_definitions(true),
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
        // A token is wanted only of those who ask from other machines.
        "security": [{}, { "token": [] }],
    })
}

fn operation(
    endpoint: &Endpoint,
    problem: &impl serde::Serialize,
    schemas: &mut SchemaGenerator,
) -> Value {
    let parameters: Vec<Value> = endpoint
        .params
        .iter()
        .filter_map(|name| parameter(name))
        .collect();
    let answer = |description: &str, schema: Value| json!({ "description": description, "content": { "application/json": { "schema": schema } } });
    let schema = json!((endpoint.schema)(schemas));
    let mut responses = Map::new();
    let problems = [
        ("400", "The question cannot be understood"),
        ("401", "The token is missing"),
        (
            "403",
            "Asked under another name, or by a page of another site",
        ),
        ("503", "Too many questions at a time"),
        ("504", "The answer takes too long"),
        ("500", "The index cannot be read"),
    ];
    responses.insert("200".to_owned(), answer("The answer", schema.clone()));
    if endpoint.params.contains(&"id") {
        responses.insert(
            "404".to_owned(),
            answer("No id, or several, have that part", schema),
        );
    }
    for (status, description) in problems {
        let told = match status {
            "401" | "403" => json!({ "description": description }),
            _ => answer(description, json!(problem)),
        };
        responses.insert(status.to_owned(), told);
    }
    json!({
        "operationId": endpoint.path.trim_start_matches('/'),
        "summary": endpoint.summary,
        "parameters": parameters,
        "responses": responses,
    })
}

fn parameter(name: &str) -> Option<Value> {
    let (name, kind, meaning) = *PARAMETERS.iter().find(|(known, ..)| *known == name)?;
    let schema = match kind {
        "strings" => json!({ "type": "array", "items": { "type": "string" } }),
        "date" => json!({ "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$" }),
        "count" => {
            let most = if name == "limit" { MOST } else { FURTHEST };
            json!({ "type": "integer", "minimum": 0, "maximum": most })
        }
        "string" if NEEDED.contains(&name) => json!({ "type": "string", "minLength": 1 }),
        "string" | "boolean" => json!({ "type": kind }),
        words => json!({ "type": "string", "enum": words.split('|').collect::<Vec<_>>() }),
    };
    Some(json!({
        "name": name, "in": "query", "description": meaning, "required": NEEDED.contains(&name), "schema": schema,
    }))
}

#[cfg(test)]
mod tests {
    use super::{ENDPOINTS, PARAMETERS, described};

    #[test]
    fn describes_every_parameter_once() {
        for endpoint in ENDPOINTS {
            for name in endpoint.params {
                let known = PARAMETERS.iter().filter(|(known, ..)| known == name);
                assert_eq!(known.count(), 1, "{name} of {}", endpoint.path);
            }
        }
    }

    #[test]
    fn the_page_about_it_names_every_question() {
        let page = include_str!("../../../docs/serve.md");
        let shared = [
            "tag", "release", "project", "event", "path", "since", "until", "limit", "offset",
        ];
        for endpoint in ENDPOINTS {
            let named = format!("`/api{}`", endpoint.path);
            let row = page
                .lines()
                .find(|line| line.starts_with('|') && line.contains(&named));
            let row = row.unwrap_or_else(|| panic!("{named}"));
            for name in endpoint.params.iter().filter(|name| !shared.contains(name)) {
                assert!(row.contains(&format!("`{name}`")), "{name} of {named}");
            }
        }
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document = described();
        let text = document.to_string();
        let mut seen = 0;
        for reference in text.split("\"$ref\":\"#").skip(1) {
            let pointer = reference.split('"').next().unwrap();
            assert!(document.pointer(pointer).is_some(), "{pointer}");
            seen += 1;
        }
        assert!(seen > 20, "{seen}");
    }
}
