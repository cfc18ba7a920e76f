//! Names of files as text.

use std::fmt::Write;
use std::path::{Component, MAIN_SEPARATOR, Path};

/// `path` relative to `root`, with `/`; the root itself is `.`. Bytes that are no UTF-8 become
/// `\xFF`, so that two such names stay two.
pub(super) fn relative(root: &Path, path: &Path) -> String {
    if let Some(plain) = plainly(root, path) {
        return plain.to_owned();
    }
    let mut out = String::new();
    for part in path.strip_prefix(root).unwrap_or(path).components() {
        let Component::Normal(name) = part else {
            continue;
        };
        if !out.is_empty() {
            out.push('/');
        }
        for chunk in name.as_encoded_bytes().utf8_chunks() {
            out.push_str(chunk.valid());
            for byte in chunk.invalid() {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\x{byte:02X}");
            }
        }
    }
    if out.is_empty() { ".".to_owned() } else { out }
}

/// The same where nothing has to be written otherwise: one look at the text, since there are many files.
fn plainly<'p>(root: &Path, path: &'p Path) -> Option<&'p str> {
    let below = path.to_str()?.strip_prefix(root.to_str()?)?;
    let below = below.strip_prefix('/')?;
    let odd = MAIN_SEPARATOR != '/' || below.is_empty() || below.starts_with("./");
    let odd = odd || below.contains("//") || below.contains("/.");
    (!odd).then_some(below)
}

/// The part of a path after the last `/`.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
