//! What a file looks like from outside: its size, and when it was last changed.
//!
//! A walk asks this of every file, and asks the system by the file's name within its folder, which it finds faster than a
//! whole path.

use std::fs::Metadata;
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// What a file looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// Its size in bytes.
    pub(super) size: u64,
    /// When it was last changed, in nanoseconds from 1970, before it below zero.
    pub(super) mtime_ns: i64,
}

impl From<&Metadata> for Look {
    fn from(meta: &Metadata) -> Self {
        Self {
            size: meta.len(),
            mtime_ns: mtime_ns(meta),
        }
    }
}

/// Nanoseconds from 1970, and 0 where the system does not say.
fn mtime_ns(meta: &Metadata) -> i64 {
    let Ok(time) = meta.modified() else {
        return 0;
    };
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |ns| -ns),
    }
}

/// Looks at files of one folder after another.
#[derive(Default)]
pub(super) struct Looks {
    #[cfg(unix)]
    folder: Option<Folder>,
}

/// The folder of the file that was looked at last.
#[cfg(unix)]
struct Folder {
    path: std::path::PathBuf,
    opened: std::os::fd::OwnedFd,
}

#[cfg(unix)]
impl Looks {
    /// The look of the file itself, even where it became a link.
    pub(super) fn of(&mut self, path: &Path) -> io::Result<Look> {
        use rustix::fs::{AtFlags, statat};
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return Ok(Look::from(&path.symlink_metadata()?));
        };
        let stat = statat(self.enter(folder)?, name, AtFlags::SYMLINK_NOFOLLOW)?;
        let seconds = stat.st_mtime.saturating_mul(1_000_000_000);
        let rest = i64::try_from(stat.st_mtime_nsec).unwrap_or(0);
        Ok(Look {
            size: u64::try_from(stat.st_size).unwrap_or(0),
            mtime_ns: seconds.saturating_add(rest),
        })
    }

    fn enter(&mut self, path: &Path) -> io::Result<&std::os::fd::OwnedFd> {
        use rustix::fs::{Mode, OFlags, open};
        let is_it = |folder: &Folder| folder.path.as_os_str() == path.as_os_str();
        let known = self.folder.take().filter(is_it);
        let folder = match known {
            Some(folder) => folder,
            None => Folder {
                path: path.to_owned(),
                opened: open(
                    path,
                    OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC,
                    Mode::empty(),
                )?,
            },
        };
        Ok(&self.folder.insert(folder).opened)
    }
}

#[cfg(not(unix))]
impl Looks {
    /// The look of the file itself, even where it became a link.
    pub(super) fn of(&mut self, path: &Path) -> io::Result<Look> {
        Ok(Look::from(&path.symlink_metadata()?))
    }
}

#[cfg(test)]
mod tests {
    use super::{Look, Looks};
    use std::fs::{self, File};
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn sees_what_the_system_tells() {
        let folder = tempfile::tempdir().unwrap();
        let mut looks = Looks::default();
        let old = UNIX_EPOCH - Duration::from_millis(1500);
        let new = UNIX_EPOCH + Duration::from_nanos(5_000_000_007);
        for (name, time) in [("a/1", old), ("a/2", new), ("b/1", new)] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, name).unwrap();
            let file = File::options().write(true).open(&path).unwrap();
            file.set_modified(time).unwrap();
            let seen = looks.of(&path).unwrap();
            assert_eq!(seen, Look::from(&path.symlink_metadata().unwrap()));
            assert_eq!(seen.size, 3);
        }
        assert!(looks.of(&folder.path().join("b/2")).is_err());
        assert!(looks.of(&folder.path().join("c/1")).is_err());
    }
}
