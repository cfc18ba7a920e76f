//! Rows of the table, the goals, and the document they are written into.

mod machine;

use crate::measure::Tree;
use std::fmt::Write;
use std::path::Path;

const BEGIN: &str = "<!-- compare: begin -->";
const END: &str = "<!-- compare: end -->";
const HEAD: &str = "\
| work | kb | tantivy | SQLite FTS5 | ripgrep | stat walk | kb beside | goal | |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
";
/// kb and its four rivals.
const CELLS: usize = 5;

/// What kb is held to, beside another's time.
#[derive(Debug, Clone, Copy)]
pub enum Goal {
    /// At most so many times the other.
    Times(f64),
    /// At most so many milliseconds more.
    More(f64),
}

#[derive(Debug, Clone)]
pub struct Row {
    work: String,
    cells: Vec<String>,
    beside: String,
    goal: String,
    met: Option<bool>,
}

impl Row {
    pub fn new(work: String) -> Self {
        Self {
            work,
            cells: Vec::new(),
            beside: String::new(),
            goal: String::new(),
            met: None,
        }
    }

    /// What kb, tantivy, SQLite, ripgrep and the stat walk took; those at the end may be missing.
    pub fn cells<const N: usize>(&mut self, cells: [String; N]) {
        self.cells = cells.into();
    }

    /// Sets kb's seconds beside those of another; a time that is not a number was not measured.
    pub fn against(&mut self, name: &str, kb: f64, other: f64, goal: Option<Goal>) {
        let measured = kb.is_finite() && other.is_finite();
        let (beside, wanted, met) = match goal {
            Some(Goal::More(most)) => {
                let more = (kb - other) * 1e3;
                let wanted = format!("at most {most} ms more");
                (format!("{more:+.1} ms to {name}"), wanted, more <= most)
            }
            Some(Goal::Times(most)) => {
                let ratio = kb / other;
                let wanted = format!("at most {most}");
                (format!("{ratio:.2} of {name}"), wanted, ratio <= most)
            }
            None => (format!("{:.2} of {name}", kb / other), String::new(), true),
        };
        self.beside = if measured {
            beside
        } else {
            "not measured".to_owned()
        };
        self.met = (measured && goal.is_some()).then_some(met);
        self.goal = wanted;
    }

    /// Holds a figure of kb's own to a bound.
    pub fn below(&mut self, unit: &str, figure: f64, most: Option<f64>) {
        let Some(most) = most else {
            return;
        };
        self.goal = format!("at most {most} {unit}").trim_end().to_owned();
        self.met = Some(figure <= most);
    }

    fn verdict(&self) -> &'static str {
        match self.met {
            Some(true) => "met",
            Some(false) => "missed",
            None => "",
        }
    }

    fn write(&self, out: &mut String) {
        let mut cells = self.cells.clone();
        cells.resize(CELLS, "-".to_owned());
        let cells = cells.join(" | ");
        let Self {
            work, beside, goal, ..
        } = self;
        let verdict = self.verdict();
        let _ = writeln!(out, "| {work} | {cells} | {beside} | {goal} | {verdict} |");
    }
}

pub fn milliseconds(seconds: f64) -> String {
    let milliseconds = seconds * 1e3;
    if milliseconds.is_nan() {
        "not measured".to_owned()
    } else if milliseconds < 10.0 {
        format!("{milliseconds:.1} ms")
    } else if milliseconds < 10_000.0 {
        format!("{milliseconds:.0} ms")
    } else {
        format!("{seconds:.1} s")
    }
}

/// The machine, the day, the trees, and the rows as a table.
pub fn markdown(trees: &[Tree], rows: &[Row]) -> String {
    let mut out = format!("{}, {}.\n", machine::name(), machine::today());
    for tree in trees {
        let megabytes = tree.bytes as f64 / 1e6;
        let _ = write!(
            out,
            "{}: {} notes, {megabytes:.1} MB. ",
            tree.name, tree.notes
        );
    }
    out.truncate(out.trim_end().len());
    out.push_str("\n\n");
    out.push_str(HEAD);
    for row in rows {
        row.write(&mut out);
    }
    out
}

/// Puts the table between the marks of the document.
pub fn write(document: &Path, table: &str) -> Result<(), String> {
    let failed = |e: std::io::Error| format!("{}: {e}", document.display());
    let text = std::fs::read_to_string(document).map_err(failed)?;
    let parts = text.split_once(BEGIN).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(END)?;
        Some((before, after))
    });
    let (before, after) = parts.ok_or(format!("{} has no marks", document.display()))?;
    let text = format!("{before}{BEGIN}\n{table}{END}{after}");
    std::fs::write(document, text).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_takes_the_place_between_the_marks() {
        let file = std::env::temp_dir().join(format!("kb-compare-{}.md", std::process::id()));
        std::fs::write(&file, format!("before\n{BEGIN}\nold\n{END}\nafter\n")).unwrap();
        let mut row = Row::new("a search".to_owned());
        row.cells(["2.0 ms".to_owned()]);
        row.against("ripgrep", 0.002, 0.004, Some(Goal::Times(0.75)));
        let mut table = String::new();
        row.write(&mut table);
        // Twice, as the next run does.
        write(&file, &table).unwrap();
        write(&file, &table).unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::remove_file(&file).unwrap();
        let wanted = "| a search | 2.0 ms | - | - | - | - | 0.50 of ripgrep | at most 0.75 | met |";
        assert_eq!(text, format!("before\n{BEGIN}\n{wanted}\n{END}\nafter\n"));
    }

    #[test]
    fn what_was_not_measured_meets_no_goal() {
        let mut row = Row::new(String::new());
        row.against("tantivy", f64::NAN, 0.004, Some(Goal::More(3.0)));
        assert_eq!((row.verdict(), row.beside.as_str()), ("", "not measured"));
        row.against("tantivy", 0.008, 0.004, Some(Goal::More(3.0)));
        assert_eq!(row.verdict(), "missed");
    }
}
