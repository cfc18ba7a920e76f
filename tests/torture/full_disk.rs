//! A full disk: the old index answers, an old export stays, and kb says where there is no space.

use crate::base::{Base, SEARCH, snapshot};
use crate::mounts::Mounts;
use std::fs;

/// A small file system over each folder given as an argument, $0 being the first.
const SMALL: &str = "mount -t tmpfs -o size=300k,mode=755 tmpfs \"$0\"";

const BULK: &str = "notes/bulk.md";

/// Text that takes so much room in an index that the small file system cannot hold it.
fn bulk() -> String {
    let words = (0..20_000).map(|n| format!("w{n}x{} ", n * 7919 % 65_537));
    format!("# Bulk\n\n{}\n", words.collect::<String>())
}

/// A base whose index could not take a large note for want of room.
fn filled(mounts: &mut Option<Mounts>) -> Option<Base> {
    let base = Base::of(12);
    let index = base.path("index");
    fs::create_dir(&index).unwrap();
    let mounted = mounts.insert(Mounts::new(SMALL, std::slice::from_ref(&index))?);
    mounted.kb(&base, &["index"]).done("the first index");
    base.is_answer(&mounted.kb(&base, &SEARCH), "a disk with room");
    fs::write(base.path(BULK), bulk()).unwrap();
    for args in [&["index"][..], &["index", "--rebuild"]] {
        let run = mounted.kb(&base, args);
        let told = run.failed(&format!("{args:?} on a full disk"));
        let place = index.to_str().unwrap();
        assert!(
            told.contains("No space left") && told.contains(place),
            "{told}"
        );
        assert!(
            told.contains("hint: ") && told.contains("--index"),
            "{told}"
        );
    }
    Some(base)
}

#[test]
fn an_index_on_a_full_disk_still_answers() {
    let mut mounts = None;
    let Some(base) = filled(&mut mounts) else {
        return;
    };
    let mounts = mounts.unwrap();
    for _ in 0..2 {
        let old = mounts.kb(&base, &SEARCH);
        base.is_answer(&old, "a full disk");
        assert_eq!(old.json()["index"]["fresh"], false, "{old:?}");
        assert!(
            old.stderr.contains("may be older than the notes"),
            "{old:?}"
        );
        assert!(old.stderr.contains("No space left"), "{old:?}");
    }
}

#[test]
fn an_index_gives_back_the_room_of_a_failed_sync() {
    let mut mounts = None;
    let Some(mut base) = filled(&mut mounts) else {
        return;
    };
    let mounts = mounts.unwrap();
    fs::remove_file(base.path(BULK)).unwrap();
    base.edit();
    mounts.kb(&base, &["index"]).done("a disk with room again");
    let found = mounts.kb(&base, &SEARCH);
    base.is_answer(&found, "a disk with room again");
    assert_eq!(found.stderr, "");
}

#[test]
fn a_first_index_on_a_full_disk_is_one_in_memory() {
    let base = Base::of(12);
    let index = base.path("index");
    fs::create_dir(&index).unwrap();
    let script = format!("{SMALL}\nhead -c 299000 /dev/zero > \"$0/taken\" || true");
    let Some(mounts) = Mounts::new(&script, &[index]) else {
        return;
    };
    mounts.kb(&base, &["index"]).failed("no room at all");
    let run = mounts.kb(&base, &SEARCH);
    base.is_answer(&run, "no room at all");
    assert!(run.stderr.contains("from an index in memory"), "{run:?}");
    assert!(run.stderr.contains("No space left"), "{run:?}");
}

#[test]
fn an_export_to_a_full_disk_leaves_the_old_one() {
    let base = Base::indexed(300);
    let out = base.outside().join("out");
    let script = "mount -t tmpfs -o size=40k,mode=755 tmpfs \"$0\"";
    let Some(mounts) = Mounts::new(script, std::slice::from_ref(&out)) else {
        return;
    };
    let (file, folder) = (out.join("file.md"), out.join("folder"));
    let (file, folder) = (file.to_str().unwrap(), folder.to_str().unwrap());
    let narrow = ["--path", "notes/001.md"];
    for target in [["--output", file], ["--split", folder]] {
        for force in [&[][..], &["--force"]] {
            let wide = [&["export", "--full"][..], &target, force].concat();
            let before = snapshot(&mounts.seen(&out));
            let run = mounts.kb(&base, &wide);
            let told = run.failed(&format!("{wide:?}"));
            assert!(
                told.contains("No space left") && told.contains(target[1]),
                "{told}"
            );
            assert_eq!(snapshot(&mounts.seen(&out)), before, "{wide:?}");
            let small = [&["export"][..], &target, &narrow, force].concat();
            mounts.kb(&base, &small).done("a small export");
        }
    }
}

#[test]
fn a_mend_on_a_full_disk_leaves_the_note() {
    let base = Base::of(12);
    let notes = base.path("notes");
    let script = "mount -t tmpfs -o size=40k,mode=755 tmpfs \"$0\"\nprintf '##One\\n' > \"$0/a.md\"\nhead -c 99999 /dev/zero > \"$0/taken\" || true";
    let Some(mounts) = Mounts::new(script, std::slice::from_ref(&notes)) else {
        return;
    };
    let before = snapshot(&mounts.seen(&notes));
    let run = mounts.kb(&base, &["check", "--fix", "--yes"]);
    assert!(run.stderr.contains("No space left"), "{run:?}");
    assert_eq!(snapshot(&mounts.seen(&notes)), before, "{run:?}");
}
