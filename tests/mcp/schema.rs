//! Whether a value is what a schema says, as far as the schemas of kb go.

use serde_json::Value;

/// What is wrong with a value, if anything.
pub(crate) fn fault(value: &Value, schema: &Value, root: &Value) -> Option<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let target = root.pointer(name.trim_start_matches('#')).unwrap();
        if let Some(fault) = fault(value, target, root) {
            return Some(fault);
        }
    }
    for several in ["anyOf", "oneOf"] {
        if let Some(all) = schema[several].as_array() {
            let fits = all.iter().filter(|one| fault(value, one, root).is_none());
            let count = fits.count();
            if count == 0 || several == "oneOf" && count > 1 {
                return Some(format!("{count} of {several} fit {value}"));
            }
        }
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() && !types.iter().any(|name| is_of(value, name)) {
        return Some(format!("{value} is none of {types:?}"));
    }
    if schema.get("const").is_some_and(|only| only != value) {
        return Some(format!("{value} is not {}", schema["const"]));
    }
    if let Some(all) = schema["enum"].as_array()
        && !all.contains(value)
    {
        return Some(format!("{value} is none of {all:?}"));
    }
    match value {
        Value::Object(_) => of_object(value, schema, root),
        Value::Array(all) => all
            .iter()
            .find_map(|one| fault(one, schema.get("items")?, root)),
        _ => None,
    }
}

fn of_object(value: &Value, schema: &Value, root: &Value) -> Option<String> {
    let needed = schema["required"].as_array().into_iter().flatten();
    for name in needed.filter_map(Value::as_str) {
        if value.get(name).is_none() {
            return Some(format!("`{name}` is missing in {value}"));
        }
    }
    let properties = schema["properties"].as_object()?;
    value.as_object()?.iter().find_map(|(name, value)| {
        let Some(schema) = properties.get(name) else {
            return Some(format!("`{name}` is not in the schema"));
        };
        fault(value, schema, root).map(|fault| format!("{name}: {fault}"))
    })
}

fn is_of(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        _ => panic!("no type: {name}"),
    }
}
