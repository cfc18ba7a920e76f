//! Fenced metadata blocks: YAML between `---`, TOML between `+++`.

use super::{Field, Metadata, key, salvage};
use crate::model::{Lines, Severity, Span};
use crate::recap::source::Source;
use serde_json::Value;

/// A front matter longer than this is a document, not metadata, in lines.
const LONGEST: u32 = 400;

/// Reads the YAML block whose opening mark stands on line `open`. Whether there is one.
pub(super) fn yaml(source: &Source, open: u32, out: &mut Metadata) -> bool {
    let Some(close) = closing(source, open, "---") else {
        if salvage::pair(source.line(open + 1)).is_some() {
            out.diagnostics.push(unclosed(source, open, "---"));
        }
        return false;
    };
    let Some(inner) = inside(source, open, close) else {
        // Two marks with nothing between them are an empty block at the very top, rules elsewhere.
        if open == 1 {
            note_lines(out, open, close);
        }
        return open == 1;
    };
    match parse(inner.of(source.text())) {
        Ok(Value::Object(map)) => {
            for (name, value) in map {
                push(source, Lines::new(open + 1, close - 1), out, &name, &value);
            }
        }
        // Text or a list between two rules.
        Ok(_) => return false,
        Err(_) if !has_field(source, open + 1) => return false,
        Err(error) => {
            let line = error
                .location()
                .map_or(open + 1, |l| open + u32::try_from(l.line()).unwrap_or(1));
            let message = first_line(&error.without_snippet().to_string());
            salvage(
                source,
                open,
                close,
                line.clamp(open + 1, close),
                message,
                out,
            );
        }
    }
    out.fields.sort_by_key(|f| f.line);
    note_lines(out, open, close);
    true
}

/// Whether a line begins a field: its key is one word, where `Note to all: x` is text.
fn has_field(source: &Source, line: u32) -> bool {
    salvage::pair(source.line(line)).is_some_and(|(key, _)| !key.trim().contains(' '))
}

/// The keys of a map that stands on these lines and nothing else does, each one word.
pub(super) fn keys(source: &Source, lines: Lines) -> Option<Vec<String>> {
    let text = source.extent(lines).span.of(source.text());
    let Ok(Value::Object(map)) = parse(text) else {
        return None;
    };
    let keys: Vec<String> = map.keys().map(|name| key(name)).collect();
    let is_word = |name: &String| !name.contains(char::is_whitespace);
    (!keys.is_empty() && map.keys().all(is_word)).then_some(keys)
}

/// A tag `y` or a title `no` is a word: only `true` and `false` are booleans, as in YAML 1.2.
fn parse(text: &str) -> Result<Value, serde_saphyr::Error> {
    serde_saphyr::from_str_with_options(text, serde_saphyr::options! { strict_booleans: true })
}

/// Reads the TOML block at the top. Whether there is one.
pub(super) fn toml(source: &Source, out: &mut Metadata) -> bool {
    let Some(close) = closing(source, 1, "+++") else {
        out.diagnostics.push(unclosed(source, 1, "+++"));
        return false;
    };
    let inner = inside(source, 1, close).unwrap_or_default();
    match inner.of(source.text()).parse::<toml::Table>() {
        Ok(table) => {
            for (name, value) in table {
                let value = json_of(value);
                push(source, Lines::new(2, close - 1), out, &name, &value);
            }
        }
        Err(error) => {
            let at = inner.start + error.span().map_or(0, |s| s.start);
            salvage(
                source,
                1,
                close,
                source.line_at(at),
                first_line(error.message()),
                out,
            );
        }
    }
    out.fields.sort_by_key(|f| f.line);
    note_lines(out, 1, close);
    true
}

fn closing(source: &Source, open: u32, mark: &str) -> Option<u32> {
    let last = source.line_count().min(open + LONGEST);
    (open + 1..=last).find(|n| source.line(*n).trim_end() == mark)
}

fn inside(source: &Source, open: u32, close: u32) -> Option<Span> {
    source.trimmed(open + 1, close - 1)?;
    Some(Span::new(
        source.line_start(open + 1),
        source.line_start(close),
    ))
}

fn note_lines(out: &mut Metadata, open: u32, close: u32) {
    let start = out.lines.map_or(open, |lines| lines.start);
    out.lines = Some(Lines::new(start, close));
}

fn unclosed(source: &Source, open: u32, mark: &str) -> crate::model::Diagnostic {
    source
        .line_diagnostic(
            Severity::Warning,
            "front-matter",
            "front matter is never closed",
            open,
        )
        .with_hint(format!(
            "add a line `{mark}` after the last field; the whole note was read as text"
        ))
}

fn salvage(source: &Source, open: u32, close: u32, line: u32, message: String, out: &mut Metadata) {
    let message = format!("front matter cannot be parsed: {message}");
    let diagnostic = source
        .line_diagnostic(Severity::Warning, "front-matter", message, line)
        .with_hint("the fields that stand on one line were read all the same");
    out.diagnostics.push(diagnostic);
    out.fields
        .extend(salvage::fields(source, Lines::new(open + 1, close - 1)));
}

fn first_line(message: &str) -> String {
    message
        .lines()
        .next()
        .unwrap_or("")
        .trim_end_matches('.')
        .to_owned()
}

fn push(source: &Source, lines: Lines, out: &mut Metadata, name: &str, value: &Value) {
    let line = (lines.start..=lines.end)
        .find(|n| salvage::pair(source.line(*n)).is_some_and(|(k, _)| k.trim() == name))
        .unwrap_or(lines.start);
    let mut values = Vec::new();
    flatten(value, &mut values);
    // A number loses its zeros (`2024.10`): the note's own spelling counts.
    if value.is_number()
        && let Some((_, raw)) = salvage::pair(source.line(line))
    {
        values = vec![raw.split(" #").next().unwrap_or(raw).trim().to_owned()];
    }
    out.fields.push(Field {
        key: key(name),
        values,
        line,
    });
}

fn flatten(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::String(text) => out.extend(Some(text.trim().to_owned()).filter(|t| !t.is_empty())),
        Value::Array(items) => items.iter().for_each(|item| flatten(item, out)),
        // `author: {name: X, email: Y}` is about X.
        Value::Object(map) => map
            .get("name")
            .into_iter()
            .for_each(|name| flatten(name, out)),
        other => out.push(other.to_string()),
    }
}

fn json_of(value: toml::Value) -> Value {
    match value {
        toml::Value::Array(items) => Value::Array(items.into_iter().map(json_of).collect()),
        toml::Value::Table(map) => {
            Value::Object(map.into_iter().map(|(k, v)| (k, json_of(v))).collect())
        }
        toml::Value::String(text) => Value::String(text),
        other => Value::String(other.to_string()),
    }
}
