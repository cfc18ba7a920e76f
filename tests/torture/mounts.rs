//! File systems that only the kb of one test sees: small ones, and such as cannot be written.

use crate::base::Base;
use crate::run::Run;
use crate::tools::may;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Mounts that last until this is dropped.
pub(crate) struct Mounts {
    holder: Child,
}

impl Mounts {
    /// Runs a script that mounts something; its arguments are paths. `None` where this user may not, which is said.
    pub(crate) fn new(script: &str, paths: &[PathBuf]) -> Option<Self> {
        let probe = ["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"];
        if !may("mount a file system", &probe) {
            return None;
        }
        // The mounts go with the last process that sees them.
        let script = format!("{script}\necho ready\nexec sleep 3600");
        let mut command = Command::new("unshare");
        command.args(["-m", "sh", "-e", "-c", &script]).args(paths);
        let mut holder = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut stdout = BufReader::new(holder.stdout.take().unwrap());
        stdout.read_line(&mut line).unwrap();
        assert_eq!(line, "ready\n", "the mounts failed: {script}");
        Some(Self { holder })
    }

    /// Runs a program that sees the mounts.
    pub(crate) fn run(&self, base: &Base, args: &[&str]) -> Run {
        let mut command = base.program("nsenter");
        command.arg(format!("--mount=/proc/{}/ns/mnt", self.holder.id()));
        command.arg(format!("--wd={}", self.seen(&base.path("")).display()));
        Run::of(command.args(args))
    }

    /// Runs kb where it sees the mounts.
    pub(crate) fn kb(&self, base: &Base, args: &[&str]) -> Run {
        let root = base.path("");
        let root = root.to_str().unwrap();
        self.run(
            base,
            &[&[env!("CARGO_BIN_EXE_kb"), "--root", root], args].concat(),
        )
    }

    /// Where a path among the mounts is found from outside.
    pub(crate) fn seen(&self, path: &Path) -> PathBuf {
        let root = PathBuf::from(format!("/proc/{}/root", self.holder.id()));
        root.join(path.strip_prefix("/").unwrap())
    }
}

impl Drop for Mounts {
    fn drop(&mut self) {
        let _ = self.holder.kill();
        let _ = self.holder.wait();
    }
}
