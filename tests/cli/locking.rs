//! Another process writes the index: who reads gets an answer, and is told where it comes from.

use crate::sandbox::{Output, Sandbox};
use std::fs::{self, File};

/// The lock that another kb would hold, until dropped.
fn locked(kb: &Sandbox) -> File {
    fs::create_dir_all(kb.path("index")).unwrap();
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(kb.path("index/kb.lock"))
        .unwrap();
    lock.lock().unwrap();
    lock
}

fn impatient(kb: &Sandbox, args: &[&str]) -> Output {
    kb.kb(&[args, &["--lock-timeout", "0.05"]].concat())
}

#[test]
fn an_older_index_answers_and_says_so() {
    let kb = Sandbox::with_recaps();
    kb.kb(&["index"]).done();
    let lock = locked(&kb);
    let fresh = impatient(&kb, &["search", "failover", "--exact", "--format", "json"]);
    assert_eq!(fresh.json()["total"], 1);
    kb.note("notes/late.md", "# Late failover\n");
    let stale = impatient(&kb, &["search", "failover", "--exact", "--format", "json"]);
    let answer = stale.json();
    assert_eq!(stale.status, 0, "{stale:?}");
    assert_eq!(
        (&answer["total"], &answer["index"]["fresh"]),
        (&1.into(), &false.into())
    );
    let reason = answer["index"]["reason"].as_str().unwrap();
    assert!(reason.contains("locked"), "{reason}");
    assert!(
        stale.stderr.contains("may be older than the notes"),
        "{stale:?}"
    );
    let missing = impatient(&kb, &["search", "late"]);
    assert_eq!(missing.status, 1);
    for args in [&["topics"][..], &["recaps"], &["tags"], &["check"]] {
        let run = impatient(&kb, args);
        assert_eq!(run.status, 0, "{run:?}");
        assert!(
            run.stderr.contains("may be older than the notes"),
            "{args:?}: {run:?}"
        );
    }
    drop(lock);
    let found = kb.json(&["search", "failover"]);
    assert_eq!(
        (&found["total"], &found["index"]["fresh"]),
        (&3.into(), &true.into())
    );
    assert_eq!(found["index"]["reason"], serde_json::Value::Null);
}

#[test]
fn notes_as_indexed_need_no_lock() {
    let kb = Sandbox::with_recaps();
    // Notes written a moment ago are looked at again, for their times cannot vouch for them yet.
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
    for (path, _) in crate::fixture::ALL {
        let file = File::options().write(true).open(kb.path(path)).unwrap();
        file.set_modified(old).unwrap();
    }
    kb.kb(&["index"]).done();
    let _lock = locked(&kb);
    let run = impatient(&kb, &["search", "failover", "--exact", "--format", "json"]);
    let answer = run.json();
    assert_eq!(answer["index"]["fresh"], true, "{run:?}");
    assert_eq!(answer["index"]["reason"], serde_json::Value::Null);
    assert_eq!(run.told(), "");
}

#[test]
fn without_an_index_memory_answers() {
    let kb = Sandbox::with_recaps();
    let _lock = locked(&kb);
    let run = impatient(&kb, &["search", "failover", "--exact", "--format", "json"]);
    let answer = run.json();
    assert_eq!(run.status, 0, "{run:?}");
    assert_eq!(
        (&answer["total"], &answer["index"]["fresh"]),
        (&1.into(), &true.into())
    );
    assert!(
        answer["index"]["reason"]
            .as_str()
            .unwrap()
            .contains("locked")
    );
    assert!(run.stderr.contains("from an index in memory"), "{run:?}");
    assert!(!kb.path("index/CURRENT").exists(), "nothing is written");
}

#[test]
fn who_has_to_write_fails() {
    let kb = Sandbox::with_recaps();
    let lock = locked(&kb);
    let run = impatient(&kb, &["index"]);
    let told = run.failed_with(2);
    assert!(told.contains("locked") && told.contains("hint: "), "{told}");
    impatient(&kb, &["index", "--rebuild"]).failed_with(2);
    // Not only closed: a process that another test starts right now has it open, too.
    lock.unlock().unwrap();
    assert!(impatient(&kb, &["index"]).done().starts_with("5 added"));
    kb.kb(&["index", "--lock-timeout", "soon"]).failed_with(2);
    kb.kb(&["index", "--lock-timeout", "-1"]).failed_with(2);
}

#[test]
fn who_waits_gets_the_lock() {
    let kb = Sandbox::with_recaps();
    let lock = locked(&kb);
    let run = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| kb.kb(&["index", "--lock-timeout", "60"]));
        std::thread::sleep(std::time::Duration::from_millis(200));
        lock.unlock().unwrap();
        waiting.join().unwrap()
    });
    assert!(run.done().starts_with("5 added"), "{run:?}");
}

#[test]
fn many_at_once_all_answer() {
    let kb = Sandbox::with_recaps();
    let runs: Vec<Output> = std::thread::scope(|scope| {
        let ask = || kb.kb(&["search", "failover", "--exact", "--lock-timeout", "60"]);
        let asked: Vec<_> = (0..6).map(|_| scope.spawn(ask)).collect();
        asked.into_iter().map(|run| run.join().unwrap()).collect()
    });
    for run in &runs {
        assert!(run.done().starts_with("Replication\n"), "{run:?}");
        assert_eq!(run.stdout, runs[0].stdout);
    }
}
