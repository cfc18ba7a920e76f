//! Entries of tables by their names: `tag.replication.aliases` is `aliases` of the `[[tag]]` whose `tag` is `replication`, and
//! `tag.replication` all of that entry.

use super::read::TABLES;
use super::source::nearest;
use super::{Config, ConfigError, ReleaseSetting, Setting, TagSetting};
use crate::model::{Catalogue, Tag};
use crate::recap::vocabulary::builtin;

/// The keys that take a list in an entry.
pub(super) const ENTRY_LISTS: [&str; 1] = ["aliases"];

/// What a key such as `tag.replication.aliases` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryKey<'k> {
    /// The table.
    pub(super) table: &'static str,
    /// The key of the table that holds an entry's name.
    pub(super) id: &'static str,
    /// The entry's name.
    pub name: &'k str,
    /// One key of the entry; `None` for all of it.
    pub field: Option<&'static str>,
}

impl<'k> EntryKey<'k> {
    /// Reads a key. `None` where it names no entry of a table: `notes`, or `tag.aliases` of all entries.
    #[must_use]
    pub fn new(key: &'k str) -> Option<Self> {
        let (table, rest) = key.split_once('.')?;
        let (table, fields) = TABLES.iter().find(|(name, _)| *name == table)?;
        let id = fields.first()?;
        let known = |word: &str| fields.iter().copied().find(|field| *field == word);
        // Names have dots: a release `2023.1`, a pattern `*.md`.
        let (name, field) = match rest.rsplit_once('.') {
            Some((name, last)) => match known(last) {
                Some(field) => (name, Some(field)),
                None => (rest, None),
            },
            None if known(rest).is_some() => return None,
            None => (rest, None),
        };
        (!name.trim().is_empty()).then_some(Self {
            table,
            id,
            name,
            field,
        })
    }

    /// Whether an entry is called so.
    pub(super) fn is(&self, name: &str) -> bool {
        match self.table {
            "tag" => Tag::new(self.name).is_some_and(|tag| Some(tag) == Tag::new(name)),
            "release" => self.name.trim().to_lowercase() == name.trim().to_lowercase(),
            _ => self.name == name,
        }
    }

    /// That there is no entry of that name; `names` are those that there are.
    pub fn missing(&self, names: &[String]) -> ConfigError {
        let (table, name) = (self.table, self.name);
        // `tag.replication.alias` has a mistyped key, and no entry of that name.
        let typed = name.rsplit_once('.');
        let fields = TABLES.iter().find(|(known, _)| *known == table);
        let fields = fields.map_or(&[][..], |(_, fields)| fields);
        let typed = typed.filter(|(name, _)| {
            let named = Self { name, ..*self };
            names.iter().any(|known| named.is(known))
        });
        if let Some((_, key)) = typed {
            let hint = match nearest(key, fields.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the keys there are {}", fields.join(", ")),
            };
            return ConfigError::new(format!("`[[{table}]]` has no key `{key}`"), hint);
        }
        let hint = match nearest(name, names.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{table}.{near}`?"),
            None => format!(
                "`kb config set {table}.NAME.KEY VALUE` makes one; KEY is one of {}",
                fields.join(", ")
            ),
        };
        ConfigError::new(format!("there is no `[[{table}]]` called `{name}`"), hint)
    }

    /// What comes with kb under that name, in whose place an entry of the settings stands.
    #[must_use]
    pub fn built_in(&self) -> Vec<Setting> {
        match self.table {
            "tag" => {
                let known = builtin();
                let entry = Tag::new(self.name).and_then(|tag| known.get(&tag).cloned());
                let entry = entry.map(|entry| TagSetting {
                    entry,
                    line: 0,
                    parent_place: None,
                });
                entry.map_or_else(Vec::new, |tag| tag.values().collect())
            }
            "release" => {
                let known = Catalogue::openstack();
                let mut entries = known.known().iter();
                let entry = entries.find(|known| self.is(known.release.as_str()));
                let entry = entry
                    .cloned()
                    .map(|entry| ReleaseSetting { entry, line: 0 });
                entry.map_or_else(Vec::new, |release| release.values().collect())
            }
            _ => Vec::new(),
        }
    }
}

impl Config {
    /// The values of an entry of the settings, under keys such as `tag.aliases`; the last where several are called so.
    #[must_use]
    pub fn entry(&self, key: &EntryKey<'_>) -> Option<Vec<Setting>> {
        let is = |entry: &&Vec<Setting>| {
            let id = format!("{}.{}", key.table, key.id);
            let mut values = entry.iter().filter(|value| value.key == id);
            values.any(|value| key.is(&unquoted(&value.value)))
        };
        self.entries(key.table)
            .into_iter()
            .rfind(|entry| is(&entry))
    }

    /// The names of a table's entries.
    #[must_use]
    pub fn names(&self, key: &EntryKey<'_>) -> Vec<String> {
        let entries = self.entries(key.table).into_iter();
        entries
            .filter_map(|entry| entry.first().map(|value| unquoted(&value.value)))
            .collect()
    }

    fn entries(&self, table: &str) -> Vec<Vec<Setting>> {
        match table {
            "tag" => self.tags.iter().map(|tag| tag.values().collect()).collect(),
            "release" => {
                let releases = self.releases.iter();
                releases.map(|release| release.values().collect()).collect()
            }
            _ => {
                let contexts = self.contexts.iter();
                contexts.map(|context| context.values().collect()).collect()
            }
        }
    }

    /// The keys of all entries, as `tag.replication.aliases`.
    #[must_use]
    pub fn entry_keys(&self) -> Vec<String> {
        let mut out = Vec::new();
        for (table, fields) in TABLES {
            for entry in self.entries(table) {
                let Some(name) = entry.first().map(|value| unquoted(&value.value)) else {
                    continue;
                };
                out.extend(fields.iter().map(|field| format!("{table}.{name}.{field}")));
            }
        }
        out
    }
}

/// The text that a value of TOML is.
fn unquoted(value: &str) -> String {
    let parsed: Result<toml_edit::Value, _> = value.parse();
    let text = parsed
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned));
    text.unwrap_or_else(|| value.to_owned())
}
