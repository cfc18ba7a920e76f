//! New notes: where one goes, what is said of it, and whether what was written of it would be read back.

use super::resolve::nearest;
use super::write::write_below;
use super::{Error, Kb};
use crate::config::{Root, Verdict, confine};
use crate::model::{Catalogue, PartialDate};
use crate::page;
use crate::recap::vocabulary::builtin;
use crate::recap::{self, Input, Reader};
use std::path::{Path, PathBuf};

/// The template of the user's own for new notes, beside `kb.toml`.
pub const TEMPLATE_FILE: &str = "kb-note.jinja";

/// What a new note is to be about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewNote {
    /// Its title, where it is to have one of its own.
    pub title: Option<String>,
    /// The project.
    pub project: Option<String>,
    /// The release.
    pub release: Option<String>,
    /// The event.
    pub event: Option<String>,
    /// When it took place, or when the note is written.
    pub date: Option<PartialDate>,
    /// Tags.
    pub tags: Vec<String>,
    /// The folder of notes that it goes into, below the root; the first one where none is named.
    pub dir: Option<String>,
}

/// A note that is not written yet: its place, and its facts as they go into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlankNote {
    /// Its path below the root, with `/`.
    pub path: String,
    /// Its file.
    pub file: PathBuf,
    /// Its title.
    pub title: String,
    /// What it is about. A known release has its own name.
    pub about: NewNote,
    /// What is odd about it.
    pub warnings: Vec<String>,
}

impl Kb {
    /// The place of a new note and its facts. Nothing is written: [`Kb::write_new`] does.
    ///
    /// # Errors
    /// Where nothing is said of it, its folder is none of notes, or something is there already.
    pub fn new_note(root: &Root, asked: &NewNote) -> Result<BlankNote, Error> {
        let mut about = asked.clone();
        let warnings = known_release(root, &mut about);
        let facts = [&about.project, &about.release, &about.event];
        let facts: Vec<&str> = facts
            .into_iter()
            .filter_map(|fact| fact.as_deref())
            .collect();
        let named: Vec<&str> = facts
            .iter()
            .copied()
            .chain(about.title.as_deref())
            .collect();
        if named.is_empty() {
            return Err(Error::Unnamed);
        }
        let title = match &about.title {
            Some(title) => title.clone(),
            None => format!("{} recap", capital(&facts.join(" "))),
        };
        let name = name(about.date, &named.join(" "));
        let (path, file) = place(root, asked.dir.as_deref(), &name)?;
        match file.symlink_metadata() {
            Ok(_) => Err(Error::Present(PathBuf::from(path))),
            Err(_) => Ok(BlankNote {
                path,
                file,
                title,
                about,
                warnings,
            }),
        }
    }

    /// Writes a new note, whole or not at all, and never over another.
    ///
    /// # Errors
    /// Where its front matter would not be read, something is there by now, or it cannot be written.
    pub fn write_new(root: &Root, note: &BlankNote, text: &str) -> Result<(), Error> {
        if let Some(fault) = read_back(root, note, text).broken {
            return Err(Error::Unreadable(fault));
        }
        write_below(&root.dir, &note.file, text.as_bytes(), false).map_err(|error| match error {
            Error::Taken(_) => Error::Present(PathBuf::from(&note.path)),
            error => error,
        })
    }

    /// Which facts of a new note would not be read back from its text.
    #[must_use]
    pub fn lost_facts(root: &Root, note: &BlankNote, text: &str) -> Vec<&'static str> {
        let told = read_back(root, note, text);
        let about = &note.about;
        let lost = [
            ("project", about.project.is_some() && !told.project),
            ("release", about.release.is_some() && !told.release),
            ("event", about.event.is_some() && !told.event),
            ("date", about.date.is_some() && !told.date),
            ("tags", !about.tags.is_empty() && !told.tags),
        ];
        let lost = lost.into_iter().filter(|(_, lost)| *lost);
        lost.map(|(what, _)| what).collect()
    }
}

/// What a note of this date about this is called: what is known of the date, and the words. A name that would be read as
/// another date (`2022-05` about `05 things`) has a word in between.
fn name(date: Option<PartialDate>, about: &str) -> String {
    let Some(date) = date else {
        return page::slug(None, &[about, "recap"]);
    };
    if date.day().is_some() {
        return page::slug(Some(date), &[about, "recap"]);
    }
    let slug = page::slug(None, &[about, "recap"]);
    let rest = slug.strip_prefix(&date.to_string());
    let name = match rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric())) {
        true => slug.clone(),
        false => format!("{date}-{slug}"),
    };
    // A year alone is no date to who reads names.
    let wanted = date.month().map(|_| date);
    match recap::date_of_name(&name) == wanted {
        true => name,
        false => format!("{date}-recap-{slug}"),
    }
}

/// What is read of a new note.
struct ReadBack {
    broken: Option<String>,
    project: bool,
    release: bool,
    event: bool,
    date: bool,
    tags: bool,
}

fn read_back(root: &Root, note: &BlankNote, text: &str) -> ReadBack {
    let vocabulary = builtin();
    let catalogue = root.config.catalogue(Catalogue::openstack());
    let given = root.config.given(&note.path);
    let readings = Reader::new(&vocabulary, &catalogue).read(&Input {
        path: &note.path,
        id_base: &note.path,
        bytes: text.as_bytes(),
        given: &given,
    });
    let recaps = || readings.iter().map(|reading| &reading.recap);
    let mut told = readings.iter().flat_map(|reading| &reading.diagnostics);
    let broken = told.find(|told| told.code == "front-matter");
    ReadBack {
        broken: broken.map(|told| format!("line {}: {}", told.line, told.message)),
        project: recaps().any(|recap| recap.project.is_some()),
        release: recaps().any(|recap| !recap.releases.is_empty()),
        event: recaps().any(|recap| recap.event.is_some()),
        date: recaps().any(|recap| recap.date.is_some()),
        tags: recaps().any(|recap| !recap.tags.is_empty()),
    }
}

/// Gives a known release its own name, and says where one is not known.
fn known_release(root: &Root, about: &mut NewNote) -> Vec<String> {
    let Some(release) = &about.release else {
        return Vec::new();
    };
    let catalogue = root.config.catalogue(Catalogue::openstack());
    if let Some(known) = catalogue.find(release) {
        about.release = Some(known.as_str().to_owned());
        return Vec::new();
    }
    let known = catalogue.known().iter();
    let names = known.flat_map(|known| {
        let aliases = known.aliases.iter().map(String::as_str);
        std::iter::once(known.release.as_str()).chain(aliases)
    });
    let hint = match nearest(release, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "a `[[release]]` in `kb.toml` makes it known".to_owned(),
    };
    vec![format!(
        "release `{release}` is not in the catalogue; {hint}"
    )]
}

/// The path and the file of a note of this name.
fn place(root: &Root, dir: Option<&str>, name: &str) -> Result<(String, PathBuf), Error> {
    let first = root.config.notes().first().map_or("notes", String::as_str);
    let folder = confine(&root.dir, dir.unwrap_or(first))?;
    let mut notes = root.config.notes().iter();
    let is_of_notes =
        notes.any(|notes| confine(&root.dir, notes).is_ok_and(|notes| folder.starts_with(notes)));
    if !is_of_notes || folder.starts_with(&root.index_dir) {
        return Err(Error::NotAmongNotes(dir.unwrap_or(first).to_owned()));
    }
    let below = folder.strip_prefix(&root.dir).unwrap_or(Path::new(""));
    let path = |ending: &str| {
        let file = below.join(format!("{name}.{ending}"));
        let parts: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    };
    let is_note = |ending: &&str| root.config.globs().judge(&path(ending)) == Verdict::Note;
    match ["md", "markdown"]
        .into_iter()
        .find(|ending| is_note(ending))
    {
        Some(ending) => Ok((path(ending), folder.join(format!("{name}.{ending}")))),
        None => Err(Error::NoNote(path("md"))),
    }
}

/// A text with a capital at its beginning.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::name;

    #[track_caller]
    fn check(date: &str, about: &str, expected: &str) {
        assert_eq!(name(date.parse().ok(), about), expected);
    }

    #[test]
    fn names_have_what_is_known_of_the_date() {
        check("2022-04-05", "T1", "2022-04-05-t1");
        check("2022-12", "T1", "2022-12-t1");
        check("2022", "T1", "2022-t1");
        check("", "T1", "t1");
        check("2022-12", "2022-12 review", "2022-12-review");
        check("2022", "2022 review", "2022-review");
        check("2022", "20221 things", "2022-20221-things");
        // No other date is made of the two.
        check("2022-12", "05 things", "2022-12-recap-05-things");
        check("2022", "05 things", "2022-recap-05-things");
        check("2022", "May meeting", "2022-may-meeting");
        check("2022", "2022-12 review", "2022-recap-2022-12-review");
        check("2022", "con", "2022-page-con");
    }
}
