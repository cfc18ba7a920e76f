//! Two writers and eight readers at once: each reader sees a note as it was or as it is, never half of it.

use crate::run::Run;
use crate::tools::times;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::thread::{scope, sleep};
use std::time::Duration;

const WRITERS: usize = 2;
const READERS: usize = 8;
/// Seconds of the short version.
const SHORT: usize = 5;
/// Seconds of the long one.
const LONG: usize = 30;
/// Writes in all without which nothing was tried.
const ENOUGH: usize = 2 * WRITERS;

/// A folder of notes, one for each writer, and how often each was written.
struct Crowd {
    root: tempfile::TempDir,
    begun: [AtomicUsize; WRITERS],
    written: [AtomicUsize; WRITERS],
    over: AtomicBool,
}

impl Crowd {
    fn writes_in_all(&self) -> usize {
        self.written.iter().map(|count| count.load(SeqCst)).sum()
    }

    fn new() -> Self {
        let memory = tempfile::tempdir_in("/dev/shm");
        let root = memory.or_else(|_| tempfile::tempdir()).unwrap();
        fs::create_dir(root.path().join("notes")).unwrap();
        fs::write(root.path().join("kb.toml"), "").unwrap();
        let zero = || [const { AtomicUsize::new(0) }; WRITERS];
        let crowd = Self {
            root,
            begun: zero(),
            written: zero(),
            over: AtomicBool::new(false),
        };
        (0..WRITERS).for_each(|writer| crowd.write(writer));
        crowd
    }

    /// Writes a note anew: two topics with the same number.
    fn write(&self, writer: usize) {
        let number = self.begun[writer].fetch_add(1, SeqCst) + 1;
        let topic = |name: &str| format!("## {name} {number}\n\nGranite {name} of {writer}.\n\n");
        let text = format!("# Writer {writer}\n\n{}{}", topic("First"), topic("Second"));
        let new = self.root.path().join(format!("new-{writer}"));
        fs::write(&new, text).unwrap();
        fs::rename(new, note(self.root.path(), writer)).unwrap();
        self.written[writer].store(number, SeqCst);
    }

    fn kb(&self, args: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kb"));
        command.current_dir(&self.root).env_clear();
        let run = Run::of(command.args(args).args(["--lock-timeout", "100"]));
        run.done(&format!("{args:?}"));
        assert_eq!(run.stderr, "", "{args:?}");
        run
    }

    fn writes(&self, writer: usize) {
        while !self.over.load(SeqCst) {
            self.write(writer);
            self.kb(&["index"]);
        }
    }

    fn reads(&self) -> usize {
        let mut answers = 0;
        while !self.over.load(SeqCst) {
            let least = self.written.each_ref().map(|count| count.load(SeqCst));
            let answer = self.kb(&["search", "granite", "--format", "json"]).json();
            let most = self.begun.each_ref().map(|count| count.load(SeqCst));
            assert_eq!(answer["index"]["fresh"], true, "{answer}");
            for (path, numbers) in seen(&answer) {
                let writer = (0..WRITERS).find(|writer| path == format!("notes/{writer}.md"));
                let writer = writer.unwrap();
                assert!(
                    numbers.len() == 2 && numbers[0] == numbers[1],
                    "half of {path}: {numbers:?}"
                );
                let span = least[writer]..=most[writer];
                assert!(span.contains(&numbers[0]), "{path}: {numbers:?}, {span:?}");
            }
            assert_eq!(seen(&answer).len(), WRITERS, "{answer}");
            answers += 1;
        }
        answers
    }
}

fn note(root: &Path, writer: usize) -> PathBuf {
    root.join(format!("notes/{writer}.md"))
}

/// The numbers of each note's topics in an answer.
fn seen(answer: &Value) -> BTreeMap<String, Vec<usize>> {
    let mut seen: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for hit in answer["hits"].as_array().unwrap() {
        let title = hit["title"].as_str().unwrap();
        let number = title.rsplit(' ').next().unwrap().parse().unwrap();
        let path = hit["source"]["path"].as_str().unwrap().to_owned();
        seen.entry(path).or_default().push(number);
    }
    seen
}

fn crowd(seconds: usize) {
    let crowd = Crowd::new();
    let answers: usize = scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                scope.spawn({
                    let crowd = &crowd;
                    move || crowd.writes(writer)
                })
            })
            .collect();
        let readers: Vec<_> = (0..READERS)
            .map(|_| scope.spawn(|| crowd.reads()))
            .collect();
        // Ends early where a thread has failed, so that the others do not run on for nothing, and late where a busy machine
        // lets few write.
        for tick in 0..seconds * 60 {
            sleep(Duration::from_millis(100));
            if tick >= seconds * 10 && crowd.writes_in_all() > ENOUGH {
                break;
            }
            if writers.iter().any(|t| t.is_finished()) || readers.iter().any(|t| t.is_finished()) {
                break;
            }
        }
        crowd.over.store(true, SeqCst);
        writers
            .into_iter()
            .for_each(|writer| writer.join().unwrap());
        readers
            .into_iter()
            .map(|reader| reader.join().unwrap())
            .sum()
    });
    let writes = crowd.writes_in_all();
    assert!(
        answers >= READERS && writes > ENOUGH,
        "{answers} answers, {writes} writes"
    );
}

#[test]
fn two_writers_and_eight_readers_meet_no_error() {
    crowd(times(SHORT));
}

#[test]
#[ignore = "long"]
fn two_writers_and_eight_readers_for_long() {
    crowd(times(LONG));
}
