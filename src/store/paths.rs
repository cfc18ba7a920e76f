//! `path:` in queries: a glob over whole paths where it has `*`, `?` or `[`, else any part of a path.

use super::error::StoreError;
use super::terms;
use crate::query::Text;
use globset::GlobBuilder;
use tantivy::query::{ConstScoreQuery, Query, TermSetQuery};
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

/// The query for all paths that `text` names, whatever their case.
pub(super) fn query(
    searcher: &Searcher,
    field: Field,
    text: &Text,
) -> Result<Box<dyn Query>, StoreError> {
    let wanted = wanted(text)?;
    let paths = terms::matching(searcher, field, |path| wanted(path))?;
    let paths = paths.iter().map(|path| Term::from_field_text(field, path));
    let set = Box::new(TermSetQuery::new(paths));
    Ok(Box::new(ConstScoreQuery::new(set, 0.0)))
}

/// Whether a path is one of those asked for.
type Wanted = Box<dyn Fn(&str) -> bool>;

fn wanted(text: &Text) -> Result<Wanted, StoreError> {
    let pattern = text.text.trim();
    if !pattern.contains(['*', '?', '[']) {
        let part = pattern.to_lowercase();
        return Ok(Box::new(move |path| path.to_lowercase().contains(&part)));
    }
    let glob = GlobBuilder::new(pattern).case_insensitive(true).build();
    let glob = glob.map_err(|error| StoreError::BadQuery {
        message: format!("`{pattern}` is not a glob: {}", error.kind()),
        hint: Some("`[[]` stands for `[` itself"),
        span: text.span,
    })?;
    let matcher = glob.compile_matcher();
    Ok(Box::new(move |path| matcher.is_match(path)))
}
