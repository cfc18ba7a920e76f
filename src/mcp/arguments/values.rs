//! The values that arguments have: each says in its schema what it takes, and takes nothing else.

use crate::model::PartialDate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::fmt;

/// Most characters of a text: a query has no more.
const TEXT: usize = crate::query::MAX_BYTES;
/// Most values of a list.
const VALUES: usize = 64;

/// A text of a length that is worth reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::mcp) struct Text(pub(in crate::mcp) String);

/// Texts; a single one need not be in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::mcp) struct Several(pub(in crate::mcp) Vec<String>);

/// A whole number up to `MOST`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mcp) struct Count<const MOST: usize>(pub(in crate::mcp) usize);

/// A date of year, month or day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mcp) struct Day(pub(in crate::mcp) PartialDate);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor).map(Self)
    }
}

struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        match text.chars().count() {
            0..=TEXT => Ok(text.to_owned()),
            long => Err(E::custom(format_args!(
                "it has {long} characters, of at most {TEXT}"
            ))),
        }
    }
}

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "maxLength": TEXT })
    }
}

impl<'de> Deserialize<'de> for Several {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SeveralVisitor)
    }
}

struct SeveralVisitor;

impl<'de> Visitor<'de> for SeveralVisitor {
    type Value = Several;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or a list of strings")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Several, E> {
        Ok(Several(vec![TextVisitor.visit_str(text)?]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Several, A::Error> {
        let mut all = Vec::new();
        while let Some(Text(value)) = values.next_element()? {
            if all.len() == VALUES {
                let why = format_args!("it has more than {VALUES} values").to_string();
                return Err(A::Error::custom(why));
            }
            all.push(value);
        }
        // What is left empty names nothing.
        all.retain(|value| !value.trim().is_empty());
        Ok(Several(all))
    }
}

impl JsonSchema for Several {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Several".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        // Every list has it, and whoever reads it pays for every word.
        let one = json_schema!({ "type": "string" });
        json_schema!({ "anyOf": [{ "type": "array", "items": one, "maxItems": VALUES }, one] })
    }
}

impl<'de, const MOST: usize> Deserialize<'de> for Count<MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CountVisitor::<MOST>)
    }
}

struct CountVisitor<const MOST: usize>;

impl<const MOST: usize> Visitor<'_> for CountVisitor<MOST> {
    type Value = Count<MOST>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a whole number from 0 to {MOST}")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        let count = usize::try_from(number).ok().filter(|count| *count <= MOST);
        let unexpected = serde::de::Unexpected::Unsigned(number);
        count
            .map(Count)
            .ok_or_else(|| E::invalid_value(unexpected, &self))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        // A schema's integers include 5.0, and some clients write them so.
        let whole = (0..=MOST).contains(&(number as usize)) && (number as usize) as f64 == number;
        let unexpected = serde::de::Unexpected::Float(number);
        whole
            .then_some(Count(number as usize))
            .ok_or_else(|| E::invalid_value(unexpected, &self))
    }
}

impl<const MOST: usize> JsonSchema for Count<MOST> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("CountTo{MOST}").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0, "maximum": MOST })
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = deserializer.deserialize_str(TextVisitor)?;
        let date = text.trim().parse().map(Self);
        date.map_err(|_| D::Error::custom("a date is written 2015, 2015-10 or 2015-10-27"))
    }
}

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$" })
    }
}
