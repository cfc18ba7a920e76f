//! Bytes of notes: what is text is read with its own lines, what is none is named and left out.

use crate::sandbox::Sandbox;
use serde_json::Value;

/// A note's bytes, its code among the findings, and the line of the word `otter`, where that is found.
type Case = (
    &'static str,
    &'static [u8],
    Option<&'static str>,
    Option<u64>,
);

const CASES: &[Case] = &[
    ("unix", b"# Head\n\none\notter\n", None, Some(4)),
    ("windows", b"# Head\r\n\r\none\r\notter\r\n", None, Some(4)),
    ("mixed", b"# Head\r\n\none\r\notter\n", None, Some(4)),
    (
        "marked",
        b"\xef\xbb\xbf# Head\n\none\notter\n",
        None,
        Some(4),
    ),
    (
        "marked twice",
        b"\xef\xbb\xbf\xef\xbb\xbf# Head\n\none\notter\n",
        None,
        Some(4),
    ),
    (
        "marked within",
        b"# Head\n\n\xef\xbb\xbfone\n\xef\xbb\xbfotter\xef\xbb\xbf\n",
        None,
        Some(4),
    ),
    (
        "latin",
        b"# Head\n\ncaf\xe9\notter \xff\xfe\n",
        Some("utf-8"),
        Some(4),
    ),
    (
        "cut",
        b"# Head\n\none\notter \xe2\x82",
        Some("utf-8"),
        Some(4),
    ),
    (
        "overlong",
        b"# Head\n\n\xc0\xaf\notter\n",
        Some("utf-8"),
        Some(4),
    ),
    (
        "surrogate",
        b"# Head\n\n\xed\xa0\x80\notter\n",
        Some("utf-8"),
        Some(4),
    ),
    ("no newline", b"# Head\n\none\notter", None, Some(4)),
    (
        "other breaks",
        "# Head\n\none\u{2028}two\u{b}three\u{c}four\u{85}five\notter\n".as_bytes(),
        None,
        Some(4),
    ),
    ("null", b"# Head\n\none\0\notter\n", Some("binary"), None),
    ("null first", b"\0# Head\n\notter\n", Some("binary"), None),
    (
        "utf-16 little",
        b"\xff\xfeo\0t\0t\0e\0r\0\n\0",
        Some("binary"),
        None,
    ),
    (
        "utf-16 big",
        b"\xfe\xff\0o\0t\0t\0e\0r\0\n",
        Some("binary"),
        None,
    ),
    (
        "utf-16 unmarked",
        b"o\0t\0t\0e\0r\0\n\0",
        Some("binary"),
        None,
    ),
    (
        "utf-32",
        b"\xff\xfe\0\0o\0\0\0t\0\0\0",
        Some("binary"),
        None,
    ),
    ("nothing", b"", Some("empty"), None),
    ("a mark alone", b"\xef\xbb\xbf", Some("empty"), None),
    ("a byte alone", b"\xff", Some("utf-8"), None),
];

/// The line of the file that has the word, as hits tell it.
fn line_of(hit: &Value) -> Option<u64> {
    let lines = hit["snippet"]["lines"].as_array()?;
    let text = hit["snippet"]["text"].as_str()?;
    let row = text.split('\n').position(|row| row.contains("otter"))?;
    lines.get(row)?.as_u64()
}

#[test]
fn each_encoding_is_read_with_its_lines_or_named() {
    let kb = Sandbox::with_recaps();
    for (name, bytes, _, _) in CASES {
        kb.note(&format!("notes/case {name}.md"), bytes);
    }
    kb.kb(&["index"]).done();
    let hits = kb.json(&["search", "otter", "--exact", "--limit", "100"])["hits"].clone();
    let hits = repeats(&hits);
    let findings = kb.json(&["check"])["findings"].clone();
    for (name, _, code, line) in CASES {
        let path = format!("notes/case {name}.md");
        let hit = hits.iter().find(|(place, _)| *place == path);
        assert_eq!(hit.map(|(_, line)| *line), *line, "{path}: {hits:?}");
        let named = findings
            .as_array()
            .unwrap()
            .iter()
            .filter(|f| f["path"] == path.as_str());
        let codes: Vec<&str> = named.map(|f| f["code"].as_str().unwrap()).collect();
        let bad: Vec<&&str> = codes
            .iter()
            .filter(|c| ["binary", "utf-8", "empty", "unreadable"].contains(c))
            .collect();
        assert_eq!(bad.first().copied(), code.as_ref(), "{path}: {codes:?}");
    }
    assert_eq!(kb.titles("failover"), ["Replication", "plain"]);
}

/// Places of hits with the line of the word.
fn repeats(hits: &Value) -> Vec<(String, u64)> {
    let hits = hits.as_array().unwrap().iter();
    hits.map(|hit| {
        let path = hit["source"]["path"].as_str().unwrap().to_owned();
        (
            path,
            line_of(hit).unwrap_or_else(|| panic!("no line in {hit}")),
        )
    })
    .collect()
}

/// A lone carriage return ends a line for some; whichever it is, nothing is lost and nothing moves the cursor.
#[test]
fn lone_carriage_returns_lose_nothing() {
    let kb = Sandbox::new();
    kb.note("notes/a.md", b"# Head\r\rone\rotter\rlast words\r");
    for word in ["otter", "last", "one", "head"] {
        let run = kb.kb(&["search", word]);
        assert!(!run.done().contains('\r'), "{word}: {run:?}");
    }
}
