//! Names that look like paths lead nowhere: only records are found.

use crate::base::Base;
use serde_json::{Value, json};

const TRICKS: &[&str] = &[
    "../../etc/passwd",
    "..\\..\\etc\\passwd",
    "/etc/passwd",
    "notes/../../secret.txt",
    "notes/../kb.toml",
    "kb.toml",
    "index/CURRENT",
    "file:///etc/passwd",
    "%2e%2e%2fsecret.txt",
    "..%2fsecret.txt",
    "..%252fsecret.txt",
    "notes/trap.md%00.txt",
    "notes/trap.md\u{0}",
    "C:\\Windows\\win.ini",
    "notes/*",
    "*",
    "",
];

#[test]
fn no_name_is_a_path() {
    let base = Base::new();
    std::fs::write(base.root().parent().unwrap().join("secret.txt"), "s3cret").unwrap();
    let mut requests = Vec::new();
    for trick in TRICKS {
        requests.push((
            "tools/call",
            json!({ "name": "get", "arguments": { "id": trick } }),
        ));
        for begin in [
            "kb://topic/",
            "kb://recap/",
            "kb://recap/notes/",
            "kb://",
            "",
        ] {
            requests.push((
                "resources/read",
                json!({ "uri": format!("{begin}{trick}") }),
            ));
        }
    }
    let long = format!("kb://topic/{}", "a".repeat(100_000));
    requests.push(("resources/read", json!({ "uri": long })));
    for (answer, (method, asked)) in base.ask(&requests).iter().zip(&requests) {
        let text = answer.to_string();
        assert!(
            !text.contains("s3cret") && !text.contains("root:"),
            "{asked}: {text}"
        );
        assert!(text.len() < 20_000);
        match *method {
            "tools/call" => assert!(is_refused(answer), "{asked}: {text}"),
            _ => {
                assert_eq!(answer["error"]["code"], -32602, "{asked}: {text}");
                let told = answer["error"]["message"].as_str().unwrap();
                assert!(told.starts_with("no such resource"), "{asked}: {text}");
            }
        }
    }
}

fn is_refused(answer: &Value) -> bool {
    answer["result"]["isError"] == true || answer.get("error").is_some()
}
