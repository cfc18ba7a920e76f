use super::{MOST, Room, size, text};
use crate::mcp::reply::Found;
use crate::mcp::reply::Reply;
use serde_json::{Map, Value, json};

fn found(document: Value, rows: Option<(&'static str, usize)>) -> Found {
    let Value::Object(document) = document else {
        panic!("no object");
    };
    let found = Found {
        document,
        rows: None,
        notices: vec!["n".repeat(10_000); 40],
    };
    match rows {
        Some((name, total)) => found.in_parts(name, 7, total),
        None => found,
    }
}

fn reply(found: &Found) -> Option<Reply<Map<String, Value>>> {
    super::reply(found, Room(MOST))
}

fn whole(document: Map<String, Value>) -> Value {
    Value::Object(document)
}

#[test]
fn a_long_text_says_where_it_goes_on() {
    for sign in ["a", "\"", "\u{1b}", "\u{1f980}", "\u{e0041}"] {
        let record = json!({ "source": { "path": "notes/a.md", "line_start": 3 }, "markdown": sign.repeat(500_000), "items": vec![sign; 10_000] });
        let reply = reply(&found(json!({ "topic": record }), None)).unwrap();
        assert!(reply.truncated);
        let document = whole(reply.document);
        assert!(size(&document) <= MOST);
        let markdown = document["topic"]["markdown"].as_str().unwrap();
        assert!(markdown.ends_with("bytes more, see notes/a.md:3]"));
        assert!(markdown.len() > 1_000, "{}", markdown.len());
        assert!(!markdown.contains('\u{1b}') && !markdown.contains('\u{e0041}'));
        let said = &reply.notices[0];
        assert_eq!(said, "cut to keep the answer short: `items`, `markdown`");
    }
}

#[test]
fn a_long_list_says_how_to_go_on() {
    let row = |n: usize| json!({ "id": n, "text": "t".repeat(1_000) });
    let rows: Vec<Value> = (0..200).map(row).collect();
    let given = found(json!({ "rows": rows, "total": 300 }), Some(("rows", 300)));
    let reply = reply(&given).unwrap();
    let kept = reply.document["rows"].as_array().unwrap().len();
    assert!(kept > 50 && kept < 60, "{kept}");
    assert_eq!(reply.next_offset, Some(7 + kept));
    assert!(reply.truncated);
    assert!(serde_json::to_string(&reply).unwrap().len() <= MOST);
}

#[test]
fn a_short_answer_stays_whole() {
    let given = found(json!({ "rows": [1, 2], "total": 9 }), Some(("rows", 9)));
    let reply = reply(&given).unwrap();
    assert!(!reply.truncated);
    assert_eq!(reply.next_offset, None);
    assert_eq!(reply.document["rows"], json!([1, 2]));
}

#[test]
fn one_entry_always_fits() {
    let deep = json!({ "text": "\"".repeat(300_000), "items": vec![json!({ "text": "\\".repeat(90_000), "tags": vec!["t"; 500] }); 500] });
    let given = found(
        json!({ "rows": [deep, deep], "query": "q".repeat(90_000) }),
        Some(("rows", 2)),
    );
    let reply = reply(&given).unwrap();
    assert!(!reply.document["rows"].as_array().unwrap().is_empty());
    assert!(serde_json::to_string(&reply).unwrap().len() <= MOST);
}

#[test]
fn a_text_fits_as_json() {
    for sign in ["a", "\"", "\n", "\u{1f980}"] {
        let (kept, is_whole) = text(&sign.repeat(9_000), 5_000, "a.md", 1);
        assert!(!is_whole);
        let written = serde_json::to_string(&kept).unwrap();
        assert!((4_900..5_100).contains(&written.len()), "{}", written.len());
    }
    assert_eq!(text("a\nb", 4, "a.md", 1), ("a\nb".to_owned(), true));
}
