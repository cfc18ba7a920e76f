//! Who is answered: hosts, origins, tokens, methods.

use crate::notes::RECAPS;
use crate::server::{Reply, Served};

/// Routes of each kind.
const ROUTES: [&str; 4] = ["/", "/api/tags", "/mcp", "/nothing"];

/// What a request with this `Host` line is answered.
fn hosted(server: &Served, path: &str, host: &str) -> Reply {
    server.raw(&format!(
        "GET {path} HTTP/1.1\r\n{host}Connection: close\r\n\r\n"
    ))
}

#[test]
fn only_known_hosts_are_answered() {
    let server = Served::with(&RECAPS, &["--mcp", "--allow-host", "kb.example.org"]);
    let port = server.port();
    for path in ROUTES {
        for host in [
            "evil.com".to_owned(),
            format!("evil.com:{port}"),
            format!("127.0.0.1:{}", port ^ 1),
            "127.0.0.1".to_owned(),
            format!("localhost.:{port}"),
            format!("127.0.0.1:{port}@evil.com"),
            "kb.example.org".to_owned(),
            String::new(),
        ] {
            let answer = hosted(&server, path, &format!("Host: {host}\r\n"));
            assert!(
                [400, 403].contains(&answer.status),
                "{path} {host}: {answer:?}"
            );
        }
        assert_eq!(hosted(&server, path, "").status, 400, "no host");
        let two = format!("Host: localhost:{port}\r\nHost: evil.com\r\n");
        assert_eq!(hosted(&server, path, &two).status, 400, "two hosts");
        let other = format!("http://evil.com{path}");
        let answer = hosted(&server, &other, &format!("Host: localhost:{port}\r\n"));
        assert_eq!(answer.status, 400, "another host in the address");
    }
    for host in [
        "localhost",
        "LOCALHOST",
        "[::1]",
        "127.0.0.1",
        "kb.example.org",
    ] {
        let answer = hosted(&server, "/api/tags", &format!("Host: {host}:{port}\r\n"));
        assert_eq!(answer.status, 200, "{host}: {answer:?}");
    }
}

#[test]
fn pages_of_other_sites_are_not_answered() {
    let server = Served::with(&RECAPS, &["--mcp"]);
    let others = [
        "https://evil.com".to_owned(),
        "null".to_owned(),
        format!("http://localhost:{}", server.port() ^ 1),
        format!("https://localhost:{}", server.port()),
        format!("http://localhost:{}.evil.com", server.port()),
        "http://localhost".to_owned(),
    ];
    for path in ROUTES {
        for origin in &others {
            for method in ["GET", "POST"] {
                let answer = server.asked(method, path, &[("Origin", origin)]);
                assert_eq!(answer.status, 403, "{method} {path} {origin}: {answer:?}");
            }
        }
        let fields = [
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Mode", "no-cors"),
        ];
        assert_eq!(server.asked("GET", path, &fields).status, 403);
        let framed = [
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Mode", "navigate"),
            ("Sec-Fetch-Dest", "iframe"),
        ];
        assert_eq!(server.asked("GET", path, &framed).status, 403);
    }
    let own = format!("http://127.0.0.1:{}", server.port());
    assert_eq!(
        server.asked("GET", "/api/tags", &[("Origin", &own)]).status,
        200
    );
    let followed = [
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Mode", "navigate"),
        ("Sec-Fetch-Dest", "document"),
    ];
    assert_eq!(server.asked("GET", "/", &followed).status, 200, "a link");
}

#[test]
fn nothing_can_be_changed() {
    let server = Served::with(&RECAPS, &["--mcp"]);
    for path in ["/", "/topic/a", "/api/tags", "/api/search?q=a"] {
        for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"] {
            let answer = server.asked(method, path, &[("Content-Length", "0")]);
            assert_eq!(answer.status, 405, "{method} {path}: {answer:?}");
        }
    }
    let form = [("Content-Type", "text/plain"), ("Content-Length", "2")];
    let host = &server.host;
    let (kind, length) = (form[0].1, form[1].1);
    let request = format!(
        "POST /mcp HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nAccept: application/json, text/event-stream\r\n\
         Content-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{{}}"
    );
    assert_eq!(server.raw(&request).status, 415);
    assert_eq!(server.asked("OPTIONS", "/mcp", &[]).status, 405);
}

#[test]
fn every_answer_is_sealed() {
    let server = Served::with(&RECAPS, &["--mcp"]);
    let evil = [("Origin", "https://evil.com")];
    let answers = [
        server.get("/"),
        server.get("/nothing"),
        server.get("/api/tags"),
        server.get("/api/search?q=("),
        server.asked("POST", "/api/tags", &[]),
        server.asked("OPTIONS", "/mcp", &evil),
        server.asked("GET", "/", &evil),
        server.asked("GET", "/mcp", &[]),
        hosted(&server, "/", "Host: evil.com\r\n"),
    ];
    for answer in answers {
        let policy = answer.field("content-security-policy").unwrap_or_default();
        assert!(policy.starts_with("default-src 'none'"), "{answer:?}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.field("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.field("referrer-policy"), Some("no-referrer"));
        let mut names = answer.headers.keys();
        let shared = names.any(|name| name.starts_with("access-control-"));
        assert!(!shared, "{answer:?}");
    }
}

#[test]
fn beyond_loopback_there_is_a_token() {
    let server = Served::with(&RECAPS, &["--host", "0.0.0.0", "--mcp"]);
    let token = server.token.clone().unwrap();
    assert!(token.len() >= 32);
    for path in ROUTES {
        for fields in [
            vec![],
            vec![("Authorization", "Bearer wrong")],
            vec![("Authorization", "Basic a2I6a2I=")],
            vec![("Cookie", "kb_token=wrong")],
        ] {
            for method in ["GET", "POST"] {
                let answer = server.asked(method, path, &fields);
                assert_eq!(answer.status, 401, "{method} {path} {fields:?}: {answer:?}");
            }
        }
        assert_eq!(server.get(&format!("{path}?token=wrong")).status, 401);
    }
    let bearer = format!("Bearer {token}");
    let answer = server.asked("GET", "/api/tags", &[("Authorization", &bearer)]);
    assert_eq!(answer.status, 200);
    let entered = server.get(&format!("/api/tags?limit=1&token={token}"));
    assert_eq!(entered.status, 303, "{entered:?}");
    assert_eq!(entered.field("location"), Some("/api/tags?limit=1"));
    let cookie = entered.field("set-cookie").unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite"),
        "{cookie}"
    );
    let kept = cookie.split(';').next().unwrap();
    assert_eq!(
        server.asked("GET", "/api/tags", &[("Cookie", kept)]).status,
        200
    );
    // A token is no pass for the pages of other sites.
    let evil = [("Cookie", kept), ("Origin", "https://evil.com")];
    assert_eq!(server.asked("GET", "/api/tags", &evil).status, 403);
    let elsewhere = server.get(&format!("//evil.com/?token={token}"));
    assert_eq!(elsewhere.field("location"), Some("/evil.com/"));
}

#[test]
fn on_loopback_there_is_one_where_it_was_told() {
    assert_eq!(Served::new(&RECAPS).token, None);
    let server = Served::started(&RECAPS, &[], &[("KB_TOKEN", "told/&=%me")]);
    assert_eq!(server.get("/api/tags").status, 401);
    let bearer = [("Authorization", "Bearer told/&=%me")];
    assert_eq!(server.asked("GET", "/api/tags", &bearer).status, 200);
    let token = server.token.as_ref().unwrap();
    let entered = server.get(&format!("/api/tags?token={token}"));
    let cookie = entered.field("set-cookie").unwrap();
    let kept = cookie.split(';').next().unwrap();
    assert_eq!(
        server.asked("GET", "/api/tags", &[("Cookie", kept)]).status,
        200
    );
}
