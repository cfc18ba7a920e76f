//! The bytes of a note, whole and of one moment, or the reason why not.

use super::look::Look;
use super::within;
use super::{FileMeta, UNREADABLE};
use crate::model::{Diagnostic, Severity};
use std::io::{self, Read};
use std::path::Path;

/// How often a file is read that changes meanwhile.
const ATTEMPTS: u32 = 3;
/// Where a NUL byte tells that a file is no text.
const BINARY_WITHIN: usize = 8 * 1024;

/// Reads a note of the root in this folder.
///
/// # Errors
///
/// A diagnostic with the code `unreadable`, `too-large` or `binary`.
pub fn read(root: &Path, meta: &FileMeta, max_size: u64) -> Result<Vec<u8>, Box<Diagnostic>> {
    for _ in 0..ATTEMPTS {
        if let Some(bytes) = attempt(root, meta, max_size)? {
            check_text(&bytes)?;
            return Ok(bytes);
        }
    }
    let message = "it changes while it is read";
    let problem = Diagnostic::of_file(Severity::Error, UNREADABLE, message);
    Err(Box::new(problem.with_hint("try again later")))
}

/// One reading, `None` where the file changed meanwhile.
fn attempt(
    root: &Path,
    meta: &FileMeta,
    max_size: u64,
) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
    let failed = |error| Box::new(unreadable(&error));
    // What became a pipe or a link since the walk is not read.
    let file = within::open(root, &meta.abs).map_err(failed)?;
    let before = file.metadata().map_err(failed)?;
    if before.len() > max_size {
        return Err(Box::new(too_large(before.len(), max_size)));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(before.len()).unwrap_or(0) + 1);
    let limit = max_size.saturating_add(1);
    (&file)
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    let after = file.metadata().map_err(failed)?;
    let same = Look::from(&before) == Look::from(&after) && before.len() == bytes.len() as u64;
    Ok(same.then_some(bytes))
}

fn check_text(bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    let binary = |message: &str| Diagnostic::of_file(Severity::Error, "binary", message);
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let hint = "save it as UTF-8, such as with `iconv -f UTF-16 -t UTF-8`";
        return Err(Box::new(binary("it is UTF-16 text").with_hint(hint)));
    }
    if bytes[..bytes.len().min(BINARY_WITHIN)].contains(&0) {
        let hint = "mend it in an editor, or leave it out with `exclude` in `kb.toml`";
        return Err(Box::new(
            binary("it is no text: it has NUL bytes").with_hint(hint),
        ));
    }
    Ok(())
}

pub(super) fn too_large(size: u64, max_size: u64) -> Diagnostic {
    let message = format!("it has {size} bytes, and `max_size` is {max_size}");
    Diagnostic::of_file(Severity::Error, "too-large", message)
        .with_hint("split the note, or raise `max_size` in `kb.toml`")
}

/// What is told of a file or folder that cannot be read.
pub(super) fn unreadable(error: &io::Error) -> Diagnostic {
    let told = Diagnostic::of_file(Severity::Error, UNREADABLE, reason(error));
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            told.with_hint("let kb read it, such as with `chmod u+rX`")
        }
        _ => told,
    }
}

/// The reason of an input error in words, without the system's number for it.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is no longer there".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
