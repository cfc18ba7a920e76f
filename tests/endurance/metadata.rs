//! Front matter that is meant to break its reader, or is only wrong: the note below it is read, and what is wrong
//! is told with its line.

use crate::sandbox::Sandbox;
use std::time::{Duration, Instant};

/// Generous: no note may hang kb.
const GUARD: Duration = Duration::from_secs(120);

/// Aliases that multiply to more than any machine holds.
fn bomb() -> String {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..40 {
        let alias = format!("*a{}, ", level - 1).repeat(9);
        text.push_str(&format!(
            "a{level}: &a{level} [{}]\n",
            alias.trim_end_matches(", ")
        ));
    }
    text
}

/// A name, the lines between the marks, and whether something has to be said of them.
type Block = (&'static str, String, bool);

/// Too deep, too long, too many, or what multiplies.
fn bombs() -> Vec<Block> {
    let deep = |open: &str| format!("title: T\na: {}\n", open.repeat(10_000));
    let nested: String = (0..350)
        .map(|n| format!("{}k{n}:\n", " ".repeat(n)))
        .collect();
    let many = (0..390).map(|n| format!("key{n}: value\n")).collect();
    let key = format!("{}: x\ntitle: T\n", "k".repeat(100_000));
    let number = format!("title: {}\ndate: 1e999\n", "9".repeat(400));
    let words = format!("note: {}\n", "word ".repeat(200_000));
    vec![
        ("bomb", bomb(), true),
        ("deep-list", deep("["), true),
        ("deep-map", deep("{a: "), true),
        ("deep-nesting", format!("title: T\n{nested}"), false),
        (
            "long-scalar",
            format!("title: {}\n", "x".repeat(1 << 20)),
            false,
        ),
        ("long-words", words, false),
        ("many-keys", many, false),
        ("long-key", key, false),
        ("huge-number", number, false),
    ]
}

/// Blocks that are wrong, or of other types than their keys want.
const ODD: [(&str, &str, bool); 18] = [
    ("twice", "title: One\ntitle: Two\n", true),
    ("tabs", "title: T\n\tindented: x\n", true),
    (
        "python",
        "title: !!python/object/apply:os.system ['touch pwned']\n",
        false,
    ),
    (
        "tag-unknown",
        "title: !!js/function 'x'\ndate: !<tag:x> 2016-01-02\n",
        false,
    ),
    ("binary-tag", "title: !!binary \"//79\"\n", false),
    ("anchor-unknown", "title: *nobody\ndate: 2016-01-02\n", true),
    ("itself", "a: &a [*a]\ntitle: T\n", true),
    ("merge", "base: &b {title: T}\n<<: *b\n", false),
    (
        "number",
        "title: 42\nproject: 7\ntags: 3\ndate: 20160506\n",
        false,
    ),
    (
        "no",
        "title: no\nproject: yes\ntags: [on, off, null, ~, 1.5]\n",
        false,
    ),
    (
        "dates",
        "title: 2016-05-06\ndate: 2016-13-45\nevent_date: 99999-01-01\n",
        false,
    ),
    ("infinite", "title: .inf\ndate: .nan\n", false),
    ("documents", "title: T\n...\nother: x\n", false),
    ("directive", "%YAML 9.9\ntitle: T\n", false),
    ("control", "title: \"a\\0b\\u001b[31m\\uFFFF\"\n", false),
    ("open-quote", "title: \"open\ndate: 2016-01-02\n", true),
    ("open-list", "tags: [a, b\ntitle: T\n", true),
    ("complex-key", "? [a, b]\n: c\ntitle: T\n", false),
];

fn blocks() -> Vec<Block> {
    let odd = ODD
        .iter()
        .map(|(name, block, told)| (*name, (*block).to_owned(), *told));
    bombs().into_iter().chain(odd).collect()
}

#[test]
fn no_front_matter_costs_more_than_itself() {
    let kb = Sandbox::with_recaps();
    for (name, block, _) in blocks() {
        kb.note(
            &format!("notes/m/{name}.md"),
            format!("---\n{block}---\n# Head {name}\n\nwombat\n"),
        );
    }
    let started = Instant::now();
    kb.kb(&["index"]).done();
    assert!(started.elapsed() < GUARD, "{:?}", started.elapsed());
    let hits = kb.json(&["search", "wombat", "--exact", "--limit", "100"])["hits"].clone();
    let findings = kb.json(&["check"])["findings"].clone();
    for (name, block, is_told) in blocks() {
        let path = format!("notes/m/{name}.md");
        let found = |list: &serde_json::Value, at: &dyn Fn(&serde_json::Value) -> bool| {
            list.as_array().unwrap().iter().any(at)
        };
        let there = found(&hits, &|hit| hit["source"]["path"] == path.as_str());
        assert!(there, "{path} is not found");
        let lines = 1..=block.lines().count() as u64 + 2;
        let told = found(&findings, &|f| {
            let line = f["line"].as_u64().unwrap_or_default();
            f["path"] == path.as_str() && f["code"] == "front-matter" && lines.contains(&line)
        });
        assert!(told || !is_told, "{path} has no finding: {findings}");
    }
    assert!(!kb.path("pwned").exists());
    assert_eq!(kb.titles("failover"), ["Replication", "plain"]);
}

#[test]
fn blocks_that_never_end_are_text() {
    let kb = Sandbox::new();
    for (number, mark) in ["---", "+++"].iter().enumerate() {
        let keys: String = (0..1000).map(|n| format!("key{n}: value\n")).collect();
        kb.note(
            &format!("notes/open{number}.md"),
            format!("{mark}\ntitle: T\n{keys}\n# Head {number}\n\nwombat\n"),
        );
    }
    assert_eq!(kb.json(&["search", "wombat"])["total"], 2);
    let findings = kb.json(&["check"])["findings"].clone();
    let told = findings
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["code"] == "front-matter");
    assert!(told.count() >= 1, "{findings}");
}

#[test]
fn deep_toml_is_text_or_told() {
    let kb = Sandbox::with_recaps();
    let deep = format!(
        "+++\ntitle = \"T\"\na = {}\n+++\n# Head\n\nwombat\n",
        "[".repeat(10_000)
    );
    kb.note("notes/deep.md", deep);
    let dotted = format!(
        "+++\n{}x = 1\n+++\n# Head two\n\nwombat\n",
        "a.".repeat(10_000)
    );
    kb.note("notes/dotted.md", dotted);
    let run = kb.kb(&["search", "wombat", "--format", "json"]);
    assert_eq!(run.json()["total"], 2, "{run:?}");
    assert_eq!(kb.titles("failover"), ["Replication", "plain"]);
}
