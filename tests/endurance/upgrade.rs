//! Indexes and settings of other versions of kb: made anew where that takes nothing from anybody, refused politely
//! where a newer kb made them.

use crate::base::{commit, generation, settle, write_commit};
use crate::sandbox::Sandbox;
use serde_json::Value;
use std::fs;

fn with_index() -> Sandbox {
    let kb = Sandbox::with_recaps();
    settle(&kb);
    kb.kb(&["index"]).done();
    kb
}

/// Changes what the commit says of itself, as another version would have written it, but keeps what else is there.
fn of_another(kb: &Sandbox, key: &str, change: impl Fn(&Value) -> Value) {
    let folder = generation(&kb.path("index"));
    let (mut meta, files) = commit(&folder);
    let mut payload: Value = serde_json::from_str(meta["payload"].as_str().unwrap()).unwrap();
    payload[key] = change(&payload[key]);
    meta["payload"] = payload.to_string().into();
    write_commit(&folder, &meta, &files);
}

fn current(kb: &Sandbox, format: u64) {
    let file = kb.path("index/CURRENT");
    let text = fs::read_to_string(&file).unwrap();
    let (name, _) = text.split_once(' ').unwrap();
    let text = format!("{name} format-{format}");
    let hash = &blake3::hash(text.as_bytes()).to_hex()[..16];
    // The first formats had no hash.
    let text = match format < 7 {
        true => format!("{text}\n"),
        false => format!("{text} {hash}\n"),
    };
    fs::write(file, text).unwrap();
}

fn format(kb: &Sandbox) -> u64 {
    let text = fs::read_to_string(kb.path("index/CURRENT")).unwrap();
    let (_, format) = text.split_once(" format-").unwrap();
    format.split(' ').next().unwrap().parse().unwrap()
}

/// Built anew with one line that says so, and then silent.
#[track_caller]
fn is_built_anew(kb: &Sandbox, why: &str) {
    let run = kb.kb(&["search", "failover", "--exact"]);
    assert!(run.done().starts_with("Replication\n"), "{run:?}");
    let told = run.told();
    assert!(
        told.starts_with("index built anew: ") && told.lines().count() == 1,
        "{why}: {told:?}"
    );
    let run = kb.kb(&["search", "failover", "--exact"]);
    assert_eq!((run.status, run.told().as_str()), (0, ""), "{why}");
}

#[test]
fn an_index_of_an_older_kb_is_built_anew() {
    let kb = with_index();
    for older in [0, 1, format(&kb) - 1] {
        current(&kb, older);
        is_built_anew(&kb, &format!("format {older}"));
    }
    of_another(&kb, "analyzer", |version| {
        (version.as_u64().unwrap() - 1).into()
    });
    is_built_anew(&kb, "analyzer");
    of_another(&kb, "fingerprint", |text| {
        format!("0{}", text.as_str().unwrap()).into()
    });
    is_built_anew(&kb, "settings or rules of reading");
}

#[test]
fn an_index_of_another_engine_is_built_anew() {
    let kb = with_index();
    // Each file of the engine ends with the number of its format, in text.
    const FORMAT: &[u8] = b"\"index_format_version\":";
    let mut changed = 0;
    for file in kb.generation_files() {
        let mut bytes = fs::read(&file).unwrap();
        if let Some(at) = bytes.windows(FORMAT.len()).rposition(|text| text == FORMAT) {
            bytes[at + FORMAT.len()] = b'9';
            fs::write(file, bytes).unwrap();
            changed += 1;
        }
    }
    assert!(changed > 5, "{changed}");
    is_built_anew(&kb, "the engine's version");
}

#[test]
fn an_index_of_a_newer_kb_is_left_to_it() {
    let kb = with_index();
    current(&kb, format(&kb) + 1);
    let before = fs::read_to_string(kb.path("index/CURRENT")).unwrap();
    for args in [
        &["search", "failover"][..],
        &["index"],
        &["tags"],
        &["check"],
    ] {
        let run = kb.kb(args);
        let told = run.failed_with(2);
        assert!(
            told.contains("format") && told.contains("hint: use that newer kb"),
            "{args:?}: {told}"
        );
    }
    assert_eq!(
        fs::read_to_string(kb.path("index/CURRENT")).unwrap(),
        before
    );
    let run = kb.kb(&["index", "--rebuild"]);
    assert!(run.done().starts_with("5 added"), "{run:?}");
    assert_eq!(kb.titles("failover"), ["Replication", "plain"]);
}

#[test]
fn settings_of_another_version_are_told_with_their_place() {
    let kb = with_index();
    for (text, place) in [
        ("notes = \"notes\"\nwatch = true\n", "kb.toml:2:1"),
        ("[server]\nport = 1\n", "kb.toml:1:2"),
        ("version = 99\n", "kb.toml:1:1"),
        (
            "[[tag]]\ntag = \"a\"\nname = \"a\"\nweight = 2\n",
            "kb.toml:4:1",
        ),
    ] {
        kb.note("kb.toml", text);
        for args in [&["search", "failover"][..], &["index"], &["config", "show"]] {
            let run = kb.kb(args);
            let told = run.failed_with(2);
            assert!(
                told.contains(place) && told.contains("hint: "),
                "{args:?}: {told}"
            );
        }
    }
    kb.note("kb.toml", "");
    let run = kb.kb(&["search", "failover", "--exact"]);
    assert_eq!(
        (run.status, run.told().as_str()),
        (0, ""),
        "the index is as it was"
    );
}
