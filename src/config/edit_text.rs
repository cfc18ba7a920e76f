//! The text of a `kb.toml` as text: lines taken out, and what no writer of TOML keeps.

use super::ConfigError;
use super::error::breaks;
use super::root::CONFIG_FILE;
use super::source::{Source, Value};
use std::ops::Range;
use toml::de::DeValue;

/// A byte order mark.
const MARK: &str = "\u{feff}";

/// What goes before a text and ends its lines, which the writer of TOML would drop.
pub(super) struct Shape<'t> {
    mark: &'static str,
    pub(super) text: &'t str,
    has_returns: bool,
}

impl<'t> Shape<'t> {
    pub(super) fn of(whole: &'t str) -> Self {
        let text = whole.strip_prefix(MARK);
        let mark = if text.is_some() { MARK } else { "" };
        let text = text.unwrap_or(whole);
        let ends = text.matches('\n').count();
        Self {
            mark,
            text,
            has_returns: ends > 0 && text.matches("\r\n").count() == ends,
        }
    }

    /// A changed text in the same shape.
    pub(super) fn again(&self, text: &str) -> String {
        let text = match self.has_returns {
            true => text.replace("\r\n", "\n").replace('\n', "\r\n"),
            false => text.to_owned(),
        };
        format!("{}{text}", self.mark)
    }
}

/// The text without the lines of a key and its value, or of a table. Comments above them stay.
pub(super) fn without_lines(text: &str, key: &str) -> Result<String, ConfigError> {
    let source = Source {
        file: CONFIG_FILE,
        text,
        breaks: &breaks(text),
    };
    let table = source.table()?;
    let Some((name, value)) = table.get_key_value(key) else {
        return Ok(text.to_owned());
    };
    let mut spans = Vec::new();
    lines_of(text, name.span(), value, &mut spans);
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    spans.dedup_by(|later, kept| later.end <= kept.end);
    let text = text.to_owned();
    Ok(spans
        .into_iter()
        .rev()
        .fold(text, |text, span| without(&text, span)))
}

/// The bytes that a key takes: one piece, or one for each head of a table and the values below it.
fn lines_of(text: &str, name: Range<usize>, value: &Value<'_>, out: &mut Vec<Range<usize>>) {
    let has_head = |value: &Value<'_>| {
        let begins = text.get(value.span()).unwrap_or("");
        value.get_ref().is_table() && begins.starts_with('[')
    };
    match value.get_ref() {
        DeValue::Array(entries) if entries.first().is_some_and(has_head) => {
            for entry in entries {
                lines_of(text, entry.span(), entry, out);
            }
        }
        DeValue::Table(table) if !text.get(value.span()).unwrap_or("").starts_with('{') => {
            let mut own = Vec::new();
            for (name, value) in table {
                lines_of(text, name.span(), value, &mut own);
            }
            if has_head(value) {
                let (heads, values): (Vec<_>, Vec<_>) = own
                    .into_iter()
                    .partition(|span| text.get(span.clone()).unwrap_or("").starts_with('['));
                own = heads;
                // Comments among its values are of them.
                let head = value.span();
                let end = values.iter().map(|span| span.end).max().unwrap_or(0);
                own.push(head.start..head.end.max(end));
            }
            out.extend(own);
        }
        _ => out.push(name.start..value.span().end),
    }
}

/// The text without the lines of these bytes.
pub(super) fn without(text: &str, span: Range<usize>) -> String {
    let Range {
        start: from,
        end: to,
    } = span;
    let head = text.get(..from).unwrap_or("");
    let head = head.get(..head.rfind('\n').map_or(0, |at| at + 1));
    let tail = text.get(to..).unwrap_or("");
    let tail = tail.split_once('\n').map_or("", |(_, tail)| tail);
    let head = head.unwrap_or("");
    // Of the blank lines around it one is enough.
    let is_apart = head.is_empty() || head.ends_with("\n\n") || head.ends_with("\n\r\n");
    let blank = ["\n", "\r\n"]
        .into_iter()
        .find_map(|end| tail.strip_prefix(end));
    if tail.is_empty() && is_apart {
        // Nothing stands below any more.
        let kept = head.strip_suffix('\n').unwrap_or(head);
        return kept.strip_suffix('\r').unwrap_or(kept).to_owned();
    }
    format!("{head}{}", blank.filter(|_| is_apart).unwrap_or(tail))
}
