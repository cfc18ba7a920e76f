//! The filters that all reading commands share, as part of a query.

use crate::model::{PartialDate, Span};
use crate::query::{Field, Node, Query, Text};

/// What records must be about. Several values of one filter are alternatives; several filters all count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Words that they must have, as a query; empty for any.
    pub words: String,
    /// Tags, or their names and aliases.
    pub tags: Vec<String>,
    /// Releases, by name or number.
    pub releases: Vec<String>,
    /// Projects.
    pub projects: Vec<String>,
    /// Words of an event's name.
    pub events: Vec<String>,
    /// Parts of a path, or globs.
    pub paths: Vec<String>,
    /// This date or later.
    pub since: Option<PartialDate>,
    /// This date or earlier.
    pub until: Option<PartialDate>,
}

impl Filters {
    /// The filters as a tree, `None` where there are none. Its leaves have no place in a query's text.
    fn node(&self) -> Option<Node> {
        let lists = [
            (Field::Tag, &self.tags),
            (Field::Release, &self.releases),
            (Field::Project, &self.projects),
            (Field::Event, &self.events),
            (Field::Path, &self.paths),
        ];
        let mut all: Vec<Node> = lists
            .into_iter()
            .filter_map(|(field, values)| any(field, values))
            .collect();
        all.extend(self.since.map(|date| leaf(Field::Since, &date.to_string())));
        all.extend(self.until.map(|date| leaf(Field::Until, &date.to_string())));
        joined(all)
    }

    /// These filters as a query, `None` where there are none.
    pub(super) fn query(&self) -> Option<Query> {
        self.node().map(|root| Query { root })
    }

    /// `query` within these filters.
    pub(super) fn around(&self, query: Query) -> Query {
        let parts = [Some(query.root), self.node()].into_iter().flatten();
        let flat = parts.flat_map(|node| match node {
            Node::And(nodes) => nodes,
            other => vec![other],
        });
        Query {
            root: joined(flat.collect()).unwrap_or(Node::And(Vec::new())),
        }
    }
}

fn any(field: Field, values: &[String]) -> Option<Node> {
    let mut nodes: Vec<Node> = values.iter().map(|value| leaf(field, value)).collect();
    match nodes.len() {
        0 | 1 => nodes.pop(),
        _ => Some(Node::Or(nodes)),
    }
}

fn leaf(field: Field, value: &str) -> Node {
    Node::Field(
        field,
        Text {
            text: value.to_owned(),
            span: Span::default(),
        },
    )
}

fn joined(mut nodes: Vec<Node>) -> Option<Node> {
    match nodes.len() {
        0 | 1 => nodes.pop(),
        _ => Some(Node::And(nodes)),
    }
}
