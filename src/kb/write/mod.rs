//! Writing answers to files: whole or not at all.
//!
//! What is written stands beside its target under another name until it is whole and on the disk; then it takes
//! the target's name. Whatever fails before that, the target is as it was, and nothing is left behind.

mod folder;
mod replace;

use super::Error;
use folder::Folder;
use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use tempfile::Builder;

pub use replace::{CHANGED, may_replace, replace_file};

/// The file in a folder of ours that lists what we wrote there: a line with hash and name for each file.
const MANIFEST: &str = ".kb-export";
/// How the names of unfinished files and folders begin.
const UNFINISHED: &str = ".kb-unfinished-";

/// Writes a file whole or not at all. A file that is there is replaced only by `force`.
///
/// # Errors
/// Where there is something already, or it cannot be written.
pub fn write_file(path: &Path, bytes: &[u8], force: bool) -> Result<(), Error> {
    let parent = parent(path)?;
    let folder = Folder::at(parent).map_err(|source| unwritten(path, source))?;
    write_in(&folder, path, bytes, force)
}

/// The same in a folder of the root, through no link: not even one that takes a folder's place in this moment.
///
/// # Errors
/// As [`write_file`], and where a folder on the way is a link.
pub fn write_below(root: &Path, path: &Path, bytes: &[u8], force: bool) -> Result<(), Error> {
    let parent = parent(path)?;
    let folder = Folder::below(root, parent).map_err(|source| match is_of_links(&source) {
        true => Error::Irreplaceable {
            path: path.to_owned(),
            reason: "it lies behind a link".to_owned(),
        },
        false => unwritten(path, source),
    })?;
    write_in(&folder, path, bytes, force)
}

/// Writes the file that `path` names into its folder.
fn write_in(folder: &Folder, path: &Path, bytes: &[u8], force: bool) -> Result<(), Error> {
    let old = there(path)?;
    if let Some(old) = &old {
        if !old.is_file() {
            return Err(no_target(path, old, "file"));
        }
        if !force {
            return Err(Error::Taken(path.to_owned()));
        }
    }
    let failed = |source| unwritten(path, source);
    let mut file = folder.unfinished(0o666).map_err(failed)?;
    fill(file.file(), bytes).map_err(failed)?;
    if let Some(old) = old {
        // Who may not read the old one may not read the new one.
        file.file()
            .set_permissions(old.permissions())
            .map_err(failed)?;
    }
    let name = Path::new(path.file_name().unwrap_or_default());
    // Without force, what came there since the check stays too.
    let put = if force {
        file.put(name)
    } else {
        file.put_new(name)
    };
    match put {
        Ok(()) => {
            folder.sync();
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Err(Error::Taken(path.to_owned()))
        }
        Err(error) => Err(failed(error)),
    }
}

/// Writes a folder of files whole or not at all. A folder with something in it is replaced only by `force`, and only
/// where all of it was written by this function and is as it was written.
///
/// # Errors
/// Where there is something already, something of others is in it, or it cannot be written.
pub fn write_folder(dir: &Path, files: &[(String, Vec<u8>)], force: bool) -> Result<(), Error> {
    let parent = parent(dir)?;
    let old = replaceable(dir, force)?;
    let failed = |source| unwritten(dir, source);
    let fresh = open_to_all().tempdir_in(parent).map_err(failed)?;
    let mut manifest = String::new();
    for (name, bytes) in files {
        create(fresh.path(), name, bytes).map_err(failed)?;
        manifest.push_str(&format!("{} {name}\n", hash(bytes)));
    }
    create(fresh.path(), MANIFEST, manifest.as_bytes()).map_err(failed)?;
    sync(fresh.path());
    let Some(names) = old else {
        fs::rename(fresh.path(), dir).map_err(failed)?;
        // It stands under its own name now; nothing is left to delete under the other.
        let _ = fresh.keep();
        sync(parent);
        return Ok(());
    };
    swap(dir, fresh, parent, &names).map_err(failed)
}

/// Puts `fresh` in the place of `dir`, and takes away the files of these names that were there.
fn swap(dir: &Path, fresh: tempfile::TempDir, parent: &Path, names: &[String]) -> io::Result<()> {
    let aside = Builder::new().prefix(UNFINISHED).tempdir_in(parent)?;
    let old = aside.path().join("old");
    fs::rename(dir, &old)?;
    if let Err(error) = fs::rename(fresh.path(), dir) {
        if fs::rename(&old, dir).is_err() {
            // It cannot go back to its place; better beside it than gone.
            let _ = aside.keep();
        }
        return Err(error);
    }
    let _ = fresh.keep();
    sync(parent);
    // File by file: what somebody else put there in the meantime is not ours to delete.
    let removed: io::Result<()> = names
        .iter()
        .try_for_each(|name| fs::remove_file(old.join(name)));
    if let Err(error) = removed.and_then(|()| fs::remove_dir(&old)) {
        let kept = aside.keep();
        let message = format!(
            "it is written, but what was there before stays in `{}`: {error}",
            kept.display()
        );
        return Err(io::Error::new(error.kind(), message));
    }
    aside.close()
}

/// The folder that a file or folder is to stand in.
fn parent(path: &Path) -> Result<&Path, Error> {
    let parent = match (path.file_name(), path.parent()) {
        (Some(_), Some(parent)) if parent.as_os_str().is_empty() => Path::new("."),
        (Some(_), Some(parent)) => parent,
        _ => {
            let reason = "it has no name of its own".to_owned();
            return Err(Error::Irreplaceable {
                path: path.to_owned(),
                reason,
            });
        }
    };
    if parent.is_dir() {
        Ok(parent)
    } else {
        Err(Error::NoFolder(parent.to_owned()))
    }
}

/// What stands at a path; links are not followed.
fn there(path: &Path) -> Result<Option<Metadata>, Error> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(unwritten(path, source)),
    }
}

/// The names of the files that may go with the folder at `dir`; `None` where there is none.
fn replaceable(dir: &Path, force: bool) -> Result<Option<Vec<String>>, Error> {
    let Some(found) = there(dir)? else {
        return Ok(None);
    };
    if !found.is_dir() {
        return Err(no_target(dir, &found, "folder"));
    }
    let failed = |source| unwritten(dir, source);
    let ours = manifest(dir);
    let mut names = Vec::new();
    for entry in fs::read_dir(dir).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if !force {
            return Err(Error::Taken(dir.to_owned()));
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        let written = is_file && (name == MANIFEST || ours.contains_key(&name));
        let is_same =
            || fs::read(entry.path()).is_ok_and(|bytes| ours.get(&name) == Some(&hash(&bytes)));
        let reason = match written {
            false => format!("kb did not write `{name}` in it"),
            true if name != MANIFEST && !is_same() => {
                format!("`{name}` in it was changed since kb wrote it")
            }
            true => {
                names.push(name);
                continue;
            }
        };
        return Err(Error::Irreplaceable {
            path: dir.to_owned(),
            reason,
        });
    }
    Ok(Some(names))
}

/// Hashes of the files that we wrote into a folder, by name.
fn manifest(dir: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(dir.join(MANIFEST)).unwrap_or_default();
    let row = |line: &str| {
        line.split_once(' ')
            .map(|(hash, name)| (name.to_owned(), hash.to_owned()))
    };
    text.lines().filter_map(row).collect()
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().chars().take(32).collect()
}

/// Makes a file in a folder of ours.
fn create(dir: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    if name.is_empty() || name.contains(['/', '\\', '\n']) || name == ".." {
        return Err(io::Error::new(
            ErrorKind::InvalidInput,
            format!("`{name}` is no name of a file"),
        ));
    }
    fill(&mut File::create_new(dir.join(name))?, bytes)
}

/// Writes bytes to the disk, all of them.
fn fill(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// Brings the names in a folder to the disk, where the system can. What is written is there either way.
fn sync(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// Unfinished folders with the rights that finished ones are to have; else they are their owner's alone.
fn open_to_all() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    builder
}

/// Whether the system, or what looks at its answers, tells so that something is no plain file or folder.
fn is_of_links(error: &io::Error) -> bool {
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) {
        return true;
    }
    let kind = error.kind();
    matches!(kind, ErrorKind::InvalidInput | ErrorKind::NotADirectory)
}

fn no_target(path: &Path, found: &Metadata, wanted: &str) -> Error {
    let what = match () {
        () if found.is_dir() => "a folder",
        () if found.is_symlink() => "a symbolic link",
        () if found.is_file() => "a file",
        () => "neither file nor folder",
    };
    let reason = format!("it is {what}, not a {wanted}");
    Error::Irreplaceable {
        path: path.to_owned(),
        reason,
    }
}

fn unwritten(path: &Path, source: io::Error) -> Error {
    Error::Write {
        path: path.to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests;
