//! Which folder a command works on, its settings, and where its index lies.

use super::confine::confine;
use super::error::ConfigError;
use super::{Config, read};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The name of the settings file; the folder that holds it is a root.
pub const CONFIG_FILE: &str = "kb.toml";
/// Largest settings file, in bytes.
pub const LARGEST: u64 = 1 << 20;

/// What the command line and the environment say about where to work.
#[derive(Debug, Clone, Copy)]
pub struct Lookup<'a> {
    /// `--root`.
    pub root: Option<&'a Path>,
    /// The folder that kb was started in.
    pub cwd: &'a Path,
    /// `KB_ROOT`.
    pub env_root: Option<&'a Path>,
    /// `--index` or `KB_INDEX`.
    pub index: Option<&'a Path>,
    /// The user's folder for caches.
    pub cache: Option<&'a Path>,
}

/// A root: the folder, its settings, its index.
#[derive(Debug, Clone)]
pub struct Root {
    /// The folder, by its real path.
    pub dir: PathBuf,
    /// Its settings.
    pub config: Config,
    /// The file of the settings, `None` for a folder without one.
    pub config_file: Option<PathBuf>,
    /// Where its index lies.
    pub index_dir: PathBuf,
}

/// Why there is no root to work on.
#[derive(Debug, thiserror::Error)]
pub enum RootError {
    /// No `kb.toml` here or above, and nothing else said.
    #[error("no knowledge base here")]
    NotHere,
    /// The named folder is not there.
    #[error("there is no folder `{}`", .0.display())]
    Missing(PathBuf),
    /// What was named is not a folder.
    #[error("`{}` is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// Something on the way cannot be read.
    #[error("cannot read `{}`", path.display())]
    Unreadable {
        /// What cannot be read.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// There is no place for the index of a folder without `kb.toml`.
    #[error("no place for the index of `{}`", .0.display())]
    NoIndex(PathBuf),
    /// The index would lie over notes, and it is emptied at will.
    #[error("the index `{}` would lie over the notes", .0.display())]
    IndexOverNotes(PathBuf),
    /// Its settings cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
}

impl RootError {
    /// How to mend it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            RootError::NotHere => {
                "start one with `kb init`, name one with `--root DIR`, or read this folder as it is with `--root .`"
            }
            RootError::Missing(_) | RootError::NotAFolder(_) => {
                "name a folder with `--root DIR` or KB_ROOT"
            }
            RootError::Unreadable { .. } => "check who may read it",
            RootError::NoIndex(_) => "name one with `--index DIR`",
            RootError::IndexOverNotes(_) => "give the index a folder of its own",
            RootError::Config(error) => return error.hint.clone(),
        };
        Some(hint.to_owned())
    }
}

impl Root {
    /// Finds the root: `--root`, else the nearest folder with a `kb.toml` from the working
    /// folder upwards, else `KB_ROOT`.
    ///
    /// # Errors
    ///
    /// Where there is none, or its settings cannot be used.
    pub fn find(lookup: &Lookup<'_>) -> Result<Self, RootError> {
        Self::open(Self::named(lookup)?, lookup)
    }

    /// The folder of the root, by its real path, whatever its settings are like.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub fn locate(lookup: &Lookup<'_>) -> Result<PathBuf, RootError> {
        real(Self::named(lookup)?, lookup)
    }

    fn named<'l>(lookup: &Lookup<'l>) -> Result<&'l Path, RootError> {
        let above = || {
            lookup
                .cwd
                .ancestors()
                .find(|dir| dir.join(CONFIG_FILE).is_file())
        };
        let dir = lookup.root.or_else(above).or(lookup.env_root);
        dir.ok_or(RootError::NotHere)
    }

    fn open(dir: &Path, lookup: &Lookup<'_>) -> Result<Self, RootError> {
        let dir = real(dir, lookup)?;
        let file = dir.join(CONFIG_FILE);
        let text = text(&file)?;
        let config = match &text {
            Some(text) => read::parse(text, CONFIG_FILE)?,
            None => Config::of_bare_folder(),
        };
        let index_dir = match lookup.index {
            Some(index) => named_index(&dir, &config, &lookup.cwd.join(index))?,
            None if text.is_some() => confine(&dir, config.index())?,
            None => cached_index(&dir, lookup.cache)?,
        };
        let config_file = text.map(|_| file);
        Ok(Self {
            dir,
            config,
            config_file,
            index_dir,
        })
    }
}

/// A folder by its real path.
fn real(dir: &Path, lookup: &Lookup<'_>) -> Result<PathBuf, RootError> {
    let named = lookup.cwd.join(dir);
    let dir = named.canonicalize().map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => RootError::Missing(dir.to_owned()),
        _ => RootError::Unreadable {
            path: dir.to_owned(),
            source,
        },
    })?;
    if !dir.is_dir() {
        return Err(RootError::NotAFolder(dir));
    }
    Ok(dir)
}

/// The user may put the index anywhere but over the notes.
fn named_index(dir: &Path, config: &Config, index: &Path) -> Result<PathBuf, RootError> {
    let real = index.canonicalize().unwrap_or_else(|_| index.to_owned());
    if config
        .notes()
        .iter()
        .any(|notes| dir.join(notes).starts_with(&real))
    {
        return Err(RootError::IndexOverNotes(real));
    }
    Ok(real)
}

/// A folder without `kb.toml` is not written to.
fn cached_index(dir: &Path, cache: Option<&Path>) -> Result<PathBuf, RootError> {
    let cache = cache.ok_or_else(|| RootError::NoIndex(dir.to_owned()))?;
    let hash = blake3::hash(dir.as_os_str().as_encoded_bytes()).to_hex();
    Ok(cache.join("kb").join(&hash[..16]))
}

/// The text of the settings file, `None` where there is none.
fn text(file: &Path) -> Result<Option<String>, RootError> {
    let failed = |source| RootError::Unreadable {
        path: file.to_owned(),
        source,
    };
    // Asked before it is opened, for opening a pipe of this name would wait for ever.
    match file.metadata() {
        Ok(meta) if meta.is_file() => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
        Ok(_) => return Err(failed(io::Error::other("it is not a file"))),
    }
    let mut bytes = Vec::new();
    let opened = fs::File::open(file).map_err(failed)?;
    opened
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        let message = format!("`{CONFIG_FILE}` is larger than 1 MiB");
        return Err(ConfigError::new(message, "settings are a few lines").into());
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        ConfigError::new(format!("`{CONFIG_FILE}` is not UTF-8"), "save it as UTF-8")
    })?;
    Ok(Some(text))
}

#[cfg(test)]
mod tests {
    use super::{Lookup, Root, RootError};
    use std::fs;
    use std::path::Path;

    fn lookup<'a>(cwd: &'a Path, root: Option<&'a Path>) -> Lookup<'a> {
        Lookup {
            root,
            cwd,
            env_root: None,
            index: None,
            cache: None,
        }
    }

    #[test]
    fn finds_the_root() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().canonicalize().unwrap();
        let (base, bare) = (dir.join("base"), dir.join("bare"));
        fs::create_dir_all(base.join("notes/deep")).unwrap();
        fs::create_dir(&bare).unwrap();
        fs::write(base.join("kb.toml"), "").unwrap();

        let root = Root::find(&lookup(&base.join("notes/deep"), None)).unwrap();
        assert_eq!((&root.dir, &root.index_dir), (&base, &base.join("index")));
        assert_eq!(root.config_file, Some(base.join("kb.toml")));

        assert!(matches!(
            Root::find(&lookup(&bare, None)),
            Err(RootError::NotHere)
        ));
        let missing = Root::find(&lookup(&dir, Some(Path::new("no")))).unwrap_err();
        assert_eq!(missing.to_string(), "there is no folder `no`");
        let file = Root::find(&lookup(&dir, Some(Path::new("base/kb.toml"))));
        assert!(matches!(file, Err(RootError::NotAFolder(_))));

        let given = lookup(&dir, Some(Path::new("bare")));
        assert!(matches!(Root::find(&given), Err(RootError::NoIndex(_))));
        let cached = Root::find(&Lookup {
            cache: Some(&dir),
            ..given
        })
        .unwrap();
        assert!(cached.index_dir.starts_with(dir.join("kb")) && cached.config.notes() == ["."]);
        let named = Root::find(&Lookup {
            index: Some(Path::new("here")),
            ..given
        })
        .unwrap();
        assert_eq!(named.index_dir, dir.join("here"));
        let over = Root::find(&Lookup {
            index: Some(Path::new(".")),
            ..given
        });
        assert!(matches!(over, Err(RootError::IndexOverNotes(_))));
        let env = Root::find(&Lookup {
            env_root: Some(&base),
            ..lookup(&bare, None)
        })
        .unwrap();
        assert_eq!(env.dir, base);
    }

    #[test]
    fn refuses_an_index_behind_a_link() {
        let temp = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        fs::write(temp.path().join("kb.toml"), "").unwrap();
        std::os::unix::fs::symlink(outside.path(), temp.path().join("index")).unwrap();
        let error = Root::find(&lookup(temp.path(), None)).unwrap_err();
        assert!(
            error.to_string().contains("through a symbolic link"),
            "{error}"
        );
    }
}
