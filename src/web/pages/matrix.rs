//! The page of the two pictures: priorities by release and tags by release, each with the same as a table.

use super::super::api::Fault;
use super::address::Asked;
use super::filters::{self, Chip, NoSuch};
use super::frame::Frame;
use super::{Made, Question, at, say};
use crate::kb::matrix as matrix_of;
use crate::kb::reports::{Heat, HeatBy, Matrix, MatrixCell, Status};
use crate::render::chart::{self, Links};
use askama::Template;
use axum::http::StatusCode;

/// Most rows of a picture: more are better looked at one project after the other.
const ROWS: usize = 150;

#[derive(Template)]
#[template(path = "matrix.html")]
struct Page<'a> {
    frame: Frame,
    chips: Vec<Chip>,
    unknown: Vec<NoSuch>,
    matrix: &'a Matrix,
    /// Rows that are not shown.
    left_out: usize,
    heat: &'a Heat,
    /// The pictures: ours, with every text in them escaped.
    pictures: [String; 2],
    projects: Vec<(String, String)>,
}

impl Page<'_> {
    /// Where a cell of the counts leads.
    fn counted(&self, row: &usize, column: &usize) -> String {
        counted(self.heat, *row, *column).unwrap_or_default()
    }

    /// What a cell is, beside being the last of its row.
    fn status<'c>(&self, cell: &'c MatrixCell) -> Option<&'c Status> {
        cell.status
            .as_ref()
            .filter(|status| **status != Status::Dropped)
    }

    /// The release after, where a row ends before it.
    fn ended(&self, row: &usize, column: &usize) -> Option<&str> {
        let column = *column;
        let ends = chart::ends(self.matrix, self.matrix.rows.get(*row)?, column);
        let after = self.matrix.releases.get(column + 1).filter(|_| ends);
        after.map(|release| release.as_str())
    }

    fn is_by_release(&self) -> bool {
        self.heat.by == HeatBy::Release
    }
}

/// The page.
pub(super) fn page(mut ask: Question<'_>) -> Result<Made, Fault> {
    let (filters, asked) = filters::read(&mut ask.params, "/matrix")?;
    let answered = ask.live.ask(|kb| {
        let heat = kb.heat(&filters)?.value;
        let priorities = kb.priorities(&filters)?;
        Ok(priorities.map(|priorities| (matrix_of(&priorities), heat)))
    })?;
    let (mut matrix, heat) = answered.value;
    let mut projects: Vec<String> = matrix
        .rows
        .iter()
        .filter_map(|r| r.project.clone())
        .collect();
    projects.sort();
    projects.dedup();
    let left_out = matrix.rows.len().saturating_sub(ROWS);
    matrix.rows.truncate(ROWS);
    let page = Page {
        frame: ask.frame("Matrix", "/matrix", &answered.index),
        chips: filters::chips(&asked),
        unknown: filters::no_such(answered.unknown, &asked, ""),
        pictures: [of_priorities(&matrix), of_tags(&heat)],
        projects: match projects.len() {
            0 | 1 => Vec::new(),
            _ => projects
                .into_iter()
                .map(|name| of_project(&asked, name))
                .collect(),
        },
        left_out,
        matrix: &matrix,
        heat: &heat,
    };
    Made::of(StatusCode::OK, &page)
}

fn of_project(asked: &Asked, name: String) -> (String, String) {
    let address = asked.set("project", &name).address();
    (name, address)
}

fn of_priorities(matrix: &Matrix) -> String {
    let cell = |row: usize, column: usize| matrix.rows.get(row)?.cells.get(column)?.as_ref();
    let links = Links {
        column: &|at| matrix.releases.get(at).map(|r| at::release(r.as_str())),
        row: &|at| last(&matrix.rows.get(at)?.cells).map(|cell| at::topic(&cell.id)),
        cell: &|row, column| cell(row, column).map(|cell| at::topic(&cell.id)),
    };
    chart::linked_matrix(matrix, &links)
}

/// The newest priority of a row.
fn last(cells: &[Option<MatrixCell>]) -> Option<&MatrixCell> {
    cells.iter().rev().flatten().next()
}

fn of_tags(heat: &Heat) -> String {
    let column = |at: usize| {
        let name = heat.columns.get(at)?;
        Some(match heat.by {
            HeatBy::Release => at::release(name),
            HeatBy::Year => at::search(&[("year", name)]),
        })
    };
    let links = Links {
        column: &column,
        row: &|at| heat.rows.get(at).map(|(tag, _)| at::history(tag)),
        cell: &|row, column| counted(heat, row, column),
    };
    chart::linked_heat(heat, heat.title(), &links)
}

/// The search for the topics that a cell counts.
fn counted(heat: &Heat, row: usize, column: usize) -> Option<String> {
    let (tag, _) = heat.rows.get(row)?;
    let name = heat.columns.get(column)?;
    let parameter = match heat.by {
        HeatBy::Release => "release",
        HeatBy::Year => "year",
    };
    Some(at::search(&[("tag", tag), (parameter, name)]))
}
