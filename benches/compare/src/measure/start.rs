//! What starting costs.

use super::programs::KB;
use super::{Bench, in_turn};
use crate::report::{Goal, Row, milliseconds};

const RUNS: usize = 201;

pub fn measure(bench: &mut Bench<'_>) -> Result<(), String> {
    let programs = &bench.programs;
    let list = [programs.version(), programs.empty()];
    let runs = in_turn(&list, RUNS, &programs.answer())?;
    for (runs, name) in runs.iter().zip([KB, "empty"]) {
        runs.say("start-up", name);
    }
    let (kb, empty) = (runs[0].seconds(), runs[1].seconds());
    let mut row = Row::new("start-up, `kb --version`".to_owned());
    row.cells([milliseconds(kb)]);
    row.against("an empty program", kb, empty, Some(Goal::More(2.0)));
    bench.rows.push(row);
    Ok(())
}
