//! The command line.

use std::path::{Path, PathBuf};

pub const USAGE: &str = "bash benches/compare/run [OPTIONS] DIR...

Makes trees of notes from the Markdown below the folders, runs kb and the others on them, and prints medians and ratios.
A whole run writes them into docs/performance.md as well.

  --work DIR        where trees and indexes are kept [default: kb-compare in the folder for temporary files]
  --trees A,B       only these of real, x10, f100k
  --only A,B        only these of build, search, memory, unchanged, changed, syncs, start
  --builds N        how often each index is built [default: 3]
  --searches N      how often each query is asked [default: 21]
  --syncs N         how many single-file syncs in a row [default: 1000]
  --seed N          what is drawn [default: 1]
  --make-trees      make the trees and stop
  --no-write        leave docs/performance.md as it is";

pub const PARTS: [&str; 7] = [
    "build",
    "search",
    "memory",
    "unchanged",
    "changed",
    "syncs",
    "start",
];

#[derive(Debug, Clone)]
pub struct Options {
    pub folders: Vec<PathBuf>,
    pub work: PathBuf,
    pub trees: Vec<String>,
    pub parts: Vec<String>,
    pub builds: usize,
    pub searches: usize,
    pub syncs: usize,
    pub seed: u64,
    pub make_trees: bool,
    pub write: bool,
    /// The program under test, and the document with its figures.
    pub kb: PathBuf,
    pub document: PathBuf,
}

impl Options {
    pub fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut out = Self {
            folders: Vec::new(),
            work: std::env::temp_dir().join("kb-compare"),
            trees: crate::trees::NAMES.map(str::to_owned).to_vec(),
            parts: PARTS.map(str::to_owned).to_vec(),
            builds: 3,
            searches: 21,
            syncs: 1000,
            seed: 1,
            make_trees: false,
            write: true,
            kb: repository.join("target/release/kb"),
            document: repository.join("docs/performance.md"),
        };
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or(format!("{word} wants a value"));
            match word.as_str() {
                "--work" => out.work = value()?.into(),
                "--kb" => out.kb = value()?.into(),
                "--trees" => out.trees = list(&value()?, &crate::trees::NAMES)?,
                "--only" => out.parts = list(&value()?, &PARTS)?,
                "--builds" => out.builds = number(&value()?)?,
                "--searches" => out.searches = number(&value()?)?,
                "--syncs" => out.syncs = number(&value()?)?,
                "--seed" => out.seed = number(&value()?)? as u64,
                "--make-trees" => out.make_trees = true,
                "--no-write" => out.write = false,
                option if option.starts_with('-') => return Err(format!("there is no {option}")),
                folder => out.folders.push(folder.into()),
            }
        }
        if out.folders.is_empty() {
            return Err("name a folder of notes".to_owned());
        }
        Ok(out)
    }

    pub fn wants(&self, part: &str) -> bool {
        self.parts.iter().any(|p| p == part)
    }

    pub fn has(&self, tree: &str) -> bool {
        self.trees.iter().any(|t| t == tree)
    }

    /// Whether everything is measured, so that the figures belong together.
    pub fn whole(&self) -> bool {
        self.trees.len() == crate::trees::NAMES.len() && self.parts.len() == PARTS.len()
    }
}

fn number(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|n| *n > 0);
    number.ok_or_else(|| format!("`{text}` is no number above 0"))
}

/// Names in the order of `known`, each once.
fn list(text: &str, known: &[&str]) -> Result<Vec<String>, String> {
    let asked: Vec<&str> = text.split(',').collect();
    if let Some(other) = asked.iter().find(|name| !known.contains(name)) {
        return Err(format!("`{other}` is none of {}", known.join(", ")));
    }
    let wanted = known.iter().filter(|name| asked.contains(name));
    Ok(wanted.map(|name| (*name).to_owned()).collect())
}
