//! A folder that is written into: once open it stays the same one, whatever takes its place on the way to it.

use std::fs::File;
use std::io;
use std::path::Path;

pub(super) use system::{Folder, Unfinished};

impl Folder {
    /// The bytes of a plain file in it.
    pub(super) fn read(&self, name: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut self.open(name)?, &mut bytes)?;
        Ok(bytes)
    }

    /// Opens a plain file in it: no link, pipe or the like.
    pub(super) fn open(&self, name: &Path) -> io::Result<File> {
        let file = self.open_any(name)?;
        match file.metadata()?.is_file() {
            true => Ok(file),
            false => Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "it is no plain file",
            )),
        }
    }
}

#[cfg(unix)]
mod system {
    use crate::corpus;
    use crate::kb::write::UNFINISHED;
    use rustix::fs::{AtFlags, CWD, Mode, OFlags, fsync, linkat, openat, renameat, unlinkat};
    use std::ffi::OsString;
    use std::fs::File;
    use std::io;
    use std::os::fd::OwnedFd;
    use std::path::Path;

    /// What is no plain file is not waited for.
    const PLAIN: OFlags = OFlags::NOFOLLOW
        .union(OFlags::NONBLOCK)
        .union(OFlags::CLOEXEC);

    /// An open folder.
    pub(in crate::kb::write) struct Folder {
        open: OwnedFd,
    }

    impl Folder {
        /// The folder that a path leads to, through links too.
        pub(in crate::kb::write) fn at(path: &Path) -> io::Result<Self> {
            // Who may write into it need not be one who may list it.
            #[cfg(target_os = "linux")]
            let access = OFlags::PATH;
            #[cfg(not(target_os = "linux"))]
            let access = OFlags::RDONLY;
            let flags = access | OFlags::DIRECTORY | OFlags::CLOEXEC;
            let open = openat(CWD, path, flags, Mode::empty())?;
            Ok(Self { open })
        }

        /// A folder of the root, through no link.
        pub(in crate::kb::write) fn below(root: &Path, path: &Path) -> io::Result<Self> {
            let open = corpus::open_folder(root, path)?;
            Ok(Self { open })
        }

        pub(super) fn open_any(&self, name: &Path) -> io::Result<File> {
            let open = openat(&self.open, name, PLAIN | OFlags::RDONLY, Mode::empty())?;
            Ok(open.into())
        }

        /// Opens a file in it for writing, without a change.
        pub(in crate::kb::write) fn open_to_write(&self, name: &Path) -> io::Result<File> {
            let open = openat(&self.open, name, PLAIN | OFlags::WRONLY, Mode::empty())?;
            Ok(open.into())
        }

        /// Makes a file in it under a name that none has.
        pub(in crate::kb::write) fn unfinished(&self, mode: u16) -> io::Result<Unfinished<'_>> {
            let flags = PLAIN | OFlags::RDWR | OFlags::CREATE | OFlags::EXCL;
            let mode = Mode::from_raw_mode(mode.into());
            let mut own = OsString::new();
            let made = tempfile::Builder::new()
                .prefix(UNFINISHED)
                .make_in("", |path| {
                    path.file_name().unwrap_or_default().clone_into(&mut own);
                    Ok(File::from(openat(&self.open, &own, flags, mode)?))
                })?;
            // Its own way would take the path from the working folder.
            let (file, _) = made.keep().map_err(|error| error.error)?;
            Ok(Unfinished {
                folder: self,
                file,
                name: own,
            })
        }

        /// Brings the names in it to the disk, where the system can.
        pub(in crate::kb::write) fn sync(&self) {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
            let _ = openat(&self.open, ".", flags, Mode::empty()).and_then(fsync);
        }
    }

    /// A file that is not whole yet. What is not put in a place goes.
    pub(in crate::kb::write) struct Unfinished<'f> {
        folder: &'f Folder,
        file: File,
        name: OsString,
    }

    impl Unfinished<'_> {
        pub(in crate::kb::write) fn file(&mut self) -> &mut File {
            &mut self.file
        }

        /// Gives it a name, and takes that from what has it.
        pub(in crate::kb::write) fn put(self, name: &Path) -> io::Result<()> {
            let folder = &self.folder.open;
            Ok(renameat(folder, &self.name, folder, name)?)
        }

        /// Exchanges it with what has a name, where the system can: whether it did.
        pub(in crate::kb::write) fn exchange(&self, name: &Path) -> io::Result<bool> {
            #[cfg(target_os = "linux")]
            {
                use rustix::fs::{RenameFlags, renameat_with};
                use rustix::io::Errno;
                let folder = &self.folder.open;
                match renameat_with(folder, &self.name, folder, name, RenameFlags::EXCHANGE) {
                    Ok(()) => Ok(true),
                    Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
                    Err(error) => Err(error.into()),
                }
            }
            #[cfg(not(target_os = "linux"))]
            {
                let _ = name;
                Ok(false)
            }
        }

        /// Whether what has its own name now holds these bytes.
        pub(in crate::kb::write) fn holds(&self, bytes: &[u8]) -> bool {
            let now = self.folder.read(Path::new(&self.name));
            now.is_ok_and(|now| now == bytes)
        }

        /// Gives it a name that none has.
        pub(in crate::kb::write) fn put_new(self, name: &Path) -> io::Result<()> {
            let folder = &self.folder.open;
            #[cfg(target_os = "linux")]
            {
                use rustix::fs::{RenameFlags, renameat_with};
                use rustix::io::Errno;
                let flags = RenameFlags::NOREPLACE;
                match renameat_with(folder, &self.name, folder, name, flags) {
                    Err(Errno::INVAL | Errno::NOSYS) => {}
                    done => return Ok(done?),
                }
            }
            Ok(linkat(folder, &self.name, folder, name, AtFlags::empty())?)
        }
    }

    impl Drop for Unfinished<'_> {
        fn drop(&mut self) {
            let _ = unlinkat(&self.folder.open, &self.name, AtFlags::empty());
        }
    }
}

#[cfg(not(unix))]
mod system {
    use crate::config::{open_regular, open_to_write};
    use crate::kb::write::UNFINISHED;
    use std::fs::File;
    use std::io;
    use std::path::{Path, PathBuf};

    /// A folder. Here it is its path.
    pub(in crate::kb::write) struct Folder {
        path: PathBuf,
    }

    impl Folder {
        pub(in crate::kb::write) fn at(path: &Path) -> io::Result<Self> {
            let path = path.to_owned();
            Ok(Self { path })
        }

        pub(in crate::kb::write) fn below(_: &Path, path: &Path) -> io::Result<Self> {
            match path.canonicalize()? == path {
                true => Self::at(path),
                false => Err(io::Error::new(
                    io::ErrorKind::InvalidInput,
                    "it lies behind a link",
                )),
            }
        }

        pub(super) fn open_any(&self, name: &Path) -> io::Result<File> {
            open_regular(&self.path.join(name))
        }

        pub(in crate::kb::write) fn open_to_write(&self, name: &Path) -> io::Result<File> {
            open_to_write(&self.path.join(name))
        }

        pub(in crate::kb::write) fn unfinished(&self, _: u16) -> io::Result<Unfinished<'_>> {
            let mut builder = tempfile::Builder::new();
            let file = builder.prefix(UNFINISHED).tempfile_in(&self.path)?;
            Ok(Unfinished { folder: self, file })
        }

        pub(in crate::kb::write) fn sync(&self) {}
    }

    /// A file that is not whole yet. What is not put in a place goes.
    pub(in crate::kb::write) struct Unfinished<'f> {
        folder: &'f Folder,
        file: tempfile::NamedTempFile,
    }

    impl Unfinished<'_> {
        pub(in crate::kb::write) fn file(&mut self) -> &mut File {
            self.file.as_file_mut()
        }

        pub(in crate::kb::write) fn put(self, name: &Path) -> io::Result<()> {
            let done = self.file.persist(self.folder.path.join(name));
            done.map(drop).map_err(|error| error.error)
        }

        pub(in crate::kb::write) fn exchange(&self, _: &Path) -> io::Result<bool> {
            Ok(false)
        }

        pub(in crate::kb::write) fn holds(&self, _: &[u8]) -> bool {
            false
        }

        pub(in crate::kb::write) fn put_new(self, name: &Path) -> io::Result<()> {
            let done = self.file.persist_noclobber(self.folder.path.join(name));
            done.map(drop).map_err(|error| error.error)
        }
    }
}
