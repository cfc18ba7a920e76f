//! How each program is called.

use super::run::Program;
use crate::options::Options;
use crate::trees::queries::Query;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const KB: &str = "kb";
pub const TANTIVY: &str = "tantivy";
pub const SQLITE: &str = "sqlite";
pub const RIPGREP: &str = "ripgrep";
pub const STAT: &str = "stat";

pub struct Programs {
    kb: PathBuf,
    work: PathBuf,
    /// Where the rivals were built: beside this program.
    own: PathBuf,
    pub ripgrep: bool,
    /// Whether this kb can answer without looking at the notes.
    pub no_sync: bool,
}

impl Programs {
    pub fn new(options: &Options) -> Result<Self, String> {
        let own = std::env::current_exe().map_err(|e| e.to_string())?;
        let succeeds = |command: &mut Command| command.output().is_ok_and(|o| o.status.success());
        let ripgrep = succeeds(Command::new("rg").arg("--version"));
        if !ripgrep {
            eprintln!("SKIPPED: ripgrep, because rg is missing (Debian's package is `ripgrep`)");
        }
        let no_sync = succeeds(Command::new(&options.kb).args(["--no-sync", "--help"]));
        if !no_sync {
            eprintln!("SKIPPED: searches without the check, because this kb has no --no-sync");
        }
        Ok(Self {
            kb: options.kb.clone(),
            work: options.work.clone(),
            own: own.parent().map(Path::to_owned).unwrap_or_default(),
            ripgrep,
            no_sync,
        })
    }

    pub fn notes(&self, tree: &str) -> PathBuf {
        self.work.join(tree).join("notes")
    }

    /// Where a program keeps its index of a tree.
    pub fn index(&self, name: &str, tree: &str) -> PathBuf {
        self.work.join("index").join(tree).join(name)
    }

    /// Where answers go; each run writes over the last.
    pub fn answer(&self) -> PathBuf {
        self.work.join("answer")
    }

    pub fn version(&self) -> Program {
        Program::new(KB, &self.kb, &["--version"])
    }

    pub fn empty(&self) -> Program {
        Program::new("empty", self.own.join("empty"), &[])
    }

    /// kb with the index at `index`.
    pub fn kb(&self, tree: &str, index: &Path) -> Program {
        let root = self.work.join(tree);
        let [root, index] = [&root, index].map(|path| path.to_string_lossy().into_owned());
        let args = ["--quiet", "--root", &root, "--index", &index];
        Program::new(KB, &self.kb, &args)
    }

    pub fn kb_search(&self, tree: &str, index: &Path, query: &Query, check: bool) -> Program {
        let mut args = Vec::new();
        if !check {
            args.push("--no-sync".to_owned());
        }
        args.extend(["search", "--limit", "10", "--"].map(str::to_owned));
        args.push(query.text());
        self.kb(tree, index).with(&args)
    }

    /// One of ours: `verb`, the index and the notes, or the query.
    pub fn rival(&self, name: &'static str, verb: &str, tree: &str, rest: &str) -> Program {
        let index = self.index(name, tree).to_string_lossy().into_owned();
        let path = self.own.join(format!("rival-{name}"));
        Program::new(name, path, &[verb, &index, rest])
    }

    pub fn build(&self, name: &'static str, tree: &str) -> Program {
        if name == KB {
            let index = self.index(name, tree);
            return self.kb(tree, &index).with(&["index".to_owned()]);
        }
        let verb = if name == STAT { "list" } else { "build" };
        self.rival(name, verb, tree, &self.notes(tree).to_string_lossy())
    }

    /// Makes the index of a tree where there is none; kb brings its own up to date.
    pub fn ready(&self, name: &'static str, tree: &str) -> Result<(), String> {
        if name != KB && self.index(name, tree).exists() {
            return Ok(());
        }
        self.fresh(name, tree)?;
        self.build(name, tree).run(&self.answer()).map(drop)
    }

    /// Makes room for an index; kb's stays where it is to be brought up to date.
    fn fresh(&self, name: &str, tree: &str) -> Result<(), String> {
        let folder = self.work.join("index").join(tree);
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        if name == KB {
            Ok(())
        } else {
            self.remove(name, tree)
        }
    }

    pub fn remove(&self, name: &str, tree: &str) -> Result<(), String> {
        let index = self.index(name, tree);
        let removed = if index.is_dir() {
            fs::remove_dir_all(&index)
        } else if index.exists() {
            fs::remove_file(&index)
        } else {
            Ok(())
        };
        removed.map_err(|e| format!("{}: {e}", index.display()))
    }

    pub fn stat(&self, tree: &str) -> Program {
        self.rival(STAT, "compare", tree, &self.notes(tree).to_string_lossy())
    }

    pub fn ripgrep(&self, tree: &str, query: &Query) -> Program {
        let mut args = ["-i", "-F", "-n", "--color=never"]
            .map(str::to_owned)
            .to_vec();
        for text in query.strings() {
            args.extend(["-e".to_owned(), text]);
        }
        args.push(self.notes(tree).to_string_lossy().into_owned());
        Program::new(
            RIPGREP,
            "rg",
            &args.iter().map(String::as_str).collect::<Vec<_>>(),
        )
    }
}
