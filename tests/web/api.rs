//! The JSON API: the documents of the command line.

use crate::notes::RECAPS;
use crate::server::Served;
use serde_json::{Value, json};
use std::process::Command;
use std::time::{Duration, Instant};

/// What a command answers as JSON in the folder of a server.
fn command(server: &Served, args: &[&str]) -> Value {
    let run = Command::new(env!("CARGO_BIN_EXE_kb"))
        .args(args)
        .args(["--format", "json"])
        .current_dir(server.path(""))
        .env_clear()
        .output()
        .unwrap();
    serde_json::from_slice(&run.stdout).unwrap()
}

#[test]
fn answers_are_those_of_the_commands() {
    let server = Served::new(&RECAPS);
    for (path, args) in [
        (
            "search?q=replication&limit=10",
            vec!["search", "replication"],
        ),
        (
            "search?q=replication&facets=true&sort=date&group=recap&release=newton",
            vec![
                "search",
                "replication",
                "--facets",
                "--sort",
                "date",
                "--group",
                "recap",
                "--release",
                "newton",
            ],
        ),
        ("topics", vec!["topics"]),
        (
            "topics?limit=1&offset=1",
            vec!["topics", "--limit", "1", "--offset", "1"],
        ),
        (
            "recaps?release=newton",
            vec!["recaps", "--release", "newton"],
        ),
        ("tags", vec!["tags"]),
        ("releases", vec!["releases"]),
        ("priorities", vec!["priorities"]),
        ("history?about=replication", vec!["history", "replication"]),
        ("decisions?strong=true", vec!["decisions", "--strong"]),
        (
            "actions?open=1&owner=ada",
            vec!["actions", "--open", "--owner", "ada"],
        ),
        (
            "compare?a=mitaka&b=newton",
            vec!["compare", "mitaka", "newton"],
        ),
        ("stats?since=2016", vec!["stats", "--since", "2016"]),
        ("topic?id=activeactive", vec!["show", "activeactive"]),
        ("related?id=activeactive", vec!["related", "activeactive"]),
    ] {
        let answer = server.get(&format!("/api/{path}"));
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        assert_eq!(answer.field("content-type"), Some("application/json"));
        assert_eq!(answer.json(), command(&server, &args), "{path}");
    }
}

#[test]
fn a_missing_topic_is_not_found() {
    let server = Served::new(&RECAPS);
    let answer = server.get("/api/topic?id=nothing");
    assert_eq!(answer.status, 404);
    assert_eq!(answer.json()["topic"], Value::Null);
    let answer = server.get("/api/topic?id=priorities");
    assert_eq!(answer.status, 404);
    assert_eq!(answer.json()["candidates"].as_array().unwrap().len(), 2);
}

#[test]
fn faults_say_what_is_wrong() {
    let server = Served::new(&RECAPS);
    for (path, message) in [
        ("search", "`q` is missing"),
        (
            "search?q=a&limit=5000",
            "`limit=5000`: it is a number up to 1000",
        ),
        (
            "search?q=a&deep=1",
            "there is no parameter `deep` here; there are: q, exact, sort, group, facets, explain, tag, release, project, event, since, until, path, limit, offset",
        ),
        (
            "topics?since=soon",
            "`since=soon`: it is written 2015, 2015-10 or 2015-10-27",
        ),
        ("topic?id=a&id=b", "`id` is there twice"),
        (
            "compare?a=cinder&b=newton",
            "`newton` is a release and `cinder` is a project",
        ),
    ] {
        let answer = server.get(&format!("/api/{path}"));
        assert_eq!(answer.status, 400, "{path}: {answer:?}");
        assert_eq!(answer.json()["error"]["message"], message, "{path}");
    }
    let answer = server.get("/api/search?q=%C3%A9%20(a");
    let place = &answer.json()["error"]["place"];
    assert_eq!(*place, json!({ "text": "é (a", "start": 2, "end": 3 }));
    assert_eq!(server.get("/api/nothing").status, 404);
}

/// Notes that change are read again while the server runs.
#[test]
fn answers_follow_the_notes() {
    let server = Served::new(&RECAPS);
    let total = |query: &str| server.get(&format!("/api/search?q={query}")).json()["total"].clone();
    let comes_to = |wanted: u64| {
        let begun = Instant::now();
        while total("zebra") != wanted {
            assert!(begun.elapsed() < Duration::from_secs(120), "it never came");
            std::thread::sleep(Duration::from_millis(300));
        }
    };
    comes_to(0);
    std::fs::write(server.path("notes/new.md"), "# N\n\n## Zebra\n\nstripes\n").unwrap();
    comes_to(1);
    std::fs::remove_file(server.path("notes/new.md")).unwrap();
    comes_to(0);
    // Between two looks nobody is kept from writing.
    let run = Command::new(env!("CARGO_BIN_EXE_kb"))
        .args(["index", "--rebuild", "--lock-timeout", "0"])
        .current_dir(server.path(""))
        .env_clear()
        .output()
        .unwrap();
    assert!(run.status.success(), "{run:?}");
    assert_eq!(server.get("/api/search?q=replication").status, 200);
}

#[test]
fn the_description_names_what_there_is() {
    let server = Served::new(&RECAPS);
    let description = server.get("/api/openapi.json").json();
    assert_eq!(description["openapi"], "3.1.0");
    let paths = description["paths"].as_object().unwrap();
    assert!(paths.len() >= 13);
    for (path, operations) in paths {
        let needed: Vec<String> = operations["get"]["parameters"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|parameter| parameter["required"] == true)
            .map(|parameter| match parameter["name"].as_str().unwrap() {
                "a" => "a=mitaka".to_owned(),
                "b" => "b=newton".to_owned(),
                "id" => "id=activeactive".to_owned(),
                name => format!("{name}=replication"),
            })
            .collect();
        let answer = server.get(&format!("{path}?{}", needed.join("&")));
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        let content = &operations["get"]["responses"]["200"]["content"]["application/json"];
        let schema = content["schema"]["$ref"].as_str().unwrap();
        let schema = description.pointer(schema.trim_start_matches('#')).unwrap();
        let described = schema["properties"].as_object().unwrap().keys();
        let real = answer.json();
        assert!(described.eq(real.as_object().unwrap().keys()), "{path}");
    }
}
