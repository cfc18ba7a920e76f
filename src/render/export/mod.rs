//! Summaries by release as documents: Markdown, a page of HTML, JSON, CSV, or whatever a template of the user's says.

mod csv;
mod html;
mod json;
mod markdown;
mod split;
mod template;
mod values;

pub use csv::csv;
pub use html::html;
pub use json::{json, json_lines};
pub use markdown::markdown;
pub use split::{split_html, split_markdown};
pub(super) use template::Template;
pub use template::{LONGEST as LONGEST_TEMPLATE, TemplateError, template};

use crate::kb::reports::{Export, ExportRelease};
use crate::render::clean::line;

/// The title of a report.
fn title(export: &Export) -> String {
    match line(export.scope.trim()) {
        scope if scope.is_empty() => "Recaps".to_owned(),
        scope => format!("Recaps: {scope}"),
    }
}

/// The heading of a release.
fn heading(release: &ExportRelease) -> String {
    match &release.release {
        Some(release) => line(release.as_str()),
        None => "Without a release".to_owned(),
    }
}

/// Whether there is anything to compare between releases.
fn has_matrix(export: &Export) -> bool {
    export.matrix.releases.len() > 1 && !export.matrix.rows.is_empty()
}

/// The lines of an item: its words, then those of the list below it without their marks.
fn rows(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let bare = |(at, line): (usize, &str)| match at {
        0 => line.to_owned(),
        _ => ["- ", "* ", "+ "]
            .iter()
            .find_map(|mark| line.strip_prefix(mark))
            .unwrap_or(line)
            .trim()
            .to_owned(),
    };
    lines.enumerate().map(bare).collect()
}

#[cfg(test)]
mod tests;
