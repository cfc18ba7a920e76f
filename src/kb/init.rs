//! Making a folder a knowledge base.

use super::{Error, Kb};
use crate::config::{self, CONFIG_FILE, Config, Root, confine};
use crate::corpus;
use crate::recap::is_standing;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The folder of the notes where there are none yet.
const NOTES: &str = "notes";
/// The folder of the index.
const INDEX: &str = "index";

const SETTINGS: &str = "\
# A knowledge base of kb. Every key is optional; `kb config show` lists them all.
notes = \"notes\"
index = \"index\"

# Facts for folders whose notes have no front matter:
# [[context]]
# glob = \"notes/meetings/{date:%Y-%m}/*.md\"
# project = \"cinder\"

# Tags beside the built-in ones:
# [[tag]]
# tag = \"replication\"
# name = \"replication\"
# aliases = [\"cheesecake\", \"tiramisu\"]

# Releases beside those of OpenStack, for their order and for ranges such as `v1.28..`:
# [[release]]
# name = \"v1.29\"
# aliases = [\"1.29\"]
# date = \"2023-12-13\"
";

/// A knowledge base that was just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// What was made.
    pub made: Vec<PathBuf>,
    /// The folder of its notes, from its own on.
    pub notes: String,
    /// How many notes lie there already.
    pub found: usize,
}

impl Kb {
    /// Makes `dir` a knowledge base. Nothing that is there is changed, and the notes that are there are its notes.
    ///
    /// # Errors
    /// Where it is one already, or cannot be written.
    pub fn init(dir: &Path) -> Result<Begun, Error> {
        let settings = dir.join(CONFIG_FILE);
        if settings.exists() {
            return Err(Error::Exists(settings));
        }
        let (notes, found) = home_of_notes(dir).unwrap_or_else(|| (NOTES.to_owned(), 0));
        let text = match notes.as_str() {
            NOTES => SETTINGS.to_owned(),
            other => config::set(SETTINGS, "notes", &[other.to_owned()])?,
        };
        let mut made = Vec::new();
        for folder in [dir.join(&notes), dir.join(INDEX)] {
            if !folder.is_dir() {
                fs::create_dir_all(&folder).map_err(|source| Error::Write {
                    path: folder.clone(),
                    source,
                })?;
                made.push(folder);
            }
        }
        for (path, text) in [
            (dir.join("index/.gitignore"), "*\n"),
            (settings, text.as_str()),
        ] {
            made.extend(write_new(path, text)?);
        }
        Ok(Begun { made, notes, found })
    }

    /// What to do where there are no notes at all, `None` where there are some: the folders that it looks in hold none, though
    /// others may.
    #[must_use]
    pub fn without_notes(&self) -> Option<String> {
        let (recaps, _) = self.store.counts_of_records().ok()?;
        (recaps == 0).then(|| {
            let folders = self.root.config.notes().join("`, `");
            format!("no note in `{folders}`: {}", where_notes_are(&self.root))
        })
    }
}

/// What to do about a root whose folders hold no note.
pub(super) fn where_notes_are(root: &Root) -> String {
    let settings = root.config_file.as_ref();
    match settings.and_then(|_| home_of_notes(&root.dir)) {
        // What is there and is not read is left out by more than the folder's name.
        Some((folder, _)) if !root.config.notes().contains(&folder) => {
            let named = match folder.contains(char::is_whitespace) {
                true => format!("'{folder}'"),
                false => folder.clone(),
            };
            format!("there are some in `{folder}`, which `kb config set notes {named}` reads")
        }
        _ => {
            let other = settings.map(|_| ", or name their folder with `kb config set notes DIR`");
            let other = other.unwrap_or_default();
            format!("put recaps there, or begin one with `kb new`{other}")
        }
    }
}

/// The folder below `dir` that holds all the recaps there, from `dir` on, and how many notes lie in it: `.` where they lie in
/// several. A README alone is no recap.
fn home_of_notes(dir: &Path) -> Option<(String, usize)> {
    let dir = dir.canonicalize().ok()?;
    let root = Root {
        index_dir: dir.join(INDEX),
        config: Config::of_bare_folder(),
        config_file: None,
        dir,
    };
    let paths = corpus::walk(&root).files.into_iter().map(|file| file.path);
    let paths: Vec<String> = paths.collect();
    let recaps = paths.iter().filter(|path| !is_standing(path));
    let folder = common_folder(recaps.map(String::as_str))?;
    // A name that settings cannot have, such as one that is no UTF-8, leaves the folder that is above all others.
    let is_named = confine(&root.dir, folder).is_ok_and(|real| real.is_dir());
    let folder = if is_named { folder } else { "." };
    let below = |path: &&String| folder == "." || Path::new(path.as_str()).starts_with(folder);
    Some((folder.to_owned(), paths.iter().filter(below).count()))
}

/// The innermost folder that all paths lie in, `None` where there is no path.
fn common_folder<'p>(mut paths: impl Iterator<Item = &'p str>) -> Option<&'p str> {
    let folder = |path: &'p str| path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let first = folder(paths.next()?);
    let common = paths.map(folder).fold(first, |common, other| {
        let parts = common.split('/').zip(other.split('/'));
        let same = parts.take_while(|(one, other)| one == other);
        let length: usize = same.map(|(part, _)| part.len() + 1).sum();
        common.get(..length.saturating_sub(1)).unwrap_or_default()
    });
    Some(if common.is_empty() { "." } else { common })
}

/// Writes a file that is not there yet.
fn write_new(path: PathBuf, text: &str) -> Result<Option<PathBuf>, Error> {
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .and_then(|mut file| file.write_all(text.as_bytes()));
    match written {
        Ok(()) => Ok(Some(path)),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(None),
        Err(source) => Err(Error::Write { path, source }),
    }
}

#[cfg(test)]
mod tests {
    use super::common_folder;

    #[test]
    fn notes_are_at_home_in_the_folder_that_holds_all_of_them() {
        for (paths, expected) in [
            (&[] as &[&str], None),
            (&["a.md"], Some(".")),
            (&["_posts/a.md", "_posts/b.md"], Some("_posts")),
            (&["docs/minutes/a.md"], Some("docs/minutes")),
            (&["docs/2019/a.md", "docs/2020/b.md"], Some("docs")),
            (&["docs/a.md", "docs-old/b.md"], Some(".")),
            (&["notes/a.md", "b.md"], Some(".")),
            (&["d/a.md", "d/deep/b.md"], Some("d")),
        ] {
            assert_eq!(common_folder(paths.iter().copied()), expected, "{paths:?}");
        }
    }
}
