//! What changed between two openings of a knowledge base, note by note, whoever brought the index up to date.

use super::answers::Finding;
use super::lists::same_title;
use super::{Error, Kb};
use crate::store::Ledger;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The notes as an index knew them once.
#[derive(Clone)]
pub struct Seen(Arc<Ledger>);

/// What became of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It is new.
    Added,
    /// It says something else.
    Changed,
    /// It is gone.
    Removed,
}

impl Became {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Became::Added => "added",
            Became::Changed => "changed",
            Became::Removed => "removed",
        }
    }
}

/// A note that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteChange {
    /// The note's path.
    pub path: String,
    /// What became of it.
    pub became: Became,
    /// How many topics it has now.
    pub topics: usize,
}

impl Kb {
    /// The notes as they are known now.
    #[must_use]
    pub fn seen(&self) -> Seen {
        Seen(self.store.shared_ledger())
    }

    /// What became of the notes since they were seen, by path. Times alone change nothing.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn changes_since(&self, seen: &Seen) -> Result<Vec<NoteChange>, Error> {
        let mut out = Vec::new();
        let mut old = seen.0.iter().peekable();
        let mut add = |path: &str, became| {
            let topics = match became {
                Became::Removed => 0,
                _ => self.store.count_of_note(path)?,
            };
            out.push(NoteChange {
                path: path.to_owned(),
                became,
                topics,
            });
            Ok::<(), Error>(())
        };
        for new in self.store.ledger().iter() {
            while let Some(gone) = old.next_if(|old| old.path < new.path) {
                add(gone.path, Became::Removed)?;
            }
            match old.next_if(|old| old.path == new.path) {
                None => add(new.path, Became::Added)?,
                Some(old) if old.hash != new.hash => add(new.path, Became::Changed)?,
                Some(_) => {}
            }
        }
        for gone in old {
            add(gone.path, Became::Removed)?;
        }
        Ok(out)
    }

    /// What some notes lack, as [`Kb::check`] has it, by path and line.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn check_notes(&self, paths: &BTreeSet<String>) -> Result<Vec<Finding>, Error> {
        let mut out: Vec<Finding> = self.report.problems.clone();
        out.retain(|problem| paths.contains(&problem.path));
        for path in paths {
            for stored in self.store.recaps_of_note(path)? {
                let repeats = self.namesake(&stored.recap)?;
                let repeats = repeats.map(|first| same_title(&stored.recap.title.value, &first));
                let told = stored.diagnostics.into_iter().chain(repeats);
                out.extend(told.map(|diagnostic| Finding {
                    path: path.clone(),
                    diagnostic,
                }));
            }
            out.extend(self.broken_links_of(path)?);
        }
        out.sort_by(|a, b| (&a.path, a.diagnostic.line).cmp(&(&b.path, b.diagnostic.line)));
        Ok(out)
    }
}
