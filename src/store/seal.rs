//! The seal below a commit: what makes a list of the engine's files tell damage from truth.
//!
//! The engine writes `meta.json` last of all, in one step, and keeps no checksum of it. On disk it stands with a line
//! of ours below it: a hash of all of it, and the size and the end of each of the engine's files, which in turn hold those
//! files' checksums. So a commit vouches for every byte of the index, and one that was altered is found out:
//!
//! ```text
//! {"segments": ...}                   as the engine wrote it
//! <hash> [{"name": ...}, ...]         the seal
//! ```

use super::error::StoreError;
use super::files;
use crate::config::open_regular;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

/// What a commit knows of the engine's files, by name.
pub(super) type Seals = BTreeMap<String, FileSeal>;

/// What a commit knows of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileSeal {
    /// Its size in bytes.
    pub(super) size: u64,
    /// A hash of its footer, which has the checksum of the rest.
    pub(super) footer: String,
}

/// The engine's text with a seal below it.
pub(super) fn sealed(text: &[u8], seals: &Seals) -> io::Result<Vec<u8>> {
    let files = serde_json::to_string(seals)?;
    let hash = hash(text, files.as_bytes());
    let line = format!("\n{hash} {files}\n");
    Ok([text, line.as_bytes()].concat())
}

/// The engine's text and the seal below it, `None` where they do not belong together.
pub(super) fn unsealed(bytes: &[u8]) -> Option<(&[u8], Seals)> {
    let rest = bytes.strip_suffix(b"\n")?;
    let at = rest.iter().rposition(|byte| *byte == b'\n')?;
    let (text, line) = (&rest[..at], std::str::from_utf8(&rest[at + 1..]).ok()?);
    let (told, files) = line.split_once(' ')?;
    let seals = serde_json::from_str(files).ok()?;
    (told == hash(text, files.as_bytes())).then_some((text, seals))
}

fn hash(text: &[u8], files: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(text).update(b"\n").update(files);
    hasher.finalize().to_hex().to_string()
}

/// Whether the engine keeps a segment's data in a file of this name.
pub(super) fn is_segment_file(name: &str) -> bool {
    let (segment, kind) = name.split_once('.').unwrap_or_default();
    segment.len() == 32 && segment.bytes().all(|b| b.is_ascii_hexdigit()) && !kind.is_empty()
}

/// The names of the engine's segment files in a folder.
pub(super) fn segment_files(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().into_string();
        names.extend(name.ok().filter(|name| is_segment_file(name)));
    }
    names.sort_unstable();
    Ok(names)
}

/// The seals of all segment files in a folder. Those in `known` are not looked at again: such a file never changes.
pub(super) fn of_folder(folder: &Path, known: &Seals) -> io::Result<Seals> {
    let mut seals = Seals::new();
    for name in segment_files(folder)? {
        let seal = match known.get(&name) {
            Some(seal) => Some(seal.clone()),
            None => match of_file(&mut File::open(folder.join(&name))?) {
                Err(error) if error.kind() != ErrorKind::InvalidData => return Err(error),
                // One without a footer is still being written, and so no part of this commit.
                seal => seal.ok(),
            },
        };
        seals.extend(seal.map(|seal| (name, seal)));
    }
    Ok(seals)
}

/// The engine ends each file with a footer, the footer's length and a number of its own.
const TAIL: u64 = 8;
const NUMBER: u32 = 1337;
/// Footers are far shorter, in bytes.
const LONGEST: u64 = 4096;

/// The seal of a file as it is.
fn of_file(file: &mut File) -> io::Result<FileSeal> {
    let size = file.metadata()?.len();
    let without = || io::Error::new(ErrorKind::InvalidData, "it has no footer");
    let from = size.checked_sub(TAIL).ok_or_else(without)?;
    let [a, b, c, d, number @ ..] = read_at::<8>(file, from)?;
    let length = u64::from(u32::from_le_bytes([a, b, c, d]));
    if u32::from_le_bytes(number) != NUMBER || length > LONGEST || length > from {
        return Err(without());
    }
    file.seek(SeekFrom::Start(from - length))?;
    let mut footer = Vec::new();
    file.take(length + TAIL).read_to_end(&mut footer)?;
    let footer = blake3::hash(&footer).to_hex()[..32].to_owned();
    Ok(FileSeal { size, footer })
}

fn read_at<const N: usize>(file: &mut File, at: u64) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Looks whether a file is as its commit has it, as far as its size and its end tell.
pub(super) fn check(folder: &Path, name: &str, seals: &Seals) -> Result<(), StoreError> {
    let path = folder.join(name);
    let altered = || StoreError::damaged(format!("`{name}` is cut short or altered"));
    let seal = seals.get(name).ok_or_else(altered)?;
    match open_regular(&path).and_then(|mut file| of_file(&mut file)) {
        Ok(found) if found == *seal => Ok(()),
        Ok(_) => Err(altered()),
        Err(error) => Err(match error.kind() {
            ErrorKind::InvalidData | ErrorKind::UnexpectedEof => altered(),
            _ => files::failed(&path, error),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::{FileSeal, Seals, is_segment_file, sealed, unsealed};

    #[test]
    fn vouches_for_every_byte() {
        let seal = FileSeal {
            size: 7,
            footer: "ab".to_owned(),
        };
        let seals = Seals::from([("x.idx".to_owned(), seal)]);
        let bytes = sealed(b"{\n}\n", &seals).unwrap();
        assert_eq!(unsealed(&bytes), Some((&b"{\n}\n"[..], seals)));
        for at in 0..bytes.len() {
            for flip in [1, 0x20, 0xff] {
                let mut altered = bytes.clone();
                altered[at] ^= flip;
                assert_eq!(unsealed(&altered), None, "{at}");
            }
            assert_eq!(unsealed(&bytes[..at]), None, "{at}");
        }
    }

    #[test]
    fn knows_names_of_segment_files() {
        let id = "0123456789abcdef0123456789abcdef";
        assert!(is_segment_file(&format!("{id}.idx")) && is_segment_file(&format!("{id}.12.del")));
        for name in ["meta.json", "ledger-00", ".lock", id, "kb-generation"] {
            assert!(!is_segment_file(name), "{name}");
        }
    }
}
