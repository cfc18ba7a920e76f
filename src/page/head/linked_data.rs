//! JSON-LD: what a page says of itself in scripts of data.

use super::dates;
use crate::model::PartialDate;
use crate::page::tree;
use dom_query::NodeRef;
use serde_json::Value;

/// The largest script of data that is read, in bytes.
const LARGEST: usize = 1 << 20;

/// The date and the authors that the data of a page gives.
#[derive(Debug, Default)]
pub(super) struct LinkedData {
    pub(super) date: Option<PartialDate>,
    pub(super) authors: Vec<String>,
}

impl LinkedData {
    /// Reads the first thing with a date of publication; its authors may stand elsewhere in the data.
    pub(super) fn of(root: &NodeRef<'_>) -> Self {
        let scripts = tree::all(root, "script[type='application/ld+json' i]");
        let texts = scripts.iter().map(NodeRef::text);
        let texts = texts.filter(|text| text.len() <= LARGEST);
        let data: Vec<Value> = texts
            .filter_map(|text| serde_json::from_str(&text).ok())
            .collect();
        let things: Vec<&Value> = data.iter().flat_map(things).collect();
        let published = |thing: &&&Value| date(thing).is_some();
        let Some(found) = things.iter().find(published) else {
            return Self::default();
        };
        Self {
            date: date(found),
            authors: authors(found.get("author").unwrap_or(&Value::Null), &things),
        }
    }
}

fn date(thing: &Value) -> Option<PartialDate> {
    dates::of_value(thing.get("datePublished")?.as_str()?)
}

/// All objects in a value, outer ones first. The parser has bounded their depth.
fn things(value: &Value) -> Vec<&Value> {
    let mut out = Vec::new();
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Object(map) => {
                out.push(value);
                waiting.extend(map.values().rev());
            }
            Value::Array(items) => waiting.extend(items.iter().rev()),
            _ => {}
        }
    }
    out
}

/// The names of authors: a text, an object with a name, one that names another by its id, or a list of them.
fn authors(value: &Value, things: &[&Value]) -> Vec<String> {
    let name = |value: &Value| value.get("name")?.as_str().map(tree::one_line);
    match value {
        Value::String(text) => vec![tree::one_line(text)],
        Value::Array(items) => items
            .iter()
            .flat_map(|item| authors(item, things))
            .collect(),
        Value::Object(_) => name(value)
            .or_else(|| {
                let id = value.get("@id")?;
                let same = things.iter().filter(|thing| thing.get("@id") == Some(id));
                same.filter_map(|thing| name(thing)).next()
            })
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}
