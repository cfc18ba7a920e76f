//! Making a folder a knowledge base.

use super::{Error, Kb};
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

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

impl Kb {
    /// Makes `dir` a knowledge base and returns what was made. Nothing that is there is changed.
    ///
    /// # Errors
    /// Where it is one already, or cannot be written.
    pub fn init(dir: &Path) -> Result<Vec<PathBuf>, Error> {
        let settings = dir.join("kb.toml");
        if settings.exists() {
            return Err(Error::Exists(settings));
        }
        let mut made = Vec::new();
        for folder in [dir.join("notes"), dir.join("index")] {
            if !folder.is_dir() {
                fs::create_dir_all(&folder).map_err(|source| Error::Write {
                    path: folder.clone(),
                    source,
                })?;
                made.push(folder);
            }
        }
        for (path, text) in [(dir.join("index/.gitignore"), "*\n"), (settings, SETTINGS)] {
            made.extend(write_new(path, text)?);
        }
        Ok(made)
    }
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
