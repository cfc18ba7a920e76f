//! Tables of decisions, actions and priorities: what each column says is told by its heading.

use super::cues::{Cue, cue};
use super::due::of_cell;
use super::levels::is_level;
use super::walk::Walk;
use super::{owners, texts};
use crate::model::{Detail, Lines};
use crate::recap::struck::{has_marks, left, unmarked, unstruck};
use crate::recap::units::{Unit, UnitKind};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Cue(Cue),
    Owner,
    /// Who decided, and the like.
    People,
    Status,
    Due,
    Other,
}

fn column(heading: &str) -> Column {
    let lower = heading.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    let says = |list: &[&str]| words.iter().any(|w| list.contains(w));
    match cue(heading) {
        _ if by(&words) => match says(&["action", "owned", "led"]) {
            true => Column::Owner,
            false => Column::People,
        },
        Some(found @ (Cue::Decision(_) | Cue::Action(_) | Cue::Question(_)))
            if words.len() <= 4 =>
        {
            Column::Cue(found)
        }
        _ if says(OWNERS) => Column::Owner,
        _ if says(STATUS) => Column::Status,
        _ if says(&["due", "eta", "deadline", "when"]) => Column::Due,
        _ => Column::Other,
    }
}

/// Whether a heading such as `Decided by` asks for who it was, and not for a day as `Due by` does.
fn by(words: &[&str]) -> bool {
    let day = ["due", "done", "complete", "completed", "needed", "finished"];
    matches!(words, [first, .., "by"] if !day.contains(first))
}

const STATUS: &[&str] = &[
    "status",
    "done",
    "state",
    "complete",
    "completed",
    "result",
    "results",
    "verdict",
];
const OWNERS: &[&str] = &[
    "owner",
    "owners",
    "assignee",
    "assignees",
    "assigned",
    "who",
    "contact",
    "contacts",
    "lead",
    "leads",
    "responsible",
    "champion",
    "champions",
    "poc",
    "driver",
    "drivers",
];

/// A row of a table of priorities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) text: String,
    pub(super) owners: Vec<String>,
    pub(super) lines: Lines,
}

/// Whether a row that heads a table names a column of owners, and none of what is to be done or was decided.
pub(super) fn names_owners(heading: &Unit) -> bool {
    let columns: Vec<Column> = cells(heading).map_or_else(Vec::new, |(cells, _)| {
        cells.iter().map(|cell| column(cell)).collect()
    });
    let other = |c: &Column| matches!(c, Column::Cue(_) | Column::Due);
    columns.contains(&Column::Owner) && !columns.iter().any(other)
}

/// Whether a row that heads a table names a column of actions, decisions or questions.
pub(super) fn announces(heading: &Unit) -> bool {
    cells(heading).is_some_and(|(cells, _)| {
        cells
            .iter()
            .any(|cell| matches!(column(cell), Column::Cue(_)))
    })
}

/// The first of the columns before `until` that tells what a row is about: no owner, status or date, and neither numbers nor
/// ranks (`1`, `High`) alone.
pub(super) fn telling(columns: &[Column], rows: &[&[String]], until: usize) -> Option<usize> {
    let ranks = |at: usize| {
        let mut cells = rows
            .iter()
            .map(|row| row.get(at).map_or("", |cell| cell.trim()));
        cells.clone().any(|cell| !cell.is_empty()) && cells.all(is_rank)
    };
    let told = |at: &usize| columns[*at] == Column::Other;
    (0..until)
        .filter(told)
        .find(|at| !ranks(*at))
        .or_else(|| (0..until).find(told))
}

/// A number, or how much something counts.
pub(super) fn is_rank(cell: &str) -> bool {
    let lower = cell.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let bare = bare
        .strip_prefix('p')
        .filter(|rest| !rest.is_empty())
        .unwrap_or(bare);
    bare.chars().all(|c| c.is_ascii_digit()) || is_level(cell)
}

/// The rows below a table's heading, `first` being the first of `units`: words of the first column, names of the column
/// of owners. A row whose first cell is empty goes on with the one above it.
pub(super) fn listed(units: &[Unit]) -> Vec<Listed> {
    let rows: Vec<(&Vec<String>, Lines)> = units.iter().filter_map(cells).collect();
    let Some((heading, _)) = rows.first() else {
        return Vec::new();
    };
    let columns: Vec<Column> = heading.iter().map(|cell| column(cell)).collect();
    let owner = columns.iter().position(|c| *c == Column::Owner);
    let texts: Vec<&[String]> = rows
        .iter()
        .skip(1)
        .map(|(cells, _)| cells.as_slice())
        .collect();
    let text = telling(&columns, &texts, columns.len()).unwrap_or(0);
    let mut out: Vec<Listed> = Vec::new();
    // Whether the row that rows with an empty cell go on with is struck out.
    let mut gone = false;
    for (cells, lines) in rows.iter().skip(1) {
        let cell = |i: usize| cells.get(i).map_or("", |c| c.trim());
        let who = owner.map(|i| unstruck(cell(i)));
        let named = who.map(|who| owners::split(&who)).unwrap_or_default();
        let words = left(cell(text));
        if !cell(text).is_empty() {
            gone = !words.contains(char::is_alphanumeric) && has_marks(cell(text));
        }
        match out.last_mut() {
            _ if gone => {}
            Some(last) if words.is_empty() => {
                last.owners.extend(named);
                last.lines.end = lines.end;
            }
            _ if words.is_empty() => {}
            _ => out.push(Listed {
                text: texts::on_one_line(words.trim()),
                owners: named,
                lines: *lines,
            }),
        }
    }
    out
}

fn cells(unit: &Unit) -> Option<(&Vec<String>, Lines)> {
    match &unit.kind {
        UnitKind::Row { cells, .. } => Some((cells, unit.lines)),
        _ => None,
    }
}

impl Walk<'_> {
    /// A table, from its heading row on.
    pub(super) fn table(&mut self, at: usize) {
        let table = self.units[at].table();
        let count = self.units[at..]
            .iter()
            .take_while(|u| u.table() == table)
            .count();
        self.used[at..at + count].fill(true);
        let rows: Vec<(Vec<String>, Lines)> = self.units[at..at + count]
            .iter()
            .filter_map(|u| cells(u).map(|(cells, lines)| (cells.clone(), lines)))
            .collect();
        let Some(((heading, _), rows)) = rows.split_first() else {
            return;
        };
        let columns: Vec<Column> = heading.iter().map(|cell| column(cell)).collect();
        self.decisions(rows, heading, &columns);
        if !columns.iter().any(|c| matches!(c, Column::Cue(_))) {
            return self.table_of_actions(heading, &columns, rows);
        }
        for (index, column) in columns.iter().enumerate() {
            if let Column::Cue(cue @ (Cue::Action(_) | Cue::Question(_))) = column {
                let rule = format!("column `{}`", heading[index].trim());
                rows.iter()
                    .for_each(|row| self.row(row, &columns, index, *cue, &rule));
            }
        }
    }

    /// A table below a heading for actions whose columns say who does what: each row is one. Other tables there, such as those of
    /// tasks and their owners, may well tell of something else.
    fn table_of_actions(
        &mut self,
        heading: &[String],
        columns: &[Column],
        rows: &[(Vec<String>, Lines)],
    ) {
        let Some((_, first)) = rows.first() else {
            return;
        };
        let area = self.area(first.start).map(|at| &self.areas[at]);
        let Some((Cue::Action(count), title)) =
            area.and_then(|a| Some((a.holds?, a.title.clone())))
        else {
            return;
        };
        let texts: Vec<&[String]> = rows.iter().map(|(cells, _)| cells.as_slice()).collect();
        let what = |at: &usize| {
            ["what", "item", "to do"].contains(&heading[*at].trim().to_lowercase().as_str())
        };
        let text = telling(columns, &texts, columns.len()).filter(what);
        if let Some(index) = text.filter(|_| columns.contains(&Column::Owner)) {
            let rule = format!("under `{title}`");
            rows.iter()
                .for_each(|row| self.row(row, columns, index, Cue::Action(count), &rule));
        }
    }

    fn row(
        &mut self,
        row: &(Vec<String>, Lines),
        columns: &[Column],
        index: usize,
        cue: Cue,
        rule: &str,
    ) {
        let (cells, lines) = row;
        let cell = |i: usize| cells.get(i).map_or("", |c| c.trim());
        let of = |wanted: Column| columns.iter().position(|c| *c == wanted).map(cell);
        let raw = cell(index);
        let heard = left(raw);
        // An action that is struck out is done.
        let gone = raw.contains(char::is_alphanumeric) && !heard.contains(char::is_alphanumeric);
        let is_action = matches!(cue, Cue::Action(_));
        let text = match gone && is_action {
            true => unmarked(raw),
            false => heard.trim().to_owned(),
        };
        if text.is_empty() || texts::is_hollow(&text) && !is_action {
            return;
        }
        let text = texts::on_one_line(&text);
        let who = of(Column::Owner).map(unstruck);
        let named = who.map(|who| owners::split(&who)).unwrap_or_default();
        let before = self.out.len();
        self.add(cue, *lines, text, rule, named);
        let Some(found) = self.out.get_mut(before) else {
            return;
        };
        if let Detail::Action { done, due } = &mut found.detail {
            let status = of(Column::Status).unwrap_or("").to_lowercase();
            *done |= gone;
            *done |=
                ["done", "complete", "completed", "yes", "x", "closed"].contains(&status.as_str());
            *due = due.or_else(|| of_cell(of(Column::Due)?, self.note.calendar));
        }
    }
}
