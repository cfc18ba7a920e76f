//! What an index knows of the files it was made from, so that a sync reads only what changed.
//!
//! A ledger is a file beside the index, named after its content. The commit names it and its hash,
//! so index and ledger cannot disagree: a ledger that is missing or altered is damage.

use super::error::StoreError;
use super::files;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What is known of each file, by path.
pub type Ledger = BTreeMap<String, Entry>;

/// What is known of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Path relative to the root, with `/`.
    pub path: String,
    /// Size in bytes.
    pub size: u64,
    /// Time of the last change, in nanoseconds since 1970.
    pub mtime_ns: i64,
    /// BLAKE3 hash of its bytes, in hex; empty where it could not be read.
    pub hash: String,
    /// What the ids of its topics begin with.
    pub id_base: String,
    /// Whether it was old enough when read that size and time alone vouch for it.
    pub settled: bool,
}

impl Entry {
    /// Whether the file could be read. One that could not has no hash, and no records.
    #[must_use]
    pub fn was_read(&self) -> bool {
        !self.hash.is_empty()
    }
}

/// The first bytes of a ledger file: name and version.
const MAGIC: &[u8; 8] = b"kb-ldg\x00\x01";

/// The beginning of a ledger's file name.
pub(super) const PREFIX: &str = "ledger-";

/// Writes `ledger` into `folder` and gives its hash. It is on disk when this returns.
pub(super) fn write(ledger: &Ledger, folder: &Path) -> Result<String, StoreError> {
    let bytes = encode(ledger);
    let hash = blake3::hash(&bytes).to_hex().to_string();
    let path = folder.join(file_name(&hash));
    files::replace(&path, &bytes).map_err(|error| StoreError::writing(folder, &path, error))?;
    Ok(hash)
}

/// Reads the ledger of this hash from `folder`.
pub(super) fn read(folder: &Path, hash: &str) -> Result<Ledger, StoreError> {
    let name = file_name(hash);
    let bytes = match fs::read(folder.join(&name)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(StoreError::damaged(format!("`{name}` is missing")));
        }
        Err(error) => return Err(StoreError::io(&folder.join(&name), error)),
    };
    if blake3::hash(&bytes).to_hex().as_str() != hash {
        return Err(StoreError::damaged(format!("`{name}` was altered")));
    }
    decode(&bytes).ok_or_else(|| StoreError::damaged(format!("`{name}` is unreadable")))
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

fn encode(ledger: &Ledger) -> Vec<u8> {
    let mut out = Vec::with_capacity(16 + ledger.len() * 192);
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&(ledger.len() as u64).to_le_bytes());
    for (path, entry) in ledger {
        for text in [path, &entry.hash, &entry.id_base] {
            out.extend_from_slice(&(text.len() as u32).to_le_bytes());
            out.extend_from_slice(text.as_bytes());
        }
        out.extend_from_slice(&entry.size.to_le_bytes());
        out.extend_from_slice(&entry.mtime_ns.to_le_bytes());
        out.push(u8::from(entry.settled));
    }
    out
}

fn decode(bytes: &[u8]) -> Option<Ledger> {
    let mut rest = bytes.strip_prefix(MAGIC)?;
    let count = u64::from_le_bytes(take(&mut rest)?);
    let entries: Option<Vec<_>> = (0..count).map(|_| entry(&mut rest)).collect();
    // Built from sorted pairs at once, which is quicker than one by one.
    rest.is_empty().then_some(entries?.into_iter().collect())
}

fn entry(rest: &mut &[u8]) -> Option<(String, Entry)> {
    let (path, hash, id_base) = (text(rest)?, text(rest)?, text(rest)?);
    let entry = Entry {
        path: path.clone(),
        hash,
        id_base,
        size: u64::from_le_bytes(take(rest)?),
        mtime_ns: i64::from_le_bytes(take(rest)?),
        settled: take::<1>(rest)? == [1],
    };
    Some((path, entry))
}

fn text(rest: &mut &[u8]) -> Option<String> {
    let len = usize::try_from(u32::from_le_bytes(take(rest)?)).ok()?;
    let (text, after) = rest.split_at_checked(len)?;
    *rest = after;
    String::from_utf8(text.to_vec()).ok()
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (first, after) = rest.split_first_chunk::<N>()?;
    *rest = after;
    Some(*first)
}

#[cfg(test)]
mod tests {
    use super::{Entry, Ledger, decode, encode, read, sweep, write};

    fn ledger(paths: &[&str]) -> Ledger {
        let entry = |path: &str| Entry {
            path: path.to_owned(),
            size: 12,
            mtime_ns: -5,
            hash: "ab".repeat(32),
            id_base: path.trim_end_matches(".md").to_owned(),
            settled: path == "a.md",
        };
        paths
            .iter()
            .map(|path| ((*path).to_owned(), entry(path)))
            .collect()
    }

    #[test]
    fn comes_back_as_it_went() {
        for paths in [&[][..], &["a.md", "b c/\t\n.md"]] {
            assert_eq!(decode(&encode(&ledger(paths))), Some(ledger(paths)));
        }
    }

    #[test]
    fn tells_damage() {
        let bytes = encode(&ledger(&["a.md"]));
        for len in 0..bytes.len() {
            assert_eq!(decode(&bytes[..len]), None, "{len}");
        }
        let folder = tempfile::tempdir().unwrap();
        let hash = write(&ledger(&["a.md"]), folder.path()).unwrap();
        let next = write(&ledger(&["b.md"]), folder.path()).unwrap();
        sweep(folder.path(), &next);
        assert!(read(folder.path(), &hash).is_err());
        assert_eq!(read(folder.path(), &next).unwrap(), ledger(&["b.md"]));
        let path = folder.path().join(super::file_name(&next));
        std::fs::write(path, b"other").unwrap();
        assert!(read(folder.path(), &next).is_err());
    }
}
