//! Whatever comes down a pipe: it is answered with messages or passed over, and the end of input is the end.

use crate::base::{Base, initialize, meta, request};
use serde_json::{Value, json};

fn of(answers: &[Value], id: impl Into<Value>) -> &Value {
    let id = id.into();
    answers
        .iter()
        .find(|answer| answer["id"] == id)
        .unwrap_or_else(|| panic!("{id}: {answers:?}"))
}

#[test]
fn nothing_is_asked() {
    for input in ["", "\n", "\r\n\r\n", "  ", "{", "\u{feff}"] {
        let answers = Base::new().pipe(input.as_bytes());
        assert!(answers.len() <= 1, "{input}: {answers:?}");
    }
}

#[test]
fn every_version_shakes_hands() {
    let base = Base::new();
    for version in ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"] {
        let ask = request(
            1,
            "tools/call",
            &json!({ "name": "releases", "arguments": {} }),
        );
        let answers = base.pipe(format!("{}{ask}", initialize(version)).as_bytes());
        let begun = &of(&answers, 0)["result"];
        assert_eq!(begun["protocolVersion"], version);
        assert_eq!(begun["serverInfo"]["name"], "kb");
        assert!(begun.get("resultType").is_none());
        let result = &of(&answers, 1)["result"];
        assert_eq!(result["structuredContent"]["total"], 2, "{result}");
    }
    // A version that nobody knows yet is answered with one that kb has.
    let answers = base.pipe(initialize("2099-01-01").as_bytes());
    let version = of(&answers, 0)["result"]["protocolVersion"]
        .as_str()
        .unwrap();
    assert!(version.starts_with("202"), "{version}");
}

#[test]
fn today_nobody_shakes_hands() {
    let base = Base::new();
    let answers = base.ask(&[
        ("server/discover", json!({})),
        ("tools/call", json!({ "name": "releases" })),
    ]);
    let found = &answers[0]["result"];
    assert_eq!(found["resultType"], "complete");
    let versions = found["supportedVersions"].as_array().unwrap();
    assert!(versions.contains(&json!("2026-07-28")) && versions.contains(&json!("2024-11-05")));
    assert_eq!(answers[1]["result"]["structuredContent"]["total"], 2);
    assert_eq!(answers[1]["result"]["resultType"], "complete");
    let params = json!({ "name": "releases", "_meta": meta("1999-01-01") });
    let answers = base.pipe(request(1, "tools/call", &params).as_bytes());
    assert_eq!(of(&answers, 1)["error"]["code"], -32022);
}

#[test]
fn what_is_no_message_is_told_so() {
    let base = Base::new();
    let name = "x".repeat(5 << 20);
    let long = format!("{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"{name}\"}}");
    let deep = "[".repeat(100_000);
    let broken = ["not json", "{\"jsonrpc\":\"2.0\",", "\u{0}", &deep];
    let strange = [
        "[]",
        "5",
        "null",
        "{}",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":18446744073709551615,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":{\"a\":1},\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}",
        &long,
    ];
    for (lines, code) in [(&broken[..], -32700), (&strange[..], -32600)] {
        let ping = request(7, "ping", &json!({}));
        let input = format!("{}{}\n{ping}", initialize("2025-11-25"), lines.join("\n"));
        let answers = base.pipe(input.as_bytes());
        assert_eq!(of(&answers, 7)["result"], json!({}));
        let refused = answers
            .iter()
            .filter(|answer| answer["error"]["code"] == code);
        assert_eq!(refused.count(), lines.len(), "{answers:?}");
        assert_eq!(answers.len(), lines.len() + 2, "{answers:?}");
    }
    // Bytes that are no text at all.
    let answers = base.pipe(b"\xff\xfe\n\x80\n");
    assert_eq!(answers.len(), 2);
}

#[test]
fn wrong_parameters_are_named() {
    let call = |name: Value, arguments: Value| json!({ "name": name, "arguments": arguments });
    let tool = |name: &str, arguments: Value| call(json!(name), arguments);
    let huge: Value = serde_json::from_str(&"9".repeat(30)).unwrap();
    let prompt = json!({ "type": "ref/prompt", "name": "a" });
    let asked = [
        (
            "tools/call",
            call(json!(5), json!({})),
            "tools/call: invalid type: integer `5`",
        ),
        ("tools/call", json!({}), "tools/call: missing field `name`"),
        ("tools/call", tool("search", json!([1])), "tools/call: "),
        (
            "tools/call",
            tool("grep", json!({})),
            "there is no tool `grep`; there are: search, get",
        ),
        (
            "tools/call",
            tool("search", json!({})),
            "the argument `query` is missing",
        ),
        (
            "tools/call",
            tool("get", json!({ "id": 5 })),
            "the argument `id` is wrong",
        ),
        (
            "tools/call",
            tool("get", json!({ "id": "a", "b": 1 })),
            "there is no argument `b`; there are: id",
        ),
        (
            "tools/call",
            tool("topics", json!({ "limit": 201 })),
            "the argument `limit` is wrong",
        ),
        (
            "tools/call",
            tool("topics", json!({ "limit": huge })),
            "the argument `limit` is wrong",
        ),
        (
            "prompts/get",
            json!({ "name": "joke" }),
            "there is no prompt `joke`",
        ),
        (
            "prompts/get",
            json!({ "name": "release-brief" }),
            "the argument `release` is missing",
        ),
        (
            "prompts/get",
            tool("topic-history", json!({ "about": "zzzyx" })),
            "no note has word `zzzyx`",
        ),
        ("resources/read", json!({ "uri": 5 }), "resources/read: "),
        ("resources/list", json!({ "cursor": "x" }), "`cursor`"),
        (
            "completion/complete",
            json!({ "ref": prompt, "argument": { "name": "b", "value": "" } }),
            "no such argument",
        ),
        ("no/such", json!({}), "no/such"),
    ];
    let requests = asked.iter().zip(1..);
    let lines = requests.map(|((method, params, _), id)| request(id, method, params));
    let input = format!("{}{}", initialize("2025-11-25"), lines.collect::<String>());
    let answers = Base::new().pipe(input.as_bytes());
    for ((method, params, said), id) in asked.iter().zip(1..) {
        let error = &of(&answers, id)["error"];
        let code = if *method == "no/such" { -32601 } else { -32602 };
        assert_eq!(error["code"], code, "{method} {params}: {error}");
        let told = error["message"].as_str().unwrap();
        assert!(told.contains(said), "{method} {params}: {told}");
    }
}

#[test]
fn errors_can_be_acted_on() {
    let asked = [
        (
            "get",
            json!({ "id": "replicatoin" }),
            "\"candidates\":[\"notes/",
        ),
        (
            "get",
            json!({ "id": "replication" }),
            "2 ids have `replication` in them",
        ),
        ("search", json!({ "query": "(replication" }), "\"place\":{"),
        ("search", json!({ "query": "" }), "\"hint\":"),
    ];
    let call = |(name, arguments, _): &(&str, Value, &str)| {
        let params = json!({ "name": name, "arguments": arguments });
        ("tools/call", params)
    };
    let requests: Vec<(&str, Value)> = asked.iter().map(call).collect();
    let answers = Base::new().ask(&requests);
    for (answer, (_, arguments, said)) in answers.iter().zip(&asked) {
        let result = &answer["result"];
        assert_eq!(result["isError"], true, "{arguments}: {result}");
        let text = result["content"][0]["text"].as_str().unwrap();
        assert!(text.contains(said), "{arguments}: {text}");
        assert!(result.get("structuredContent").is_none());
    }
}

#[test]
fn what_comes_before_a_request_is_passed_over() {
    let stray = json!({ "jsonrpc": "2.0", "method": "notifications/cancelled", "params": { "requestId": 4 } });
    let answer = json!({ "jsonrpc": "2.0", "id": 3, "result": {} });
    let input = format!("{stray}\n{answer}\n{}", initialize("2025-06-18"));
    let answers = Base::new().pipe(input.as_bytes());
    assert_eq!(answers.len(), 1, "{answers:?}");
}

#[test]
fn a_call_may_be_taken_back() {
    let base = Base::new();
    let mut input = initialize("2025-11-25");
    for id in 1..=40 {
        input += &request(
            id,
            "tools/call",
            &json!({ "name": "search", "arguments": { "query": "a* OR b* OR c*" } }),
        );
        let params = json!({ "requestId": id, "reason": "no longer wanted" });
        input += &format!(
            "{}\n",
            json!({ "jsonrpc": "2.0", "method": "notifications/cancelled", "params": params })
        );
    }
    input += &request(99, "ping", &json!({}));
    let answers = base.pipe(input.as_bytes());
    assert_eq!(of(&answers, 99)["result"], json!({}));
}

#[test]
fn the_end_of_input_is_the_end() {
    let base = Base::new();
    let begun = initialize("2025-11-25");
    let call = request(
        1,
        "tools/call",
        &json!({ "name": "search", "arguments": { "query": "replication" } }),
    );
    for input in [
        begun.clone(),
        format!("{begun}{}", &call[..call.len() / 2]),
        // The last line need not be ended.
        format!("{begun}{}", call.trim_end()),
        format!("{begun}{}", call.repeat(30)),
    ] {
        base.pipe(input.as_bytes());
    }
    let answers = base.pipe(format!("{begun}{}", call.trim_end()).as_bytes());
    assert_eq!(of(&answers, 1)["result"]["isError"], false);
}

/// Whoever asks and does not read is made to wait, and does not fill the memory.
#[test]
#[cfg(target_os = "linux")]
fn answers_do_not_gather_unread() {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::process::Stdio;
    use std::time::Duration;
    const ASKED: u64 = 600;
    // A pipe holds some of what is not read.
    let padded = json!({ "_meta": { "padding": "x".repeat(1 << 10) } });
    let base = Base::new();
    let mut child = base
        .command(&["mcp"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        stdin
            .write_all(initialize("2025-11-25").as_bytes())
            .unwrap();
        for id in 1..=ASKED {
            stdin
                .write_all(request(id, "tools/list", &padded).as_bytes())
                .unwrap();
        }
    });
    std::thread::sleep(Duration::from_secs(2));
    assert!(!writer.is_finished(), "all was read");
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap();
    let kilobytes: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(kilobytes < 150_000, "{kilobytes} kB");
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert_eq!(lines.count() as u64, ASKED + 1);
    writer.join().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
