//! A small knowledge base that is edited, and what kb must say of it.

use crate::run::Run;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// A word that every note has.
pub(crate) const WORD: &str = "granite";

/// The search whose answer shows all of the base.
pub(crate) const SEARCH: [&str; 6] = ["search", WORD, "--limit", "1000", "--format", "json"];

/// A knowledge base in a folder of its own, with an empty home and cache beside it.
pub(crate) struct Base {
    temp: TempDir,
    /// The title of each note by its path.
    titles: BTreeMap<String, String>,
    notes: usize,
    edits: usize,
}

impl Base {
    /// A base of so many notes, in memory where the system has such a place: no test here is about the disk.
    pub(crate) fn of(notes: usize) -> Self {
        let memory = tempfile::tempdir_in("/dev/shm");
        Self::in_folder(memory.or_else(|_| tempfile::tempdir()).unwrap(), notes)
    }

    /// The same, wherever temporary files lie.
    pub(crate) fn on_disk(notes: usize) -> Self {
        Self::in_folder(tempfile::tempdir().unwrap(), notes)
    }

    fn in_folder(temp: TempDir, notes: usize) -> Self {
        let mut base = Self {
            temp,
            titles: BTreeMap::new(),
            notes,
            edits: 0,
        };
        for folder in ["base/notes", "home", "cache", "out"] {
            fs::create_dir_all(base.outside().join(folder)).unwrap();
        }
        fs::write(base.path("kb.toml"), "").unwrap();
        for number in 0..notes {
            base.note(&format!("notes/{number:03}.md"), number);
        }
        base
    }

    /// A base whose index is up to date.
    pub(crate) fn indexed(notes: usize) -> Self {
        let base = Self::of(notes);
        base.kb(&["index"]).done("the first index");
        base
    }

    /// The folder that holds base, home and cache.
    pub(crate) fn outside(&self) -> &Path {
        self.temp.path()
    }

    /// A path below the root.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.outside().join("base").join(path)
    }

    /// How a note reads after so many edits.
    fn note(&mut self, path: &str, number: usize) {
        let title = format!("Rack {number} after {} edits", self.edits);
        let text = format!(
            "# {title}\n\nRow {number}: {WORD} floor, turned {} times.\n\nDecision: keep rack {number}.\n",
            self.edits
        );
        let file = self.path(path);
        // Not written in place: no reader may see half a note.
        let new = self.outside().join("new.md");
        fs::write(&new, text).unwrap();
        // A note of long ago needs no second look, so that a search after a sync has nothing to write.
        let ago = SystemTime::now() - Duration::from_secs(100_000 - self.edits as u64);
        File::options()
            .write(true)
            .open(&new)
            .and_then(|file| file.set_modified(ago))
            .unwrap();
        fs::rename(&new, file).unwrap();
        self.titles.insert(path.to_owned(), title);
    }

    /// Changes a note, and makes another or takes it away.
    pub(crate) fn edit(&mut self) {
        self.edits += 1;
        let number = self.edits * 7 % self.notes;
        self.note(&format!("notes/{number:03}.md"), number);
        let extra = "notes/extra.md";
        if self.edits.is_multiple_of(2) && self.titles.remove(extra).is_some() {
            fs::remove_file(self.path(extra)).unwrap();
        } else {
            self.note(extra, self.notes);
        }
    }

    /// How many notes there are.
    pub(crate) fn count(&self) -> usize {
        self.titles.len()
    }

    /// kb at the root, in a clean environment.
    pub(crate) fn command(&self) -> Command {
        self.program(env!("CARGO_BIN_EXE_kb"))
    }

    /// Another program in the same place and environment.
    pub(crate) fn program(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.path(""))
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.outside().join("home"))
            .env("XDG_CACHE_HOME", self.outside().join("cache"));
        command
    }

    pub(crate) fn kb(&self, args: &[&str]) -> Run {
        Run::of(self.command().args(args))
    }

    /// Whether an answer of [`SEARCH`] says exactly what the notes say.
    #[track_caller]
    pub(crate) fn is_answer(&self, run: &Run, what: &str) {
        run.done(what);
        assert_eq!(run.titles(), self.titles, "{what}: {}", run.stderr);
    }

    /// A search must be right, from an index that is sound: it was not built anew, and it can be written.
    #[track_caller]
    pub(crate) fn is_right(&self, what: &str) {
        let run = self.kb(&SEARCH);
        self.is_answer(&run, what);
        assert_eq!(run.stderr, "", "{what}");
    }

    /// The index must hold the notes as they are, with nothing left to write.
    #[track_caller]
    pub(crate) fn is_indexed(&self, what: &str) {
        let lock = self.lock();
        let run = self.kb(&[&SEARCH[..], &["--lock-timeout", "0"]].concat());
        drop(lock);
        self.is_answer(&run, what);
        assert_eq!(run.json()["index"]["fresh"], true, "{what}: {run:?}");
        assert_eq!(run.stderr, "", "{what}");
    }

    /// Every byte of the index must be sound, where kb can tell.
    #[track_caller]
    pub(crate) fn is_sound(&self, what: &str) {
        let help = self.kb(&["index", "--help"]);
        if help.stdout.contains("--verify") {
            let run = self.kb(&["index", "--verify"]);
            run.done(what);
            assert_eq!(run.stderr, "", "{what}: {run:?}");
        }
    }

    /// What names the generation in use.
    pub(crate) fn current(&self) -> String {
        fs::read_to_string(self.path("index/CURRENT")).unwrap_or_default()
    }

    /// The lock that another kb would hold, until dropped.
    pub(crate) fn lock(&self) -> File {
        let mut options = File::options();
        options.create(true).truncate(false).write(true);
        let lock = options.open(self.path("index/kb.lock")).unwrap();
        lock.lock().unwrap();
        lock
    }

    /// Every file below the index folder.
    pub(crate) fn index_files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        collect(&self.path("index"), &mut files);
        files
    }

    /// What died processes left behind is bounded.
    #[track_caller]
    pub(crate) fn is_tidy(&self, most: usize, what: &str) {
        let files = self.index_files();
        let name = |path: &&PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        let left = files.iter().filter(|path| name(path).starts_with(".tmp"));
        let left = left.count();
        assert!(left <= most, "{what}: {left} temporary files in {files:?}");
        let mut generations: Vec<_> = files.iter().filter_map(|path| path.parent()).collect();
        generations.retain(|folder| *folder != self.path("index"));
        generations.sort_unstable();
        generations.dedup();
        let generations = generations.len();
        assert!(generations <= 2, "{what}: {generations} generations");
    }
}

/// All files below a folder, with their bytes.
pub(crate) fn snapshot(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = Vec::new();
    collect(folder, &mut files);
    let read = |path: PathBuf| fs::read(&path).map(|bytes| (path, bytes));
    files.into_iter().map(|path| read(path).unwrap()).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => collect(&path, files),
            false => files.push(path),
        }
    }
}
