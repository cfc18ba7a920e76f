//! What the check costs: where nothing changed, and where one note did.

use super::edits::Edits;
use super::programs::{KB, STAT};
use super::run::Runs;
use super::{Bench, in_turn};
use crate::report::{Goal, Row, milliseconds};
use std::fs;
use std::path::Path;

const EDITS: usize = 30;
const TREE: &str = "f100k";

pub fn unchanged(bench: &mut Bench<'_>) -> Result<(), String> {
    for tree in bench.trees.clone() {
        let programs = &bench.programs;
        for name in [KB, STAT] {
            programs.ready(name, &tree.name)?;
        }
        let list = [programs.build(KB, &tree.name), programs.stat(&tree.name)];
        let runs = in_turn(&list, bench.options.searches, &programs.answer())?;
        for (runs, name) in runs.iter().zip([KB, STAT]) {
            runs.say(&format!("{} unchanged", tree.name), name);
        }
        let (kb, stat) = (runs[0].seconds(), runs[1].seconds());
        let goal = (tree.name == TREE).then_some(Goal::Times(1.3));
        let mut row = Row::new(format!("nothing changed, {}", tree.name));
        row.cells([
            milliseconds(kb),
            "-".into(),
            "-".into(),
            "-".into(),
            milliseconds(stat),
        ]);
        row.against("the stat walk", kb, stat, goal);
        bench.rows.push(row);
    }
    Ok(())
}

/// A search after one note was edited, beside the same search where none was.
pub fn changed(bench: &mut Bench<'_>) -> Result<(), String> {
    if !bench.options.has(TREE) {
        return Ok(());
    }
    let programs = &bench.programs;
    programs.ready(KB, TREE)?;
    // On a copy of the index, so that the others go on with theirs.
    programs.remove("kb-changed", TREE)?;
    let index = programs.index("kb-changed", TREE);
    copy(&programs.index(KB, TREE), &index)?;
    let query = bench.queries.last().ok_or("there are no queries")?;
    let search = programs.kb_search(TREE, &index, query, true);
    let answer = programs.answer();
    let (mut still, mut after) = (Runs::default(), Runs::default());
    search.run(&answer)?;
    let mut edits = Edits::new(&bench.options.work.join(TREE))?;
    for number in 0..EDITS {
        still.0.push(search.run(&answer)?);
        edits.edit(number)?;
        after.0.push(search.run(&answer)?);
    }
    drop(edits);
    programs.remove("kb-changed", TREE)?;
    still.say("nothing changed", KB);
    after.say("one note changed", KB);
    let more = (after.seconds() - still.seconds()) * 1e3;
    let mut row = Row::new(format!(
        "one note changed, {TREE}: more than nothing changed"
    ));
    let worst = (after.worst() - still.seconds()) * 1e3;
    row.cells([format!("{more:.0} ms, at worst {worst:.0}")]);
    row.below("ms", more, Some(60.0));
    bench.rows.push(row);
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let step = || -> std::io::Result<()> {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            let target = to.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                copy(&entry.path(), &target).map_err(std::io::Error::other)?;
            } else {
                fs::copy(entry.path(), target)?;
            }
        }
        Ok(())
    };
    step().map_err(|e| format!("{}: {e}", from.display()))
}
