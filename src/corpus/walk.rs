//! The walk: one pass over the folders of the notes, on two threads.

use super::look::Looks;
use super::name::relative;
use super::{FileMeta, Walk};
use crate::config::{Root, Verdict, confine};
use crate::model::{Diagnostic, Severity};
use ignore::{DirEntry, WalkBuilder, WalkState};
use rayon::slice::ParallelSliceMut;
use std::path::{Path, PathBuf, is_separator};
use std::sync::{Arc, Mutex, PoisonError};

/// Finds the notes of a root.
///
/// Rules of `.gitignore` and `.ignore` files count from the root down, also outside a repository.
/// Those above the root do not: a `*` in a home folder's `.gitignore` would hide every note.
#[must_use]
pub fn walk(root: &Root) -> Walk {
    let mut found = Walk::default();
    let scope = Arc::new(Scope::new(root, &mut found));
    if !scope.notes.is_empty() {
        let shared = Mutex::new(&mut found);
        builder(root, &scope).build_parallel().run(|| {
            let mut part = Part {
                found: Walk::default(),
                whole: &shared,
            };
            let scope = &scope;
            let mut looks = Looks::default();
            Box::new(move |entry| {
                part.found.add(look(root, scope, &mut looks, entry));
                WalkState::Continue
            })
        });
    }
    let order = |a: &FileMeta, b: &FileMeta| (&a.path, &a.abs).cmp(&(&b.path, &b.abs));
    found.files.par_sort_unstable_by(order);
    if tell_apart(&mut found.files) {
        found.files.sort_by(order);
    }
    found
        .problems
        .sort_by(|a, b| (&a.0, &a.1.message).cmp(&(&b.0, &b.1.message)));
    found
}

/// What one thread of a walk found; it joins the whole when the thread is done.
struct Part<'w, 'f> {
    found: Walk,
    whole: &'w Mutex<&'f mut Walk>,
}

impl Drop for Part<'_, '_> {
    fn drop(&mut self) {
        let mut whole = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        whole.join(std::mem::take(&mut self.found));
    }
}

/// The part of the root that is looked at.
pub(super) struct Scope {
    notes: Vec<PathBuf>,
    index: PathBuf,
}

impl Scope {
    /// The folders of the notes by their real paths; those that cannot be used become problems.
    fn new(root: &Root, found: &mut Walk) -> Self {
        let mut notes = Vec::new();
        for folder in root.config.notes() {
            let problem = match confine(&root.dir, folder) {
                Ok(path) if path.exists() => {
                    notes.push(path);
                    continue;
                }
                Ok(_) => Diagnostic::of_file(
                    Severity::Warning,
                    "no-folder",
                    format!("there is no folder `{folder}`"),
                )
                .with_hint("make it, or name another under `notes` in `kb.toml`"),
                Err(error) => {
                    let hint = error.hint.clone().unwrap_or_default();
                    Diagnostic::of_file(Severity::Error, "outside", error.message).with_hint(hint)
                }
            };
            found.problems.push((folder.clone(), problem));
        }
        Self {
            notes,
            index: root.index_dir.clone(),
        }
    }

    /// The same scope, without telling its problems.
    pub(super) fn of(root: &Root) -> Self {
        Self::new(root, &mut Walk::default())
    }

    /// Whether `path` lies in a folder of notes, or leads to one, and is not in the index.
    pub(super) fn holds(&self, path: &Path) -> bool {
        !path.starts_with(&self.index)
            && (self.leads_to_notes(path) || self.notes.iter().any(|n| path.starts_with(n)))
    }

    /// A folder of notes may itself be hidden: its name in the settings says that it is meant.
    pub(super) fn hides(&self, path: &Path) -> bool {
        is_hidden(path) && !self.leads_to_notes(path)
    }

    /// The same of a file in a folder that is held: by its bytes, since there are many files.
    fn holds_file(&self, path: &Path) -> bool {
        let path = path.as_os_str().as_encoded_bytes();
        let below = |notes: &PathBuf| {
            let rest = path.strip_prefix(notes.as_os_str().as_encoded_bytes());
            rest.is_some_and(|rest| rest.first().is_none_or(|c| is_separator(char::from(*c))))
        };
        self.notes.iter().any(below)
    }

    fn leads_to_notes(&self, path: &Path) -> bool {
        self.notes.iter().any(|notes| notes.starts_with(path))
    }
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.as_encoded_bytes());
    name.is_some_and(|name| name.starts_with(b"."))
}

/// The walk starts at the root so that the rules there count, and the scope keeps it short.
fn builder(root: &Root, scope: &Arc<Scope>) -> WalkBuilder {
    let scope = Arc::clone(scope);
    let mut builder = WalkBuilder::new(&root.dir);
    builder
        .threads(2)
        .hidden(false)
        .parents(false)
        .git_global(false)
        .require_git(false)
        .follow_links(false)
        .current_dir(&root.dir)
        .filter_entry(move |entry| {
            let is_folder = entry.file_type().is_none_or(|kind| kind.is_dir());
            match is_folder {
                true => scope.holds(entry.path()) && !scope.hides(entry.path()),
                false => !is_hidden(entry.path()),
            }
        });
    builder
}

/// What one entry of a folder turned out to be.
enum Finding {
    Note(FileMeta),
    TooLarge(String, Diagnostic),
    Excluded,
    Link,
    NotANote,
    Folder,
    Elsewhere,
    Problem(String, Diagnostic),
}

fn look(
    root: &Root,
    scope: &Scope,
    looks: &mut Looks,
    entry: Result<DirEntry, ignore::Error>,
) -> Finding {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => return failed(root, &error, "unreadable", Severity::Error),
    };
    if let Some(error) = entry.error() {
        return failed(root, error, "ignore-rule", Severity::Warning);
    }
    let kind = entry.file_type();
    if kind.is_none_or(|kind| kind.is_dir()) {
        return Finding::Folder;
    }
    // A file beside a folder of notes.
    if !scope.holds_file(entry.path()) {
        return Finding::Elsewhere;
    }
    let path = relative(&root.dir, entry.path());
    let verdict = root.config.globs().judge(&path);
    if kind.is_some_and(|kind| kind.is_symlink()) {
        let counts = verdict == Verdict::Note || entry.path().is_dir();
        return if counts {
            Finding::Link
        } else {
            Finding::NotANote
        };
    }
    // A pipe or socket is never opened, whatever its name.
    match verdict {
        Verdict::Note if kind.is_some_and(|kind| kind.is_file()) => note(root, looks, entry, path),
        Verdict::Excluded => Finding::Excluded,
        _ => Finding::NotANote,
    }
}

fn note(root: &Root, looks: &mut Looks, entry: DirEntry, path: String) -> Finding {
    let look = match looks.of(entry.path()) {
        Ok(look) => look,
        Err(error) => {
            let reason = super::read::reason(&error);
            let problem = Diagnostic::of_file(Severity::Error, "unreadable", reason);
            return Finding::Problem(path, problem);
        }
    };
    let max = root.config.max_size();
    if look.size > max {
        return Finding::TooLarge(path, super::read::too_large(look.size, max));
    }
    Finding::Note(FileMeta {
        path,
        size: look.size,
        mtime_ns: look.mtime_ns,
        abs: entry.into_path(),
    })
}

fn failed(root: &Root, error: &ignore::Error, code: &str, severity: Severity) -> Finding {
    let (path, reason) = parts(error);
    let path = path.map_or_else(|| ".".to_owned(), |path| relative(&root.dir, path));
    Finding::Problem(path, Diagnostic::of_file(severity, code, reason))
}

/// The path and the reason inside an error of the walker.
fn parts(error: &ignore::Error) -> (Option<&Path>, String) {
    match error {
        ignore::Error::WithPath { path, err } => (Some(path), parts(err).1),
        ignore::Error::WithDepth { err, .. } => parts(err),
        ignore::Error::WithLineNumber { line, err } => {
            let (path, reason) = parts(err);
            (path, format!("line {line}: {reason}"))
        }
        ignore::Error::Partial(errors) if errors.len() == 1 => parts(&errors[0]),
        ignore::Error::Io(error) => (None, super::read::reason(error)),
        other => (None, other.to_string()),
    }
}

impl Walk {
    fn join(&mut self, other: Self) {
        self.files.extend(other.files);
        self.problems.extend(other.problems);
        let (all, more) = (&mut self.skipped, other.skipped);
        all.excluded += more.excluded;
        all.too_large += more.too_large;
        all.links += more.links;
        all.not_notes += more.not_notes;
    }

    fn add(&mut self, finding: Finding) {
        match finding {
            Finding::Note(file) => self.files.push(file),
            Finding::TooLarge(path, problem) => {
                self.skipped.too_large += 1;
                self.problems.push((path, problem));
            }
            Finding::Excluded => self.skipped.excluded += 1,
            Finding::Link => self.skipped.links += 1,
            Finding::NotANote => self.skipped.not_notes += 1,
            Finding::Folder | Finding::Elsewhere => {}
            Finding::Problem(path, problem) => self.problems.push((path, problem)),
        }
    }
}

/// Makes like paths differ, and says whether there were any: a file may be named by the very text
/// that stands for another's bytes (`\xFF.md`).
fn tell_apart(files: &mut [FileMeta]) -> bool {
    let mut same = 1;
    let mut any = false;
    for at in 1..files.len() {
        let (before, rest) = files.split_at_mut(at);
        if before[at - same].path == rest[0].path {
            same += 1;
            any = true;
            rest[0].path.push_str(&format!("~{same}"));
        } else {
            same = 1;
        }
    }
    any
}
