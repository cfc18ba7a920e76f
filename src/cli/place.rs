//! Where to look for a knowledge base: what the process's environment says of it.

use super::failure::Failure;
use crate::config::{Lookup, Root, RootError};
use std::env;
use std::path::{Path, PathBuf};

/// What the process says of where to look for a knowledge base.
pub(super) struct Place {
    cwd: PathBuf,
    fallback: Option<PathBuf>,
    index: Option<PathBuf>,
    cache: Option<PathBuf>,
}

impl Place {
    /// What the process says, with the index that `--index` names.
    pub(super) fn here(index: Option<PathBuf>) -> Result<Self, Failure> {
        let cwd = env::current_dir()
            .map_err(|e| Failure::new(format!("the working folder cannot be read: {e}")))?;
        let set = |name| {
            env::var_os(name)
                .filter(|v| !v.is_empty())
                .map(PathBuf::from)
        };
        Ok(Self {
            cwd,
            fallback: set("KB_ROOT"),
            index: index.or_else(|| set("KB_INDEX")),
            cache: cache_dir(),
        })
    }

    /// The root that this names, or the one to be found without it.
    pub(super) fn root(&self, root: Option<&Path>) -> Result<Root, RootError> {
        Root::find(&self.lookup(root))
    }

    /// Its folder alone, whatever its settings are like.
    pub(super) fn dir(&self, root: Option<&Path>) -> Result<PathBuf, RootError> {
        Root::locate(&self.lookup(root))
    }

    fn lookup<'l>(&'l self, root: Option<&'l Path>) -> Lookup<'l> {
        Lookup {
            root,
            cwd: &self.cwd,
            env_root: self.fallback.as_deref(),
            index: self.index.as_deref(),
            cache: self.cache.as_deref(),
        }
    }
}

/// The root that `--root` names, or the one to be found without it, with the index that `--index` names.
pub(super) fn root_of(root: Option<&Path>, index: Option<PathBuf>) -> Result<Root, Failure> {
    Ok(Place::here(index)?
        .root(root)
        .map_err(crate::kb::Error::from)?)
}

/// The user's folder for caches.
fn cache_dir() -> Option<PathBuf> {
    let var = |name| {
        env::var_os(name)
            .filter(|v| !v.is_empty())
            .map(PathBuf::from)
    };
    if cfg!(windows) {
        return var("LOCALAPPDATA");
    }
    let home = var("HOME").map(|home| {
        home.join(if cfg!(target_os = "macos") {
            "Library/Caches"
        } else {
            ".cache"
        })
    });
    var("XDG_CACHE_HOME")
        .filter(|dir| dir.is_absolute())
        .or(home)
}

/// A path from the working folder, where it lies below it.
pub(super) fn from_here(file: &Path) -> PathBuf {
    let here = env::current_dir().ok();
    let real = here.as_ref().and_then(|here| here.canonicalize().ok());
    let below = [here, real].into_iter().flatten();
    let mut below = below.filter_map(|here| file.strip_prefix(here).ok().map(Path::to_owned));
    below.next().unwrap_or_else(|| file.to_owned())
}
