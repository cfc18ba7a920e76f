//! What an index knows of the files it was made from, so that a sync reads only what changed.
//!
//! A ledger is a file beside the index, named after its content. The commit names it and its hash,
//! so index and ledger cannot disagree: a ledger that is missing or altered is damage.
//!
//! In memory it is the bytes of that file and where in them each entry begins: a hundred thousand entries are looked
//! through at every command, and not one of them is taken apart that nobody asks for.

use super::error::StoreError;
use super::files;
use crate::config::read_regular;
use std::fs;
use std::path::Path;

/// The hash of a file's bytes.
pub type Hash = [u8; 32];

/// What is known of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'e> {
    /// Path relative to the root, with `/`.
    pub path: &'e str,
    /// Size in bytes.
    pub size: u64,
    /// Time of the last change, in nanoseconds since 1970.
    pub mtime_ns: i64,
    /// BLAKE3 hash of its bytes; `None` where it could not be read, and so has no records.
    pub hash: Option<Hash>,
    /// What the ids of its topics begin with: the beginning of its path.
    pub id_base: &'e str,
    /// Whether it was old enough when read that size and time alone vouch for it.
    pub settled: bool,
}

/// What is known of each file, in order of their paths' bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Ledger {
    bytes: Vec<u8>,
    /// Where each entry begins in the bytes.
    places: Vec<usize>,
}

/// The first bytes of a ledger file: name and version.
const MAGIC: &[u8; 8] = b"kb-ldg\x00\x02";

/// The beginning of a ledger's file name.
pub(super) const PREFIX: &str = "ledger-";

const SETTLED: u8 = 1;
const WAS_READ: u8 = 2;

impl Default for Ledger {
    fn default() -> Self {
        Self {
            bytes: MAGIC.to_vec(),
            places: Vec::new(),
        }
    }
}

impl<'e> FromIterator<Entry<'e>> for Ledger {
    /// Of entries in order of their paths.
    fn from_iter<I: IntoIterator<Item = Entry<'e>>>(entries: I) -> Self {
        let mut ledger = Self::default();
        entries.into_iter().for_each(|entry| ledger.push(&entry));
        ledger
    }
}

impl Ledger {
    /// How many files it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// All entries, in order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = Entry<'_>> {
        self.places.iter().filter_map(|at| self.at(*at))
    }

    /// What is known of the file at `path`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Entry<'_>> {
        let before = |at: &usize| self.at(*at).is_some_and(|entry| entry.path < path);
        let at = self.places.partition_point(before);
        let entry = self.at(*self.places.get(at)?)?;
        (entry.path == path).then_some(entry)
    }

    fn at(&self, place: usize) -> Option<Entry<'_>> {
        entry(&mut self.bytes.get(place..)?)
    }

    fn push(&mut self, entry: &Entry<'_>) {
        self.places.push(self.bytes.len());
        let flags = if entry.settled { SETTLED } else { 0 };
        let flags = flags | if entry.hash.is_some() { WAS_READ } else { 0 };
        let out = &mut self.bytes;
        out.extend_from_slice(&length(entry.path));
        out.extend_from_slice(&length(entry.id_base));
        out.push(flags);
        out.extend_from_slice(&entry.size.to_le_bytes());
        out.extend_from_slice(&entry.mtime_ns.to_le_bytes());
        out.extend_from_slice(&entry.hash.unwrap_or_default());
        out.extend_from_slice(entry.path.as_bytes());
    }

    fn decode(bytes: Vec<u8>) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut places = Vec::new();
        while !rest.is_empty() {
            places.push(bytes.len() - rest.len());
            entry(&mut rest)?;
        }
        Some(Self { bytes, places })
    }
}

fn length(text: &str) -> [u8; 4] {
    u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes()
}

fn entry<'b>(rest: &mut &'b [u8]) -> Option<Entry<'b>> {
    let path_length = usize::try_from(u32::from_le_bytes(take(rest)?)).ok()?;
    let base_length = usize::try_from(u32::from_le_bytes(take(rest)?)).ok()?;
    let [flags] = take(rest)?;
    let size = u64::from_le_bytes(take(rest)?);
    let mtime_ns = i64::from_le_bytes(take(rest)?);
    let hash: Hash = take(rest)?;
    let (path, after) = rest.split_at_checked(path_length)?;
    *rest = after;
    let path = std::str::from_utf8(path).ok()?;
    Some(Entry {
        path,
        size,
        mtime_ns,
        hash: (flags & WAS_READ != 0).then_some(hash),
        id_base: path.get(..base_length)?,
        settled: flags & SETTLED != 0,
    })
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (first, after) = rest.split_first_chunk::<N>()?;
    *rest = after;
    Some(*first)
}

/// Writes `ledger` into `folder` and gives its hash. It is on disk when this returns.
pub(super) fn write(ledger: &Ledger, folder: &Path) -> Result<String, StoreError> {
    let hash = blake3::hash(&ledger.bytes).to_hex().to_string();
    let path = folder.join(file_name(&hash));
    let put = files::replace(&path, &ledger.bytes);
    put.map_err(|error| StoreError::writing(folder, &path, error))?;
    Ok(hash)
}

/// Reads the ledger of this hash from `folder`.
pub(super) fn read(folder: &Path, hash: &str) -> Result<Ledger, StoreError> {
    let name = file_name(hash);
    let path = folder.join(&name);
    let bytes = read_regular(&path).map_err(|error| files::failed(&path, error))?;
    if blake3::hash(&bytes).to_hex().as_str() != hash {
        return Err(StoreError::damaged(format!("`{name}` was altered")));
    }
    Ledger::decode(bytes).ok_or_else(|| StoreError::damaged(format!("`{name}` is unreadable")))
}

/// Removes the ledgers of earlier commits. What cannot go now goes next time.
pub(super) fn sweep(folder: &Path, keep: &str) {
    let keep = file_name(keep);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(PREFIX) && name != keep.as_str() {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn file_name(hash: &str) -> String {
    // The hash comes out of a commit that may be damaged: only hex reaches a path.
    let hex: String = hash
        .chars()
        .filter(char::is_ascii_hexdigit)
        .take(32)
        .collect();
    format!("{PREFIX}{hex}")
}

#[cfg(test)]
mod tests {
    use super::{Entry, Ledger, read, sweep, write};

    fn ledger(paths: &[&'static str]) -> Ledger {
        let entry = |path: &&'static str| Entry {
            path,
            size: 12,
            mtime_ns: -5,
            hash: (*path != "c.md").then_some([7; 32]),
            id_base: path.trim_end_matches(".md"),
            settled: *path == "a.md",
        };
        paths.iter().map(entry).collect()
    }

    #[test]
    fn comes_back_as_it_went() {
        for paths in [&[][..], &["a.md", "b c/\t\n.md", "c.md"]] {
            let written = ledger(paths);
            let read = Ledger::decode(written.bytes.clone()).unwrap();
            assert!(read == written);
            assert_eq!(read.iter().map(|e| e.path).collect::<Vec<_>>(), paths);
        }
        let all = ledger(&["a.md", "b.md", "c.md"]);
        let (a, c) = (all.get("a.md").unwrap(), all.get("c.md").unwrap());
        assert_eq!((a.id_base, a.settled, a.mtime_ns), ("a", true, -5));
        assert_eq!((a.hash, c.hash), (Some([7; 32]), None));
        assert_eq!((all.get("b"), all.get("d.md")), (None, None));
    }

    #[test]
    fn tells_damage() {
        let bytes = ledger(&["a.md"]).bytes;
        for len in (0..bytes.len()).filter(|len| *len != 8) {
            assert!(Ledger::decode(bytes[..len].to_vec()).is_none(), "{len}");
        }
        let folder = tempfile::tempdir().unwrap();
        let hash = write(&ledger(&["a.md"]), folder.path()).unwrap();
        let next = write(&ledger(&["b.md"]), folder.path()).unwrap();
        sweep(folder.path(), &next);
        assert!(read(folder.path(), &hash).is_err());
        assert!(read(folder.path(), &next).unwrap() == ledger(&["b.md"]));
        let path = folder.path().join(super::file_name(&next));
        std::fs::write(path, b"other").unwrap();
        assert!(read(folder.path(), &next).is_err());
    }
}
