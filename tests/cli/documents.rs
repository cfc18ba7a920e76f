//! The JSON that `docs/json.md` promises, and the other formats of machines.

use crate::sandbox::{Sandbox, as_json, strings};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A run of each command that answers with JSON: its section, its arguments, the status it ends with.
const COMMANDS: [(&str, &[&str]); 20] = [
    ("kb search", &["search", "replication"]),
    ("kb topics", &["topics"]),
    ("kb recaps", &["recaps"]),
    ("kb tags", &["tags"]),
    ("kb priorities", &["priorities"]),
    ("kb history", &["history", "replication"]),
    ("kb releases", &["releases"]),
    ("kb export", &["export", "--full"]),
    ("kb decisions", &["decisions"]),
    ("kb actions", &["actions"]),
    ("kb compare", &["compare", "mitaka", "newton"]),
    ("kb stats", &["stats"]),
    ("kb show", &["show", "#replication"]),
    ("kb related", &["related", "#replication"]),
    ("kb links", &["links", "#replication"]),
    ("kb check", &["check"]),
    ("kb check --fix", &["check", "--fix", "--dry-run"]),
    ("kb index", &["index"]),
    ("kb doctor", &["doctor"]),
    ("kb config show", &["config", "show"]),
];

/// The keys that `docs/json.md` gives for a command, with their types.
fn documented(command: &str) -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json.md");
    let text = fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("docs/json.md cannot be read: {error}"));
    let mut keys = BTreeMap::new();
    let mut inside = false;
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            inside = heading.trim() == command;
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let (true, [_, key, kind, _, ..]) = (inside, cells.as_slice())
            && let Some(key) = key.strip_prefix('`').and_then(|key| key.strip_suffix('`'))
        {
            let twice = keys.insert(key.to_owned(), (*kind).to_owned());
            assert_eq!(twice, None, "docs/json.md has `{key}` of `{command}` twice");
        }
    }
    assert!(
        !keys.is_empty(),
        "docs/json.md has no section `## {command}` with a table of keys"
    );
    keys
}

/// Each key of a document with the kinds of its values: `hits[].source.path` with `string`.
fn real(value: &Value) -> BTreeMap<String, Vec<&'static str>> {
    let mut out = BTreeMap::new();
    walk(value, "", &mut out);
    out
}

fn walk(value: &Value, path: &str, out: &mut BTreeMap<String, Vec<&'static str>>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let path = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}.{key}")
                };
                out.entry(path.clone()).or_default().push(kind(value));
                walk(value, &path, out);
            }
        }
        Value::Array(items) => {
            for item in items {
                walk(item, &format!("{path}[]"), out);
            }
        }
        _ => {}
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

/// Holds a document to its section: no key that is not there, none missing, none of another type.
///
/// Where `empty`, the keys below a list or a `null` object cannot be seen.
#[track_caller]
fn hold(command: &str, document: &Value, empty: bool) {
    let documented = documented(command);
    let real = real(document);
    for (key, kinds) in &real {
        let promised = documented
            .get(key)
            .unwrap_or_else(|| panic!("docs/json.md has no `{key}` for `{command}`"));
        let named: Vec<&str> = promised.split(" or ").collect();
        for kind in kinds {
            let fits = named
                .iter()
                .any(|name| name.split(' ').next() == Some(kind));
            assert!(fits, "`{key}` of `{command}` is {kind}, not {promised}");
        }
    }
    let unseen = |key: &str| {
        let above = key.match_indices(['[', '.']).map(|(at, _)| &key[..at]);
        above
            .filter(|above| real.contains_key(*above))
            .any(|above| {
                let mut below = real.keys().filter_map(|key| key.strip_prefix(above));
                !below.any(|rest| rest.starts_with(['[', '.']))
            })
    };
    for key in documented.keys().filter(|key| !real.contains_key(*key)) {
        assert!(empty && unseen(key), "`{command}` gives no `{key}`");
    }
}

#[test]
fn documents_have_the_keys_that_are_documented() {
    let kb = Sandbox::with_outcomes();
    kb.note("notes/binary.md", b"\0");
    kb.note("notes/tight.md", "##Two\n\nText.\n");
    kb.note("notes/two.rst", "Two\n===\n");
    kb.note(
        "notes/linking.md",
        "See [it](2016-05-06-volume-summit.md#replication).\n",
    );
    let summit = kb.path("notes/2016-05-06-volume-summit.md");
    let text = fs::read_to_string(&summit).unwrap();
    let linking = text.replace("see [the plan]", "see [more](linking.md) and [the plan]");
    assert_ne!(linking, text);
    fs::write(summit, linking).unwrap();
    for (command, args) in COMMANDS {
        let run = kb.kb(&as_json(args));
        // A note that cannot be read is no health.
        let status = i32::from(command == "kb doctor");
        assert_eq!(run.status, status, "{command}: {run:?}");
        assert_eq!(run.stdout.lines().count(), 1, "{command}: one line");
        let document = run.json();
        // Nothing is asked of the search that not every answer has; a test beside its wire types has all of it.
        hold(command, &document, command == "kb search");
        assert_eq!(document["schema"], 1, "{command}");
    }
}

#[test]
fn an_empty_answer_is_a_document_too() {
    let kb = Sandbox::new();
    for (command, args) in COMMANDS {
        let run = kb.kb(&as_json(args));
        let status = match command {
            "kb check" | "kb index" | "kb doctor" | "kb config show" => 0,
            _ => 1,
        };
        assert_eq!(run.status, status, "{command}: {run:?}");
        hold(command, &run.json(), true);
    }
}

#[test]
fn an_answer_of_several_is_a_document_too() {
    let kb = Sandbox::with_recaps();
    let run = kb.kb(&as_json(&["show", "notes/2017-notes"]));
    assert_eq!(run.status, 2);
    hold("kb show", &run.json(), true);
    assert_eq!(run.json()["candidates"].as_array().unwrap().len(), 4);
    let none = kb.kb(&as_json(&["topics", "--tag", "nothing"]));
    assert_eq!(none.status, 1);
    hold("kb topics", &none.json(), true);
}

#[test]
fn every_section_of_a_command_has_a_command() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json.md");
    let text = fs::read_to_string(path).unwrap();
    let sections = text.lines().filter_map(|line| line.strip_prefix("## kb "));
    for section in sections {
        let name = format!("kb {section}");
        assert!(
            COMMANDS.iter().any(|(command, _)| *command == name),
            "docs/json.md tells of `{name}`, which no test runs"
        );
    }
}

/// The commands that list, with the key of their list.
const LISTS: [(&[&str], &str); 9] = [
    (&["search", "replication"], "hits"),
    (&["topics"], "topics"),
    (&["recaps"], "recaps"),
    (&["tags"], "tags"),
    (&["priorities"], "priorities"),
    (&["releases"], "releases"),
    (&["decisions"], "decisions"),
    (&["actions"], "actions"),
    (&["check"], "findings"),
];

fn in_format<'a>(args: &[&'a str], format: &'a str) -> Vec<&'a str> {
    [args, &["--format", format]].concat()
}

#[test]
fn a_record_a_line_is_the_list_of_the_document() {
    let kb = Sandbox::with_outcomes();
    for (args, key) in LISTS {
        let document = kb.json(args);
        let list = document[key].as_array().unwrap();
        assert!(list.len() > 1, "{args:?}");
        let lines = kb.kb(&in_format(args, "jsonl"));
        let records: Vec<Value> = lines
            .done()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(&records, list, "{args:?}");
    }
    let none = kb.kb(&["search", "replikation", "--format", "jsonl"]);
    none.failed_with(1);
}

/// A CSV text as one map a row.
fn table(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn csv_has_the_records_of_the_document() {
    let kb = Sandbox::with_outcomes();
    for (args, key) in LISTS {
        let list = kb.json(args)[key].clone();
        let run = kb.kb(&in_format(args, "csv"));
        let rows = table(run.done());
        assert_eq!(rows.len(), list.as_array().unwrap().len(), "{args:?}");
        let column = match key {
            "tags" => "tag",
            "decisions" | "actions" | "priorities" => "text",
            "releases" => "release",
            "findings" => "message",
            _ => "title",
        };
        let texts: Vec<&str> = rows.iter().map(|row| row[column].as_str()).collect();
        assert_eq!(texts, strings(&list, column), "{args:?}");
    }
    let empty = kb.kb(&["topics", "--tag", "nothing", "--format", "csv"]);
    assert_eq!((empty.status, table(&empty.stdout).len()), (1, 0));
    assert!(empty.stdout.starts_with("id,kind,title,"), "{empty:?}");
}

#[test]
fn csv_cells_do_not_run() {
    let kb = Sandbox::new();
    let titles = ["=cmd|x", "+1+1", "-2 steps", "@sum", "a, \"b\"\u{e9}"];
    for (number, title) in titles.iter().enumerate() {
        kb.note(
            &format!("notes/{number}.md"),
            format!("# {title}\n\ntext\n"),
        );
    }
    let cells = |args: &[&str]| -> Vec<String> {
        let rows = table(kb.kb(args).done());
        rows.iter().map(|row| row["title"].clone()).collect()
    };
    let safe = ["'=cmd|x", "'+1+1", "'-2 steps", "'@sum", "a, \"b\"\u{e9}"];
    assert_eq!(cells(&["topics", "--format", "csv"]), safe);
    assert_eq!(cells(&["topics", "--format", "csv", "--csv-raw"]), titles);
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let kb = Sandbox::with_recaps();
    for (_, args) in COMMANDS {
        kb.kb(&["index"]).done();
        let (one, other) = (kb.kb(&as_json(args)), kb.kb(&as_json(args)));
        assert_eq!(one.stdout, other.stdout, "{args:?}");
    }
}
