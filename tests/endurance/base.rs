//! An index that can be put back as it was, and kb opened within the test.

use crate::sandbox::{Output, Sandbox, files_in};
use kb::config::{Lookup, Root};
use kb::kb::{Kb, Mode, Opening};
use serde_json::Value;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How often a repetition is repeated: KB_TORTURE turns it up.
pub(crate) fn times(usual: u32) -> u32 {
    let factor = std::env::var("KB_TORTURE")
        .ok()
        .and_then(|n| n.parse().ok());
    usual.saturating_mul(factor.unwrap_or(1_u32)).max(1)
}

/// A copy of a folder and all in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for path in files_in(from) {
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Dates a file.
pub(crate) fn date(file: &Path, time: SystemTime) {
    let file = File::options().write(true).open(file).unwrap();
    file.set_modified(time).unwrap();
}

/// A time at which nothing is still being written.
pub(crate) fn long_ago() -> SystemTime {
    SystemTime::now() - Duration::from_secs(3600)
}

/// Dates all notes such that their times vouch for them.
pub(crate) fn settle(kb: &Sandbox) {
    let mut folders = vec![kb.path("notes")];
    while let Some(folder) = folders.pop() {
        for path in files_in(&folder) {
            if path.is_dir() {
                folders.push(path);
            } else {
                date(&path, long_ago());
            }
        }
    }
}

/// A knowledge base whose index has two segments, one of them with deletions.
pub(crate) fn indexed() -> Sandbox {
    let kb = Sandbox::new();
    for (path, text) in [crate::fixture::SUMMIT, crate::fixture::TOOLS] {
        kb.note(path, text);
    }
    kb.note("notes/second.md", "# First words\n\nreplication\n");
    settle(&kb);
    kb.kb(&["index"]).done();
    kb.note("notes/second.md", "# Second words\n\nreplication of all\n");
    kb.note(crate::fixture::PLAIN.0, crate::fixture::PLAIN.1);
    settle(&kb);
    kb.kb(&["index"]).done();
    let deleted = kb.generation_files();
    let deleted = deleted.iter().filter(|file| kind(file) == "del").count();
    assert_eq!(deleted, 1, "this test wants an index with deletions");
    kb
}

/// A file's extension, or its name where that is the same in each generation.
pub(crate) fn kind(file: &Path) -> String {
    let name = file.file_name().unwrap().to_str().unwrap();
    match name.rsplit_once('.') {
        Some((stem, extension)) if stem.len() >= 32 => extension.to_owned(),
        _ if name.starts_with("ledger-") => "ledger".to_owned(),
        _ => name.to_owned(),
    }
}

/// Whether kb answers without what is in a file: marks and locks.
pub(crate) fn is_idle(file: &Path) -> bool {
    let kind = kind(file);
    kind == "kb-generation" || kind.starts_with(".tantivy") && kind.ends_with(".lock")
}

/// An index to be damaged, put back and damaged again.
pub(crate) struct Patient {
    pub(crate) kb: Sandbox,
    kept: tempfile::TempDir,
    sound: Vec<Output>,
}

/// What a damaged index is asked: the words, the stored text, the facts, and what is counted.
const ASKED: [&[&str]; 3] = [
    &["search", "replication", "--exact", "--format", "json"],
    &["show", "volume-summit#replication", "--format", "json"],
    &["tags", "--format", "json"],
];

impl Patient {
    pub(crate) fn new() -> Self {
        let kb = indexed();
        let kept = tempfile::tempdir().unwrap();
        copy(&kb.path("index"), kept.path());
        let sound: Vec<Output> = ASKED.iter().map(|args| kb.kb(args)).collect();
        for run in &sound {
            run.done();
            assert_eq!(run.told(), "");
        }
        Self { kb, kept, sound }
    }

    /// Puts the sound index back.
    pub(crate) fn restore(&self) {
        let index = self.kb.path("index");
        fs::remove_dir_all(&index).unwrap();
        copy(self.kept.path(), &index);
    }

    /// The files of the sound index, each that its answers depend on.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let files = self.kb.generation_files();
        let files: Vec<PathBuf> = files.into_iter().filter(|file| !is_idle(file)).collect();
        assert!(files.len() > 12, "{files:?}");
        files
    }

    /// Asks the first question, or the one of this number: the answer must be that of the sound index. Gives what
    /// was told beside it.
    #[track_caller]
    pub(crate) fn answers(&self, number: usize, damage: &str) -> String {
        let run = self.kb.kb(ASKED[number]);
        assert_eq!(run.status, 0, "{damage}: {run:?}");
        assert_eq!(
            run.stdout, self.sound[number].stdout,
            "{damage}: {}",
            run.stderr
        );
        for sign in ["panicked", "kb failed inside"] {
            assert!(!run.stderr.contains(sign), "{damage}: {run:?}");
        }
        run.told()
    }

    /// The damage is seen by whatever is asked first, healed by one rebuild that says so, and gone.
    #[track_caller]
    pub(crate) fn heals(&self, number: usize, damage: &str) {
        let told = self.answers(number, damage);
        let news = told.lines().filter(|l| l.starts_with("index built anew: "));
        assert_eq!(news.count(), 1, "{damage}: {told:?}");
        assert_eq!(told.lines().count(), 1, "{damage}: {told:?}");
    }

    /// Once healed, nothing is told any more, whatever is asked.
    #[track_caller]
    pub(crate) fn is_well(&self, damage: &str) {
        for number in 0..ASKED.len() {
            assert_eq!(self.answers(number, damage), "", "{damage}");
        }
    }
}

/// The knowledge base of a folder, its index in a folder of its own or below it.
pub(crate) fn root_of(folder: &Path) -> Root {
    let lookup = Lookup {
        root: Some(folder),
        cwd: folder,
        env_root: None,
        index: None,
        cache: None,
    };
    Root::find(&lookup).unwrap()
}

/// Opens a knowledge base as every command does.
pub(crate) fn open(folder: &Path) -> Kb {
    let opening = Opening {
        mode: Mode::Sync,
        patience: Duration::from_secs(10),
        progress: &mut |_| {},
    };
    Kb::open(root_of(folder), opening).unwrap()
}

/// What the engine wrote as its last commit, and the files that our seal below it names.
pub(crate) fn commit(generation: &Path) -> (Value, String) {
    let meta = fs::read_to_string(generation.join("meta.json")).unwrap();
    let (text, seal) = meta.trim_end().rsplit_once('\n').unwrap();
    let (_, files) = seal.split_once(' ').unwrap();
    (serde_json::from_str(text).unwrap(), files.to_owned())
}

/// Writes a commit with a seal that belongs to it, as another version of kb would have.
pub(crate) fn write_commit(generation: &Path, commit: &Value, files: &str) {
    let text = commit.to_string();
    let hash = blake3::hash(format!("{text}\n{files}").as_bytes()).to_hex();
    let sealed = format!("{text}\n{hash} {files}\n");
    fs::write(generation.join("meta.json"), sealed).unwrap();
}

/// What the last commit of an index says of itself.
pub(crate) fn payload(generation: &Path) -> Value {
    let (commit, _) = commit(generation);
    serde_json::from_str(commit["payload"].as_str().unwrap()).unwrap()
}

/// The settings that an index was made with, as it names them.
pub(crate) fn fingerprint(generation: &Path) -> String {
    payload(generation)["fingerprint"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// The folder of the current generation.
pub(crate) fn generation(index: &Path) -> PathBuf {
    let current = fs::read_to_string(index.join("CURRENT")).unwrap();
    index.join(current.split_whitespace().next().unwrap())
}
