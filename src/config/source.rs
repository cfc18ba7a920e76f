//! TOML with places: values by type, each error at its line, and values written back.

use super::error::{ConfigError, Place};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and the bytes it stands in.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// A settings file: its text and the name that messages use for it.
#[derive(Clone, Copy)]
pub(super) struct Source<'t> {
    pub(super) file: &'t str,
    pub(super) text: &'t str,
    /// Where its lines end.
    pub(super) breaks: &'t [usize],
}

impl<'t> Source<'t> {
    pub(super) fn table(self) -> Result<DeTable<'t>, ConfigError> {
        let table = DeTable::parse(self.text).map_err(|error| {
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            let span = error.span().unwrap_or(0..0);
            self.error(span, message, "strings stand in quotes: key = \"value\"")
        })?;
        Ok(table.into_inner())
    }

    pub(super) fn place(self, span: Range<usize>) -> Place {
        Place::new(self.file, self.text, self.breaks, span)
    }

    pub(super) fn error(
        self,
        span: Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> ConfigError {
        ConfigError::new(message, hint).at(self.place(span))
    }

    /// Refuses any key but those `known`.
    pub(super) fn check_keys(self, table: &DeTable<'_>, known: &[&str]) -> Result<(), ConfigError> {
        let unknown = table
            .keys()
            .find(|key| !known.contains(&key.get_ref().as_ref()));
        let Some(key) = unknown else {
            return Ok(());
        };
        let word = key.get_ref();
        let hint = match nearest(word, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the keys here are {}", known.join(", ")),
        };
        Err(self.error(key.span(), format!("there is no setting `{word}`"), hint))
    }

    pub(super) fn string(self, key: &str, value: &Value<'_>) -> Result<String, ConfigError> {
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Ok(text.to_owned()),
            Some(_) => Err(self.error(
                value.span(),
                format!("`{key}` is empty"),
                "give a value, or take the line out",
            )),
            None => Err(self.wrong_type(key, value, "a string: key = \"value\"")),
        }
    }

    /// A list of strings; one string stands for a list of one.
    pub(super) fn strings(
        self,
        key: &str,
        value: &Value<'_>,
    ) -> Result<Vec<(String, Range<usize>)>, ConfigError> {
        let one = |value: &Value<'_>| self.string(key, value).map(|text| (text, value.span()));
        match value.get_ref() {
            DeValue::String(_) => Ok(vec![one(value)?]),
            DeValue::Array(values) => values.iter().map(one).collect(),
            _ => Err(self.wrong_type(key, value, "strings: key = [\"a\", \"b\"]")),
        }
    }

    /// The tables of `[[key]]`, each with where it begins.
    pub(super) fn tables<'v>(
        self,
        key: &str,
        value: &'v Value<'t>,
    ) -> Result<Vec<(&'v DeTable<'t>, Range<usize>)>, ConfigError> {
        let wanted = format!("written as [[{key}]]");
        let Some(values) = value.get_ref().as_array() else {
            return Err(self.wrong_type(key, value, &wanted));
        };
        let table = |value: &'v Value<'t>| match value.get_ref().as_table() {
            Some(table) => Ok((table, value.span())),
            None => Err(self.wrong_type(key, value, &wanted)),
        };
        values.iter().map(table).collect()
    }

    pub(super) fn wrong_type(self, key: &str, value: &Value<'_>, wanted: &str) -> ConfigError {
        let found = value.get_ref().type_str();
        let message = format!("`{key}` cannot be of type {found}");
        self.error(value.span(), message, format!("it is {wanted}"))
    }
}

/// Longer words are not compared: it takes the time and the memory of both lengths multiplied.
const LONGEST_COMPARED: usize = 100;

/// The known word nearest to a mistyped one, `None` where all are far.
pub(super) fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    if word.len() > LONGEST_COMPARED {
        return None;
    }
    let word = word.to_lowercase();
    let known = known.filter(|name| name.len() <= LONGEST_COMPARED);
    let scored = known.map(|name| (strsim::normalized_damerau_levenshtein(&word, name), name));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.5).then_some(best.1)
}

/// A string as TOML writes it.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// A list of strings as TOML writes it.
pub(super) fn quoted_list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}
