//! Replacing a file of the user's own, which nobody else must have changed meanwhile.

use super::folder::{Folder, Unfinished};
use super::{Error, fill, is_of_links, parent, unwritten};
use std::fs::{File, Metadata};
use std::io::{self, ErrorKind};
use std::path::Path;

/// Why a file is kept that is no longer as it was read.
pub const CHANGED: &str = "it was changed meanwhile";
const BEHIND_LINK: &str = "it is a link, or lies behind one";

/// Puts `after` in the place of a file of the root that holds `before`: whole or not at all, with its rights and its owner, in its
/// folder, through no link. What is no plain file of one name, may not be written, or holds something else by now, is left as it is.
///
/// # Errors
/// Where it is left as it is, or cannot be written.
pub fn replace_file(root: &Path, path: &Path, before: &[u8], after: &[u8]) -> Result<(), Error> {
    replace_in(&folder(root, path)?, path, before, after)
}

/// Whether [`replace_file`] would take a file on, as it looks now.
///
/// # Errors
/// Where it would be left as it is.
pub fn may_replace(root: &Path, path: &Path) -> Result<(), Error> {
    replaceable(&folder(root, path)?, path).map(drop)
}

/// The folder of a file, open.
fn folder(root: &Path, path: &Path) -> Result<Folder, Error> {
    let parent = parent(path)?;
    let is_straight = parent.canonicalize().is_ok_and(|real| real == parent);
    match Folder::below(root, parent) {
        Ok(folder) if is_straight => Ok(folder),
        Err(source) if is_straight && !is_of_links(&source) => Err(unwritten(path, source)),
        _ => Err(kept(path, BEHIND_LINK)),
    }
}

fn replace_in(folder: &Folder, path: &Path, before: &[u8], after: &[u8]) -> Result<(), Error> {
    let (old, looks) = replaceable(folder, path)?;
    let failed = |source| unwritten(path, source);
    let mut new = folder.unfinished(0o600).map_err(failed)?;
    let file = new.file();
    own_as(&looks, file).map_err(|_| kept(path, "its owner would be another one"))?;
    attributes_as(&old, file).map_err(|_| kept(path, "its attributes would be lost"))?;
    fill(file, after).map_err(failed)?;
    file.set_permissions(looks.permissions()).map_err(failed)?;
    let name = name(path);
    // As late as can be: what came since it was read is not lost.
    match folder.read(name) {
        Ok(now) if now == before => {}
        _ => return Err(kept(path, CHANGED)),
    }
    let is_put = put(new, name, before, after).map_err(failed)?;
    folder.sync();
    match is_put {
        true => Ok(()),
        false => Err(kept(path, CHANGED)),
    }
}

/// Puts a file that holds `after` in the place of one that holds `before`, and looks at that one once more when nobody can reach it by its
/// name: whether it was put. What came there between two looks gets its place back.
fn put(new: Unfinished<'_>, name: &Path, before: &[u8], after: &[u8]) -> io::Result<bool> {
    if !new.exchange(name)? {
        new.put(name)?;
        return Ok(true);
    }
    if new.holds(before) {
        return Ok(true);
    }
    // Who wrote once may have written again, over what was put: the later text counts.
    if new.exchange(name)? && !new.holds(after) {
        new.exchange(name)?;
    }
    Ok(false)
}

/// A file that may be replaced, and what it looks like.
fn replaceable(folder: &Folder, path: &Path) -> Result<(File, Metadata), Error> {
    let failed = |source| match is_of_links(&source) {
        true => kept(path, BEHIND_LINK),
        false => unwritten(path, source),
    };
    let file = folder.open(name(path)).map_err(failed)?;
    let found = file.metadata().map_err(failed)?;
    if has_other_names(&found) {
        return Err(kept(
            path,
            "it has another name too, which would keep the old text",
        ));
    }
    // Its folder may be open to us where it is not.
    match folder.open_to_write(name(path)) {
        Ok(_) if found.permissions().readonly() => Err(kept(path, "it is read-only")),
        Ok(_) => Ok((file, found)),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            Err(kept(path, "it is read-only"))
        }
        Err(source) => Err(failed(source)),
    }
}

fn name(path: &Path) -> &Path {
    Path::new(path.file_name().unwrap_or_default())
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
fn attributes_as(old: &File, file: &File) -> io::Result<()> {
    use xattr::FileExt as _;
    // Where a file system has none there are none to lose.
    let Ok(names) = old.list_xattr() else {
        return Ok(());
    };
    for name in names {
        let of_the_system = name.to_string_lossy().starts_with("security.");
        if let (false, Some(value)) = (of_the_system, old.get_xattr(&name)?) {
            file.set_xattr(&name, &value)?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn attributes_as(_: &File, _: &File) -> io::Result<()> {
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
        let dir = temp.path().canonicalize().unwrap();
        let path = dir.join("a.md");
        std::fs::write(&path, "old").unwrap();
        if xattr::set(&path, "user.kept", b"x").is_err() {
            // This file system has no such thing.
            return;
        }
        super::replace_file(&dir, &path, b"old", b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(xattr::get(&path, "user.kept").unwrap(), Some(b"x".to_vec()));
    }

    use super::super::{fill, write_below};
    use super::{Folder, replace_file};
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::path::Path;

    #[track_caller]
    fn refused(path: &Path, why: &str) {
        let root = path.ancestors().find(|above| above.join("root").exists());
        let error = replace_file(root.expect("a mark in the root"), path, b"old", b"new")
            .expect_err("it changed")
            .to_string();
        assert!(error.contains(why), "{error}");
    }

    #[test]
    fn replaces_what_is_as_it_was_and_nothing_else() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().canonicalize().unwrap();
        let path = |name: &str| dir.join(name);
        fs::write(path("root"), "").unwrap();
        for name in ["plain", "other", "locked", "two"] {
            fs::write(path(name), "old").unwrap();
        }
        fs::set_permissions(path("plain"), Permissions::from_mode(0o640)).unwrap();
        replace_file(&dir, &path("plain"), b"old", b"new").unwrap();
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
        assert_eq!(left, 9, "nothing unfinished stays");
    }

    #[test]
    fn a_link_in_the_place_of_a_folder_leads_nothing_out() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().canonicalize().unwrap();
        let path = |name: &str| dir.join(name);
        for folder in ["kb", "kb/notes", "out"] {
            fs::create_dir(path(folder)).unwrap();
        }
        fs::write(path("kb/notes/a"), "old").unwrap();
        fs::write(path("out/a"), "old").unwrap();
        let open = super::folder(&path("kb"), &path("kb/notes/a")).unwrap();
        fs::rename(path("kb/notes"), path("kb/moved")).unwrap();
        symlink("../out", path("kb/notes")).unwrap();
        super::replace_in(&open, &path("kb/notes/a"), b"old", b"new").unwrap();
        assert_eq!(fs::read(path("kb/moved/a")).unwrap(), b"new");
        assert_eq!(fs::read(path("out/a")).unwrap(), b"old");
        assert_eq!(fs::read_dir(path("out")).unwrap().count(), 1);
        let error = write_below(&path("kb"), &path("kb/notes/b"), b"new", true);
        assert!(error.is_err());
        assert_eq!(fs::read_dir(path("out")).unwrap().count(), 1);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_came_after_the_last_look_stays() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().canonicalize().unwrap();
        let folder = Folder::below(&dir, &dir).unwrap();
        let put = |there: &str| {
            fs::write(dir.join("a"), there).unwrap();
            let mut new = folder.unfinished(0o600).unwrap();
            fill(new.file(), b"new").unwrap();
            if !new.exchange(Path::new("a")).unwrap() {
                // This file system cannot.
                return None;
            }
            new.exchange(Path::new("a")).unwrap();
            let is_put = super::put(new, Path::new("a"), b"old", b"new").unwrap();
            assert_eq!(fs::read_dir(&dir).unwrap().count(), 1);
            Some((is_put, fs::read_to_string(dir.join("a")).unwrap()))
        };
        for (there, expected) in [("old", (true, "new")), ("edited", (false, "edited"))] {
            if let Some((is_put, text)) = put(there) {
                assert_eq!((is_put, text.as_str()), expected);
            }
        }
    }
}
