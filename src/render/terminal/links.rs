//! Hyperlinks of terminals, and which targets may stand in them.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use url::Url;

/// The schemes that links in text may have.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];
/// Bytes of an address, beyond which some terminals take none.
const LONGEST: usize = 2048;

/// What gives the address of the file of a note by its path, where it has one.
pub type Lead<'l> = dyn Fn(&str) -> Option<String> + 'l;

/// What leads from the path of a note to its file.
#[derive(Clone, Copy)]
pub struct Files<'f>(Option<&'f Lead<'f>>);

impl<'f> Files<'f> {
    /// Places that lead nowhere.
    pub const NONE: Self = Self(None);

    /// What `lead` says where hyperlinks are wanted; it gives what [`file_url`] does.
    #[must_use]
    pub fn wanted(wanted: bool, lead: &'f Lead<'f>) -> Self {
        Self(wanted.then_some(lead))
    }

    /// The address of the note at `path`.
    pub(in crate::render) fn of(self, path: &str) -> Option<String> {
        self.0.and_then(|lead| lead(path))
    }
}

impl fmt::Debug for Files<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Files").field(&self.0.is_some()).finish()
    }
}

/// Text with a hyperlink; `target` is one of [`target`] or [`file_url`].
pub(in crate::render) fn linked(
    out: &mut dyn Write,
    target: &str,
    text: &dyn fmt::Display,
) -> io::Result<()> {
    write!(out, "\u{1b}]8;;{target}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\")
}

/// A target as it may stand in a hyperlink: printable ASCII, an address of the web or of mail.
pub(super) fn target(target: &str) -> Option<String> {
    let url = Url::parse(target).ok()?;
    let harmless = SCHEMES.contains(&url.scheme());
    bounded(url.into()).filter(|_| harmless)
}

/// The address of a file on the machine of this name; `None` where its path is not absolute.
#[must_use]
pub fn file_url(path: &Path, host: &str) -> Option<String> {
    let mut url = Url::from_file_path(path).ok()?;
    if !host.is_empty() {
        url.set_host(Some(host)).ok()?;
    }
    bounded(url.into())
}

fn bounded(url: String) -> Option<String> {
    let plain = url.len() <= LONGEST && url.bytes().all(|b| b.is_ascii_graphic());
    plain.then_some(url)
}

/// Whether the text of a link says where it leads.
pub(super) fn says(text: &str, target: &str) -> bool {
    let bare = |text: &str| {
        let text = text.trim().trim_end_matches('/');
        let schemes = ["https://", "http://", "mailto:"];
        let rest = schemes.iter().find_map(|scheme| text.strip_prefix(scheme));
        rest.unwrap_or(text).to_lowercase()
    };
    target.starts_with('#') || bare(text) == bare(target)
}
