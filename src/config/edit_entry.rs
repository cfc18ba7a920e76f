//! Changing one entry of a table, such as a `[[tag]]`, in the text of a `kb.toml`.

use super::ConfigError;
use super::edit::{document, written};
use super::edit_text::without;
use super::entries::EntryKey;
use super::error::breaks;
use super::read;
use super::root::CONFIG_FILE;
use super::source::Source;
use std::ops::Range;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value, value};

/// The text with a key of an entry set to these values. An entry that is not there is made, with what kb knows under its name
/// beside it, since it takes the place of that.
pub(super) fn set(
    text: &str,
    key: &EntryKey<'_>,
    values: &[String],
) -> Result<String, ConfigError> {
    let mut document = document(text)?;
    let Some(field) = key.field else {
        let names = names(&document, key);
        if names.iter().any(|name| key.is(name)) {
            let (table, name) = (key.table, key.name);
            let hint = format!("such as `kb config set {table}.{name}.KEY VALUE`");
            return Err(ConfigError::new(
                format!("`{table}.{name}` is a whole entry"),
                hint,
            ));
        }
        return Err(key.missing(&names));
    };
    let new = written(field, values)?;
    let known = position(&document, key)?;
    if known.is_none() && field == key.id {
        return Err(key.missing(&names(&document, key)));
    }
    let entries = entries_mut(&mut document, key)?;
    if known.is_none() {
        entries.push(fresh(key, text.is_empty()));
    }
    let at = known.unwrap_or(entries.len() - 1);
    if let Some(entry) = entries.get_mut(at) {
        put(entry, field, new);
    }
    let text = document.to_string();
    read::parse(&text, CONFIG_FILE)?;
    if field == key.id {
        alone(&text, key, values)?;
    }
    Ok(text)
}

/// Puts a value in the place of the old one, with what stands around that, such as a comment behind it.
pub(super) fn put(table: &mut Table, field: &str, mut new: Value) {
    match table.get_mut(field) {
        Some(Item::Value(old)) => {
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        _ => {
            table.insert(field, value(new));
        }
    }
}

/// An entry that was renamed is the only one of its new name.
fn alone(text: &str, key: &EntryKey<'_>, values: &[String]) -> Result<(), ConfigError> {
    let name = values.first().map_or("", String::as_str);
    let renamed = EntryKey { name, ..*key };
    position(&document(text)?, &renamed).map(drop)
}

/// The text without a key of an entry, or without the entry; `None` where it has none.
pub(super) fn unset(text: &str, key: &EntryKey<'_>) -> Result<Option<String>, ConfigError> {
    let document = document(text)?;
    let Some(at) = position(&document, key)? else {
        return Err(key.missing(&names(&document, key)));
    };
    let Some(span) = span(text, key, at)? else {
        return Ok(None);
    };
    if key.field == Some(key.id) {
        let (table, id, name) = (key.table, key.id, key.name);
        let hint = format!("`kb config unset {table}.{name}` takes the whole entry out");
        return Err(ConfigError::new(
            format!("a `[[{table}]]` needs its `{id}`"),
            hint,
        ));
    }
    let without = without(text, span);
    read::parse(&without, CONFIG_FILE)?;
    Ok(Some(without))
}

/// The bytes of a key and its value, or of an entry from its head to its last value.
fn span(text: &str, key: &EntryKey<'_>, at: usize) -> Result<Option<Range<usize>>, ConfigError> {
    let source = Source {
        file: CONFIG_FILE,
        text,
        breaks: &breaks(text),
    };
    let all = source.table()?;
    let Some(value) = all.get(key.table) else {
        return Ok(None);
    };
    let tables = source.tables(key.table, value)?;
    let Some((table, head)) = tables.get(at) else {
        return Ok(None);
    };
    let Some(field) = key.field else {
        let ends = table.iter().map(|(_, value)| value.span().end);
        let end = ends.chain([head.end]).max().unwrap_or(head.end);
        return Ok(Some(head.start..end));
    };
    let found = table.get_key_value(field);
    Ok(found.map(|(name, value)| name.span().start..value.span().end))
}

/// Where among its table's entries the one that is meant stands.
fn position(document: &DocumentMut, key: &EntryKey<'_>) -> Result<Option<usize>, ConfigError> {
    let names = names(document, key);
    let mut found = (0..).zip(&names).filter(|(_, name)| key.is(name));
    let first = found.next().map(|(at, _)| at);
    match found.next() {
        Some(_) => Err(ConfigError::new(
            format!("several `[[{}]]` are called `{}`", key.table, key.name),
            format!("make one of them in `{CONFIG_FILE}`, by hand"),
        )),
        None => Ok(first),
    }
}

/// The names of a table's entries, empty for one that has none.
fn names(document: &DocumentMut, key: &EntryKey<'_>) -> Vec<String> {
    let entries = document.get(key.table).and_then(Item::as_array_of_tables);
    let entries = entries.into_iter().flat_map(ArrayOfTables::iter);
    let name = |entry: &Table| entry.get(key.id)?.as_str().map(str::to_owned);
    entries
        .map(|entry| name(entry).unwrap_or_default())
        .collect()
}

fn entries_mut<'d>(
    document: &'d mut DocumentMut,
    key: &EntryKey<'_>,
) -> Result<&'d mut ArrayOfTables, ConfigError> {
    let table = key.table;
    let item = document
        .entry(table)
        .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    item.as_array_of_tables_mut().ok_or_else(|| {
        let hint = format!("write each entry under a head `[[{table}]]`, or change it by hand");
        ConfigError::new(format!("`{table}` is not written as [[{table}]]"), hint)
    })
}

/// A new entry, with what comes with kb under its name. `is_first` tells that nothing stands above it.
fn fresh(key: &EntryKey<'_>, is_first: bool) -> Table {
    let mut entry = Table::new();
    if !is_first {
        entry.decor_mut().set_prefix("\n");
    }
    entry.insert(key.id, value(key.name));
    for setting in key.built_in() {
        let field = setting.key.rsplit('.').next().unwrap_or_default();
        let is_default =
            field == "name" && key.table == "tag" && setting.value == default_name(key);
        if field != key.id
            && !is_default
            && let Ok(known) = setting.value.parse::<Value>()
        {
            entry.insert(field, value(known));
        }
    }
    entry
}

/// The name that a tag has where none is given, as TOML.
fn default_name(key: &EntryKey<'_>) -> String {
    super::source::quoted(&key.name.replace('-', " "))
}

#[cfg(test)]
mod tests;
