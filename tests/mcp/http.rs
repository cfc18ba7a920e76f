//! Messages over HTTP, as bytes.

use crate::base::{Base, meta};
use serde_json::{Value, json};

const JSON: &str =
    "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n";

#[test]
fn what_is_no_message_is_refused() {
    let base = Base::new();
    let served = base.serve(&["mcp", "--http", "--port", "0"]);
    let ping = json!({ "jsonrpc": "2.0", "id": 1, "method": "ping" }).to_string();
    let (head, body) = served.post(&ping, JSON);
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert!(head.contains("application/json"), "{head}");
    assert_eq!(
        serde_json::from_str::<Value>(&body).unwrap()["result"],
        json!({})
    );
    for (body, fields, status) in [
        ("not json", JSON, "400|415|422"),
        ("", JSON, "400|415|422"),
        ("[]", JSON, "400|415|422"),
        ("{}", JSON, "400|415|422"),
        (
            ping.as_str(),
            "Content-Type: text/plain\r\nAccept: application/json, text/event-stream\r\n",
            "415",
        ),
        (
            ping.as_str(),
            "Content-Type: application/json\r\nAccept: text/html\r\n",
            "406",
        ),
        (
            ping.as_str(),
            "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\nOrigin: https://evil.example\r\n",
            "403",
        ),
        (
            ping.as_str(),
            "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\nMCP-Protocol-Version: 1999-01-01\r\n",
            "400",
        ),
    ] {
        let (head, told) = served.post(body, fields);
        let got = &head[9..12];
        assert!(
            status.split('|').any(|one| one == got),
            "{body} {fields}: {head}\n{told}"
        );
    }
    for method in ["GET", "DELETE", "PUT", "OPTIONS"] {
        let (head, _) = served.raw(&format!("{method} /mcp HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\nAccept: text/event-stream\r\n\r\n"));
        assert!(head.starts_with("HTTP/1.1 405"), "{method}: {head}");
        assert!(!head.to_lowercase().contains("access-control-allow-origin"));
    }
}

#[test]
fn both_eras_are_answered_without_a_session() {
    let base = Base::new();
    let served = base.serve(&["serve", "--mcp", "--port", "0"]);
    let params = |version: Option<&str>| {
        let mut params = json!({ "name": "search", "arguments": { "query": "replication" } });
        if let Some(version) = version {
            params["_meta"] = meta(version);
        }
        json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params }).to_string()
    };
    let version =
        "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: search\r\n";
    for (body, fields) in [
        (params(None), JSON.to_owned()),
        (
            params(None),
            format!("{JSON}MCP-Protocol-Version: 2025-06-18\r\n"),
        ),
        (params(Some("2026-07-28")), format!("{JSON}{version}")),
    ] {
        let (head, body) = served.post(&body, &fields);
        assert!(head.starts_with("HTTP/1.1 200"), "{head}\n{body}");
        assert!(!head.to_lowercase().contains("mcp-session-id"), "{head}");
        let answer: Value = serde_json::from_str(&body).unwrap();
        assert!(
            answer["result"]["structuredContent"]["total"].as_u64() > Some(0),
            "{body}"
        );
    }
}
