//! Requests that are too large, too slow, too many.

use crate::notes::RECAPS;
use crate::server::{Served, read};
use std::io::{ErrorKind, Read as _, Write as _};
use std::thread;
use std::time::{Duration, Instant};

/// The most memory that a server may ever have had resident, in KiB.
const MEMORY: u64 = 200 << 10;

/// Memory resident at its peak, in KiB; `None` where the system does not tell.
fn peak(server: &Served) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/{}/status", server.id())).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn is_well(server: &Served) {
    let answer = server.get("/api/search?q=replication");
    assert_eq!(answer.status, 200, "{answer:?}");
    if let Some(peak) = peak(server) {
        assert!(peak < MEMORY, "{peak} KiB");
    }
}

#[test]
fn a_large_body_is_refused_before_it_is_read() {
    let server = Served::with(&RECAPS, &["--mcp"]);
    let head = |length: &str| {
        format!(
            "POST /mcp HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n\
             Accept: application/json, text/event-stream\r\n{length}\r\n\r\n",
            server.host
        )
    };
    let answer = server.raw(&head("Content-Length: 104857600"));
    assert_eq!(answer.status, 413, "{answer:?}");
    let mut stream = server.connect();
    stream
        .write_all(head("Transfer-Encoding: chunked").as_bytes())
        .unwrap();
    let piece = [b"10000\r\n".as_slice(), &[b' '; 0x10000], b"\r\n"].concat();
    // 100 MB, unless nobody takes them any more.
    for _ in 0..1600 {
        if stream.write_all(&piece).is_err() {
            break;
        }
    }
    drop(stream);
    is_well(&server);
}

#[test]
fn a_large_head_is_refused() {
    let server = Served::new(&RECAPS);
    let long = "a".repeat(100_000);
    assert!([400, 414, 431].contains(&server.get(&format!("/?q={long}")).status));
    assert_eq!(server.asked("GET", "/", &[("X-Long", &long)]).status, 431);
    let many: Vec<(String, String)> = (0..500)
        .map(|n| (format!("X-{n}"), n.to_string()))
        .collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(server.asked("GET", "/", &many).status, 431);
    let longer = "a".repeat(33_000);
    assert_eq!(server.asked("GET", "/", &[("X-Long", &longer)]).status, 431);
    let query = format!("/api/search?q={}", "b".repeat(20_000));
    assert_eq!(server.get(&query).status, 400);
    is_well(&server);
}

/// 500 connections that say little or nothing are in nobody's way, and are ended.
#[test]
fn slow_and_silent_connections_are_ended() {
    let server = Served::new(&RECAPS);
    let began = Instant::now();
    let mut open: Vec<_> = (0..500).map(|_| server.connect()).collect();
    for stream in open.iter_mut().step_by(2) {
        stream.write_all(b"GET / HTTP/1.1\r\nX-Slow: ").unwrap();
    }
    is_well(&server);
    let mut dripping = server.connect();
    let dripped = thread::spawn(move || {
        for byte in b"GET /api/tags HTTP/1.1\r\nX-Drip: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" {
            if dripping.write_all(&[*byte]).is_err() {
                break;
            }
            thread::sleep(Duration::from_millis(400));
        }
        read(dripping)
    });
    for stream in &mut open {
        let mut rest = Vec::new();
        // A connection that is reset is ended too.
        let ended = stream.read_to_end(&mut rest).map_err(|error| error.kind());
        let waits = [ErrorKind::WouldBlock, ErrorKind::TimedOut].map(Err);
        assert!(!waits.contains(&ended), "it is held open");
    }
    assert!(
        began.elapsed() >= Duration::from_secs(5),
        "they had their time"
    );
    assert_ne!(dripped.join().unwrap().status, 200);
    is_well(&server);
}

#[test]
fn many_at_a_time_are_all_answered() {
    let server = Served::new(&RECAPS);
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                for _ in 0..10 {
                    let answer = server.get("/api/search?q=replication&facets=true");
                    assert!([200, 503, 504].contains(&answer.status), "{answer:?}");
                }
            });
        }
    });
    is_well(&server);
}
