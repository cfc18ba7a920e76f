//! The walk: one pass over the folders of the notes, on all threads.

use super::name::relative;
use super::rules::{Has, Rules};
use super::scope::Scope;
use super::within::{Entry, Folder, Kind};
use super::{FileMeta, Walk};
use crate::config::{Root, Verdict};
use rayon::slice::ParallelSliceMut;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Finds the notes of a root.
///
/// Rules of `.gitignore` and `.ignore` files count from the root down, also outside a repository.
/// Those above the root do not: a `*` in a home folder's `.gitignore` would hide every note.
#[must_use]
pub fn walk(root: &Root) -> Walk {
    let mut found = Walk::default();
    let scope = Scope::new(root, &mut found);
    if !scope.is_empty() {
        let visit = Visit {
            root,
            scope: &scope,
            found: Mutex::new(&mut found),
        };
        // It begins at the root so that the rules there count, and the scope keeps it short.
        rayon::scope(|threads| visit.folder(threads, root.dir.clone(), &Arc::default()));
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

/// What a walk goes by, and what it found so far.
struct Visit<'v, 'f> {
    root: &'v Root,
    scope: &'v Scope,
    found: Mutex<&'f mut Walk>,
}

/// A folder with what lies in it.
struct Listed<'l> {
    path: &'l Path,
    open: &'l Folder,
    entries: &'l [Entry],
}

impl Visit<'_, '_> {
    /// Looks at what a folder holds; the folders in it are looked at by whoever has time.
    fn folder<'s>(&'s self, threads: &rayon::Scope<'s>, folder: PathBuf, above: &Arc<Rules>) {
        let mut found = Walk::default();
        let listed = Folder::open(&self.root.dir, &folder).and_then(|mut open| {
            let entries = open.entries(&folder)?;
            Ok((open, entries))
        });
        match listed {
            Ok((open, entries)) => {
                let listed = Listed {
                    path: &folder,
                    open: &open,
                    entries: &entries,
                };
                self.entries(threads, &listed, above, &mut found);
                found.folders.push(folder);
            }
            Err(error) => found.fail(self.root, &folder, &error),
        }
        let mut all = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        all.join(found);
    }

    fn entries<'s>(
        &'s self,
        threads: &rayon::Scope<'s>,
        listed: &Listed<'_>,
        above: &Arc<Rules>,
        found: &mut Walk,
    ) {
        let problems = &mut found.problems;
        let has = has(listed.entries);
        let rules = Rules::within(above, self.root, listed.path, has, problems);
        for entry in listed.entries {
            let path = &entry.path;
            if self.scope.hides(path) {
                continue;
            }
            match entry.kind {
                Kind::Folder => {
                    if self.scope.holds(path) && !rules.leave_out(path, true) {
                        let (path, rules) = (path.clone(), Arc::clone(&rules));
                        threads.spawn(move |threads| self.folder(threads, path, &rules));
                    }
                }
                _ => {
                    if self.scope.holds_file(path) && !rules.leave_out(path, false) {
                        self.file(listed.open, entry, found);
                    }
                }
            }
        }
    }

    fn file(&self, folder: &Folder, entry: &Entry, found: &mut Walk) {
        let path = relative(&self.root.dir, &entry.path);
        let verdict = self.root.config.globs().judge(&path);
        if entry.kind == Kind::Link {
            let counts = verdict == Verdict::Note || entry.path.is_dir();
            let skipped = &mut found.skipped;
            *(if counts {
                &mut skipped.links
            } else {
                &mut skipped.not_notes
            }) += 1;
            return;
        }
        // A pipe or socket is never opened, whatever its name.
        match verdict {
            Verdict::Note if entry.kind == Kind::File => self.note(folder, entry, path, found),
            Verdict::Excluded => found.skipped.excluded += 1,
            _ => found.skipped.not_notes += 1,
        }
    }

    fn note(&self, folder: &Folder, entry: &Entry, path: String, found: &mut Walk) {
        // The system finds a file by its name in an open folder, faster than by a whole path.
        let look = match folder.look(entry) {
            Ok(look) => look,
            Err(error) => return found.fail(self.root, &entry.path, &error),
        };
        let max = self.root.config.max_size();
        if look.size > max {
            let problem = super::read::too_large(look.size, max);
            found.skipped.too_large += 1;
            found.problems.push((path, problem));
            return;
        }
        found.files.push(FileMeta {
            path,
            abs: entry.path.clone(),
            size: look.size,
            mtime_ns: look.mtime_ns,
        });
    }
}

/// Which files of rules are there: no other is looked for.
fn has(entries: &[Entry]) -> Has {
    let mut has = Has::default();
    for entry in entries {
        let name = entry.path.file_name().unwrap_or_default();
        match name.as_encoded_bytes() {
            b".ignore" => has.ignore = true,
            b".gitignore" => has.gitignore = true,
            b".git" => has.git = true,
            _ => {}
        }
    }
    has
}

impl Walk {
    fn join(&mut self, other: Self) {
        self.files.extend(other.files);
        self.folders.extend(other.folders);
        self.problems.extend(other.problems);
        let (all, more) = (&mut self.skipped, other.skipped);
        all.excluded += more.excluded;
        all.too_large += more.too_large;
        all.links += more.links;
        all.not_notes += more.not_notes;
    }

    fn fail(&mut self, root: &Root, path: &Path, error: &io::Error) {
        let problem = super::read::unreadable(error);
        self.problems.push((relative(&root.dir, path), problem));
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
