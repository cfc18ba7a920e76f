//! A served knowledge base of its own for each test, and a plain client to ask it.

#![allow(dead_code, reason = "two test binaries use each its part")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long something may take on a machine that has other things to do.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// `kb serve` on notes in a temporary folder; it ends when this goes.
pub(crate) struct Served {
    child: Child,
    /// `127.0.0.1:40001`
    pub(crate) host: String,
    /// The token that it wants.
    pub(crate) token: Option<String>,
    temp: TempDir,
}

/// An answer over HTTP.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// Names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// A header that may be missing.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// That the body has all of these texts.
    #[track_caller]
    pub(crate) fn has(&self, texts: &[&str]) -> &Self {
        for text in texts {
            assert!(self.body.contains(text), "no {text:?} in {}", self.body);
        }
        self
    }

    /// That the body has none of these texts.
    #[track_caller]
    pub(crate) fn lacks(&self, texts: &[&str]) -> &Self {
        for text in texts {
            assert!(!self.body.contains(text), "{text:?} in {}", self.body);
        }
        self
    }

    /// That it has this status.
    #[track_caller]
    pub(crate) fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }
}

impl Served {
    /// Serves these notes, each a path below the root with its text.
    pub(crate) fn new<T: AsRef<[u8]>>(notes: &[(&str, T)]) -> Self {
        Self::with(notes, &[])
    }

    /// The same with more arguments.
    pub(crate) fn with<T: AsRef<[u8]>>(notes: &[(&str, T)], args: &[&str]) -> Self {
        Self::started(notes, args, &[])
    }

    /// The same with variables.
    pub(crate) fn started<T: AsRef<[u8]>>(
        notes: &[(&str, T)],
        args: &[&str],
        vars: &[(&str, &str)],
    ) -> Self {
        let temp = tempfile::tempdir().unwrap();
        for folder in ["base/notes", "home", "cache"] {
            fs::create_dir_all(temp.path().join(folder)).unwrap();
        }
        fs::write(temp.path().join("base/kb.toml"), "").unwrap();
        for (path, text) in notes {
            let file = temp.path().join("base").join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_kb"))
            .args(["serve", "--port", "0", "--quiet"])
            .args(args)
            .current_dir(temp.path().join("base"))
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", temp.path().join("home"))
            .env("XDG_CACHE_HOME", temp.path().join("cache"))
            .envs(vars.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.trim().strip_prefix("http://");
        let parts = address.and_then(|rest| rest.split_once('/'));
        let (host, path) = parts.unwrap_or_else(|| panic!("no address: {line:?}"));
        Self {
            // All addresses are this machine's too.
            host: host.replace("0.0.0.0", "127.0.0.1"),
            token: path.strip_prefix("?token=").map(str::to_owned),
            child,
            temp,
        }
    }

    /// Writes a file below the root.
    pub(crate) fn note(&self, path: &str, text: &str) -> PathBuf {
        let file = self.temp.path().join("base").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        file
    }

    /// The folder that holds root, home and cache.
    pub(crate) fn outside(&self) -> PathBuf {
        self.temp.path().to_owned()
    }

    /// The address of a path.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.host)
    }

    /// What `GET` answers as soon as it is as wanted: notes are looked at now and then only.
    #[track_caller]
    pub(crate) fn until(&self, path: &str, wanted: impl Fn(&Reply) -> bool) -> Reply {
        let begun = Instant::now();
        loop {
            let reply = self.get(path);
            if wanted(&reply) {
                return reply;
            }
            assert!(begun.elapsed() < PATIENCE, "{path}: {}", reply.body);
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// What `GET` answers.
    pub(crate) fn get(&self, path: &str) -> Reply {
        self.ask("GET", path)
    }

    /// What a method answers.
    pub(crate) fn ask(&self, method: &str, path: &str) -> Reply {
        self.asked(method, path, &[])
    }

    /// What a method answers to a request with these further fields.
    pub(crate) fn asked(&self, method: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
        let host = &self.host;
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
        for (name, value) in fields {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        self.raw(&format!("{request}\r\n"))
    }

    /// What a request answers that is sent as it stands.
    pub(crate) fn raw(&self, request: &str) -> Reply {
        let mut stream = self.connect();
        // It may have answered and closed before it has read all.
        let _ = stream.write_all(request.as_bytes());
        read(stream)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).unwrap();
        let patience = Some(Duration::from_secs(60));
        stream.set_read_timeout(patience).unwrap();
        stream
    }

    pub(crate) fn port(&self) -> u16 {
        self.host.rsplit(':').next().unwrap().parse().unwrap()
    }

    /// The number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// A path below the root.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.temp.path().join("base").join(path)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// All that a connection still says.
pub(crate) fn read(mut stream: TcpStream) -> Reply {
    let mut bytes = Vec::new();
    // A connection that is reset has said what it says.
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    let headers = lines.filter_map(|line| line.split_once(':'));
    Reply {
        status: status.and_then(|s| s.parse().ok()).unwrap_or_default(),
        headers: headers
            .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
            .collect(),
        body: body.to_owned(),
    }
}
