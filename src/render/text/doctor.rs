//! What `kb doctor` found, one thing a line.

use super::{QUIET, TITLE, many};
use crate::kb::doctor::{Check, State};
use crate::render::clean::line;
use crate::render::measure::filled;
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

/// Columns before what a line says.
const INDENT: usize = 8;

/// What was looked at, by area, each fault with its mend; lines are filled to `width` columns.
pub fn doctor(out: &mut dyn Write, checks: &[Check], width: Option<usize>) -> io::Result<()> {
    let mut area = "";
    for check in checks {
        if check.area != area {
            area = check.area;
            writeln!(out, "{TITLE}{area}{TITLE:#}")?;
        }
        let style = style(check.state);
        let state = check.state.as_str();
        let what = filled(&line(&check.what), INDENT, INDENT, width);
        writeln!(out, "  {style}{state:<4}{style:#}  {what}")?;
        if let Some(mend) = &check.mend {
            let mend = filled(&line(mend), INDENT + "mend: ".len(), INDENT, width);
            writeln!(out, "{:INDENT$}{QUIET}mend:{QUIET:#} {mend}", "")?;
        }
    }
    let count = |state| checks.iter().filter(|check| check.state == state).count();
    let (fails, warnings) = (count(State::Fail), count(State::Warn));
    writeln!(
        out,
        "{}, {}",
        many(fails, "fault", "faults"),
        many(warnings, "warning", "warnings")
    )
}

fn style(state: State) -> Style {
    match state {
        State::Ok => AnsiColor::Green.on_default(),
        State::Warn => AnsiColor::Yellow.on_default(),
        State::Fail => AnsiColor::Red.on_default().bold(),
    }
}
