//! `kb.toml` to settings. What is unknown or out of place is an error at its line.

use super::confine::plain;
use super::context::Context;
use super::error::{ConfigError, breaks};
use super::globs::NoteGlobs;
use super::pattern::Pattern;
use super::source::{Source, Value};
use super::{Config, TagSetting, size};
use crate::model::tag::TagEntry;
use crate::model::{Given, Markup, Tag};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

const KEYS: [&str; 8] = [
    "notes", "index", "include", "exclude", "max_size", "context", "tag", "release",
];
const CONTEXT_KEYS: [&str; 6] = ["glob", "project", "release", "event", "location", "markup"];
const RELEASE_KEYS: [&str; 3] = ["name", "aliases", "date"];
const TAG_KEYS: [&str; 4] = ["tag", "name", "aliases", "parent"];
/// The tables and their keys.
pub(super) const TABLES: [(&str, &[&str]); 3] = [
    ("context", &CONTEXT_KEYS),
    ("tag", &TAG_KEYS),
    ("release", &RELEASE_KEYS),
];
/// Most `[[context]]` rules: each is tried on each note.
const MAX_CONTEXTS: usize = 256;
/// The largest `max_size`.
const LARGEST: u64 = 1 << 30;

/// Reads the text of a `kb.toml`; `file` is how messages name it.
///
/// # Errors
///
/// The first thing in it that cannot be used, with its place.
pub fn parse(text: &str, file: &str) -> Result<Config, ConfigError> {
    let breaks = &breaks(text);
    let source = Source { file, text, breaks };
    let table = source.table()?;
    let unknown = table.keys().find(|key| is_unknown(key.get_ref()));
    source.check_keys(&table, &KEYS).map_err(|mut error| {
        let key = unknown.map_or("KEY", |key| key.get_ref().as_ref());
        let hint = error.hint.take().unwrap_or_default();
        error.hint = Some(format!("`kb config unset {key}` takes it out; {hint}"));
        error
    })?;
    let mut config = Config::defaults();
    for key in KEYS {
        let Some((name, value)) = table.get_key_value(key) else {
            continue;
        };
        config.lines.insert(key, source.place(name.span()).line);
        set(&mut config, source, key, value)?;
    }
    check_folders(&config, source, &table)?;
    Ok(config)
}

/// Whether no setting has this name.
#[must_use]
pub fn is_unknown(key: &str) -> bool {
    !KEYS.contains(&key)
}

fn set<'t>(
    config: &mut Config,
    source: Source<'t>,
    key: &str,
    value: &Value<'t>,
) -> Result<(), ConfigError> {
    match key {
        "notes" => config.notes = folders(source, value)?,
        "index" => {
            let index = source.string(key, value)?;
            config.index = folder(source, &index, value.span())?;
        }
        "include" => {
            config.include = globs(source, key, value)?;
            config.globs = together(config, source, value)?;
        }
        "exclude" => {
            config.exclude = globs(source, key, value)?;
            config.globs = together(config, source, value)?;
        }
        "max_size" => config.max_size = max_size(source, value)?,
        "context" => config.contexts = contexts(source, value)?,
        "release" => config.releases = super::release::releases(source, value, &RELEASE_KEYS)?,
        _ => config.tags = tags(source, value)?,
    }
    Ok(())
}

fn folder(source: Source<'_>, text: &str, span: Range<usize>) -> Result<String, ConfigError> {
    plain(text).map_err(|error| error.at(source.place(span)))
}

fn folders(source: Source<'_>, value: &Value<'_>) -> Result<Vec<String>, ConfigError> {
    let folders = source.strings("notes", value)?;
    if folders.is_empty() {
        return Err(source.error(value.span(), "`notes` names no folder", "such as \"notes\""));
    }
    let plain = folders
        .into_iter()
        .map(|(text, span)| folder(source, &text, span));
    plain.collect()
}

/// The index is emptied and built anew at will, so no note may lie in it.
fn check_folders(
    config: &Config,
    source: Source<'_>,
    table: &DeTable<'_>,
) -> Result<(), ConfigError> {
    let index = std::path::Path::new(&config.index);
    let holds = |notes: &String| std::path::Path::new(notes).starts_with(index);
    let Some(notes) = config
        .notes
        .iter()
        .find(|notes| config.index == "." || holds(notes))
    else {
        return Ok(());
    };
    let value = table.get("index").or_else(|| table.get("notes"));
    Err(source.error(
        value.map_or(0..0, Value::span),
        format!(
            "the index `{}` would lie over the notes in `{notes}`",
            config.index
        ),
        "give the index a folder of its own",
    ))
}

fn globs(source: Source<'_>, key: &str, value: &Value<'_>) -> Result<Vec<String>, ConfigError> {
    let globs = source.strings(key, value)?;
    for (glob, span) in &globs {
        NoteGlobs::new(std::slice::from_ref(glob), &[]).map_err(|reason| {
            let message = format!("`{glob}` is no pattern: {reason}");
            source.error(span.clone(), message, "such as \"**/*.md\"")
        })?;
    }
    Ok(globs.into_iter().map(|(glob, _)| glob).collect())
}

fn together(
    config: &Config,
    source: Source<'_>,
    value: &Value<'_>,
) -> Result<NoteGlobs, ConfigError> {
    NoteGlobs::new(&config.include, &config.exclude)
        .map_err(|reason| source.error(value.span(), reason, "give fewer or shorter patterns"))
}

fn max_size(source: Source<'_>, value: &Value<'_>) -> Result<u64, ConfigError> {
    let bytes = match value.get_ref() {
        DeValue::Integer(number) => u64::from_str_radix(number.as_str(), number.radix()).ok(),
        DeValue::String(text) => size::parse(text),
        _ => return Err(source.wrong_type("max_size", value, "a size: max_size = \"16 MiB\"")),
    };
    bytes
        .filter(|bytes| (1..=LARGEST).contains(bytes))
        .ok_or_else(|| {
            let message = "`max_size` is no size from 1 byte to 1 GiB";
            source.error(
                value.span(),
                message,
                "write bytes, or a text like \"16 MiB\"",
            )
        })
}

fn contexts<'t>(source: Source<'t>, value: &Value<'t>) -> Result<Vec<Context>, ConfigError> {
    let tables = source.tables("context", value)?;
    if let Some((_, span)) = tables.get(MAX_CONTEXTS) {
        let message = format!("more than {MAX_CONTEXTS} rules");
        return Err(source.error(span.clone(), message, "one glob may hold `**` and `{a,b}`"));
    }
    let rules = tables
        .into_iter()
        .map(|(table, span)| context(source, table, span));
    rules.collect()
}

fn context(
    source: Source<'_>,
    table: &DeTable<'_>,
    span: Range<usize>,
) -> Result<Context, ConfigError> {
    source.check_keys(table, &CONTEXT_KEYS)?;
    let line = source.place(span.clone()).line;
    let Some(value) = table.get("glob") else {
        let hint = "say which notes it is for: glob = \"meetings/*.md\"";
        return Err(source.error(span, "this `[[context]]` has no `glob`", hint));
    };
    let glob = source.string("glob", value)?;
    let pattern = Pattern::new(&glob)
        .map_err(|error| source.error(value.span(), error.message, error.hint))?;
    let text = |key| {
        table
            .get(key)
            .map(|value| source.string(key, value))
            .transpose()
    };
    let facts = Given {
        project: text("project")?,
        release: text("release")?,
        event: text("event")?,
        location: text("location")?,
        date: None,
        markup: table
            .get("markup")
            .map(|value| markup(source, value))
            .transpose()?,
    };
    Ok(Context {
        glob,
        pattern,
        facts,
        line,
    })
}

fn markup(source: Source<'_>, value: &Value<'_>) -> Result<Markup, ConfigError> {
    let name = source.string("markup", value)?;
    Markup::parse(&name).ok_or_else(|| {
        let names = Markup::ALL.map(|markup| format!("`{}`", markup.as_str()));
        let message = format!("no markup is called `{name}`");
        source.error(
            value.span(),
            message,
            format!("one of {}", names.join(", ")),
        )
    })
}

fn tags<'t>(source: Source<'t>, value: &Value<'t>) -> Result<Vec<TagSetting>, ConfigError> {
    let tables = source.tables("tag", value)?;
    let tags = tables
        .into_iter()
        .map(|(table, span)| tag(source, table, span));
    tags.collect()
}

fn tag(
    source: Source<'_>,
    table: &DeTable<'_>,
    span: Range<usize>,
) -> Result<TagSetting, ConfigError> {
    source.check_keys(table, &TAG_KEYS)?;
    let line = source.place(span.clone()).line;
    let Some(value) = table.get("tag") else {
        let hint = "give it a name: tag = \"replication\"";
        return Err(source.error(span, "this `[[tag]]` has no `tag`", hint));
    };
    let tag = tag_name(source, "tag", value)?;
    let name = table
        .get("name")
        .map(|value| source.string("name", value))
        .transpose()?;
    let aliases = table
        .get("aliases")
        .map(|value| source.strings("aliases", value))
        .transpose()?;
    let parent = table.get("parent");
    let entry = TagEntry {
        name: name.unwrap_or_else(|| tag.as_str().replace('-', " ")),
        aliases: aliases
            .unwrap_or_default()
            .into_iter()
            .map(|(alias, _)| alias)
            .collect(),
        parent: parent
            .map(|value| tag_name(source, "parent", value))
            .transpose()?,
        tag,
    };
    let parent_place = parent.map(|value| source.place(value.span()));
    Ok(TagSetting {
        entry,
        line,
        parent_place,
    })
}

fn tag_name(source: Source<'_>, key: &str, value: &Value<'_>) -> Result<Tag, ConfigError> {
    let text = source.string(key, value)?;
    Tag::new(&text).ok_or_else(|| {
        let hint = "a tag has letters or digits, such as `replication`";
        source.error(value.span(), format!("`{text}` is no tag"), hint)
    })
}
