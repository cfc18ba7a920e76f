//! What a commit says of itself, altered such that it can still be read: the engine has no checksum for it, kb has.

use crate::base::{Patient, commit, generation};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

/// An alteration of what the engine keeps of a commit.
type Alter = fn(&mut Value);

fn payload(meta: &mut Value, key: &str, value: Value) {
    let mut payload: Value = serde_json::from_str(meta["payload"].as_str().unwrap()).unwrap();
    assert!(payload.get(key).is_some(), "no `{key}` in {payload}");
    payload[key] = value;
    meta["payload"] = payload.to_string().into();
}

fn swap_ids(meta: &mut Value) {
    let segments = meta["segments"].as_array_mut().unwrap();
    let first = segments[0]["segment_id"].take();
    let second = std::mem::replace(&mut segments[1]["segment_id"], first);
    segments[0]["segment_id"] = second;
}

const ALTERED: &[(&str, Alter)] = &[
    ("another opstamp", |meta| {
        meta["opstamp"] = (meta["opstamp"].as_u64().unwrap() + 1).into();
    }),
    ("an opstamp of zero", |meta| meta["opstamp"] = 0.into()),
    ("a huge segment", |meta| {
        meta["segments"][0]["max_doc"] = u32::MAX.into()
    }),
    ("a segment larger by one", |meta| {
        let max = meta["segments"][1]["max_doc"].as_u64().unwrap();
        meta["segments"][1]["max_doc"] = (max + 1).into();
    }),
    ("an empty segment", |meta| {
        meta["segments"][0]["max_doc"] = 0.into()
    }),
    ("an unknown field", |meta| {
        meta["unknown"] = json!({"a": [1, 2]})
    }),
    ("an unknown field of a segment", |meta| {
        meta["segments"][0]["unknown"] = 1.into()
    }),
    ("segments with each other's names", swap_ids),
    ("segments in another order", |meta| {
        meta["segments"].as_array_mut().unwrap().reverse()
    }),
    ("one segment left out", |meta| {
        drop(meta["segments"].as_array_mut().unwrap().pop())
    }),
    ("no segment", |meta| meta["segments"] = json!([])),
    ("one segment twice", |meta| {
        let first = meta["segments"][0].clone();
        meta["segments"].as_array_mut().unwrap().push(first);
    }),
    ("nothing deleted", |meta| {
        for segment in meta["segments"].as_array_mut().unwrap() {
            segment["deletes"] = Value::Null;
        }
    }),
    ("more deleted than there is", |meta| {
        for segment in meta["segments"].as_array_mut().unwrap() {
            if !segment["deletes"].is_null() {
                segment["deletes"]["num_deleted_docs"] = 4_000_000_000_u32.into();
            }
        }
    }),
    ("no payload", |meta| {
        drop(meta.as_object_mut().unwrap().remove("payload"))
    }),
    ("a payload of nothing", |meta| meta["payload"] = "{}".into()),
    ("another count of files", |meta| {
        payload(meta, "files", 77.into())
    }),
    ("another ledger", |meta| {
        payload(meta, "ledger", "ab".repeat(32).into())
    }),
    ("a ledger elsewhere", |meta| {
        payload(meta, "ledger", "../../../etc/passwd".into())
    }),
    ("other settings", |meta| {
        payload(meta, "fingerprint", "0".into())
    }),
    ("a field of another name", |meta| {
        meta["schema"][0]["name"] = "other".into()
    }),
    ("a field less", |meta| {
        drop(meta["schema"].as_array_mut().unwrap().pop())
    }),
    ("fields in another order", |meta| {
        meta["schema"].as_array_mut().unwrap().reverse()
    }),
    ("other compression", |meta| {
        meta["index_settings"] = json!({"docstore_blocksize": 1})
    }),
    ("a list", |meta| *meta = json!([1, 2, 3])),
    ("nothing", |meta| *meta = json!({})),
    ("deep nesting", |meta| {
        let mut deep = json!(1);
        for _ in 0..100 {
            deep = json!([deep]);
        }
        meta["payload"] = deep;
    }),
];

fn meta(patient: &Patient) -> PathBuf {
    generation(&patient.kb.path("index")).join("meta.json")
}

#[test]
fn an_altered_commit_heals() {
    let patient = Patient::new();
    for (number, (what, alter)) in ALTERED.iter().enumerate() {
        let file = meta(&patient);
        let (mut value, _) = commit(file.parent().unwrap());
        let before = value.clone();
        alter(&mut value);
        assert_ne!(value, before, "{what}: nothing was altered");
        let whole = fs::read_to_string(&file).unwrap();
        let (_, seal) = whole.trim_end().rsplit_once('\n').unwrap();
        fs::write(&file, format!("{value}\n{seal}\n")).unwrap();
        patient.heals(number % 3, what);
        patient.is_well(what);
        patient.restore();
    }
}

/// The ledger says which notes are as they were: an altered one would leave changes of notes unseen.
#[test]
fn an_altered_ledger_heals() {
    let patient = Patient::new();
    let ledger = |patient: &Patient| {
        let files = patient.kb.generation_files();
        let is_ledger = |file: &PathBuf| crate::base::kind(file) == "ledger";
        files.into_iter().find(is_ledger).unwrap()
    };
    let file = ledger(&patient);
    let sound = fs::read(&file).unwrap();
    // A time or a size within it, a path of another note, entries of another index.
    for at in [8, 20, sound.len() / 2, sound.len() - 2] {
        let mut bytes = sound.clone();
        bytes[at] = bytes[at].wrapping_add(1);
        fs::write(&file, bytes).unwrap();
        patient.heals(0, &format!("ledger altered at {at}"));
        patient.restore();
    }
    let other = Patient::new();
    fs::write(&file, fs::read(ledger(&other)).unwrap()).unwrap();
    patient.heals(0, "the ledger of another index");
    patient.is_well("the ledger of another index");
}

/// The engine's list of what it may clear away cannot make it forget or clear what it must not.
#[test]
fn an_altered_list_of_files_changes_no_answer() {
    let patient = Patient::new();
    for text in [
        "[]",
        "[\"meta.json\"]",
        "[\"x\", \"../CURRENT\", \"/\"]",
        "{}",
        "null",
        "[1]",
    ] {
        let file = generation(&patient.kb.path("index")).join(".managed.json");
        fs::write(&file, text).unwrap();
        patient.answers(0, text);
        patient
            .kb
            .note("notes/later.md", "# Later\n\nreplication too\n");
        assert_eq!(patient.kb.kb(&["show", "notes/later#"]).status, 0, "{text}");
        fs::remove_file(patient.kb.path("notes/later.md")).unwrap();
        patient.answers(0, text);
        patient.is_well(text);
        patient.restore();
    }
}
