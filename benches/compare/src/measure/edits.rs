//! Edits of single notes, undone at the end.

use crate::trees::MADE;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The notes of a tree; dropped, it puts back what it changed.
pub struct Edits {
    root: PathBuf,
    notes: Vec<PathBuf>,
    made: Vec<u8>,
    changed: Vec<(PathBuf, Vec<u8>, SystemTime)>,
}

impl Edits {
    pub fn new(root: &Path) -> Result<Self, String> {
        let begin = || -> io::Result<Self> {
            let notes = crate::trees::markdown(&root.join("notes"))?;
            let made = fs::read(root.join(MADE))?;
            // Until all is put back this is not the tree it was.
            fs::remove_file(root.join(MADE))?;
            Ok(Self {
                root: root.to_owned(),
                notes,
                made,
                changed: Vec::new(),
            })
        };
        begin().map_err(|e| format!("{}: {e}", root.display()))
    }

    /// Adds a line to a note of its own for each `number`. The note gets a time a little later than it had, not of
    /// this moment: one that was just written is read once more by the next check, which is not what is measured.
    pub fn edit(&mut self, number: usize) -> Result<(), String> {
        // Spread over the tree: the step has no part in common with any likely number of notes.
        let path = &self.notes[number * 7919 % self.notes.len()];
        let mut edit = || -> io::Result<()> {
            let time = fs::metadata(path)?.modified()?;
            if !self.changed.iter().any(|(known, ..)| known == path) {
                self.changed.push((path.clone(), fs::read(path)?, time));
            }
            let mut file = File::options().append(true).open(path)?;
            writeln!(file, "\nEdited for the {number}th time.")?;
            file.set_modified(time + Duration::from_secs(1))
        };
        edit().map_err(|e| format!("{}: {e}", path.display()))
    }

    fn restore(&self) -> io::Result<()> {
        for (path, text, time) in &self.changed {
            let mut file = File::create(path)?;
            file.write_all(text)?;
            file.set_modified(*time)?;
        }
        fs::write(self.root.join(MADE), &self.made)
    }
}

impl Drop for Edits {
    fn drop(&mut self) {
        if let Err(error) = self.restore() {
            eprintln!(
                "{}: cannot put the notes back: {error}",
                self.root.display()
            );
        }
    }
}
