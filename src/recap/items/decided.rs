//! Rows of tables that say what was decided: one record each, with what came of it from the column that says so.

use super::cues::{Count, Cue};
use super::outcomes::outcome_of;
use super::tables::{Column, is_rank, telling};
use super::walk::Walk;
use super::{texts, verdicts};
use crate::model::{Detail, Lines, Outcome};
use crate::recap::struck::left;

/// What columns for what came of it are called.
const CAME: &[&str] = &["outcome", "result", "results", "verdict"];
/// What columns of what was voted on are called.
const MOTIONS: &[&str] = &["motion", "motions", "proposal", "proposals"];

/// Which columns of a table say what was decided.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decided {
    /// The one with the words.
    text: usize,
    /// The one that says what came of them.
    came: Option<usize>,
    /// Others with words.
    more: Vec<usize>,
    /// Whether only rows count that say what came of them.
    voted: bool,
}

impl Decided {
    pub(super) fn of(heading: &[String], columns: &[Column]) -> Option<Self> {
        let named = |at: usize, names: &[&str]| {
            let lower = heading[at].to_lowercase();
            let mut words = lower.split(|c: char| !c.is_alphanumeric());
            words.any(|word| names.contains(&word))
        };
        let is_decision = |at: &usize| matches!(columns[*at], Column::Cue(Cue::Decision(_)));
        let all: Vec<usize> = (0..columns.len()).filter(is_decision).collect();
        let motion = || {
            let mut others = (0..columns.len()).filter(|at| columns[*at] == Column::Other);
            let motion = others.find(|at| named(*at, MOTIONS))?;
            let mut came = (0..columns.len()).filter(|at| columns[*at] == Column::Status);
            came.any(|at| named(at, CAME)).then_some(motion)
        };
        let words = all.iter().copied().find(|at| !named(*at, CAME));
        let text = words.or(all.first().copied()).or_else(motion)?;
        let mut came = (0..columns.len()).filter(|at| *at != text);
        let said =
            |at: &usize| (is_decision(at) || columns[*at] == Column::Status) && named(*at, CAME);
        // A column `Done` says how far it is.
        let status = || {
            let mut all = (0..columns.len()).filter(|at| columns[*at] == Column::Status);
            all.find(|at| named(*at, &["status", "state"]))
        };
        let came = came.find(said).or_else(status);
        let more = all
            .iter()
            .copied()
            .filter(|at| *at != text && Some(*at) != came);
        Some(Self {
            text,
            came,
            more: more.collect(),
            voted: all.is_empty(),
        })
    }
}

impl Walk<'_> {
    /// Rows of a table that has a column of decisions, or one of what was voted on and one of what came of it.
    pub(super) fn decisions(
        &mut self,
        rows: &[(Vec<String>, Lines)],
        heading: &[String],
        columns: &[Column],
    ) {
        let Some(decided) = Decided::of(heading, columns) else {
            return;
        };
        let named = decided.came.filter(|_| decided.voted);
        let rule = format!("column `{}`", heading[named.unwrap_or(decided.text)].trim());
        for (cells, lines) in rows {
            let heard = cells.iter().map(|cell| left(cell).trim().to_owned());
            let heard: Vec<String> = heard.collect();
            self.decision(&heard, *lines, columns, &decided, &rule);
        }
    }

    fn decision(
        &mut self,
        cells: &[String],
        lines: Lines,
        columns: &[Column],
        decided: &Decided,
        rule: &str,
    ) {
        let cell = |at: usize| cells.get(at).map_or("", String::as_str);
        let text = cell(decided.text);
        // A decision without its subject says nothing.
        let subject = telling(columns, &[cells], decided.text).map(cell);
        let subject = subject.filter(|cell| !cell.is_empty() && !is_rank(cell));
        let alone = verdicts::bare(text).filter(|said| *said != Outcome::Unknown);
        let says = !texts::is_hollow(text) || alone.is_some() && subject.is_some();
        let more = decided.more.iter().copied().map(cell);
        let came = decided.came.and_then(|at| verdicts::verdict(cell(at)));
        let came = came.or_else(|| more.clone().find_map(verdicts::bare));
        let open = came.is_none_or(|said| said == Outcome::Unknown);
        if text.is_empty() || !says || decided.voted && open {
            return;
        }
        let more = more.filter(|cell| !texts::is_hollow(cell) && verdicts::bare(cell).is_none());
        let mut words = subject.map_or_else(|| text.to_owned(), |s| format!("{s}: {text}"));
        more.for_each(|more| words.extend(["; ", more]));
        let before = self.out.len();
        let words = texts::on_one_line(&words);
        self.add(Cue::Decision(Count::One), lines, words, rule, Vec::new());
        if let Some(Detail::Decision { outcome }) = self.out.get_mut(before).map(|f| &mut f.detail)
        {
            *outcome = came.or(alone).unwrap_or_else(|| outcome_of(rule, text));
        }
    }
}
