//! A server of its own for each test, over notes of its own.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const NEWTON: &str = "\
---
title: Cinder Newton Design Summit Recap
date: 2016-05-06
project: cinder
release: Newton
---
## Replication

It was agreed to wait for more drivers.

- [ ] ada: write the spec for failover

## Priorities for Newton

1. Replication
2. Rolling upgrades
";
const MITAKA: &str = "\
---
title: Cinder Mitaka Design Summit Recap
date: 2015-11-04
project: cinder
release: Mitaka
---
## Active/active

Locks come first.

## Priorities for Mitaka

1. Replication
2. Microversions
";

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    /// A field of the head, by its name in lower case.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut named = lines.filter(|(known, _)| known.eq_ignore_ascii_case(name));
        named.next().map(|(_, value)| value)
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// A running server.
pub(crate) struct Server {
    child: Child,
    temp: TempDir,
    pub(crate) port: u16,
    /// The token that it wants.
    pub(crate) token: Option<String>,
}

impl Server {
    /// A server of the usual notes.
    pub(crate) fn new() -> Self {
        Self::started(&["serve", "--port", "0"])
    }

    /// The server of a command.
    pub(crate) fn started(args: &[&str]) -> Self {
        Self::with(args, &[])
    }

    /// The server of a command with these variables.
    pub(crate) fn with(args: &[&str], vars: &[(&str, &str)]) -> Self {
        let temp = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let file = temp.path().join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        };
        write("kb.toml", "");
        write("notes/2016-05-06-cinder-newton-recap.md", NEWTON);
        write("notes/2015-11-04-cinder-mitaka-recap.md", MITAKA);
        let mut child = Command::new(env!("CARGO_BIN_EXE_kb"))
            .args(args)
            .current_dir(temp.path())
            .env_clear()
            .envs(vars.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut address = String::new();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut address).unwrap();
        let rest = address.trim().strip_prefix("http://").unwrap();
        let (authority, path) = rest.split_once('/').unwrap();
        let port = authority.rsplit(':').next().unwrap().parse().unwrap();
        let token = path.strip_prefix("?token=").map(str::to_owned);
        Self {
            child,
            temp,
            port,
            token,
        }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.temp.path().join(path)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(40)))
            .unwrap();
        stream
    }

    /// The host that browsers ask it under.
    pub(crate) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// What these bytes are answered.
    pub(crate) fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        // It may have answered and closed before it has read all.
        let _ = stream.write_all(request);
        read(stream)
    }

    /// What a request with these further fields is answered.
    pub(crate) fn asked(&self, method: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let fields: String = fields
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        let host = self.host();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{fields}\r\n"
        );
        self.raw(request.as_bytes())
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.asked("GET", path, &[])
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// All that a connection still says.
pub(crate) fn read(mut stream: TcpStream) -> Answer {
    let mut bytes = Vec::new();
    // A connection that is reset has said what it says.
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    Answer {
        status: status.unwrap_or(0),
        head: head.to_owned(),
        body: body.to_owned(),
    }
}
