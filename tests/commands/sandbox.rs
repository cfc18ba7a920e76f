//! A knowledge base of its own for each test, in a clean environment.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// What a run of kb gave.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A folder with a `kb.toml`, and a home that is empty.
pub(crate) struct Sandbox {
    dir: TempDir,
}

impl Sandbox {
    /// A knowledge base without notes.
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let sandbox = Self { dir };
        sandbox.write("kb.toml", "");
        sandbox
    }

    /// A knowledge base with some recaps of different shapes.
    pub(crate) fn with_recaps() -> Self {
        let sandbox = Self::new();
        sandbox.write(
            "notes/2016-05-06-cinder-newton-summit.md",
            "---\ntitle: Cinder Newton Design Summit\nrelease: Newton\nproject: cinder\ntags: [storage]\n---\nThree days of talks.\n\n\
             ## Replication\n\nFailover needs work. See `repl v2.1` and allow_availability_zone_fallback.\n\n### Conclusion\n\n- wait\n\n\
             ## Active/Active HA\n\nThe c-vol service runs A/A with N-1 only; don't rush [WIP] code in C++.\n",
        );
        sandbox.write(
            "notes/meetings/2015-10/oct-27.md",
            "# Working group\n\n## Attendees\n\n- Ann Bee [Org]\n- Cee Dee [Org]\n\n##Limits\nRun `limits show --rate` on the new /v3 \
             endpoint, then edit eth1.cfg.\n\n_Sub topic_\nrolling upgrades\n",
        );
        sandbox.write(
            "notes/plain.md",
            "Just a text about replication, without a heading.\n",
        );
        sandbox
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Writes a file below the folder, old enough that its times vouch for it.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let file = self.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        file
    }

    /// Runs kb here.
    pub(crate) fn kb(&self, args: &[&str]) -> Ran {
        self.run(args, "", &[])
    }

    /// Runs kb here with this text on standard input and these variables.
    pub(crate) fn run(&self, args: &[&str], input: &str, vars: &[(&str, &str)]) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kb"))
            .args(args)
            .current_dir(self.path())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.path().join("home"))
            .envs(vars.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that refuses early does not read its input to the end.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Ran {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The JSON document that kb answers with.
    pub(crate) fn json(&self, args: &[&str]) -> serde_json::Value {
        let (command, rest) = args.split_first().unwrap();
        let args: Vec<&str> = [*command, "--format", "json"]
            .into_iter()
            .chain(rest.iter().copied())
            .collect();
        let ran = self.kb(&args);
        serde_json::from_str(&ran.stdout).unwrap_or_else(|e| panic!("{e}: {ran:?}"))
    }

    /// Titles of the hits of a query.
    pub(crate) fn titles(&self, query: &str) -> Vec<String> {
        let found = self.json(&["search", "--", query]);
        let hits = found["hits"].as_array().unwrap();
        hits.iter()
            .map(|h| h["title"].as_str().unwrap().to_owned())
            .collect()
    }
}
