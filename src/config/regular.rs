//! Files that are files: a folder from somebody else may have links and pipes in the place of kb's own.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// Opens a file that is no link, pipe or the like.
///
/// # Errors
///
/// `InvalidInput` where it is none; as [`File::open`].
pub fn open_regular(path: &Path) -> io::Result<File> {
    open(path, OpenOptions::new().read(true))
}

/// The same for reading and writing, made where it is missing.
///
/// # Errors
///
/// As [`open_regular`].
pub fn open_or_make(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    open(path, &mut options)
}

/// The same for writing into one that is there.
///
/// # Errors
///
/// As [`open_regular`].
pub fn open_to_write(path: &Path) -> io::Result<File> {
    open(path, OpenOptions::new().write(true))
}

/// The bytes of such a file.
///
/// # Errors
///
/// As [`open_regular`], and what reading met.
pub fn read_regular(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = open_regular(path)?;
    let size = file.metadata()?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn open(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    match path.symlink_metadata() {
        Ok(meta) if !meta.is_file() => {
            let kind = io::ErrorKind::InvalidInput;
            return Err(io::Error::new(kind, "it is no plain file"));
        }
        _ => {}
    }
    // What takes its place in this moment is not followed, nor waited for.
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
        let flags = i32::try_from(flags).unwrap_or(0);
        std::os::unix::fs::OpenOptionsExt::custom_flags(options, flags);
    }
    options.open(path)
}

#[cfg(all(test, unix))]
mod tests {
    use super::{open_or_make, read_regular};
    use std::fs;
    use std::io::ErrorKind;
    use std::os::unix::fs::symlink;

    #[test]
    fn neither_follows_nor_waits() {
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(name);
        fs::write(path("file"), "text").unwrap();
        symlink("file", path("link")).unwrap();
        symlink("none", path("dangling")).unwrap();
        assert_eq!(read_regular(&path("file")).unwrap(), b"text");
        for name in ["link", "dangling", "."] {
            let refused = |error: std::io::Error| error.kind() == ErrorKind::InvalidInput;
            assert!(read_regular(&path(name)).is_err_and(refused), "{name}");
            assert!(open_or_make(&path(name)).is_err_and(refused), "{name}");
        }
        assert!(!path("none").exists());
        open_or_make(&path("new")).unwrap();
        assert_eq!(read_regular(&path("new")).unwrap(), b"");
    }
}
