//! What is measured: whole processes, each beside the others in turn, so that a slow minute of the machine is slow for all.

mod build;
mod changes;
mod edits;
mod programs;
mod run;
mod search;
mod start;
mod syncs;

use crate::options::Options;
use crate::report::Row;
use crate::trees::queries::Query;
use crate::trees::{self, NAMES};
use programs::Programs;
use run::{Program, Runs};
use std::fs;
use std::path::Path;

/// A tree as it is measured.
#[derive(Debug, Clone)]
pub struct Tree {
    pub name: String,
    pub notes: usize,
    pub bytes: u64,
}

impl Tree {
    fn megabytes(&self) -> f64 {
        self.bytes as f64 / 1e6
    }
}

/// All that the parts share.
struct Bench<'o> {
    options: &'o Options,
    programs: Programs,
    queries: Vec<Query>,
    trees: Vec<Tree>,
    rows: Vec<Row>,
}

/// Measures one thing and adds its rows.
type Part = fn(&mut Bench<'_>) -> Result<(), String>;

pub fn measure(options: &Options) -> Result<(Vec<Tree>, Vec<Row>), String> {
    let lines = fs::read_to_string(options.work.join(trees::QUERIES)).map_err(|e| e.to_string())?;
    let mut bench = Bench {
        options,
        programs: Programs::new(options)?,
        queries: lines.lines().map(Query::read).collect(),
        trees: Vec::new(),
        rows: Vec::new(),
    };
    for name in NAMES.iter().filter(|name| options.has(name)) {
        let weight = trees::weight(&options.work.join(name));
        let (notes, bytes) = weight.ok_or_else(|| format!("there is no tree {name}"))?;
        let name = (*name).to_owned();
        let tree = Tree { name, notes, bytes };
        eprintln!(
            "{}: {} notes, {:.1} MB",
            tree.name,
            tree.notes,
            tree.megabytes()
        );
        bench.trees.push(tree);
    }
    let parts: [(&str, Part); 7] = [
        ("build", build::measure),
        ("search", search::measure),
        ("memory", search::memory),
        ("unchanged", changes::unchanged),
        ("changed", changes::changed),
        ("syncs", syncs::measure),
        ("start", start::measure),
    ];
    for (name, part) in parts {
        if options.wants(name) {
            eprintln!("== {name}");
            part(&mut bench)?;
        }
    }
    Ok((bench.trees, bench.rows))
}

/// Runs all programs in turn, forwards and backwards so that none always follows the same one; the runs stand in the
/// order of the programs.
fn in_turn(programs: &[Program], repeats: usize, answer: &Path) -> Result<Vec<Runs>, String> {
    let mut out = vec![Runs::default(); programs.len()];
    for repeat in 0..repeats {
        for at in 0..programs.len() {
            let backwards = programs.len() - 1 - at;
            let at = if repeat % 2 == 0 { at } else { backwards };
            out[at].0.push(programs[at].run(answer)?);
        }
    }
    Ok(out)
}

/// Bytes of all files below a folder, or of the file.
fn size(path: &Path) -> u64 {
    let Ok(meta) = fs::symlink_metadata(path) else {
        return 0;
    };
    if !meta.is_dir() {
        return meta.len();
    }
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries.map(|entry| size(&entry.path())).sum()
}
