//! Whatever a tool is asked with, it is refused by name or answered: shortly, harmlessly, with all that is said of it.

use super::is_hostile;
use super::query::NOTE;
use kb::config::{Lookup, Root};
use kb::kb::{Live, Source};
use kb::mcp::answer;
use serde_json::{Map, Value};
use std::fs;
use std::sync::OnceLock;

const TOOLS: [&str; 9] = [
    "search",
    "get",
    "priorities",
    "history",
    "decisions",
    "actions",
    "topics",
    "releases",
    "none",
];

/// A knowledge base of a note with a bit of everything. Its files go once it is open; that its notes cannot be looked
/// at again is said in its answers.
fn live() -> &'static Live {
    static LIVE: OnceLock<Live> = OnceLock::new();
    LIVE.get_or_init(|| {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().to_owned();
        fs::create_dir(dir.join("notes")).unwrap();
        fs::write(dir.join("kb.toml"), "").unwrap();
        fs::write(dir.join("notes/2016-05-06-summit.md"), NOTE).unwrap();
        let root = move || {
            Root::find(&Lookup {
                root: Some(&dir),
                cwd: &dir,
                env_root: None,
                index: None,
                cache: None,
            })
        };
        let source = Source {
            root: Box::new(root),
            follow: true,
            tell: Box::new(|_| {}),
        };
        Live::open(source).unwrap()
    })
}

pub(super) fn check(data: &[u8]) {
    let Some((tool, rest)) = data.split_first() else {
        return;
    };
    let tool = TOOLS[usize::from(*tool) % TOOLS.len()];
    let arguments = match serde_json::from_slice(rest) {
        Ok(Value::Object(arguments)) => arguments,
        // What is no object is the one argument that a tool needs.
        _ => of_text(tool, &String::from_utf8_lossy(rest)),
    };
    match answer(live(), tool, arguments) {
        Ok(answer) => {
            assert!(answer.text.len() <= 64 << 10, "{}", answer.text.len());
            assert!(!answer.text.contains(is_hostile), "{}", answer.text);
            let value: Value = serde_json::from_str(&answer.text).unwrap();
            assert!(value["notice"].is_string(), "{value}");
            let is_ours = ["kb failed inside", "the index cannot be read"];
            let error = value["error"].as_str().unwrap_or_default();
            assert!(!is_ours.contains(&error), "{value}");
            match answer.document {
                Some(document) => assert_eq!(value, Value::Object(document)),
                None => assert!(!error.is_empty(), "{value}"),
            }
        }
        Err(refused) => {
            let told = refused.to_string();
            assert!(!told.is_empty() && told.len() < 2_000, "{told}");
            assert!(!told.contains(is_hostile), "{told:?}");
        }
    }
}

fn of_text(tool: &str, text: &str) -> Map<String, Value> {
    let name = match tool {
        "get" => "id",
        "history" => "about",
        "search" => "query",
        _ => "tag",
    };
    [(name.to_owned(), Value::from(text))].into_iter().collect()
}
