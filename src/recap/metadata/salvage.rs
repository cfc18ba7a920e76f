//! Fields line by line, for headers without a fence and for blocks that will not parse.

use super::{Field, key};
use crate::model::Lines;
use crate::recap::source::Source;

/// What looks like `key: value` or `key = value` at the start of a line, with `- item` lines below it.
pub(super) fn fields(source: &Source, lines: Lines) -> Vec<Field> {
    let mut out: Vec<Field> = Vec::new();
    for line in lines.start..=lines.end {
        let text = source.line(line);
        if let Some(item) = text.trim_start().strip_prefix("- ") {
            if let Some(field) = out.last_mut() {
                field.values.extend(item_value(item));
            }
        } else if let Some((name, value)) = pair(text) {
            out.push(Field {
                key: key(name),
                values: values(value),
                line,
            });
        }
    }
    out
}

/// The key and value of a line that holds a field.
pub(super) fn pair(text: &str) -> Option<(&str, &str)> {
    let at = text.find([':', '='])?;
    let (name, value) = (&text[..at], &text[at + 1..]);
    let sound = name
        .trim_end()
        .chars()
        .all(|c| c.is_alphanumeric() || " _-".contains(c));
    let starts = name.starts_with(char::is_alphabetic);
    (starts && sound && name.split_whitespace().count() <= 3).then_some((name, value))
}

/// What an item of a list says; of a map, `{name: X, mail: Y}` or `name: X`, its name.
fn item_value(item: &str) -> Option<String> {
    let item = item.trim();
    let map = item.strip_prefix('{');
    let inside = map.unwrap_or(item);
    let begins =
        |at: &usize| inside[..*at].trim_end().is_empty() || inside[..*at].trim_end().ends_with(',');
    let mut names = inside.match_indices("name:").map(|(at, _)| at);
    match (map, names.find(begins)) {
        (_, Some(at)) => Some(scalar(&inside[at + "name:".len()..])),
        (Some(_), None) => None,
        (None, None) => Some(unquoted(item)),
    }
}

/// The value at the beginning of what is left of a map.
fn scalar(text: &str) -> String {
    let text = text.trim_start();
    match text.chars().next().filter(|c| ['"', '\''].contains(c)) {
        Some(quote) => unquoted(
            text.split_inclusive(quote)
                .take(2)
                .collect::<String>()
                .as_str(),
        ),
        None => unquoted(text.split([',', '}']).next().unwrap_or(text)),
    }
}

fn values(value: &str) -> Vec<String> {
    let value = value.trim();
    let list = value.strip_prefix('[').and_then(|v| v.strip_suffix(']'));
    match list {
        Some(items) => items
            .split(',')
            .map(unquoted)
            .filter(|v| !v.is_empty())
            .collect(),
        None => Some(unquoted(value))
            .filter(|v| !v.is_empty())
            .into_iter()
            .collect(),
    }
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote) {
            return inner.strip_suffix(quote).unwrap_or(inner).to_owned();
        }
    }
    value.to_owned()
}
