//! From JSON to typed arguments; what is wrong is told with the argument's name.

use super::super::reply::Refused;
use crate::render::clean;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Most bytes of what is said of an argument, which may quote it.
const SAID: usize = 300;

/// The schema of what a tool is asked with.
pub(in crate::mcp) fn schema<T: JsonSchema>() -> Map<String, Value> {
    let settings = SchemaSettings::draft2020_12().for_deserialize();
    let schema = settings.into_generator().into_root_schema_for::<T>();
    let mut schema = match schema.to_value() {
        Value::Object(schema) => schema,
        _ => Map::new(),
    };
    // The one is the name of a type of ours, the other what is taken for granted.
    schema.retain(|key, _| !["title", "$schema"].contains(&key.as_str()));
    schema
}

/// The arguments, where they are what their schema says. `null` stands for one that is not given, and so does an empty
/// string where it can be left out: some clients send all there are.
pub(in crate::mcp) fn read<T>(mut arguments: Map<String, Value>) -> Result<T, Refused>
where
    T: DeserializeOwned + JsonSchema,
{
    let schema = schema::<T>();
    only_known(&arguments, &schema)?;
    let needed: Vec<&str> = match schema.get("required") {
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    arguments.retain(|name, value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty() || needed.contains(&name.as_str()),
        _ => true,
    });
    if let Some(missing) = needed.iter().find(|name| !arguments.contains_key(**name)) {
        return Err(Refused::Arguments(format!(
            "the argument `{missing}` is missing"
        )));
    }
    serde_json::from_value(Value::Object(arguments.clone()))
        .map_err(|error| wrong::<T>(arguments, &error))
}

/// That the schema has all of the arguments.
fn only_known(arguments: &Map<String, Value>, schema: &Map<String, Value>) -> Result<(), Refused> {
    let known: Vec<&str> = match schema.get("properties") {
        Some(Value::Object(known)) => known.keys().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    let mut names = arguments.keys();
    match names.find(|name| !known.contains(&name.as_str())) {
        None => Ok(()),
        Some(name) => Err(Refused::Arguments(format!(
            "there is no argument `{}`; there are: {}",
            shortened(name),
            known.join(", ")
        ))),
    }
}

/// Which argument is meant: serde tells what is wrong, not where.
fn wrong<T: DeserializeOwned>(arguments: Map<String, Value>, error: &serde_json::Error) -> Refused {
    for (name, value) in arguments {
        let alone: Map<String, Value> = [(name.clone(), value)].into_iter().collect();
        let tried = serde_json::from_value::<T>(Value::Object(alone)).err();
        let found = tried.map(|error| error.to_string());
        if let Some(why) = found.filter(|why| !why.starts_with("missing field")) {
            let why = shortened(&why);
            return Refused::Arguments(format!("the argument `{name}` is wrong: {why}"));
        }
    }
    Refused::Arguments(shortened(&error.to_string()))
}

/// What may quote an argument, on one line of a length to read.
pub(in crate::mcp) fn shortened(text: &str) -> String {
    let mut end = text.len().min(SAID);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let dots = if end < text.len() { "…" } else { "" };
    format!("{}{dots}", clean::line(&text[..end]))
}

#[cfg(test)]
mod tests {
    use super::super::{Get, Search};
    use super::{read, schema};
    use serde_json::{Value, json};

    fn told(arguments: Value) -> String {
        let Value::Object(arguments) = arguments else {
            panic!("no object");
        };
        match read::<Search>(arguments) {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn wrong_ones_are_named() {
        for (arguments, said) in [
            (
                json!({ "query": "a", "tag": "b", "release": ["c", "d"] }),
                "",
            ),
            (
                json!({ "query": "a", "limit": 5.0, "since": "2016", "tag": null, "until": "" }),
                "",
            ),
            (json!({}), "the argument `query` is missing"),
            (json!({ "query": null }), "the argument `query` is missing"),
            (
                json!({ "query": "a", "deep": 1 }),
                "there is no argument `deep`; there are: ",
            ),
            (
                json!({ "query": 5 }),
                "the argument `query` is wrong: invalid type: integer `5`, expected a string",
            ),
            (
                json!({ "query": "a", "limit": -1 }),
                "the argument `limit` is wrong: ",
            ),
            (
                json!({ "query": "a", "limit": 201 }),
                "the argument `limit` is wrong: invalid value: integer `201`, expected a whole number from 0 to 200",
            ),
            (
                json!({ "query": "a", "limit": 1e300 }),
                "the argument `limit` is wrong: ",
            ),
            (
                json!({ "query": "a", "tag": [1] }),
                "the argument `tag` is wrong: ",
            ),
            (
                json!({ "query": "a", "tag": { "a": 1 } }),
                "the argument `tag` is wrong: invalid type: map, expected a string or a list of strings",
            ),
            (
                json!({ "query": "a", "exact": "yes" }),
                "the argument `exact` is wrong: ",
            ),
            (
                json!({ "query": "a", "sort": "best" }),
                "the argument `sort` is wrong: unknown variant `best`, expected `relevance` or `date`",
            ),
            (
                json!({ "query": "a", "since": "soon" }),
                "the argument `since` is wrong: a date is written",
            ),
            (
                json!({ "query": "a".repeat(5_000) }),
                "the argument `query` is wrong: it has 5000 characters",
            ),
        ] {
            let told = told(arguments);
            assert!(
                told.starts_with(said) && told.is_empty() == said.is_empty(),
                "{told} | {said}"
            );
        }
    }

    #[test]
    fn the_schema_is_closed_and_says_what_each_is() {
        for schema in [schema::<Search>(), schema::<Get>()] {
            assert_eq!(schema["additionalProperties"], false);
            assert_eq!(schema["type"], "object");
            for (name, property) in schema["properties"].as_object().unwrap() {
                assert!(property["description"].is_string(), "{name}: {property}");
            }
        }
    }
}
