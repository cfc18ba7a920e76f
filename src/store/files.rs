//! Writing small files whole: a file is there with all of its bytes, or as it was before.

use super::error::StoreError;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// The beginning of our temporary files' names, which sweeping knows them by.
pub(super) const TEMPORARY: &str = ".tmp-kb-";

/// Puts `bytes` in the place of the file at `path`. They are on disk when this returns; the name is
/// after [`sync`] of the folder.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put(path, bytes, true)
}

/// The same without waiting for the disk: for what may be lost.
pub(super) fn replace_lightly(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put(path, bytes, false)
}

fn put(path: &Path, bytes: &[u8], to_disk: bool) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    // Temporary files are their owner's alone, but others may search a shared index.
    #[cfg(unix)]
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(open);
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    if to_disk {
        file.as_file().sync_all()?;
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Why a small file of ours could not be read: one that is no plain file is damage.
pub(super) fn failed(path: &Path, error: io::Error) -> StoreError {
    let name = path.file_name().unwrap_or_default().display();
    match error.kind() {
        io::ErrorKind::NotFound => StoreError::damaged(format!("`{name}` is missing")),
        io::ErrorKind::InvalidInput => StoreError::damaged(format!("`{name}` is no plain file")),
        _ => StoreError::io(path, error),
    }
}

/// Brings the names in a folder to disk.
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    File::open(folder)?.sync_all()
}
