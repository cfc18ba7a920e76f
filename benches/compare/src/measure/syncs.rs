//! Many single-file syncs in a row: what becomes of the segments, the size and the search.

use super::edits::Edits;
use super::programs::KB;
use super::run::Runs;
use super::{Bench, size};
use crate::report::{Row, milliseconds};
use std::fs;
use std::path::Path;

const TREE: &str = "real";
const INDEX: &str = "kb-syncs";
/// How often it is looked at in between.
const LOOKS: usize = 10;

struct State {
    segments: usize,
    megabytes: f64,
    search: f64,
}

pub fn measure(bench: &mut Bench<'_>) -> Result<(), String> {
    if !bench.options.has(TREE) {
        return Ok(());
    }
    let programs = &bench.programs;
    programs.remove(INDEX, TREE)?;
    let index = programs.index(INDEX, TREE);
    let sync = programs.kb(TREE, &index).with(&["index".to_owned()]);
    let answer = programs.answer();
    sync.run(&answer)?;
    let before = look(bench, &index)?;
    let mut most = before.segments;
    let mut runs = Runs::default();
    let mut edits = Edits::new(&bench.options.work.join(TREE))?;
    for number in 0..bench.options.syncs {
        edits.edit(number)?;
        runs.0.push(sync.run(&answer)?);
        most = most.max(segments(&index));
        if (number + 1) % (bench.options.syncs / LOOKS).max(1) == 0 {
            let now = look(bench, &index)?;
            eprintln!(
                "  after {:>5} syncs: {} segments, {:.1} MB, a search {:.1} ms",
                number + 1,
                now.segments,
                now.megabytes,
                now.search * 1e3
            );
        }
    }
    let after = look(bench, &index)?;
    drop(edits);
    programs.remove(INDEX, TREE)?;
    runs.say("single-file syncs", KB);
    rows(bench, &runs, most, [before, after]);
    Ok(())
}

fn rows(bench: &mut Bench<'_>, runs: &Runs, most: usize, [before, after]: [State; 2]) {
    let count = runs.0.len();
    let mut row = Row::new(format!("{count} single-file syncs, {TREE}: each"));
    let worst = milliseconds(runs.worst());
    row.cells([format!(
        "{}, at worst {worst}",
        milliseconds(runs.seconds())
    )]);
    bench.rows.push(row);
    let mut row = Row::new(format!("{count} single-file syncs, {TREE}: segments"));
    row.cells([format!(
        "{} before, {} after, at most {most}",
        before.segments, after.segments
    )]);
    bench.rows.push(row);
    let mut row = Row::new(format!("{count} single-file syncs, {TREE}: size"));
    row.cells([format!("{:.1} MB", after.megabytes)]);
    row.against("before", after.megabytes, before.megabytes, None);
    bench.rows.push(row);
    let mut row = Row::new(format!("{count} single-file syncs, {TREE}: a search"));
    row.cells([milliseconds(after.search)]);
    row.against("before", after.search, before.search, None);
    bench.rows.push(row);
}

fn look(bench: &Bench<'_>, index: &Path) -> Result<State, String> {
    let mut runs = Runs::default();
    for query in &bench.queries {
        let search = bench.programs.kb_search(TREE, index, query, true);
        for _ in 0..3 {
            runs.0.push(search.run(&bench.programs.answer())?);
        }
    }
    Ok(State {
        segments: segments(index),
        megabytes: size(index) as f64 / 1e6,
        search: runs.seconds(),
    })
}

/// The segments that the engine's list of the newest generation names.
fn segments(index: &Path) -> usize {
    let current = fs::read_to_string(index.join("CURRENT")).unwrap_or_default();
    let generation = current.split_whitespace().next().unwrap_or_default();
    let list = fs::read_to_string(index.join(generation).join("meta.json")).unwrap_or_default();
    list.matches("\"segment_id\"").count()
}
