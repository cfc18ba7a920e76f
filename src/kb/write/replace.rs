//! Replacing a file of the user's own, which nobody else must have changed meanwhile.

use super::{Error, fill, open_to_all, parent, sync, unwritten};
use crate::config::{open_to_write, read_regular};
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind};
use std::path::Path;

/// Puts `after` in the place of a file that holds `before`: whole or not at all, with its rights and its owner. What is no plain
/// file of one name, may not be written, or holds something else by now, is left as it is.
///
/// # Errors
/// Where it is left as it is, or cannot be written.
pub fn replace_file(path: &Path, before: &[u8], after: &[u8]) -> Result<(), Error> {
    let parent = parent(path)?;
    let old = replaceable(path, parent)?;
    let failed = |source| unwritten(path, source);
    let mut file = open_to_all(0o666).tempfile_in(parent).map_err(failed)?;
    own_as(&old, file.as_file()).map_err(|_| kept(path, "its owner would be another one"))?;
    attributes_as(path, file.as_file()).map_err(|_| kept(path, "its attributes would be lost"))?;
    fill(file.as_file_mut(), after).map_err(failed)?;
    let rights = old.permissions();
    file.as_file().set_permissions(rights).map_err(failed)?;
    // As late as can be: what came since it was read is not lost.
    match read_regular(path) {
        Ok(now) if now == before => {}
        _ => return Err(kept(path, "it was changed meanwhile")),
    }
    file.persist(path).map_err(|error| failed(error.error))?;
    sync(parent);
    Ok(())
}

/// Whether [`replace_file`] would take a file on, as it looks now.
///
/// # Errors
/// Where it would be left as it is.
pub fn may_replace(path: &Path) -> Result<(), Error> {
    replaceable(path, parent(path)?).map(drop)
}

/// What a file looks like that may be replaced.
fn replaceable(path: &Path, parent: &Path) -> Result<Metadata, Error> {
    let found = fs::symlink_metadata(path).map_err(|source| unwritten(path, source))?;
    let is_straight = parent.canonicalize().is_ok_and(|real| real == parent);
    if !found.is_file() || !is_straight {
        return Err(kept(path, "it is a link, or lies behind one"));
    }
    if has_other_names(&found) {
        return Err(kept(
            path,
            "it has another name too, which would keep the old text",
        ));
    }
    // Its folder may be open to us where it is not.
    match open_to_write(path) {
        Ok(_) if found.permissions().readonly() => Err(kept(path, "it is read-only")),
        Ok(_) => Ok(found),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            Err(kept(path, "it is read-only"))
        }
        Err(source) => Err(unwritten(path, source)),
    }
}

fn kept(path: &Path, reason: &'static str) -> Error {
    Error::Kept {
        path: path.to_owned(),
        reason,
    }
}

#[cfg(unix)]
fn has_other_names(file: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(file) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}

/// Gives a new file the attributes of the old one, lists of rights among them. Those of the system's own keep to its rules: a new
/// file has them as it should.
#[cfg(unix)]
fn attributes_as(old: &Path, file: &File) -> io::Result<()> {
    use xattr::FileExt as _;
    // Where a file system has none there are none to lose.
    let Ok(names) = xattr::list(old) else {
        return Ok(());
    };
    for name in names {
        let of_the_system = name.to_string_lossy().starts_with("security.");
        if let (false, Some(value)) = (of_the_system, xattr::get(old, &name)?) {
            file.set_xattr(&name, &value)?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn attributes_as(_: &Path, _: &File) -> io::Result<()> {
    Ok(())
}

/// Gives a new file the owner of the old one.
#[cfg(unix)]
fn own_as(old: &Metadata, file: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let new = file.metadata()?;
    match (old.uid(), old.gid()) {
        same if same == (new.uid(), new.gid()) => Ok(()),
        (user, group) => fchown(file, Some(user), Some(group)),
    }
}

#[cfg(not(unix))]
fn own_as(_: &Metadata, _: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    #[cfg(target_os = "linux")]
    #[test]
    fn attributes_stay() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().canonicalize().unwrap().join("a.md");
        std::fs::write(&path, "old").unwrap();
        if xattr::set(&path, "user.kept", b"x").is_err() {
            // This file system has no such thing.
            return;
        }
        super::replace_file(&path, b"old", b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(xattr::get(&path, "user.kept").unwrap(), Some(b"x".to_vec()));
    }

    use super::replace_file;
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::path::Path;

    #[track_caller]
    fn refused(path: &Path, why: &str) {
        let error = replace_file(path, b"old", b"new")
            .expect_err("it changed")
            .to_string();
        assert!(error.contains(why), "{error}");
    }

    #[test]
    fn replaces_what_is_as_it_was_and_nothing_else() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().canonicalize().unwrap();
        let path = |name: &str| dir.join(name);
        for name in ["plain", "other", "locked", "two"] {
            fs::write(path(name), "old").unwrap();
        }
        fs::set_permissions(path("plain"), Permissions::from_mode(0o640)).unwrap();
        replace_file(&path("plain"), b"old", b"new").unwrap();
        assert_eq!(fs::read(path("plain")).unwrap(), b"new");
        let mode = fs::metadata(path("plain")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);

        refused(&path("plain"), "it was changed meanwhile");
        symlink("other", path("link")).unwrap();
        refused(&path("link"), "it is a link");
        fs::create_dir(path("real")).unwrap();
        fs::write(path("real/a"), "old").unwrap();
        symlink("real", path("folder")).unwrap();
        refused(&path("folder/a"), "lies behind one");
        fs::hard_link(path("two"), path("three")).unwrap();
        refused(&path("two"), "another name");
        fs::set_permissions(path("locked"), Permissions::from_mode(0o444)).unwrap();
        refused(&path("locked"), "it is read-only");
        for name in ["other", "locked", "two", "real/a"] {
            assert_eq!(fs::read(path(name)).unwrap(), b"old", "{name}");
        }
        let left = fs::read_dir(&dir).unwrap().count();
        assert_eq!(left, 8, "nothing unfinished stays");
    }
}
