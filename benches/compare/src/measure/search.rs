//! One search, with and without looking at the notes first.

use super::programs::{KB, RIPGREP, SQLITE, STAT, TANTIVY};
use super::run::{Program, Runs};
use super::{Bench, Tree};
use crate::report::{Goal, Row, milliseconds};
use crate::trees::queries::Query;
use std::fs;

/// Without the check.
const KB_AS_IS: &str = "kb --no-sync";
const MEMORY_RUNS: usize = 5;

pub fn measure(bench: &mut Bench<'_>) -> Result<(), String> {
    let mut as_is = Vec::new();
    for tree in bench.trees.clone() {
        let found = ask_all(bench, &tree)?;
        let of = |name: &str| {
            found
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, runs)| runs.seconds())
        };
        let cell = |name: &str| of(name).map_or("-".to_owned(), milliseconds);
        let kb = of(KB).unwrap_or(f64::NAN);

        let mut row = Row::new(format!("one search, {}", tree.name));
        row.cells([KB, TANTIVY, SQLITE, RIPGREP, STAT].map(cell));
        let (rival, name, goal) = match tree.name.as_str() {
            // A small tree is searched before ripgrep has started its threads.
            "real" if tree.megabytes() < 60.0 => (RIPGREP, "ripgrep", 1.0),
            "real" => (RIPGREP, "ripgrep", 0.75),
            "x10" => (RIPGREP, "ripgrep", 0.5),
            _ => (STAT, "the stat walk", 1.3),
        };
        let goal = Some(Goal::Times(goal));
        row.against(name, kb, of(rival).unwrap_or(f64::NAN), goal);
        bench.rows.push(row);

        let mut row = Row::new(format!("one search without the check, {}", tree.name));
        row.cells([KB_AS_IS, TANTIVY, SQLITE].map(cell));
        let own = of(KB_AS_IS).unwrap_or(f64::NAN);
        let tantivy = of(TANTIVY).unwrap_or(f64::NAN);
        row.against("tantivy", own, tantivy, Some(Goal::More(3.0)));
        bench.rows.push(row);
        as_is.push((tree.name, own));
    }
    if let [(real, one), (x10, ten), ..] = as_is.as_slice()
        && (real, x10) == (&"real".to_owned(), &"x10".to_owned())
    {
        let mut row = Row::new("one search without the check, x10".to_owned());
        row.cells([milliseconds(*ten)]);
        row.against("that on real", *ten, *one, Some(Goal::Times(3.0)));
        bench.rows.push(row);
    }
    Ok(())
}

/// All queries, each of all programs in turn.
fn ask_all(bench: &Bench<'_>, tree: &Tree) -> Result<Vec<(&'static str, Runs)>, String> {
    let programs = &bench.programs;
    for name in [KB, TANTIVY, SQLITE, STAT] {
        programs.ready(name, &tree.name)?;
    }
    let answer = programs.answer();
    let mut out: Vec<(&'static str, Runs)> = Vec::new();
    for query in &bench.queries {
        let asked = rivals(bench, &tree.name, query);
        for (name, program) in &asked {
            program.run(&answer)?;
            // A program that answers nothing would be the fastest.
            if fs::metadata(&answer).map_or(0, |meta| meta.len()) == 0 {
                return Err(format!(
                    "{name} found nothing for {} in {}",
                    query.text(),
                    tree.name
                ));
            }
        }
        let list: Vec<Program> = asked.iter().map(|(_, program)| program.clone()).collect();
        let runs = super::in_turn(&list, bench.options.searches, &answer)?;
        for ((name, _), runs) in asked.iter().zip(runs) {
            runs.say(&format!("{} {}", tree.name, query.text()), name);
            match out.iter_mut().find(|(known, _)| known == name) {
                Some((_, all)) => all.0.extend(runs.0),
                None => out.push((name, runs)),
            }
        }
    }
    for (name, runs) in &out {
        runs.say(&format!("{} all queries", tree.name), name);
    }
    Ok(out)
}

fn rivals(bench: &Bench<'_>, tree: &str, query: &Query) -> Vec<(&'static str, Program)> {
    let programs = &bench.programs;
    let index = programs.index(KB, tree);
    let mut out = vec![(KB, programs.kb_search(tree, &index, query, true))];
    if programs.no_sync {
        out.push((KB_AS_IS, programs.kb_search(tree, &index, query, false)));
    }
    for name in [TANTIVY, SQLITE] {
        out.push((name, programs.rival(name, "search", tree, &query.text())));
    }
    if programs.ripgrep {
        out.push((RIPGREP, programs.ripgrep(tree, query)));
    }
    out.push((STAT, programs.stat(tree)));
    out
}

/// The memory that a search has of its own, mapped pages of the index aside.
pub fn memory(bench: &mut Bench<'_>) -> Result<(), String> {
    let checked = !bench.programs.no_sync;
    let what = if checked {
        "one search"
    } else {
        "one search without the check"
    };
    for tree in bench.trees.clone() {
        bench.programs.ready(KB, &tree.name)?;
        let index = bench.programs.index(KB, &tree.name);
        let mut most = 0;
        for query in &bench.queries {
            let program = bench.programs.kb_search(&tree.name, &index, query, checked);
            for _ in 0..MEMORY_RUNS {
                most = most.max(program.own_memory(&bench.programs.answer())?);
            }
        }
        let megabytes = most as f64 / 1e6;
        eprintln!("  {}: {megabytes:.1} MB of its own, {what}", tree.name);
        let mut row = Row::new(format!("memory of its own, {what}, {}", tree.name));
        row.cells([format!("{megabytes:.1} MB")]);
        row.below("MB", megabytes, (!checked).then_some(30.0));
        bench.rows.push(row);
    }
    Ok(())
}
