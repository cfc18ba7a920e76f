use super::{Live, PAUSE, Source};
use crate::config::{Lookup, Root};
use crate::kb::{Error, Filters, IndexState};
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const NOTE: &str = "# Cinder Newton recap\n\n## Replication\n\nIt was agreed to wait.\n";

fn live(dir: &Path) -> (Live, Arc<Mutex<Vec<String>>>) {
    let said = Arc::new(Mutex::new(Vec::new()));
    let (dir, heard) = (dir.to_owned(), Arc::clone(&said));
    let root = move || {
        let index = dir.join("index");
        Root::find(&Lookup {
            root: Some(&dir),
            cwd: &dir,
            env_root: None,
            index: Some(&index),
            cache: None,
        })
    };
    let source = Source {
        root: Box::new(root),
        follow: true,
        tell: Box::new(move |text| heard.lock().unwrap().push(text.to_owned())),
    };
    (Live::open(source).unwrap(), said)
}

fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("notes")).unwrap();
    fs::write(dir.path().join("kb.toml"), "").unwrap();
    fs::write(dir.path().join("notes/a.md"), NOTE).unwrap();
    dir
}

fn topics(live: &Live) -> (usize, IndexState) {
    let answered = live.ask(|kb| kb.topics(&Filters::default())).unwrap();
    (answered.value.len(), answered.index)
}

/// Waits until something is so.
fn until(mut so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !so() {
        assert!(begun.elapsed() < Duration::from_secs(120), "it never came");
        std::thread::sleep(PAUSE);
    }
}

#[test]
fn follows_notes_and_settings() {
    let dir = folder();
    let (live, said) = live(dir.path());
    let (before, version) = (topics(&live), live.version());
    assert_eq!(before.1, IndexState::Fresh);
    fs::write(dir.path().join("notes/b.md"), "# B\n\n## C\n\ntext\n").unwrap();
    until(|| topics(&live).0 > before.0);
    assert_ne!(live.version(), version);
    // What was just written is looked at once more.
    until(|| {
        let version = live.version();
        std::thread::sleep(PAUSE * 4);
        live.version() == version
    });
    fs::write(dir.path().join("kb.toml"), "exclude = [\"b.md\"]\n").unwrap();
    until(|| topics(&live) == before);
    fs::write(dir.path().join("kb.toml"), "exclude = [").unwrap();
    until(|| matches!(topics(&live).1, IndexState::Stale(_)));
    assert_eq!(topics(&live).0, before.0);
    assert!(!said.lock().unwrap().is_empty());
}

#[test]
fn a_panic_is_an_error_after_one_more_try() {
    let dir = folder();
    let (live, _) = live(dir.path());
    let asked = live.ask::<()>(|_| panic!("on purpose"));
    let error = asked.err().unwrap();
    assert!(matches!(&error, Error::Inside(why) if why == "on purpose"));
    until(|| topics(&live).1 == IndexState::Fresh);
}

#[test]
fn another_writer_is_not_in_the_way() {
    let dir = folder();
    let (live, said) = live(dir.path());
    let lock = fs::File::open(dir.path().join("index/kb.lock")).unwrap();
    lock.lock().unwrap();
    fs::write(dir.path().join("notes/b.md"), "# B\n\n## C\n\ntext\n").unwrap();
    until(|| matches!(topics(&live).1, IndexState::Stale(_)));
    let asked = live.version();
    until(|| live.version() > asked + 2);
    lock.unlock().unwrap();
    until(|| topics(&live).1 == IndexState::Fresh);
    // It was looked at again and again meanwhile, and told once.
    let said = said.lock().unwrap();
    let locked = said.iter().filter(|said| said.contains("locked"));
    assert_eq!(locked.count(), 1, "{said:?}");
}
