//! Notes that change under kb's hands: renamed, put back, rewritten while they are read, altered without a trace.

use crate::base::{copy, date, long_ago, open, settle, times};
use crate::sandbox::Sandbox;
use kb::kb::{Filters, SearchRequest};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

fn total(kb: &Sandbox, word: &str) -> u64 {
    kb.json(&["search", word, "--exact"])["total"]
        .as_u64()
        .unwrap()
}

#[test]
fn what_was_away_and_is_back_is_there_once() {
    let kb = Sandbox::with_recaps();
    let note = kb.path(crate::fixture::PLAIN.0);
    let text = fs::read(&note).unwrap();
    settle(&kb);
    assert_eq!(total(&kb, "\"no heading at all\""), 1);
    let steps: [&dyn Fn(); 6] = [
        &|| fs::rename(&note, kb.path("notes/other.md")).unwrap(),
        &|| fs::rename(kb.path("notes/other.md"), kb.path("notes/OTHER.md")).unwrap(),
        &|| fs::rename(kb.path("notes/OTHER.md"), kb.path("notes/other.txt")).unwrap(),
        &|| fs::rename(kb.path("notes/other.txt"), &note).unwrap(),
        &|| {
            fs::remove_file(&note).unwrap();
            fs::write(&note, &text).unwrap();
        },
        &|| date(&note, SystemTime::now() + Duration::from_secs(9999)),
    ];
    for (number, step) in steps.iter().enumerate() {
        step();
        assert_eq!(total(&kb, "\"no heading at all\""), 1, "step {number}");
        assert_eq!(kb.json(&["recaps"])["total"], 5, "step {number}");
    }
    fs::remove_file(&note).unwrap();
    assert_eq!(total(&kb, "\"no heading at all\""), 0);
    fs::write(&note, &text).unwrap();
    assert_eq!(total(&kb, "\"no heading at all\""), 1);
}

#[test]
fn names_of_two_cases_are_two_notes() {
    let kb = Sandbox::new();
    kb.note("notes/case.md", "# Small walrus\n");
    kb.note("notes/Case.md", "# Large walrus\n");
    if fs::read(kb.path("notes/case.md")).unwrap() == b"# Large walrus\n" {
        return; // This disk takes both names for one.
    }
    assert_eq!(total(&kb, "walrus"), 2);
    fs::remove_file(kb.path("notes/Case.md")).unwrap();
    assert_eq!(kb.titles("walrus"), ["Small walrus"]);
}

/// A note of one moment: its sections, its end and its length say which.
fn version(number: usize) -> String {
    let word = format!("moment{number}");
    let mut text = format!("# Head {word}\n");
    for section in 0..40 + 30 * (number % 5) {
        text.push_str(&format!(
            "\n## Section {section} {word}\n\n{word} of {word}\n"
        ));
    }
    text + &format!("\n## Tail {word}\n\nthe end\n")
}

/// Rewrites a note over and over until told to stop: in one step, or in place and in pieces.
fn rewrite(note: &Path, in_place: bool, stop: &AtomicBool) {
    use std::io::Write;
    let mut number = 0;
    while !stop.load(Ordering::Relaxed) {
        number += 1;
        let text = version(number);
        if in_place {
            let mut file = fs::File::create(note).unwrap();
            for piece in text.as_bytes().chunks(777) {
                file.write_all(piece).unwrap();
            }
        } else {
            let next = note.with_extension("next");
            fs::write(&next, text).unwrap();
            fs::rename(&next, note).unwrap();
        }
    }
}

/// All topics of the note that is rewritten are of one moment, and all of that moment's are there.
fn is_of_one_moment(folder: &Path) -> bool {
    let kb = open(folder);
    let topics = kb.topics(&Filters::default()).unwrap().value;
    let titles: Vec<&str> = topics.iter().map(|t| t.title.as_str()).collect();
    let Some(first) = titles.first() else {
        return false;
    };
    let word = first.rsplit(' ').next().unwrap();
    let number: usize = word.trim_start_matches("moment").parse().unwrap();
    assert!(
        titles.iter().all(|title| title.ends_with(word)),
        "{titles:?}"
    );
    assert_eq!(titles.len(), 2 + 40 + 30 * (number % 5), "{titles:?}");
    true
}

#[test]
fn a_note_rewritten_while_it_is_read_is_never_half() {
    let kb = Sandbox::new();
    let note = kb.note("notes/a.md", version(1));
    let stop = AtomicBool::new(false);
    let seen = std::thread::scope(|scope| {
        scope.spawn(|| rewrite(&note, false, &stop));
        let seen = (0..times(40))
            .filter(|_| is_of_one_moment(&kb.root()))
            .count();
        stop.store(true, Ordering::Relaxed);
        seen
    });
    assert!(seen > 0, "not once could the note be read");
}

/// Written in place, a note may be read between two pieces; nobody can tell then. But the next look sees it whole.
#[test]
fn a_note_written_in_place_is_whole_once_it_rests() {
    let kb = Sandbox::new();
    let note = kb.note("notes/a.md", version(1));
    for _ in 0..times(5) {
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| rewrite(&note, true, &stop));
            for _ in 0..4 {
                drop(open(&kb.root()));
            }
            stop.store(true, Ordering::Relaxed);
        });
        assert!(is_of_one_moment(&kb.root()));
    }
}

/// Alters a note without a change of its size and its time.
fn alter(note: &Path, text: &str) {
    let before = fs::metadata(note).unwrap();
    assert_eq!(before.len(), text.len() as u64);
    fs::write(note, text).unwrap();
    date(note, before.modified().unwrap());
}

#[test]
fn a_note_just_written_is_looked_at_again_whatever_its_time_says() {
    let kb = Sandbox::new();
    let note = kb.note("notes/a.md", "# One badger\n");
    // A little ahead, so that it is still as of now whenever a busy machine comes to read it, and of a clock that runs ahead.
    for ahead in [60, 3600] {
        fs::write(&note, "# One badger\n").unwrap();
        let now = SystemTime::now() + Duration::from_secs(ahead);
        date(&note, now);
        assert_eq!(total(&kb, "badger"), 1);
        alter(&note, "# One ocelot\n");
        assert_eq!((total(&kb, "badger"), total(&kb, "ocelot")), (0, 1));
    }
}

#[test]
fn times_that_go_back_are_changes() {
    let kb = Sandbox::new();
    let note = kb.note("notes/a.md", "# One badger\n");
    date(&note, long_ago());
    assert_eq!(total(&kb, "badger"), 1);
    fs::write(&note, "# One ocelot\n").unwrap();
    date(&note, long_ago() - Duration::from_secs(86_400));
    assert_eq!((total(&kb, "badger"), total(&kb, "ocelot")), (0, 1));
    // A touch alone is no change of the note.
    date(&note, long_ago());
    let run = kb.kb(&["index"]);
    assert!(
        run.done()
            .starts_with("0 added, 0 changed, 0 removed, 1 unchanged"),
        "{run:?}"
    );
}

#[test]
fn verify_finds_notes_of_other_bytes_with_the_same_size_and_time() {
    let kb = Sandbox::with_recaps();
    let note = kb.note("notes/a.md", "# One badger\n");
    settle(&kb);
    assert_eq!(total(&kb, "badger"), 1);
    alter(&note, "# One ocelot\n");
    let run = kb.kb(&["index", "--verify"]);
    assert!(run.done().contains("1 changed"), "{run:?}");
    assert_eq!((total(&kb, "badger"), total(&kb, "ocelot")), (0, 1));
    let run = kb.kb(&["index", "--verify"]);
    assert!(run.done().contains("0 changed"), "{run:?}");
    assert_eq!(run.told(), "", "nothing is built anew for it");
}

/// A base copied with its index is up to date where times are kept, and read again where they are not.
#[test]
fn a_base_that_was_copied_answers_the_same() {
    let kb = Sandbox::with_recaps();
    settle(&kb);
    let sound = kb.kb(&["search", "replication", "--exact"]);
    let moved = Sandbox::new();
    copy(&kb.root(), &moved.root());
    let run = moved.kb(&["search", "replication", "--exact"]);
    assert_eq!(run.done(), sound.done());
    assert_eq!(run.told(), "");
}

/// The library answers as the command does: what the other tests rely on.
#[test]
fn a_library_and_a_command_see_the_same() {
    let kb = Sandbox::with_outcomes();
    let opened = open(&kb.root());
    let request = SearchRequest {
        query: "replication".to_owned(),
        limit: 100,
        ..SearchRequest::default()
    };
    let found = opened.search(&request).unwrap().value;
    assert_eq!(
        found.total as u64,
        kb.json(&["search", "replication"])["total"]
            .as_u64()
            .unwrap()
    );
}
