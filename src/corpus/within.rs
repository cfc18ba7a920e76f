//! Files and folders of the root, opened through no link: not even one that took a folder's place in this moment.
//!
//! Each part of a path is opened in the folder opened before it. A path opened whole would follow a folder that became
//! a link after it was looked at, and give what lies outside.

use super::lies::Lies;
use super::look::Look;
use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// What an entry of a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    Link,
    /// A pipe, a socket, a device.
    Other,
}

/// What lies in a folder.
pub(super) struct Entry {
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
    name: OsString,
}

pub(super) use system::Folder;

/// A file that is no link, pipe or the like.
///
/// # Errors
///
/// `InvalidInput` where it is none, and where a part of its path is a link; as [`File::open`].
pub(super) fn open(root: &Path, path: &Path) -> io::Result<File> {
    let file = system::file(root, path)?;
    match file.metadata()?.is_file() {
        true => Ok(file),
        false => Err(no_file()),
    }
}

/// A folder of the root, open for what is made and replaced in it.
///
/// # Errors
/// Where it is none, or a part of its path is a link.
#[cfg(unix)]
pub fn open_folder(root: &Path, path: &Path) -> io::Result<std::os::fd::OwnedFd> {
    system::folder(root, path)
}

/// What lies at a path below the root.
pub(super) fn lies(root: &Path, path: &Path) -> Lies {
    match system::kind_of(root, path) {
        Ok(Kind::Folder) => Lies::Folder,
        Ok(Kind::File | Kind::Other) => Lies::File,
        Ok(Kind::Link) => Lies::Unknown,
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::InvalidFilename => Lies::Nothing,
            // The system calls a link that it was not to follow no folder, as it does a file.
            io::ErrorKind::NotADirectory => match path.parent().filter(|above| *above != root) {
                Some(above) if lies(root, above) == Lies::Unknown => Lies::Unknown,
                _ => Lies::Nothing,
            },
            _ => Lies::Unknown,
        },
    }
}

fn no_file() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is no longer a file")
}

#[cfg(unix)]
mod system {
    use super::{Entry, Kind, Look};
    use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, openat, statat};
    use std::ffi::{OsStr, OsString};
    use std::fs::File;
    use std::io;
    use std::os::fd::OwnedFd;
    use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
    use std::path::Path;

    const FOLDER: OFlags = OFlags::RDONLY
        .union(OFlags::DIRECTORY)
        .union(OFlags::NOFOLLOW)
        .union(OFlags::CLOEXEC);
    /// What is no plain file is not waited for.
    const FILE: OFlags = OFlags::RDONLY
        .union(OFlags::NOFOLLOW)
        .union(OFlags::NONBLOCK)
        .union(OFlags::CLOEXEC);

    /// An open folder.
    pub(in crate::corpus) struct Folder {
        dir: Dir,
    }

    impl Folder {
        pub(in crate::corpus) fn open(root: &Path, path: &Path) -> io::Result<Self> {
            let dir = Dir::new(opened(root, path, FOLDER)?)?;
            Ok(Self { dir })
        }

        /// What lies in it; `path` is its own.
        pub(in crate::corpus) fn entries(&mut self, path: &Path) -> io::Result<Vec<Entry>> {
            let mut out = Vec::new();
            while let Some(entry) = self.dir.read() {
                let entry = entry?;
                let name = entry.file_name().to_bytes();
                if matches!(name, b"." | b"..") {
                    continue;
                }
                let name = OsString::from_vec(name.to_vec());
                let kind = match kind(entry.file_type()) {
                    Some(kind) => kind,
                    None => self.kind(&name)?,
                };
                let path = path.join(&name);
                out.push(Entry { path, kind, name });
            }
            Ok(out)
        }

        /// For file systems that do not say it with the name.
        fn kind(&self, name: &OsStr) -> io::Result<Kind> {
            let stat = statat(self.dir.fd()?, name, AtFlags::SYMLINK_NOFOLLOW)?;
            Ok(kind(FileType::from_raw_mode(stat.st_mode)).unwrap_or(Kind::Other))
        }

        /// What an entry looks like now.
        pub(in crate::corpus) fn look(&self, entry: &Entry) -> io::Result<Look> {
            let stat = statat(self.dir.fd()?, &entry.name, AtFlags::SYMLINK_NOFOLLOW)?;
            Ok(Look::from(&stat))
        }
    }

    fn kind(of: FileType) -> Option<Kind> {
        match of {
            FileType::RegularFile => Some(Kind::File),
            FileType::Directory => Some(Kind::Folder),
            FileType::Symlink => Some(Kind::Link),
            FileType::Unknown => None,
            _ => Some(Kind::Other),
        }
    }

    pub(super) fn file(root: &Path, path: &Path) -> io::Result<File> {
        opened(root, path, FILE).map(File::from)
    }

    pub(super) fn folder(root: &Path, path: &Path) -> io::Result<OwnedFd> {
        opened(root, path, FOLDER)
    }

    /// What lies at a path below the root.
    pub(super) fn kind_of(root: &Path, path: &Path) -> io::Result<Kind> {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return Ok(Kind::Folder);
        };
        if path == root {
            return Ok(Kind::Folder);
        }
        let folder = opened(root, folder, FOLDER)?;
        let stat = statat(&folder, name, AtFlags::SYMLINK_NOFOLLOW)?;
        Ok(kind(FileType::from_raw_mode(stat.st_mode)).unwrap_or(Kind::Other))
    }

    /// A path below the root, opened part by part; the last with these flags.
    fn opened(root: &Path, path: &Path, flags: OFlags) -> io::Result<OwnedFd> {
        let parts = path.strip_prefix(root);
        let parts = parts.map_err(|_| io::Error::from(io::ErrorKind::NotFound))?;
        let mut parts = parts.iter().peekable();
        let root_flags = FOLDER.difference(OFlags::NOFOLLOW);
        let mut open = openat(CWD, root, root_flags, Mode::empty())?;
        while let Some(part) = parts.next() {
            if part.as_bytes() == b".." {
                return Err(io::ErrorKind::NotFound.into());
            }
            let flags = if parts.peek().is_some() {
                FOLDER
            } else {
                flags
            };
            open = openat(&open, part, flags, Mode::empty()).map_err(told)?;
        }
        Ok(open)
    }

    /// What the system says of a link that it was not to follow, in words.
    fn told(error: rustix::io::Errno) -> io::Error {
        match error {
            rustix::io::Errno::LOOP | rustix::io::Errno::MLINK => super::no_file(),
            error => error.into(),
        }
    }
}

#[cfg(not(unix))]
mod system {
    use super::{Entry, Kind, Look};
    use std::fs::{self, File};
    use std::io;
    use std::path::Path;

    /// A folder. Here it is opened by its path: it is looked at before, not in one step.
    pub(in crate::corpus) struct Folder {
        read: fs::ReadDir,
    }

    impl Folder {
        pub(in crate::corpus) fn open(_: &Path, path: &Path) -> io::Result<Self> {
            let read = fs::read_dir(path)?;
            Ok(Self { read })
        }

        pub(in crate::corpus) fn entries(&mut self, path: &Path) -> io::Result<Vec<Entry>> {
            let entry = |entry: io::Result<fs::DirEntry>| {
                let entry = entry?;
                let (name, of) = (entry.file_name(), entry.file_type()?);
                let kind = match () {
                    () if of.is_symlink() => Kind::Link,
                    () if of.is_dir() => Kind::Folder,
                    () if of.is_file() => Kind::File,
                    () => Kind::Other,
                };
                let path = path.join(&name);
                Ok(Entry { path, kind, name })
            };
            self.read.by_ref().map(entry).collect()
        }

        pub(in crate::corpus) fn look(&self, entry: &Entry) -> io::Result<Look> {
            Ok(Look::from(&entry.path.symlink_metadata()?))
        }
    }

    pub(super) fn kind_of(_: &Path, path: &Path) -> io::Result<Kind> {
        let of = path.symlink_metadata()?.file_type();
        Ok(match () {
            () if of.is_symlink() => Kind::Link,
            () if of.is_dir() => Kind::Folder,
            () => Kind::File,
        })
    }

    pub(super) fn file(_: &Path, path: &Path) -> io::Result<File> {
        if !path.symlink_metadata()?.is_file() {
            return Err(super::no_file());
        }
        File::open(path)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Folder, Kind, Lies, lies, open};
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn follows_no_part_of_a_path() {
        let dir = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("notes/deep")).unwrap();
        fs::write(root.join("notes/deep/a.md"), "text").unwrap();
        fs::write(outside.path().join("a.md"), "secret").unwrap();
        symlink(outside.path(), root.join("notes/linked")).unwrap();
        symlink(outside.path().join("a.md"), root.join("notes/deep/b.md")).unwrap();
        assert!(open(&root, &root.join("notes/deep/a.md")).is_ok());
        for path in [
            "notes/linked/a.md",
            "notes/deep/b.md",
            "notes/deep",
            "notes/deep/../deep/a.md",
            "none",
        ] {
            assert!(open(&root, &root.join(path)).is_err(), "{path}");
        }
        assert!(open(&root, &outside.path().join("a.md")).is_err());
        for (path, expected) in [
            ("notes/deep/a.md", Lies::File),
            ("notes/deep", Lies::Folder),
            ("", Lies::Folder),
            ("notes/none", Lies::Nothing),
            ("notes/deep/a.md/b", Lies::Nothing),
            ("notes/linked/a.md", Lies::Unknown),
            ("notes/deep/b.md", Lies::Unknown),
        ] {
            assert_eq!(lies(&root, &root.join(path)), expected, "{path}");
        }
        let long = "x".repeat(5000);
        assert_eq!(lies(&root, &root.join(long)), Lies::Nothing);
        assert!(Folder::open(&root, &root.join("notes/linked")).is_err());
        let deep = root.join("notes/deep");
        let mut folder = Folder::open(&root, &deep).unwrap();
        let mut entries = folder.entries(&deep).unwrap();
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        let kinds: Vec<Kind> = entries.iter().map(|entry| entry.kind).collect();
        assert_eq!(kinds, [Kind::File, Kind::Link]);
        assert_eq!(folder.look(&entries[0]).unwrap().size, 4);
    }
}
