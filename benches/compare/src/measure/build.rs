//! Building the index from nothing.

use super::programs::{KB, SQLITE, TANTIVY};
use super::run::Runs;
use super::{Bench, size};
use crate::report::{Goal, Row};

const RIVALS: [&str; 3] = [KB, TANTIVY, SQLITE];

pub fn measure(bench: &mut Bench<'_>) -> Result<(), String> {
    let mut per_megabyte = Vec::new();
    for tree in bench.trees.clone() {
        let runs = build(bench, &tree.name)?;
        let text = |runs: &Runs| {
            let seconds = runs.seconds();
            let speed = tree.megabytes() / seconds;
            format!("{seconds:.2} s, {speed:.1} MB/s")
        };
        let goal = (tree.name == "real").then_some(Goal::Times(1.75));
        let mut row = Row::new(format!("build the index, {}", tree.name));
        row.cells([text(&runs[0]), text(&runs[1]), text(&runs[2])]);
        row.against("SQLite FTS5", runs[0].seconds(), runs[2].seconds(), goal);
        bench.rows.push(row);

        let peak = |runs: &Runs| format!("{:.0} MB", runs.peak() as f64 / 1e6);
        let mut row = Row::new(format!("most memory at that, {}", tree.name));
        row.cells([peak(&runs[0]), peak(&runs[1]), peak(&runs[2])]);
        let most = match tree.name.as_str() {
            "real" => Some(250.0),
            "x10" => Some(400.0),
            _ => None,
        };
        row.below("MB", runs[0].peak() as f64 / 1e6, most);
        bench.rows.push(row);

        let over =
            |name: &str| size(&bench.programs.index(name, &tree.name)) as f64 / tree.bytes as f64;
        let shares = RIVALS.map(over);
        let mut row = Row::new(format!("index over text, {}", tree.name));
        row.cells(shares.map(|share| format!("{share:.2}")));
        row.below("", shares[0], Some(1.5));
        bench.rows.push(row);
        per_megabyte.push((tree.name.clone(), runs[0].seconds() / tree.megabytes()));
    }
    if let [(real, one), (x10, ten), ..] = per_megabyte.as_slice()
        && (real, x10) == (&"real".to_owned(), &"x10".to_owned())
    {
        let mut row = Row::new("build, a megabyte of x10".to_owned());
        row.cells([format!("{:.0} ms", ten * 1e3)]);
        row.against("one of real", *ten, *one, Some(Goal::Times(1.2)));
        bench.rows.push(row);
    }
    Ok(())
}

fn build(bench: &Bench<'_>, tree: &str) -> Result<Vec<Runs>, String> {
    let mut out = vec![Runs::default(); RIVALS.len()];
    let programs = &bench.programs;
    for name in RIVALS {
        programs.ready(name, tree)?;
    }
    for _ in 0..bench.options.builds {
        for (name, runs) in RIVALS.iter().zip(&mut out) {
            programs.remove(name, tree)?;
            runs.0
                .push(programs.build(name, tree).run(&programs.answer())?);
        }
    }
    for (name, runs) in RIVALS.iter().zip(&out) {
        runs.say(tree, name);
    }
    Ok(out)
}
