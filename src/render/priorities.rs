//! What charts, tables and reports say of a priority in the same words.

use super::clean::line;
use crate::kb::reports::{ExportRelease, Matrix, MatrixRow, PriorityRow, Status};

/// Whether a matrix has priorities of more than one project.
pub(crate) fn has_projects(matrix: &Matrix) -> bool {
    let first = matrix.rows.first().map(|row| &row.project);
    matrix.rows.iter().any(|row| Some(&row.project) != first)
}

/// Whether a release has priorities of more than one project.
pub(crate) fn has_several_projects(release: &ExportRelease) -> bool {
    let first = release.priorities.first().map(|row| &row.item.project);
    release
        .priorities
        .iter()
        .any(|row| Some(&row.item.project) != first)
}

/// A row's words on one line, with its project before them where there are several.
pub(crate) fn label(row: &MatrixRow, projects: bool) -> String {
    let text = line(&row.text);
    match row.project.as_deref().filter(|_| projects) {
        Some(project) => format!("{}: {text}", line(project)),
        None => text,
    }
}

/// Whether a row ends, or has a gap, after the cell of this column: its project lists priorities in the release
/// after, and not this one.
pub(crate) fn ends(matrix: &Matrix, row: &MatrixRow, column: usize) -> bool {
    let cell = |row: &MatrixRow, at: usize| row.cells.get(at).is_some_and(Option::is_some);
    let after = column + 1;
    // First what costs nothing: a picture asks it of every cell.
    if !cell(row, column) || cell(row, after) {
        return false;
    }
    let lists = |other: &&MatrixRow| other.project == row.project;
    let says = row
        .cells
        .get(column)
        .and_then(Option::as_ref)
        .and_then(|c| c.status);
    let mut of_project = matrix.rows.iter().filter(lists);
    says == Some(Status::Dropped) || of_project.any(|row| cell(row, after))
}

/// Whether a row stands in a list of dropped ones: it is another release's, or belongs to none of `release`.
pub(crate) fn is_dropped_in(row: &PriorityRow, release: &ExportRelease) -> bool {
    release.release.is_some() && row.release != release.release
}

/// What is told of a priority that only its note calls carried over.
pub(crate) const AS_NOTED: &str = "carried over, as the note says";

/// What became of a priority, in words: `carried from Mitaka 5`, `new`, `not in Ocata`.
pub(crate) fn standing(row: &PriorityRow) -> Vec<String> {
    let from = row.carried_from.as_ref();
    let mut out: Vec<String> = Vec::new();
    match (row.status, from) {
        (_, Some(from)) => out.push(format!(
            "carried from {} {}",
            line(from.release.as_str()),
            from.rank
        )),
        (Some(Status::Carried), None) => out.push(AS_NOTED.to_owned()),
        (Some(Status::New), None) => out.push("new".to_owned()),
        (Some(Status::Dropped) | None, None) => {}
    }
    match &row.dropped_in {
        Some(after) => out.push(format!("not in {}", line(after.as_str()))),
        None if row.status == Some(Status::Dropped) => out.push("dropped".to_owned()),
        None => {}
    }
    out
}
