//! The notes of one history: each step done on disk, and remembered.

use super::{PATHS, Step, Text, WORDS};
use crate::base::{date, fingerprint, generation, long_ago, open};
use kb::kb::SearchRequest;
use kb::store::{Begin, Size, Update};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

/// The notes as they are on disk, and as they ought to be found.
pub(super) struct World {
    dir: tempfile::TempDir,
    notes: BTreeMap<usize, Text>,
    /// Counts what is written, so that no two topics have the same text.
    written: u32,
}

impl World {
    pub(super) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("notes/deep/er")).unwrap();
        fs::write(dir.path().join("kb.toml"), "").unwrap();
        Self {
            dir,
            notes: BTreeMap::new(),
            written: 1000,
        }
    }

    fn file(&self, at: usize) -> PathBuf {
        self.dir.path().join("notes").join(PATHS[at])
    }

    fn index(&self) -> PathBuf {
        self.dir.path().join("index")
    }

    /// The text of a note: sections with a number of their own, and the words of their bits.
    fn put(&mut self, at: usize, text: &Text) {
        self.written += 1;
        let mut out = String::new();
        for (section, bits) in text.iter().enumerate() {
            out.push_str(&format!(
                "# Section {section}\n\nNumber {}.{section}\n\n",
                self.written
            ));
            for word in words(*bits) {
                out.push_str(&format!("said {word}\n"));
            }
            out.push('\n');
        }
        fs::write(self.file(at), out).unwrap();
        self.notes.insert(at, text.clone());
    }

    pub(super) fn take(&mut self, step: &Step) {
        match step {
            Step::Write(at, text) => {
                self.put(*at, text);
            }
            Step::Exchange(at) => self.exchange(*at),
            Step::Remove(at) => {
                if self.notes.remove(at).is_some() {
                    fs::remove_file(self.file(*at)).unwrap();
                }
            }
            Step::Rename(from, to) => {
                if from != to
                    && let Some(text) = self.notes.remove(from)
                {
                    fs::rename(self.file(*from), self.file(*to)).unwrap();
                    self.notes.insert(*to, text);
                }
            }
            Step::Touch(at, ago) => {
                if self.notes.contains_key(at) {
                    let ago = Duration::from_secs(u64::from(*ago) * 3600);
                    date(&self.file(*at), long_ago() - ago);
                }
            }
            Step::Sync => self.holds(),
            Step::Drop(at) => self.begin_and_die(*at),
            Step::Kill(tenths) => self.kill(*tenths),
            Step::Forget => {
                let _ = fs::remove_dir_all(self.index());
            }
        }
    }

    /// Exchanges words for others of the same length. The note was looked at within two seconds of its time, since it
    /// is from the future, so that size and time cannot vouch for it.
    fn exchange(&mut self, at: usize) {
        let Some(text) = self.notes.get(&at).cloned() else {
            return;
        };
        let ahead = SystemTime::now() + Duration::from_secs(7200);
        date(&self.file(at), ahead);
        drop(open(self.dir.path()));
        let before = fs::metadata(self.file(at)).unwrap().len();
        let turned: Text = text.iter().map(|bits| turned(*bits)).collect();
        self.put(at, &turned);
        let after = fs::metadata(self.file(at)).unwrap().len();
        assert_eq!(before, after, "the same size");
        date(&self.file(at), ahead);
    }

    fn begin_and_die(&self, at: usize) {
        let index = self.index();
        if index.join("CURRENT").exists() {
            let settings = fingerprint(&generation(&index));
            let begin = Begin {
                fingerprint: &settings,
                patience: Duration::from_secs(10),
                fresh: false,
                size: Size::Few,
                known: None,
            };
            let update = Update::begin(&index, begin).unwrap();
            update.remove(&format!("notes/{}", PATHS[at])).unwrap();
        }
    }

    fn kill(&self, tenths: u16) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kb"));
        let command = command.arg("index").current_dir(self.dir.path());
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(u64::from(tenths) * 100));
        let _ = child.kill();
        child.wait().unwrap();
    }

    /// Places of the topics that have a word: path and title.
    fn having(&self, word: usize) -> BTreeSet<(String, String)> {
        let topics = self.notes.iter().flat_map(|(at, text)| {
            let sections = text.iter().enumerate();
            let with = sections.filter(move |(_, bits)| *bits & (1 << word) != 0);
            with.map(move |(section, _)| {
                (
                    format!("notes/{}", PATHS[*at]),
                    format!("Section {section}"),
                )
            })
        });
        topics.collect()
    }

    /// Wants each word found where it stands, once and nowhere else.
    pub(super) fn holds(&self) {
        let kb = open(self.dir.path());
        assert_eq!(*kb.news(), Vec::<String>::new());
        for (number, word) in WORDS.iter().enumerate() {
            let request = SearchRequest {
                query: (*word).to_owned(),
                limit: 1000,
                exact: true,
                ..SearchRequest::default()
            };
            let found = kb.search(&request).unwrap().value;
            let places = found
                .hits
                .iter()
                .map(|hit| (hit.topic.path.clone(), hit.topic.title.clone()));
            let places: Vec<_> = places.collect();
            let expected = self.having(number);
            assert_eq!(
                places.len(),
                expected.len(),
                "{word} is found once in each place: {places:?}"
            );
            assert_eq!(
                places.into_iter().collect::<BTreeSet<_>>(),
                expected,
                "{word}"
            );
            assert_eq!(found.total, expected.len(), "{word}");
        }
        nothing_left(&self.index());
    }
}

fn words(bits: u8) -> impl Iterator<Item = &'static str> {
    WORDS
        .iter()
        .enumerate()
        .filter(move |(number, _)| bits & (1 << number) != 0)
        .map(|(_, word)| *word)
}

/// Bits of words that are as long in all, in other places: words of one length change places.
pub(super) fn turned(bits: u8) -> u8 {
    let pairs = [(0, 2), (1, 3), (4, 5)];
    let lengths = WORDS.map(str::len);
    let mut out = bits;
    for (one, other) in pairs {
        if lengths[one] == lengths[other] {
            let (first, second) = (bits >> one & 1, bits >> other & 1);
            out &= !(1 << one | 1 << other);
            out |= second << one | first << other;
        }
    }
    out
}

/// No temporary file and no dead generation stays behind a sync that came after it.
fn nothing_left(index: &Path) {
    let names: Vec<String> = crate::sandbox::files_in(index)
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let generations = names.iter().filter(|name| name.starts_with("gen-")).count();
    assert!(generations <= 2, "{names:?}");
}
