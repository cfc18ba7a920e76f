//! The documents say what the program does.

use crate::sandbox::Sandbox;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn the_reference_is_the_help() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cli-reference.md");
    let reference = kb::cli::reference();
    if std::env::var_os("KB_UPDATE_DOCS").is_some() {
        fs::write(&path, &reference).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap();
    assert_eq!(
        written, reference,
        "run `KB_UPDATE_DOCS=1 cargo test` and commit docs/cli-reference.md"
    );
}

/// The keys that docs/json.md gives for a command, such as `hits[].source.path`.
fn documented(command: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json.md");
    let text = fs::read_to_string(path).unwrap();
    let heading = format!("## {command}\n");
    let section = text
        .split(&heading)
        .nth(1)
        .unwrap_or_else(|| panic!("docs/json.md has no `{command}`"));
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter_map(|l| l.strip_prefix("| `"));
    rows.map(|row| row.split('`').next().unwrap().to_owned())
        .collect()
}

/// The keys of a document. Objects below `null` cannot be seen.
fn keys(value: &Value, path: &str, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let path = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}.{key}")
                };
                out.insert(path.clone());
                keys(value, &path, out);
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| keys(item, &format!("{path}[]"), out)),
        _ => {}
    }
}

#[test]
fn documents_have_the_keys_that_are_documented() {
    let kb = Sandbox::with_recaps();
    kb.write("notes/binary.md", b"\0");
    for (command, args) in [
        ("kb search", &["search", "replication"][..]),
        ("kb topics", &["topics"]),
        ("kb recaps", &["recaps"]),
        ("kb tags", &["tags"]),
        ("kb show", &["show", "#replication"]),
        ("kb check", &["check"]),
        ("kb index", &["index"]),
    ] {
        let mut found = BTreeSet::new();
        keys(&kb.json(args), "", &mut found);
        assert_eq!(found, documented(command), "{command}");
    }
    let settings = kb.kb(&["config", "show", "--format", "json"]).stdout;
    let mut found = BTreeSet::new();
    keys(&serde_json::from_str(&settings).unwrap(), "", &mut found);
    assert_eq!(found, documented("kb config show"));
}

#[test]
fn an_empty_answer_is_a_document_too() {
    let kb = Sandbox::new();
    kb.write("notes/.keep", "");
    for (args, list) in [
        (&["search", "nothing"][..], "hits"),
        (&["topics"], "topics"),
        (&["recaps"], "recaps"),
        (&["tags"], "tags"),
        (&["check"], "findings"),
        (&["show", "nothing"], "candidates"),
    ] {
        let found = kb.json(args);
        assert_eq!(
            (&found["schema"], found[list].as_array().map(Vec::len)),
            (&Value::from(1), Some(0)),
            "{args:?}"
        );
    }
}
