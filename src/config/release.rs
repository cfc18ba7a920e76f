//! `[[release]]` entries: what the settings add to the catalogue of releases.

use super::source::{Source, Value, quoted, quoted_list};
use super::{ConfigError, Setting, ValueSource};
use crate::model::release::KnownRelease;
use crate::model::{PartialDate, Release};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// A release that the settings add to the catalogue, or put in the place of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseSetting {
    /// The entry.
    pub entry: KnownRelease,
    /// Where it stands.
    pub(super) line: u32,
}

/// The names given so far, in lower case, with the lines of their entries.
type Names = BTreeMap<String, u32>;

/// Reads all `[[release]]` entries. A name or alias may be given once.
pub(super) fn releases<'t>(
    source: Source<'t>,
    value: &Value<'t>,
    keys: &[&'static str],
) -> Result<Vec<ReleaseSetting>, ConfigError> {
    let mut names = Names::new();
    let tables = source.tables("release", value)?;
    let entries = tables.into_iter().map(|(table, span)| {
        source.check_keys(table, keys)?;
        release(source, table, span, &mut names)
    });
    entries.collect()
}

fn release(
    source: Source<'_>,
    table: &DeTable<'_>,
    span: Range<usize>,
    names: &mut Names,
) -> Result<ReleaseSetting, ConfigError> {
    let line = source.place(span.clone()).line;
    let Some(value) = table.get("name") else {
        let hint = "give it one: name = \"v1.29\"";
        return Err(source.error(span, "this `[[release]]` has no `name`", hint));
    };
    let name = source.string("name", value)?;
    let mut given = vec![(name.clone(), value.span())];
    if let Some(value) = table.get("aliases") {
        given.extend(source.strings("aliases", value)?);
    }
    for (name, span) in &given {
        sound(source, name, span)?;
        if let Some(first) = names.insert(name.trim().to_lowercase(), line) {
            let message = format!("`{name}` names a release already, in the entry of line {first}");
            return Err(source.error(span.clone(), message, "take one of the two out"));
        }
    }
    let date = table
        .get("date")
        .map(|value| date(source, value))
        .transpose()?;
    let aliases = given
        .split_off(1)
        .into_iter()
        .map(|(alias, _)| alias.trim().to_owned());
    Ok(ReleaseSetting {
        entry: KnownRelease {
            release: Release::new(name.trim()),
            aliases: aliases.collect(),
            date,
            own: true,
        },
        line,
    })
}

/// A name that filters can ask for: not empty, no range, no word of the filters' own.
fn sound(source: Source<'_>, name: &str, span: &Range<usize>) -> Result<(), ConfigError> {
    let taken = name.contains("..") || name.trim().eq_ignore_ascii_case("latest");
    if taken || !name.contains(char::is_alphanumeric) {
        let hint = "such as \"v1.29\"; `..` and `latest` stand for ranges of releases";
        return Err(source.error(
            span.clone(),
            format!("`{name}` is no name of a release"),
            hint,
        ));
    }
    Ok(())
}

fn date(source: Source<'_>, value: &Value<'_>) -> Result<PartialDate, ConfigError> {
    let text = match value.get_ref() {
        DeValue::Datetime(date) => date.to_string(),
        _ => source.string("date", value)?,
    };
    text.parse().map_err(|_| {
        let hint = "write it as \"2023\", \"2023-12\" or \"2023-12-13\"";
        source.error(value.span(), format!("`{text}` is not a date"), hint)
    })
}

impl ReleaseSetting {
    pub(super) fn values(&self) -> impl Iterator<Item = Setting> {
        let entry = &self.entry;
        let source = ValueSource::File { line: self.line };
        [
            ("release.name", Some(quoted(entry.release.as_str()))),
            ("release.aliases", Some(quoted_list(&entry.aliases))),
            (
                "release.date",
                entry.date.map(|date| quoted(&date.to_string())),
            ),
        ]
        .into_iter()
        .filter_map(move |(key, value)| {
            value.map(|value| Setting {
                key: key.to_owned(),
                value,
                source,
            })
        })
    }
}
