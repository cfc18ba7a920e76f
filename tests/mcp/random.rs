//! Arguments of any shape: they are refused by name or answered, and nothing else.

use kb::config::{Lookup, Root};
use kb::kb::{Live, Source};
use kb::mcp::answer;
use proptest::prelude::*;
use serde_json::{Map, Value};
use std::fs;
use std::sync::OnceLock;
use tempfile::TempDir;

fn live() -> &'static Live {
    static LIVE: OnceLock<(TempDir, Live)> = OnceLock::new();
    let (_, live) = LIVE.get_or_init(|| {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().to_owned();
        fs::create_dir(dir.join("notes")).unwrap();
        fs::write(dir.join("kb.toml"), "").unwrap();
        fs::write(
            dir.join("notes/a.md"),
            "---\nrelease: Newton\n---\n## Replication\n\nDecision: wait.\n",
        )
        .unwrap();
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
        (temp, Live::open(source).unwrap())
    });
    live
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0..300_u64).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        "[a-z:()\"*. -]{0,16}".prop_map(Value::from),
        Just(Value::from("newton")),
        Just(Value::from("2016-05")),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z]{0,4}", inner, 0..3)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn name() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "query", "id", "about", "exact", "sort", "group", "owner", "open", "strong", "tag",
        "release", "project", "event", "path", "since", "until", "limit", "offset",
    ]);
    prop_oneof![9 => known.prop_map(str::to_owned), 1 => ".{0,8}"]
}

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

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn are_answered_or_refused(
        tool in prop::sample::select(TOOLS.to_vec()),
        query in prop::option::of("[a-z:()\"*. -]{1,20}"),
        rest in prop::collection::btree_map(name(), json(), 0..4),
    ) {
        let mut arguments: Map<String, Value> = rest.into_iter().collect();
        if let Some(query) = query {
            let needed = match tool { "get" => "id", "history" => "about", _ => "query" };
            arguments.insert(needed.to_owned(), Value::from(query));
        }
        match answer(live(), tool, arguments) {
            Ok(answer) => {
                prop_assert!(answer.text.len() <= 64 << 10);
                let value: Value = serde_json::from_str(&answer.text).unwrap();
                prop_assert!(value["notice"].is_string());
                prop_assert!(!answer.text.contains("failed inside"), "{}", answer.text);
                if let Some(document) = answer.document {
                    prop_assert_eq!(value, Value::Object(document));
                }
            }
            Err(refused) => {
                let told = refused.to_string();
                prop_assert!(!told.is_empty() && told.len() < 2_000, "{}", told);
            }
        }
    }
}
