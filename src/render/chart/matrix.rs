//! Priorities over releases: a row for each with what goes on from it, a column for each release.

use super::columns::{Columns, Labels, MARGIN};
use super::links::Links;
use super::svg::{Anchor, Svg, note};
use crate::kb::reports::{Matrix, MatrixCell, MatrixRow, Status};
use crate::render::clean::line;
use crate::render::measure::Ruler;
use crate::render::priorities::{ends, has_projects, label};

const TITLE: &str = "Priorities by release";
const ROW: f64 = 34.0;
const CELL: (f64, f64) = (36.0, 26.0);

/// The matrix as a picture. A matrix without rows says so in words.
#[must_use]
pub fn matrix(matrix: &Matrix) -> String {
    drawn(matrix, Svg::default(), &Links::none())
}

/// The same within a page that has [`super::style`], with its parts as links.
#[must_use]
pub fn linked_matrix(matrix: &Matrix, links: &Links<'_>) -> String {
    drawn(matrix, Svg::within_page(), links)
}

fn drawn(matrix: &Matrix, mut svg: Svg, links: &Links<'_>) -> String {
    if matrix.rows.is_empty() || matrix.releases.is_empty() {
        return note(svg, TITLE, "No release within this scope lists priorities.");
    }
    let projects = has_projects(matrix);
    let labels = Labels::new(matrix.rows.iter().map(|row| label(row, projects)), 3);
    let height = labels.height(ROW);
    let columns = Columns::new(matrix.releases.iter().map(|r| r.as_str()), labels.width);
    svg.text((MARGIN, 32.0), "title", Anchor::Start, TITLE);
    let legend = legend(&mut svg, matrix, 58.0);
    let top = 76.0 + columns.height();
    columns.draw(&mut svg, top, |at| (links.column)(at));
    for (at, row) in matrix.rows.iter().enumerate() {
        let y = top + height * at as f64;
        let middle = y + height / 2.0;
        svg.line((MARGIN, y), (columns.right(), y), "rule");
        svg.link(&label(row, projects), (links.row)(at).as_deref());
        labels.draw(&mut svg, at, middle);
        svg.end();
        joins(&mut svg, matrix, row, middle, &columns);
        for (place, found) in row.cells.iter().enumerate().take(matrix.releases.len()) {
            if let Some(found) = found {
                let title = title(matrix, row, place, found);
                svg.link(&title, (links.cell)(at, place).as_deref());
                cell(&mut svg, found, (columns.middle(place), middle));
                svg.end();
            }
        }
    }
    let bottom = top + height * matrix.rows.len() as f64 + MARGIN;
    let width = columns.total().max(legend + MARGIN);
    svg.finish((width, bottom), TITLE, &description(matrix))
}

/// The class that gives a cell its colour.
fn class(cell: &MatrixCell) -> &'static str {
    match cell.status {
        Some(Status::New) => "new",
        Some(Status::Carried) => "carried",
        Some(Status::Dropped) | None => "first",
    }
}

/// Lines from a cell to the next, and the crosses where a row ends.
fn joins(svg: &mut Svg, matrix: &Matrix, row: &MatrixRow, y: f64, columns: &Columns) {
    let is_cell = |at: usize| row.cells.get(at).is_some_and(Option::is_some);
    for at in 0..matrix.releases.len() {
        let edge = columns.middle(at) + CELL.0 / 2.0;
        if is_cell(at) && is_cell(at + 1) && at + 1 < matrix.releases.len() {
            svg.line(
                (edge, y),
                (columns.middle(at + 1) - CELL.0 / 2.0, y),
                "join",
            );
        } else if ends(matrix, row, at) {
            end(svg, (edge, y), columns.width - CELL.0);
        }
    }
}

/// A stub with a cross, to the right of `x`, where `room` is free up to the next cell.
fn end(svg: &mut Svg, (x, y): (f64, f64), room: f64) {
    let cross = x + (room - 6.0).clamp(5.0, 10.0);
    svg.line((x, y), (cross, y), "end");
    svg.line((cross - 3.0, y - 3.0), (cross + 3.0, y + 3.0), "end");
    svg.line((cross - 3.0, y + 3.0), (cross + 3.0, y - 3.0), "end");
}

fn cell(svg: &mut Svg, cell: &MatrixCell, (x, y): (f64, f64)) {
    svg.rect((x - CELL.0 / 2.0, y - CELL.1 / 2.0), CELL, class(cell));
    let class = format!("cell {}", class(cell));
    svg.text((x, y + 4.7), &class, Anchor::Middle, &cell.rank.to_string());
}

/// What a cell says where a pointer rests on it: `Newton, priority 3, carried, not in Ocata: its words there`.
fn title(matrix: &Matrix, row: &MatrixRow, at: usize, cell: &MatrixCell) -> String {
    let mut out = format!("{}, priority {}", matrix.releases[at], cell.rank);
    if let Some(status) = cell.status.filter(|s| *s != Status::Dropped) {
        out.push_str(&format!(", {status}"));
    }
    if let Some(after) = matrix
        .releases
        .get(at + 1)
        .filter(|_| ends(matrix, row, at))
    {
        out.push_str(&format!(", not in {after}"));
    }
    format!("{out}: {}", line(&cell.text))
}

/// Draws what the marks mean, those that are there, and returns where it ends.
fn legend(svg: &mut Svg, matrix: &Matrix, y: f64) -> f64 {
    let cells = || {
        matrix
            .rows
            .iter()
            .flat_map(|row| row.cells.iter().flatten())
    };
    let mut x = MARGIN;
    for (name, words) in [
        ("new", "new"),
        ("carried", "carried over"),
        ("first", "no list before it"),
    ] {
        if cells().any(|cell| class(cell) == name) {
            svg.rect((x, y - 11.0), (18.0, 14.0), name);
            svg.text((x + 24.0, y), "quiet", Anchor::Start, words);
            x += 44.0 + Ruler::Pixels(12.0).width(words);
        }
    }
    let count = matrix.releases.len();
    if matrix
        .rows
        .iter()
        .any(|row| (0..count).any(|at| ends(matrix, row, at)))
    {
        let words = "not in the next list";
        end(svg, (x, y - 4.0), 14.0);
        svg.text((x + 18.0, y), "quiet", Anchor::Start, words);
        x += 38.0 + Ruler::Pixels(12.0).width(words);
    }
    let words = "numbers: place in the list";
    svg.text((x, y), "quiet", Anchor::Start, words);
    x + Ruler::Pixels(12.0).width(words)
}

fn description(matrix: &Matrix) -> String {
    let first = matrix.releases.first().map_or("", |r| r.as_str());
    let last = matrix.releases.last().map_or("", |r| r.as_str());
    let (rows, columns) = (matrix.rows.len(), matrix.releases.len());
    format!(
        "{rows} priorities over {columns} releases, {first} to {last}. Rows are priorities, columns releases; each number is a priority's place in that release's list."
    )
}
