//! A server in another process, and connections to it that are kept open.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running `kb serve`.
pub(crate) struct Server {
    child: Child,
    address: String,
}

impl Server {
    pub(crate) fn start(dir: &Path, index: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kb"))
            .args(["serve", "--quiet", "--port", "0", "--root"])
            .arg(dir)
            .arg("--index")
            .arg(index)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut line).unwrap();
        let address = line.trim().trim_start_matches("http://");
        Self {
            child,
            address: address.trim_end_matches('/').to_owned(),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A connection that asks one search after the other.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    address: String,
    body: Vec<u8>,
}

impl Connection {
    pub(crate) fn open(server: &Server) -> Self {
        let stream = TcpStream::connect(&server.address).unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream: BufReader::new(stream),
            address: server.address.clone(),
            body: Vec::new(),
        }
    }

    /// Asks, and reads the answer to its end.
    pub(crate) fn search(&mut self, query: &str) {
        let query = query.replace(' ', "+");
        let host = &self.address;
        let request =
            format!("GET /api/search?q={query}&limit=10 HTTP/1.1\r\nHost: {host}\r\n\r\n");
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let mut length = 0;
        let mut line = String::new();
        loop {
            line.clear();
            self.stream.read_line(&mut line).unwrap();
            if line.starts_with("HTTP/1.1 ") {
                assert!(line.starts_with("HTTP/1.1 200"), "{line} for {query}");
            }
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.trim().parse().unwrap();
            }
            if line == "\r\n" {
                break;
            }
        }
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body).unwrap();
    }
}
