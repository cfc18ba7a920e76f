//! Settings: what `kb.toml` says, where its folders lie, and which root a command works on.
//!
//! A found `kb.toml` is not trusted to reach outside its folder, and no key of it names a program.
//! Nothing here reads the environment or prints; what comes from there is an argument of
//! [`Lookup`].

mod confine;
mod context;
mod edit;
mod edit_entry;
mod edit_text;
mod entries;
mod error;
mod globs;
mod listen;
mod pattern;
mod read;
mod regular;
mod release;
mod root;
mod size;
mod source;
mod tag;

#[cfg(test)]
mod tests;

pub use confine::confine;
pub use context::Context;
pub use edit::{PLAIN_KEYS, keys, set, unknown, unset};
pub use entries::EntryKey;
pub use error::{ConfigError, Place};
pub use globs::{NoteGlobs, Verdict};
pub use listen::{Listen, ListenError};
pub use read::{is_unknown, parse};
pub use regular::{open_or_make, open_regular, open_to_write, read_regular};
pub use release::ReleaseSetting;
pub use root::{CONFIG_FILE, LARGEST, Lookup, Root, RootError};
pub use tag::TagSetting;

use crate::model::{Catalogue, Given, Vocabulary};
use source::{quoted, quoted_list};
use std::collections::BTreeMap;

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueSource {
    /// Nobody set it.
    Default,
    /// This line of `kb.toml`.
    File {
        /// The line, from 1.
        line: u32,
    },
}

/// One value as `kb config show` lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its key; `context.glob` and the like for those in tables.
    pub key: String,
    /// Its value, as TOML.
    pub value: String,
    /// Where it comes from.
    pub source: ValueSource,
}

/// The extensions of notes that are read where `kb.toml` says nothing.
const EXTENSIONS: &[&str] = &["md", "markdown", "rst", "txt", "eml", "mbox"];

/// The settings of a knowledge base, complete and checked.
#[derive(Debug, Clone)]
pub struct Config {
    notes: Vec<String>,
    index: String,
    include: Vec<String>,
    exclude: Vec<String>,
    max_size: u64,
    contexts: Vec<Context>,
    tags: Vec<TagSetting>,
    releases: Vec<ReleaseSetting>,
    globs: NoteGlobs,
    /// The line of each plain key that the file sets.
    lines: BTreeMap<&'static str, u32>,
}

impl Config {
    /// The settings where `kb.toml` says nothing.
    #[must_use]
    pub fn defaults() -> Self {
        let include: Vec<String> = EXTENSIONS.iter().map(|e| format!("**/*.{e}")).collect();
        Self {
            notes: vec!["notes".to_owned()],
            index: "index".to_owned(),
            globs: NoteGlobs::new(&include, &[]).unwrap_or_default(),
            include,
            exclude: Vec::new(),
            max_size: 16 << 20,
            contexts: Vec::new(),
            tags: Vec::new(),
            releases: Vec::new(),
            lines: BTreeMap::new(),
        }
    }

    /// The settings of a folder without `kb.toml`: every note below it.
    #[must_use]
    pub fn of_bare_folder() -> Self {
        Self {
            notes: vec![".".to_owned()],
            ..Self::defaults()
        }
    }

    /// The folders of the notes, relative to the root; the root itself is `.`.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The folder of the index, relative to the root.
    #[must_use]
    pub fn index(&self) -> &str {
        &self.index
    }

    /// Which files are notes.
    #[must_use]
    pub fn globs(&self) -> &NoteGlobs {
        &self.globs
    }

    /// The largest note, in bytes.
    #[must_use]
    pub fn max_size(&self) -> u64 {
        self.max_size
    }

    /// The `[[context]]` rules.
    #[must_use]
    pub fn contexts(&self) -> &[Context] {
        &self.contexts
    }

    /// The `[[tag]]` entries.
    #[must_use]
    pub fn tags(&self) -> &[TagSetting] {
        &self.tags
    }

    /// What the `[[context]]` rules give to the note at `path`; a later rule wins key by key.
    #[must_use]
    pub fn given(&self, path: &str) -> Given {
        let rules = self.contexts.iter().filter_map(|rule| rule.given(path));
        rules.fold(Given::default(), |before, rule| Given {
            project: rule.project.or(before.project),
            release: rule.release.or(before.release),
            event: rule.event.or(before.event),
            location: rule.location.or(before.location),
            markup: rule.markup.or(before.markup),
            date: rule.date.or(before.date),
        })
    }

    /// The vocabulary with the `[[tag]]` entries put into it.
    ///
    /// # Errors
    ///
    /// Where an entry names a parent that is no tag, or one that has it for a parent.
    pub fn vocabulary(&self, mut known: Vocabulary) -> Result<Vocabulary, ConfigError> {
        let own = self.tags.iter().map(|tag| tag.entry.clone());
        // All at once: one by one, each would move those behind it.
        let all: BTreeMap<_, _> = known
            .entries
            .into_iter()
            .chain(own)
            .map(|entry| (entry.tag.clone(), entry))
            .collect();
        known.entries = all.into_values().collect();
        match self.tags.iter().find_map(|tag| tag.parent_error(&known)) {
            Some(error) => Err(error),
            None => Ok(known),
        }
    }

    /// The catalogue of releases with the `[[release]]` entries put into it.
    #[must_use]
    pub fn catalogue(&self, mut known: Catalogue) -> Catalogue {
        for release in &self.releases {
            known.put(release.entry.clone());
        }
        known
    }

    /// A text that changes when anything changes that decides how notes are read.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hash = blake3::Hasher::new();
        for setting in self.values() {
            if setting.key != "index" {
                hash.update(format!("{} = {}\n", setting.key, setting.value).as_bytes());
            }
        }
        hash.finalize().to_hex().to_string()
    }

    /// Every value and where it comes from, in a fixed order.
    #[must_use]
    pub fn values(&self) -> Vec<Setting> {
        let source = |key: &str| match self.lines.get(key) {
            Some(line) => ValueSource::File { line: *line },
            None => ValueSource::Default,
        };
        let plain = [
            ("notes", quoted_list(&self.notes)),
            ("index", quoted(&self.index)),
            ("include", quoted_list(&self.include)),
            ("exclude", quoted_list(&self.exclude)),
            ("max_size", self.max_size.to_string()),
        ];
        let plain = plain.into_iter().map(|(key, value)| Setting {
            key: key.to_owned(),
            value,
            source: source(key),
        });
        let contexts = self.contexts.iter().flat_map(Context::values);
        let tags = self.tags.iter().flat_map(TagSetting::values);
        let releases = self.releases.iter().flat_map(ReleaseSetting::values);
        plain.chain(contexts).chain(tags).chain(releases).collect()
    }
}
