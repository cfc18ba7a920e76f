//! What notes say is quoted, whatever it says and however long it is.

use crate::base::{Base, TRAP};
use serde_json::{Value, json};

/// Most bytes of an answer.
const MOST: usize = 64 << 10;

fn text(result: &Value) -> &str {
    result["content"][0]["text"].as_str().unwrap()
}

#[test]
fn orders_in_a_note_are_quoted() {
    let base = Base::empty();
    base.note(TRAP.0, TRAP.1);
    let result = base.call("get", json!({ "id": "backups" }));
    insta::assert_snapshot!(serde_json::to_string_pretty(&result["structuredContent"]).unwrap());
    let answers = base.ask(&[(
        "resources/read",
        json!({ "uri": "kb://recap/notes/trap.md" }),
    )]);
    insta::assert_snapshot!(
        answers[0]["result"]["contents"][0]["text"]
            .as_str()
            .unwrap()
    );
}

#[test]
fn a_topic_of_five_megabytes_is_cut() {
    let base = Base::empty();
    // A listing is read quickly; how texts of all signs are cut is tested where they are.
    let line = format!("{} \"x\"\n", "0123456789abcdef".repeat(4));
    let long = line.repeat(5 * (1 << 20) / line.len());
    let work = format!("## Work\n\nIt was dull.\n\n```\n{long}```\n");
    base.note(
        "notes/long.md",
        &format!("# Long\n\n{work}\n## Play\n\nnone\n"),
    );
    let recap = json!({ "uri": "kb://recap/notes/long.md" });
    let answers = base.ask(&[
        (
            "tools/call",
            json!({ "name": "get", "arguments": { "id": "long#work" } }),
        ),
        ("resources/read", recap),
    ]);
    let result = &answers[0]["result"];
    assert!(text(result).len() <= MOST, "{}", text(result).len());
    let document = &result["structuredContent"];
    assert_eq!(document["truncated"], true);
    assert_eq!(
        document["notices"][0],
        "cut to keep the answer short: `markdown`"
    );
    let markdown = document["topic"]["markdown"].as_str().unwrap();
    assert!(markdown.starts_with("## Work\n\nIt was dull."));
    let end = &markdown[markdown.len() - 60..];
    assert!(end.ends_with(" bytes more, see notes/long.md:3]"), "{end}");
    assert!(markdown.len() > 16_000);
    let contents = answers[1]["result"]["contents"].to_string();
    assert!(
        (MOST / 2..=MOST).contains(&contents.len()),
        "{}",
        contents.len()
    );
    assert!(contents.contains("bytes more, see notes/long.md:3]"));
    assert!(contents.contains("[cut: 1 more topics]"));
}

#[test]
fn a_long_list_goes_on() {
    let base = Base::empty();
    let topics =
        (0..150).map(|n| format!("## Topic {n} {}\n\ntext\n\n", "of many words ".repeat(20)));
    base.note(
        "notes/many.md",
        &format!(
            "---\nrelease: Newton\n---\n# Many\n\n{}",
            topics.collect::<String>()
        ),
    );
    let (mut offset, mut seen) = (0, 0);
    loop {
        let result = base.call("topics", json!({ "limit": 200, "offset": offset }));
        assert!(text(&result).len() <= MOST);
        let document = &result["structuredContent"];
        let rows = document["topics"].as_array().unwrap().len();
        assert!(rows > 10);
        seen += rows;
        assert_eq!(document["total"], 151);
        let Some(next) = document["next_offset"].as_u64() else {
            assert_eq!(document["truncated"], false);
            break;
        };
        assert_eq!(document["truncated"], true);
        assert!(
            document["notices"][0]
                .as_str()
                .unwrap()
                .contains(&format!("`offset` {next} goes on"))
        );
        offset = next;
    }
    assert_eq!(seen, 151);
    let brief = json!({ "name": "release-brief", "arguments": { "release": "newton" } });
    let answers = base.ask(&[("prompts/get", brief)]);
    let message = &answers[0]["result"]["messages"][0];
    assert!(message.is_object(), "{answers:?}");
    let text = message["content"]["text"].as_str().unwrap();
    assert!(
        text.len() <= MOST && text.contains("of 50 `topics` fit"),
        "{}",
        text.len()
    );
    let none = base.call("topics", json!({ "limit": 0 }));
    assert_eq!(none["structuredContent"]["next_offset"], Value::Null);
}

#[test]
fn many_recaps_are_listed_in_parts() {
    let base = Base::empty();
    for n in 0..130 {
        base.note(&format!("notes/{n:03}.md"), "# Recap\n\n## Topic\n\ntext\n");
    }
    let answers = base.ask(&[
        ("resources/list", json!({})),
        ("resources/list", json!({ "cursor": "100" })),
        ("resources/list", json!({ "cursor": "999999999999" })),
    ]);
    let part = |at: usize| &answers[at]["result"];
    assert_eq!(part(0)["resources"].as_array().unwrap().len(), 100);
    assert_eq!(part(0)["nextCursor"], "100");
    assert_eq!(part(1)["resources"].as_array().unwrap().len(), 30);
    assert!(part(1).get("nextCursor").is_none());
    assert_eq!(part(2)["resources"], json!([]));
}
