//! Saved web pages as new notes.

use super::write::write_below;
use super::{Doing, Error, Kb, Progress};
use crate::config::{Root, Verdict, confine};
use crate::page::{self, Page, Stated};
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Pages to be made notes.
#[derive(Debug, Clone, Default)]
pub struct ImportRequest {
    /// The files of the pages.
    pub pages: Vec<PathBuf>,
    /// What is said of all of them.
    pub stated: Stated,
    /// Whether notes that are there may be replaced.
    pub force: bool,
}

/// A note that a page becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Its path below the root, with `/`.
    pub path: String,
    /// Its file.
    pub file: PathBuf,
    /// Its text.
    pub text: String,
}

/// A page that cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadPage {
    /// The page, as it was named.
    pub name: String,
    /// What is wrong with it.
    pub reason: String,
    /// How to mend it, where we know.
    pub hint: Option<String>,
}

/// The endings of pages.
const ENDINGS: [&str; 3] = ["html", "htm", "xhtml"];
/// The endings of web archives.
const ARCHIVES: [&str; 4] = ["mhtml", "mht", "webarchive", "maff"];

impl Kb {
    /// Reads saved pages as notes for the first folder of notes, and tells how far it is. Nothing is written:
    /// [`Kb::write_imported`] does.
    ///
    /// # Errors
    /// Where one of the pages cannot be read, all that cannot; where a note is there already and may not be replaced.
    pub fn import(
        root: &Root,
        request: &ImportRequest,
        told: &mut dyn FnMut(Progress),
    ) -> Result<Vec<Imported>, Error> {
        let mut pages = Vec::new();
        let mut bad = Vec::new();
        for (done, path) in request.pages.iter().enumerate() {
            told(Progress {
                doing: Doing::Importing,
                done: done as u64,
                of: request.pages.len() as u64,
            });
            match read(path, root.config.max_size()) {
                Ok(page) => pages.push((path, page)),
                Err(fault) => bad.push(fault),
            }
        }
        if !bad.is_empty() {
            return Err(Error::Pages(bad));
        }
        let folder = root.config.notes().first().map_or("notes", String::as_str);
        let place = Place {
            dir: confine(&root.dir, folder)?,
            folder,
            root,
        };
        let mut taken = HashSet::new();
        let notes = pages.iter().map(|(path, page)| {
            let text = page::note(page, &request.stated, &file_name(path));
            place
                .note(path, page, &request.stated, &mut taken)
                .map(|(path, file)| Imported { path, file, text })
        });
        let notes = notes.collect::<Result<Vec<_>, Error>>()?;
        for note in &notes {
            match note.file.symlink_metadata() {
                Ok(there) if !request.force || !there.is_file() => {
                    return Err(Error::Taken(PathBuf::from(&note.path)));
                }
                _ => {}
            }
        }
        Ok(notes)
    }

    /// Writes what [`Kb::import`] read, each note whole or not at all.
    ///
    /// # Errors
    /// Where a note cannot be written, or is there by now and may not be replaced.
    pub fn write_imported(root: &Root, note: &Imported, force: bool) -> Result<(), Error> {
        write_below(&root.dir, &note.file, note.text.as_bytes(), force)
    }
}

/// Where notes go.
struct Place<'r> {
    root: &'r Root,
    /// The folder of notes, as the settings name it.
    folder: &'r str,
    /// The same on the disk.
    dir: PathBuf,
}

impl Place<'_> {
    /// The path and the file of the note for a page. Pages of one call whose names are alike are numbered.
    fn note(
        &self,
        page_file: &Path,
        page: &Page,
        stated: &Stated,
        taken: &mut HashSet<String>,
    ) -> Result<(String, PathBuf), Error> {
        let stem = page_file.file_stem().map(|stem| stem.to_string_lossy());
        let texts = [page.title.as_deref(), stem.as_deref()];
        let texts: Vec<&str> = texts.into_iter().flatten().collect();
        let slug = page::slug(stated.date.or(page.date), &texts);
        let mut name = slug.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            name = format!("{slug}-{number}");
            number += 1;
        }
        let path = |ending: &str| match self.folder {
            "." => format!("{name}.{ending}"),
            folder => format!("{folder}/{name}.{ending}"),
        };
        let is_note =
            |ending: &&str| self.root.config.globs().judge(&path(ending)) == Verdict::Note;
        let Some(ending) = ["md", "markdown"]
            .into_iter()
            .find(|ending| is_note(ending))
        else {
            return Err(Error::NoNote(path("md")));
        };
        Ok((path(ending), self.dir.join(format!("{name}.{ending}"))))
    }
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

fn read(path: &Path, max_size: u64) -> Result<Page, BadPage> {
    let bad = |reason: String, hint: Option<&str>| BadPage {
        // A line feed in it would make a line of its own.
        name: path
            .display()
            .to_string()
            .replace(|c: char| c.is_control(), "\u{fffd}"),
        reason,
        hint: hint.map(str::to_owned),
    };
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some(ending) if ENDINGS.contains(&ending) => {}
        Some(ending) if ARCHIVES.contains(&ending) => {
            let fault = page::PageError::Archive;
            return Err(bad(fault.to_string(), fault.hint()));
        }
        _ => {
            let hint = "name pages that a browser saved: `.html`, `.htm` or `.xhtml`";
            return Err(bad("it is no saved web page".to_owned(), Some(hint)));
        }
    }
    let bytes = bytes(path, max_size).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => bad(
            format!("it has more bytes than `max_size` allows, which is {max_size}"),
            Some("raise `max_size` in `kb.toml`"),
        ),
        io::ErrorKind::NotFound => bad("there is no such file".to_owned(), None),
        io::ErrorKind::PermissionDenied => bad("permission denied".to_owned(), None),
        _ => bad(format!("it cannot be read: {error}"), None),
    })?;
    page::read(&bytes).map_err(|fault| bad(fault.to_string(), fault.hint()))
}

/// The bytes of a file that is not too large. What is no file, such as a pipe, is not waited for.
fn bytes(path: &Path, max_size: u64) -> io::Result<Vec<u8>> {
    if !path.metadata()?.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    let mut bytes = Vec::new();
    let limit = max_size.saturating_add(1);
    File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > max_size {
        true => Err(io::ErrorKind::FileTooLarge.into()),
        false => Ok(bytes),
    }
}
