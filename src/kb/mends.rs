//! Mending what is mechanical in the notes: what would be put in, and, only where that was asked for, putting it in.

use super::write::{may_replace, replace_file, write_below};
use super::{Answered, Error, Filters, Kb};
use crate::config::Root;
use crate::corpus::{self, FileMeta};
use crate::model::{FactSource, PartialDate};
use crate::recap::{Fault, Input, Mend, Mended, Reader, Unmendable, is_suspect};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// What mending some notes would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mends {
    /// The notes that have something to mend, by path.
    pub notes: Vec<MendedNote>,
    /// The notes that are left alone, by path.
    pub left: Vec<LeftNote>,
}

/// A note with what is mechanical in it mended. Nothing of it is written yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MendedNote {
    /// Its path below the root, with `/`.
    pub path: String,
    /// Its text as it was read.
    pub before: String,
    /// Its text as it should be.
    pub after: String,
    /// What was mended, once for each place, in the order in which it was.
    pub mends: Vec<Mend>,
    file: PathBuf,
}

/// A note that is left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftNote {
    /// Its path below the root, with `/`.
    pub path: String,
    /// Why.
    pub reason: String,
    /// Whether it is no fault of the note: it is only not written in Markdown.
    pub is_sound: bool,
}

/// What became of one note.
enum Outcome {
    Whole,
    Mended(MendedNote),
    Left(LeftNote),
}

impl Kb {
    /// The notes within `filters` that have one of these faults, mended. Nothing is written: [`Kb::write_mended`] and
    /// [`Kb::copy_mended`] do.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn mends(&self, filters: &Filters, faults: &[Fault]) -> Result<Answered<Mends>, Error> {
        let recaps = self.recaps(filters)?;
        let wanted: BTreeSet<String> = recaps.value.into_iter().map(|r| r.recap.path).collect();
        let reader = Reader::new(&self.vocabulary, &self.catalogue);
        let files = corpus::walk(&self.root).files;
        let files = files.par_iter().filter(|file| wanted.contains(&file.path));
        let outcomes: Vec<Outcome> = files
            .map(|file| outcome(&self.root, &reader, file, faults))
            .collect();
        let mut mends = Mends::default();
        for outcome in outcomes {
            match outcome {
                Outcome::Whole => {}
                Outcome::Mended(note) => mends.notes.push(note),
                Outcome::Left(note) => mends.left.push(note),
            }
        }
        Ok(self.answered(mends, recaps.unknown))
    }

    /// How many notes within `filters` have one of these faults, and could be mended and written now. Only those are read that look
    /// as if.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn mendable(&self, filters: &Filters, faults: &[Fault]) -> Result<usize, Error> {
        let recaps = self.recaps(filters)?.value.into_iter();
        let wanted: BTreeMap<String, Option<PartialDate>> = recaps
            .map(|row| {
                let date = row.recap.date.as_ref();
                let named = date.filter(|date| date.source == FactSource::FileName);
                (row.recap.path.clone(), named.map(|date| date.value))
            })
            .collect();
        let reader = Reader::new(&self.vocabulary, &self.catalogue);
        let is_mendable = |file: &&FileMeta| {
            let Some(named) = wanted.get(&file.path) else {
                return false;
            };
            let bytes = corpus::read(&self.root.dir, file, self.root.config.max_size());
            bytes.is_ok_and(|bytes| is_suspect(&bytes, *named))
                && matches!(outcome(&self.root, &reader, file, faults), Outcome::Mended(note) if may_replace(&self.root.dir, &note.file).is_ok())
        };
        let files = corpus::walk(&self.root).files;
        Ok(files.par_iter().filter(is_mendable).count())
    }

    /// Puts the mended text in the place of the note's, whole or not at all, where the note is as it was when it was read.
    ///
    /// # Errors
    /// Where it changed since, is a link, may not be written, or writing fails: then it is as it was.
    pub fn write_mended(&self, note: &MendedNote) -> Result<(), Error> {
        replace_file(
            &self.root.dir,
            &note.file,
            note.before.as_bytes(),
            note.after.as_bytes(),
        )
    }

    /// The mends without those that could not be written: their notes are among those that are left alone.
    #[must_use]
    pub fn writable(&self, mends: Mends) -> Mends {
        let Mends { notes, mut left } = mends;
        let may_write = |note: &MendedNote| match may_replace(&self.root.dir, &note.file) {
            Ok(()) => true,
            Err(error) => {
                left.push(LeftNote {
                    path: note.path.clone(),
                    reason: error.reason(),
                    is_sound: false,
                });
                false
            }
        };
        let notes = notes.into_iter().filter(may_write).collect();
        left.sort_by(|a, b| a.path.cmp(&b.path));
        Mends { notes, left }
    }

    /// A folder for mended copies, made where it is missing. It must lie outside the notes and the index.
    ///
    /// # Errors
    /// Where it does not, or cannot be made.
    pub fn folder_for_copies(&self, dir: &Path) -> Result<PathBuf, Error> {
        let unwritten = |source| Error::Write {
            path: dir.to_owned(),
            source,
        };
        self.refuse_links(dir)?;
        // Where it is missing it is its parent that tells where it would lie.
        let nearest = match dir.canonicalize() {
            Ok(real) => real,
            Err(_) => super::real_parent(dir).ok_or_else(|| Error::NoFolder(dir.to_owned()))?,
        };
        let notes = self.root.config.notes().iter();
        let mut own = notes.map(|folder| self.root.dir.join(folder));
        let in_own = own.any(|own| own.canonicalize().is_ok_and(|own| nearest.starts_with(own)));
        if in_own
            || nearest.starts_with(&self.root.index_dir)
            || dir.canonicalize().ok().as_ref() == Some(&self.root.dir)
        {
            return Err(Error::AmongNotes(dir.to_owned()));
        }
        if dir.exists() && !dir.is_dir() {
            return Err(Error::Irreplaceable {
                path: dir.to_owned(),
                reason: "it is no folder".to_owned(),
            });
        }
        if !dir.is_dir() {
            fs::create_dir(dir).map_err(unwritten)?;
        }
        dir.canonicalize().map_err(unwritten)
    }

    /// No link leads to the folder, nor from within the knowledge base on the way to it: a folder that came with notes must not
    /// say where files go.
    fn refuse_links(&self, dir: &Path) -> Result<(), Error> {
        let is_own = |above: &Path| {
            let parent = std::path::absolute(above).ok();
            parent.is_some_and(|above| above.starts_with(&self.root.dir))
        };
        let mut way = dir
            .ancestors()
            .filter(|above| !above.as_os_str().is_empty());
        let link = way.find(|above| above.is_symlink() && (*above == dir || is_own(above)));
        link.map_or(Ok(()), |link| Err(linked(link)))
    }

    /// Writes a mended note into a folder from [`Kb::folder_for_copies`], under its path below the root. Gives the file's path.
    ///
    /// # Errors
    /// Where there is something already, or it cannot be written.
    pub fn copy_mended(&self, note: &MendedNote, dir: &Path) -> Result<PathBuf, Error> {
        // By its real name: one that is no UTF-8 stands in the path as it is written.
        let below = note
            .file
            .strip_prefix(&self.root.dir)
            .unwrap_or(Path::new(&note.path));
        let target = dir.join(below);
        // Whoever made the folder may have put links into it.
        let mut through = target.ancestors().skip(1).take_while(|above| *above != dir);
        if let Some(link) = through.find(|above| above.is_symlink()) {
            return Err(linked(link));
        }
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(|source| Error::Write {
                path: parent.to_owned(),
                source,
            })?;
        }
        match write_below(dir, &target, note.after.as_bytes(), false) {
            Ok(()) => Ok(target),
            Err(Error::Taken(there)) => Err(Error::CopyThere(there)),
            Err(error) => Err(error),
        }
    }
}

fn linked(link: &Path) -> Error {
    Error::Irreplaceable {
        path: link.to_owned(),
        reason: "it is a link, and may lead anywhere".to_owned(),
    }
}

fn outcome(root: &Root, reader: &Reader<'_>, file: &FileMeta, faults: &[Fault]) -> Outcome {
    let path = file.path.clone();
    let bytes = match corpus::read(&root.dir, file, root.config.max_size()) {
        Ok(bytes) => bytes,
        Err(problem) => return left(path, problem.message, false),
    };
    let given = root.config.given(&path);
    let input = Input {
        path: &path,
        id_base: &path,
        bytes: &bytes,
        given: &given,
    };
    // One note must not end the work on all others, whatever it does to us.
    let mended = catch_unwind(AssertUnwindSafe(|| reader.mend(&input, faults)));
    let (text, mends) = match mended {
        Ok(Ok(None)) => return Outcome::Whole,
        Ok(Ok(Some(Mended { text, mends }))) => (text, mends),
        Ok(Err(why)) => return left(path, why.to_string(), why == Unmendable::Markup),
        Err(_) => return left(path, "kb failed inside when it read this".to_owned(), false),
    };
    match String::from_utf8(bytes) {
        Ok(before) => Outcome::Mended(MendedNote {
            path,
            before,
            after: text,
            mends,
            file: file.abs.clone(),
        }),
        Err(_) => left(path, Unmendable::Encoding.to_string(), false),
    }
}

fn left(path: String, reason: String, is_sound: bool) -> Outcome {
    Outcome::Left(LeftNote {
        path,
        reason,
        is_sound,
    })
}
