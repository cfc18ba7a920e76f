//! Settings as they are, and changing one of them in `kb.toml`.

use super::write::{CHANGED, replace_file};
use super::{Error, Kb, Setting};
use crate::config::{
    self, CONFIG_FILE, Config, EntryKey, LARGEST, Root, ValueSource, confine, open_regular,
};
use crate::recap::vocabulary::builtin;
use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often a change is tried while others change the file too.
const MOST_TRIES: usize = 20;
/// How often, and how long each time, it is waited for one who changes it now.
const WAITS: (usize, Duration) = (200, Duration::from_millis(10));

/// What is to become of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It gets these values.
    Set(Vec<String>),
    /// Its line goes, so that the default counts.
    Unset,
}

/// The settings' text before and after a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The file.
    pub file: PathBuf,
    /// Its text before.
    pub before: String,
    /// Its text now.
    pub after: String,
    /// The folders of notes that it names now and that are not there.
    pub missing: Vec<String>,
}

impl Kb {
    /// Changes a setting of the knowledge base in `dir`. The file is replaced whole or not at all, and only where the settings can
    /// be used afterwards; they need not have been before.
    ///
    /// # Errors
    /// Where there are no settings, the change is no sound one, or the file cannot be written.
    pub fn change_setting(dir: &Path, key: &str, change: &Change) -> Result<Changed, Error> {
        let _alone = alone(dir);
        let mut tries = MOST_TRIES;
        loop {
            tries -= 1;
            match Self::try_change(dir, key, change) {
                // Another change came between, and this one is to be beside it.
                Err(Error::Kept {
                    reason: CHANGED, ..
                }) if tries > 0 => {}
                done => return done,
            }
        }
    }

    fn try_change(dir: &Path, key: &str, change: &Change) -> Result<Changed, Error> {
        let file = dir.join(CONFIG_FILE);
        let before = text(&file)?;
        let after = match change {
            Change::Set(values) => config::set(&before, key, values)?,
            Change::Unset => config::unset(&before, key)?.unwrap_or_else(|| before.clone()),
        };
        let missing = match config::parse(&after, CONFIG_FILE) {
            Ok(settings) => {
                // What an entry names must be there. Other settings can be changed where it is not.
                if EntryKey::new(key).is_some() {
                    settings.vocabulary(builtin())?;
                }
                missing(dir, key, &settings)?
            }
            // What is no setting goes, whatever else is wrong.
            Err(_) if *change == Change::Unset && config::is_unknown(key) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        if after != before {
            replace_file(dir, &file, before.as_bytes(), after.as_bytes())?;
        }
        Ok(Changed {
            file,
            before,
            after,
            missing,
        })
    }

    /// The values of one entry of a table: of `kb.toml`, or else of what comes with kb.
    ///
    /// # Errors
    /// Where there is no such entry.
    pub fn entry(root: &Root, key: &EntryKey<'_>) -> Result<Vec<config::Setting>, Error> {
        let known = root.config.entry(key).unwrap_or_else(|| key.built_in());
        if known.is_empty() {
            return Err(key.missing(&root.config.names(key)).into());
        }
        Ok(known)
    }

    /// The settings of the knowledge base at `root`.
    #[must_use]
    pub fn settings(root: &Root) -> Vec<Setting> {
        let file = root
            .config_file
            .as_ref()
            .map(|file| file.display().to_string());
        let source = |source| match (source, &file) {
            (ValueSource::File { line }, Some(file)) => format!("{file}:{line}"),
            _ => "default".to_owned(),
        };
        let mut out: Vec<Setting> = vec![Setting {
            key: "root".to_owned(),
            value: root.dir.display().to_string(),
            source: file
                .clone()
                .unwrap_or_else(|| "a folder without kb.toml".to_owned()),
        }];
        out.push(Setting {
            key: "index folder".to_owned(),
            value: root.index_dir.display().to_string(),
            source: "in use".to_owned(),
        });
        let values = root.config.values().into_iter();
        out.extend(values.map(|s| Setting {
            key: s.key,
            value: s.value,
            source: source(s.source),
        }));
        out
    }
}

/// Keeps other changes away until it is dropped. Where the system cannot, they are only found out.
fn alone(dir: &Path) -> Option<File> {
    let folder = File::open(dir).ok()?;
    let (times, pause) = WAITS;
    for _ in 0..times {
        match folder.try_lock() {
            Ok(()) => return Some(folder),
            Err(TryLockError::WouldBlock) => std::thread::sleep(pause),
            Err(TryLockError::Error(_)) => break,
        }
    }
    None
}

/// The folders of notes that are not there, where it is these that were set. A folder that a link puts elsewhere is as bad as one
/// that a path does.
fn missing(dir: &Path, key: &str, settings: &Config) -> Result<Vec<String>, Error> {
    confine(dir, settings.index())?;
    let mut missing = Vec::new();
    for folder in settings.notes() {
        let real = confine(dir, folder)?;
        if key == "notes" && !real.is_dir() {
            missing.push(folder.clone());
        }
    }
    Ok(missing)
}

fn text(file: &Path) -> Result<String, Error> {
    let mut bytes = Vec::new();
    let read = open_regular(file).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    read.map_err(|source| match source.kind() {
        ErrorKind::NotFound => Error::NoSettings(file.to_owned()),
        ErrorKind::InvalidInput => Error::Kept {
            path: file.to_owned(),
            reason: "it is no plain file",
        },
        _ => Error::Write {
            path: file.to_owned(),
            source,
        },
    })?;
    if bytes.len() as u64 > LARGEST {
        return Err(Error::Kept {
            path: file.to_owned(),
            reason: "it is larger than 1 MiB",
        });
    }
    String::from_utf8(bytes).map_err(|_| Error::Kept {
        path: file.to_owned(),
        reason: "it is not UTF-8",
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Change, Kb};

    #[test]
    fn of_two_changes_at_once_both_stay() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().canonicalize().unwrap();
        std::fs::write(dir.join("kb.toml"), "# mine\n").unwrap();
        let change = |key: &str, value: &str| {
            let change = Change::Set(vec![value.to_owned()]);
            Kb::change_setting(&dir, key, &change).unwrap();
        };
        let change = &change;
        std::thread::scope(|scope| {
            for (key, value) in [("max_size", "1 MiB"), ("exclude", "a"), ("include", "b")] {
                scope.spawn(move || {
                    change(key, "5");
                    change(key, value);
                });
            }
        });
        let text = std::fs::read_to_string(dir.join("kb.toml")).unwrap();
        for line in [
            "# mine",
            "max_size = \"1 MiB\"",
            "exclude = \"a\"",
            "include = \"b\"",
        ] {
            assert!(text.contains(line), "{line}: {text}");
        }
    }
}
