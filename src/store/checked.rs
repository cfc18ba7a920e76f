//! Which of an index's files had right checksums when they were last read whole, and what they looked like then: so that
//! a large index need not be read whole at every command.
//!
//! A note beside the index, never the truth: where it is missing, altered or older than a file, that file is read.

use super::files;
use crate::config::read_regular;
use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// The note's file name.
pub(super) const FILE: &str = "kb-checked";

/// What a file looks like from outside: size, time of the last change, number.
type Look = (u64, u64, u64);

/// The looks of files, by name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Checked(BTreeMap<String, Look>);

impl Checked {
    /// How these files of a folder look now.
    pub(super) fn now<'n>(folder: &Path, names: impl Iterator<Item = &'n str>) -> Self {
        let look = |name: &'n str| {
            let meta = fs::metadata(folder.join(name)).ok()?;
            Some((name.to_owned(), look(&meta)))
        };
        Self(names.filter_map(look).collect())
    }

    /// What was noted in a folder; nothing where that cannot be told.
    pub(super) fn read(folder: &Path) -> Self {
        let bytes = read_regular(&folder.join(FILE)).unwrap_or_default();
        Self::decode(&bytes).unwrap_or_default()
    }

    /// Notes it in a folder. Where that fails the files are read once more next time.
    pub(super) fn write(&self, folder: &Path) {
        let _ = files::replace_lightly(&folder.join(FILE), &self.encode());
    }

    /// Whether a file looks as it did.
    pub(super) fn has(&self, name: &str, now: &Self) -> bool {
        let (then, now) = (self.0.get(name), now.0.get(name));
        then.is_some() && then == now
    }

    /// The bytes of all files.
    pub(super) fn size(&self) -> u64 {
        self.0.values().map(|(size, ..)| size).sum()
    }

    fn encode(&self) -> Vec<u8> {
        let files = serde_json::to_string(&self.0).unwrap_or_default();
        let hash = blake3::hash(files.as_bytes()).to_hex();
        format!("{hash} {files}\n").into_bytes()
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (told, files) = text.trim_end().split_once(' ')?;
        let is_whole = blake3::hash(files.as_bytes()).to_hex().as_str() == told;
        let looks = serde_json::from_str(files).ok().filter(|_| is_whole)?;
        Some(Self(looks))
    }
}

fn look(meta: &Metadata) -> Look {
    let since = |time: std::time::SystemTime| time.duration_since(UNIX_EPOCH).ok();
    let changed = meta.modified().ok().and_then(since);
    let changed = changed.map_or(0, |time| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX));
    (meta.len(), changed, number(meta))
}

#[cfg(unix)]
fn number(meta: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(meta)
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::{Checked, FILE};
    use std::fs;

    #[test]
    fn knows_a_file_until_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "one").unwrap();
        let look = || Checked::now(folder.path(), ["a", "gone"].into_iter());
        look().write(folder.path());
        let noted = Checked::read(folder.path());
        assert_eq!((&noted, noted.size()), (&look(), 3));
        assert!(noted.has("a", &look()) && !noted.has("gone", &look()));
        fs::write(&path, "more").unwrap();
        assert!(!noted.has("a", &look()));
        let bytes = fs::read(folder.path().join(FILE)).unwrap();
        for at in 0..bytes.len() {
            let mut altered = bytes.clone();
            altered[at] ^= 4;
            let read = Checked::decode(&altered);
            assert!(read.is_none() || at + 1 == bytes.len(), "{at}");
        }
    }
}
